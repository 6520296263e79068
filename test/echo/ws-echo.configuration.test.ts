import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { Loopback } from '../../src/transport/loopback.js';
import { Clock } from '../clock.js';
import { ScriptedSockets } from '../connection/scripted-socket.js';
import { page } from '../connection/page-events.js';
import { echoServer } from '../servers/echo-server.js';
import { find, mount, next, seeMessage, statusText, waitForState, waitUntilShown } from './element-driver.js';
import { consoleOutputOf } from './console-capture.js';
import { refusedAddress } from './situations.js';

/** The values that a framework may set for a boolean, and their meaning as an attribute and as a property. */
const booleans: [value: string | boolean | null, means: boolean, asProperty?: boolean][] = [
  // As with `input.disabled`.
  ['', true, false],
  ['true', true],
  ['readonly', true],
  [true, true],
  ['false', false],
  [false, false],
  [null, false],
];

describe('<ws-echo> `readonly`', () => {
  it('a `readonly` `<ws-echo>` shows received messages and has no form', async () => {
    const server = echoServer({ greet: 'Welcome' });
    const el = await fixture<WsEcho>(html`<ws-echo readonly url=${server.url}></ws-echo>`);
    await seeMessage(el, 'Welcome');
    for (const part of ['form', 'input', 'send', 'label'] as const) expect(find(el, part), part).to.equal(null);
  });

  it('a change of `readonly` adds or removes the form and keeps the socket', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo readonly url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.readonly = false;
    await el.updateComplete;
    expect(find(el, 'form')).not.to.equal(null);
    el.setAttribute('readonly', '');
    await el.updateComplete;
    expect(find(el, 'form')).to.equal(null);
    el.send('same socket');
    await seeMessage(el, 'same socket');
    expect(await server.seen()).to.include({ opened: 1 });
  });

  it('`readOnly` reads and writes the same value as `readonly`', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    expect(el.readOnly).to.equal(false);
    el.readOnly = true;
    await el.updateComplete;
    expect([el.readonly, find(el, 'form')]).to.deep.equal([true, null]);
    el.setAttribute('readonly', 'false');
    expect(el.readOnly).to.equal(false);
  });

  for (const [value, asAttribute, asProperty = asAttribute] of booleans) {
    it(`\`readonly\` ${JSON.stringify(value)} means ${asAttribute} as attribute, ${asProperty} as property`, async () => {
      const [byAttribute, byProperty] = [
        await fixture<WsEcho>(html`<ws-echo></ws-echo>`),
        document.createElement('ws-echo'),
      ];
      if (typeof value === 'string') byAttribute.setAttribute('readonly', value);
      else byAttribute.toggleAttribute('readonly', Boolean(value));
      // As callers without types do.
      Object.assign(byProperty, { readonly: value });
      document.body.append(byProperty);
      await Promise.all([byAttribute.updateComplete, byProperty.updateComplete]);
      expect([byAttribute, byProperty].map((el) => find(el, 'form') === null)).to.deep.equal([asAttribute, asProperty]);
      byProperty.remove();
    });
  }
});

describe('<ws-echo> `manual`', () => {
  it('a `manual` `<ws-echo>` connects only when its Connect button is clicked', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${server.url}></ws-echo>`);
    expect(el.state).to.equal('closed');
    expect(find(el, 'action')).to.have.trimmed.text('Connect');
    expect(await server.seen()).to.include({ opened: 0 });

    find(el, 'action')!.click();
    await waitForState(el, 'open');
    expect(await server.seen()).to.include({ opened: 1 });
  });

  it('`reconnect()` connects a `manual` `<ws-echo>`', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${server.url}></ws-echo>`);
    el.reconnect();
    await waitForState(el, 'open');
  });

  it('a `manual` `<ws-echo>` waits again after a new `url`, and keeps its socket when it is moved', async () => {
    const [before, after] = [echoServer(), echoServer()];
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${before.url}></ws-echo>`);
    el.reconnect();
    await waitForState(el, 'open');
    el.parentElement!.prepend(el);
    el.send('same socket');
    await seeMessage(el, 'same socket');

    el.url = after.url;
    await before.closed();
    await waitForState(el, 'closed');
    expect(await after.seen()).to.include({ opened: 0 });
    find(el, 'action')!.click();
    await after.opened();
  });

  it('`<ws-echo>` connects when `manual` becomes false', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${echoServer().url}></ws-echo>`);
    el.manual = false;
    await waitForState(el, 'open');
  });

  it('`<ws-echo>` with the attribute `manual="false"` connects by itself', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo manual="false" url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
  });
});

