import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import { WsEcho } from '../../src/echo/ws-echo.js';
import { fixPhase } from '../faults/chaos.js';
import { echoServer } from '../servers/echo-server.js';
import {
  find,
  mount,
  next,
  seeMessage,
  statusText,
  typeAndSend,
  waitForState,
  waitUntilShown,
  shown,
} from './element-driver.js';

describe('<ws-echo> `url`', () => {
  for (const address of [undefined, null, '', '  ']) {
    it(`\`<ws-echo>\` shows “no address” and opens no socket for \`url\` ${JSON.stringify(address)}`, async () => {
      const el = document.createElement('ws-echo');
      if (address !== undefined) el.url = address;
      document.body.append(el);
      await el.updateComplete;
      expect(el).to.include({ connection: null, state: 'closed', readyState: WebSocket.CLOSED, diagnosis: null });
      expect(statusText(el)).to.contain('no address');
      expect(find(el, 'action')).to.have.property('disabled', true);
      el.remove();
    });
  }

  it('`<ws-echo>` with an empty `url` attribute opens no connection', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url></ws-echo>`);
    expect(el.connection).to.equal(null);
  });

  it('`<ws-echo>` connects when `url` is set late, as an attribute or as a property', async () => {
    const server = echoServer();
    const first = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    const second = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    first.setAttribute('url', server.url);
    second.url = new URL(server.url);
    await Promise.all([waitForState(first, 'open'), waitForState(second, 'open')]);
    expect(await server.opened(2)).to.include({ opened: 2 });
  });

  it('a changed `url` opens a new socket and closes the old one with 1000', async () => {
    const [before, after] = [echoServer(), echoServer()];
    const el = await fixture<WsEcho>(html`<ws-echo url=${before.url}></ws-echo>`);
    await waitForState(el, 'open');
    const closed = next(el, 'close');
    el.url = after.url;
    expect(await closed).to.include({ code: 1000 });
    await next(el, 'open');
    expect(el.connection!.url).to.equal(after.url);
    expect(await before.closed()).to.deep.include({ closes: [{ code: 1000, reason: '' }], live: 0 });
    expect(await after.opened()).to.include({ opened: 1, live: 1 });
  });

  it('`<ws-echo>` connects only to the last `url` that is set in one task', async () => {
    const [before, skipped, after] = [echoServer(), echoServer(), echoServer()];
    const el = await fixture<WsEcho>(html`<ws-echo url=${before.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.url = skipped.url;
    el.url = after.url;
    await after.opened();
    expect(await skipped.seen()).to.include({ opened: 0 });
  });

  it('`<ws-echo>` keeps its socket when `url` is set to an equal address', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.setAttribute('url', server.url);
    el.url = server.url;
    el.url = ` ${server.url} `;
    el.url = new URL(server.url);
    await el.updateComplete;
    el.send('same');
    await seeMessage(el, 'same');
    expect(await server.seen()).to.deep.include({ opened: 1, closes: [] });
  });

  it('`<ws-echo>` keeps its socket when `url` is removed and set again in one task', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.removeAttribute('url');
    el.setAttribute('url', server.url);
    el.send('still here');
    await seeMessage(el, 'still here');
    expect(await server.seen()).to.deep.include({ opened: 1, closes: [] });
  });

  for (const [how, empty] of Object.entries<(el: WsEcho) => void>({
    'the `url` attribute is removed': (el) => el.removeAttribute('url'),
    'the `url` attribute is set to an empty text': (el) => el.setAttribute('url', ''),
    'the `url` property is set to null': (el) => (el.url = null),
  })) {
    it(`\`<ws-echo>\` closes with 1000 when ${how}, and connects again with a new \`url\``, async () => {
      const server = echoServer();
      const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
      await waitForState(el, 'open');
      empty(el);
      expect(await server.closed()).to.deep.include({ closes: [{ code: 1000, reason: '' }], live: 0 });
      await waitForState(el, 'closed');
      expect(statusText(el)).to.contain('no address');
      el.url = server.url;
      await waitForState(el, 'open');
    });
  }

  it('`<ws-echo>` removes the diagnosis of the last failure when `url` is set to null', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer({ closeWith: 1008 }).url}></ws-echo>`);
    await waitForState(el, 'closed');
    el.url = null;
    await waitUntilShown('no address', () => statusText(el).includes('no address'));
    expect(el.diagnosis).to.equal(null);
    expect(el.matches(':state(failed)')).to.equal(false);
  });

  it('`<ws-echo>` uses `url`, `readonly` and `onmessage` that were set before its upgrade', async () => {
    const server = echoServer();
    const el = document.createElement('late-echo') as WsEcho;
    const received: unknown[] = [];
    el.url = server.url;
    el.readonly = true;
    el.onmessage = ({ data }) => received.push(data);
    document.body.append(el);
    customElements.define('late-echo', class extends WsEcho {});
    await waitForState(el, 'open');
    expect(find(el, 'form')).to.equal(null);
    el.send('Hello!');
    await seeMessage(el, 'Hello!');
    expect(received).to.deep.equal(['Hello!']);
    el.remove();
  });

  it('`<ws-echo>` does not connect when `manual` was set before its upgrade', async () => {
    const server = echoServer();
    const tag = 'test-upgraded-manual';
    const el = document.createElement(tag) as WsEcho;
    el.setAttribute('url', server.url);
    el.manual = true;
    document.body.append(el);
    customElements.define(tag, class extends WsEcho {});
    await el.updateComplete;
    await Promise.resolve();
    expect(el.connection).to.equal(null);
    el.remove();
  });

  it('`send()` and `close()` apply to a new `url` as soon as it is set', async () => {
    const first = echoServer();
    const second = echoServer();
    const el = document.createElement('ws-echo');
    el.url = first.url;
    document.body.append(el);
    expect(el.send('to the first')).to.equal(false);
    await el.updateComplete;
    await seeMessage(el, 'to the first');
    el.url = second.url;
    expect(el.send('to the second')).to.equal(false);
    await seeMessage(el, 'to the second');
    el.url = first.url;
    el.close();
    await waitForState(el, 'closed');
    expect(await first.seen()).to.include({ opened: 1 });
    el.remove();
  });

  it('`<ws-echo>` connects to the ws: address of an http: `url`', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url.replace(/^ws/, 'http')}></ws-echo>`);
    await waitForState(el, 'open');
    expect(el.connection!.url).to.equal(server.url);
  });

  it('`<ws-echo>` connects to the wss: address of an https: `url`', async () => {
    const el = await mount('https://localhost:1/feed');
    await next(el, 'close');
    expect(el.diagnosis!.url).to.equal('wss://localhost:1/feed');
    el.remove();
  });

  for (const [kind, relative] of Object.entries<(url: URL) => string>({
    'a path': ({ search }) => `/${search}`,
    'a query': ({ search }) => search,
    'a host': ({ host, search }) => `//${host}/${search}`,
  })) {
    it(`\`<ws-echo>\` resolves ${kind} in \`url\` against the base URL of the page`, async () => {
      const server = echoServer();
      const base = document.createElement('base');
      base.href = server.url.replace(/^ws/, 'http');
      document.head.append(base);
      try {
        const el = await fixture<WsEcho>(html`<ws-echo url=${relative(new URL(server.url))}></ws-echo>`);
        await waitForState(el, 'open');
        expect(el.connection!.url).to.equal(server.url);
      } finally {
        base.remove();
      }
    });
  }

  it('`<ws-echo>` echoes messages inside the page with `url="loopback:"`', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url="loopback:"></ws-echo>`);
    await waitForState(el, 'open');
    typeAndSend(el, 'Hello!');
    await seeMessage(el, 'Hello!');
    expect(statusText(el)).to.equal('Connected loopback');
    el.remove();
    await waitForState(el, 'closed');
  });
});

describe('<ws-echo> `url` provider', () => {
  fixPhase();

  it('`<ws-echo>` calls the `url` provider before every attempt', async () => {
    const server = echoServer();
    let calls = 0;
    const el = await mount(async () => `${server.url}&token=${++calls}`);
    await next(el, 'open');
    expect(el.connection!.url).to.equal(`${server.url}&token=1`);
    await server.terminate();
    await waitForState(el, 'waiting');
    find(el, 'action')!.click();
    await waitForState(el, 'open');
    expect(el.connection!.url).to.equal(`${server.url}&token=2`);
    expect(calls).to.equal(2);
    el.remove();
  });

  it('`<ws-echo>` keeps its socket for a new `url` provider, and calls it upon `reconnect()`', async () => {
    const server = echoServer();
    const el = await mount(() => server.url);
    await next(el, 'open');
    el.url = () => `${server.url}&newer`;
    await el.updateComplete;
    el.send('same socket');
    await seeMessage(el, 'same socket');
    expect(await server.seen()).to.deep.include({ opened: 1, closes: [] });

    el.reconnect();
    await next(el, 'open');
    expect(el.connection!.url).to.equal(`${server.url}&newer`);
    el.remove();
  });

  it('`<ws-echo>` calls the newest `url` provider before an automatic retry', async () => {
    const { random } = Math;
    // The next attempt is due at once.
    Math.random = () => 0;
    try {
      const [before, after] = [echoServer(), echoServer()];
      const el = await mount(() => before.url);
      await next(el, 'open');
      el.url = () => after.url;
      await el.updateComplete;
      await before.terminate();
      await after.opened();
      el.remove();
    } finally {
      Math.random = random;
    }
  });

  it('`<ws-echo>` opens one socket when its `url` provider calls `reconnect()`', async () => {
    const server = echoServer();
    const el = document.createElement('ws-echo');
    let calls = 0;
    const url = () => {
      if (++calls === 1) el.reconnect();
      return server.url;
    };
    el.url = url;
    document.body.append(el);
    await next(el, 'open');
    el.send('once');
    await next(el, 'message');
    el.remove();
    expect(await server.closed()).to.deep.include({ opened: 1, live: 0, messages: ['once'] });
  });

  it('`reconnect()` on the connection of a removed `<ws-echo>` connects to its last `url`', async () => {
    const server = echoServer();
    const el = await mount(() => server.url);
    await next(el, 'open');
    const { connection } = el;
    el.remove();
    await waitForState(el, 'closed');
    connection!.reconnect();
    await server.opened(2);
    connection!.close();
  });

  it('`<ws-echo>` shows the error that its `url` provider throws, and waits for a retry', async () => {
    const server = echoServer();
    let calls = 0;
    const el = await mount(() => {
      if (++calls === 1) throw new Error('the token has expired');
      return server.url;
    });
    await waitForState(el, 'waiting');
    expect(el.diagnosis).to.include({ kind: 'provider-failed' });
    expect(statusText(el)).to.contain('the token has expired');
    find(el, 'action')!.click();
    await waitForState(el, 'open');
    el.remove();
  });

  it('`<ws-echo>` stays closed without an address when its `url` provider returns none', async () => {
    for (const nothing of [null, '']) {
      const el = await mount(() => nothing);
      await waitForState(el, 'closed');
      expect(el.diagnosis).to.include({ kind: 'no-address' });
      expect(statusText(el)).to.equal('Not connected There is no address: the page gave none.');
      const { url } = echoServer();
      el.url = () => url;
      await waitForState(el, 'open');
      expect(el.diagnosis).to.equal(null);
      el.remove();
    }
  });

  it('a new `url` hands back the messages queued for the old one in a `discard` event', async () => {
    const [before, after] = [echoServer({ closeWith: 1001 }), echoServer()];
    const el = await mount(before.url);
    await waitForState(el, 'waiting');
    el.send('for the one before');
    const discarded = next(el, 'discard');
    el.url = after.url;
    expect((await discarded).messages).to.deep.equal(['for the one before']);
    await waitForState(el, 'open');
    el.send('for this one');
    expect((await after.received()).messages).to.deep.equal(['for this one']);
    el.remove();
  });

  it('`<ws-echo>` ignores the result of a `url` provider that a new `url` has replaced', async () => {
    const server = echoServer();
    const asked = echoServer();
    let answer!: (url: string) => void;
    const el = await mount(() => new Promise<string>((resolve) => (answer = resolve)));
    await waitForState(el, 'connecting');
    el.url = server.url;
    await next(el, 'open');
    answer(asked.url);
    el.send('still here');
    await seeMessage(el, 'still here');
    expect(await asked.seen()).to.include({ opened: 0 });
    el.remove();
  });

  it('a new address removes the message of the one before', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer({ greet: 'old' }).url}></ws-echo>`);
    await seeMessage(el, 'old');
    el.url = echoServer().url;
    await waitForState(el, 'open');
    await el.updateComplete;
    expect(el.lastMessage === null).to.equal(true);
    expect(shown(el)).to.equal(null);
  });

  it('`reconnect()` in the `closing` of a new address connects once', async () => {
    const [first, second] = [echoServer(), echoServer()];
    const el = await mount(first.url);
    await waitForState(el, 'open');
    el.addEventListener('statechange', () => {
      if (el.state === 'closing') el.reconnect();
    });
    let changes = 0;
    el.addEventListener('statechange', () => changes++);
    el.url = second.url;
    await second.opened(1);
    await waitForState(el, 'open');
    // Closing, connecting, open.
    expect(changes).to.equal(3);
    expect(await second.seen()).to.include({ opened: 1 });
    el.remove();
  });
});