describe('<ws-echo> connection attributes', () => {
  it('`binaryType`, `retry`, `manual`, `readonly` and `format` have their default values', () => {
    const { binaryType, retry, manual, readonly, format } = document.createElement('ws-echo');
    expect({ binaryType, retry, manual, readonly, format }).to.deep.equal({
      binaryType: 'arraybuffer',
      retry: 'on',
      manual: false,
      readonly: false,
      format: 'auto',
    });
  });

  it('`<ws-echo>` offers its `protocols`, and `protocol` is the one that the server accepts', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo protocols="refused chat" url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    expect(el.protocol).to.equal('chat');
    expect(await server.seen()).to.deep.include({ protocols: ['chat'] });
  });

  it('a change of `protocols` closes the socket and opens a new one', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo protocols="one" url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.protocols = ['two'];
    await server.closed();
    expect(await server.opened(2)).to.deep.include({ protocols: ['one', 'two'], live: 1 });
  });

  it('`<ws-echo>` with `retry="off"` stays closed after the connection is dropped', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo retry="off" url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    await server.terminate();
    await waitForState(el, 'closed');
    expect(el.diagnosis).to.include({ kind: 'dropped' });
  });

  it('`<ws-echo>` with `retry="1"` tries once more, and then shows that it gave up', async () => {
    // Every attempt is due at once.
    const { random } = Math;
    Math.random = () => 0;
    try {
      const el = document.createElement('ws-echo');
      let attempts = 0;
      el.onstatechange = () => el.state === 'connecting' && attempts++;
      el.setAttribute('retry', '1');
      el.url = refusedAddress();
      document.body.append(el);
      await waitForState(el, 'waiting');
      await waitForState(el, 'closed');
      expect(attempts).to.equal(2);
      expect(el.diagnosis).to.include({ kind: 'gave-up' });
      expect(statusText(el)).to.contain('Gave up');
      el.remove();
    } finally {
      Math.random = random;
    }
  });

  it('`<ws-echo>` does not retry after a close code in `fatal-codes`', async () => {
    const el = await fixture<WsEcho>(html`
      <ws-echo fatal-codes="1000 4000-4099" url=${echoServer({ closeWith: 4050 }).url}></ws-echo>
    `);
    await waitForState(el, 'closed');
    expect(el.diagnosis).to.include({ kind: 'closed-by-server', code: 4050 });
  });

  it('`binary-type="blob"` makes `message` events deliver bytes as a `Blob`', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo binary-type="blob" url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    el.send(new Uint8Array([1, 2, 3]));
    const { data } = await next(el, 'message');
    expect(data).to.be.instanceOf(Blob).with.property('size', 3);
  });

  it('`send()` throws a QuotaExceededError when the queue would exceed `queue-limit`', async () => {
    const el = await mount(() => new Promise<string>(() => {}));
    el.queueLimit = 1;
    await el.updateComplete;
    el.send('fits');
    expect(() => el.send('too much'))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');
    el.remove();
  });

  it('`ping-interval` sends pings, and `pong-message` hides the pongs from listeners', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`
      <ws-echo ping-interval="20" ping-message="ping" pong-message="ping" url=${server.url}></ws-echo>
    `);
    const received: unknown[] = [];
    el.addEventListener('message', ({ data }) => received.push(data));
    await waitForState(el, 'open');
    await server.received();
    el.send('Hello!');
    await seeMessage(el, 'Hello!');
    expect(received).to.deep.equal(['Hello!']);
  });
});

describe('<ws-echo> with an invalid configuration', () => {
  const mistakes: [what: string, attributes: Record<string, string>, says: string][] = [
    ['an invalid address', { url: 'ws://' }, 'ws://'],
    ['an address with the scheme ftp', { url: 'ftp://example.com/' }, 'example.com'],
    ['an address with a fragment', { url: 'ws://localhost/#top' }, 'localhost'],
    ['an invalid subprotocol', { url: 'ws://localhost/', protocols: 'a,b' }, 'subprotocol'],
    ['a duplicate subprotocol', { url: 'ws://localhost/', protocols: 'a a' }, 'subprotocol'],
    ['a timeout that is not a number', { url: 'loopback:', 'connect-timeout': 'soon' }, 'connect-timeout'],
    ['a negative number', { url: 'loopback:', 'queue-limit': '-1' }, 'queue-limit'],
    [
      'a ping interval without a ping message',
      { url: 'loopback:', 'ping-interval': '5000' },
      'ping-interval needs a ping-message',
    ],
    ['an address without a scheme', { url: 'localhost:3000/x' }, 'Did you mean ws://localhost:3000/x?'],
    ['an invalid retry value', { url: 'loopback:', retry: 'often' }, 'retry'],
    ['an invalid range of close codes', { url: 'loopback:', 'fatal-codes': '4400-4000' }, 'fatal-codes'],
  ];
  for (const [what, attributes, says] of mistakes) {
    it(`\`<ws-echo>\` shows a diagnosis for ${what}, and writes nothing to the console`, async () => {
      const el = document.createElement('ws-echo');
      for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
      const noise = await consoleOutputOf(async () => {
        document.body.append(el);
        await waitUntilShown('what is wrong', () => el.diagnosis !== null && statusText(el).includes(says));
      });
      expect(noise).to.deep.equal([]);
      expect(el.state).to.equal('closed');
      expect(el.matches(':state(closed):state(failed)')).to.equal(true);
      el.remove();
    });
  }

  for (const [name, value, says] of [
    ['url', Promise.resolve('/echo'), 'url="[object Promise]"'],
    ['url', {}, 'url="[object Object]"'],
    ['url', 8080, 'url="8080"'],
    ['protocols', 8080, 'protocols="8080"'],
    ['fatalCodes', true, 'fatal-codes="true"'],
    ['idleTimeout', {}, 'idle-timeout="[object Object]"'],
  ] as const) {
    it(`\`<ws-echo>\` with the property \`${name}\` set to ${says} stays closed, and says so`, async () => {
      const el = document.createElement('ws-echo');
      el.url = echoServer().url;
      Object.assign(el, { [name]: value });
      document.body.append(el);
      await el.updateComplete;
      await waitUntilShown('what is wrong', () => statusText(el).includes(says));
      expect(el).to.include({ state: 'closed', connection: null });
      expect(el.diagnosis).to.include({ kind: 'bad-configuration', reason: says });
      el.remove();
    });
  }

  for (const [what, attributes] of [
    ['a refused subprotocol', { url: 'ws://localhost:2/', protocols: 'v1 bearer.SECRET==' }],
    ['the query and the fragment of a URL', { url: 'ws://localhost:2/?token=SECRET#SECRET' }],
    ['the query of a URL', { url: 'ws://localhost:2/?token=SECRET' }],
    ['the userinfo of a URL that is not valid', { url: 'wss://user:SECRET@/?token=SECRET' }],
    ['the userinfo of a URL with another scheme', { url: 'ftp://user:SECRET@example.com/?token=SECRET' }],
    ['the query of a relative URL', { url: '/echo?token=SECRET', manual: '' }],
  ] as const) {
    it(`\`<ws-echo>\` neither shows nor announces ${what}`, async () => {
      const el = document.createElement('ws-echo');
      for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
      document.body.append(el);
      if (!('manual' in attributes)) await next(el, 'close');
      await el.updateComplete;
      expect(el.shadowRoot!.textContent).not.to.contain('SECRET');
      expect(JSON.stringify(el.diagnosis)).not.to.contain('SECRET');
      expect(statusText(el)).not.to.equal('');
      el.remove();
    });
  }

  it('`<ws-echo>` stays closed after a corrected attribute if `close()` was called before', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.close();
    await waitForState(el, 'closed');
    el.setAttribute('queue-limit', 'many');
    await waitUntilShown('what is wrong', () => statusText(el).includes('queue-limit'));
    el.setAttribute('queue-limit', '5');
    await waitUntilShown('nothing wrong', () => !statusText(el).includes('queue-limit'));
    expect(el.state).to.equal('closed');
    expect((await server.seen()).opened).to.equal(1);
  });

  it('`<ws-echo>` connects when an invalid attribute is corrected', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo retry="often" url=${echoServer().url}></ws-echo>`);
    expect(el.state).to.equal('closed');
    el.retry = 3;
    await waitForState(el, 'open');
    expect(el.diagnosis).to.equal(null);
    expect(el.matches(':state(failed)')).to.equal(false);
  });
});

describe('<ws-echo> `createSocket`, `stay-awake`, `ping-timeout` and `fatal-codes="none"`', () => {
  it('`createSocket` creates the sockets, and the newer one from the next attempt on', async () => {
    const el = document.createElement('ws-echo');
    const made: string[] = [];
    const factory = (name: string) => (url: string | URL) => {
      made.push(`${name} ${String(url)}`);
      return new Loopback(url) as unknown as WebSocket;
    };
    Object.assign(el, { url: 'wss://a.example/', createSocket: factory('first') });
    document.body.append(el);
    await waitForState(el, 'open');
    el.createSocket = factory('second');
    await el.updateComplete;
    expect(el.state).to.equal('open');
    el.reconnect();
    await next(el, 'open');
    expect(made).to.deep.equal(['first wss://a.example/', 'second wss://a.example/']);
    el.remove();
  });

  it('a `createSocket` that is no function, or gives no socket, is named in the diagnosis', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url="loopback:" manual></ws-echo>`);
    Reflect.set(el, 'createSocket', 'ws');
    await el.updateComplete;
    expect(el.diagnosis).to.include({ kind: 'bad-configuration', reason: 'createSocket="ws"' });
    Reflect.set(el, 'createSocket', () => Promise.resolve());
    el.reconnect();
    await waitForState(el, 'waiting');
    expect(el.diagnosis).to.include({ kind: 'socket-failed', reason: 'createSocket: [object Promise]' });
  });

  it('with `stay-awake` a hidden page makes the next attempt', async () => {
    const sockets = new ScriptedSockets();
    const el = document.createElement('ws-echo');
    Object.assign(el, { url: 'ws://scripted/', stayAwake: true, createSocket: sockets.createSocket });
    document.body.append(el);
    const clock = new Clock();
    try {
      (await sockets.next()).refuse();
      page.hide();
      const connecting = next(el, 'statechange');
      clock.tickToRetry(el.connection!);
      await connecting;
      expect(el.state).to.equal('connecting');
    } finally {
      page.restore();
      clock.uninstall();
      el.remove();
    }
  });

  it('`ping-timeout` is the longest silence after a ping', async () => {
    const el = await fixture<WsEcho>(
      html`<ws-echo url=${echoServer({ silent: true }).url} ping-interval="50" ping-message="ping" ping-timeout="100"></ws-echo>`,
    );
    await waitForState(el, 'open');
    await waitForState(el, 'waiting');
    expect(el.diagnosis!.kind).to.equal('went-silent');
  });

  it('with `fatal-codes="none"` no close code ends the retries', async () => {
    const el = await fixture<WsEcho>(
      html`<ws-echo fatal-codes="none" url=${echoServer({ closeWith: 1008 }).url}></ws-echo>`,
    );
    await waitForState(el, 'waiting');
    expect(el.diagnosis).to.include({ kind: 'closed-by-server', code: 1008 });
  });
});
