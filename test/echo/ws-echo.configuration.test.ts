import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, mount, next, seeMessage, statusText, waitForState, waitUntilShown } from './element-driver.js';
import { consoleOutputOf } from './console-capture.js';
import { refusedAddress } from './situations.js';

/** What a framework may write for a boolean. */
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

describe('<ws-echo>, readonly', () => {
  it('listens only: it has no form, and shows what comes', async () => {
    const server = echoServer({ greet: 'Welcome' });
    const el = await fixture<WsEcho>(html`<ws-echo readonly url=${server.url}></ws-echo>`);
    await seeMessage(el, 'Welcome');
    for (const part of ['form', 'input', 'send', 'label'] as const) expect(find(el, part), part).to.equal(null);
  });

  it('may change, and keeps the socket', async () => {
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

  it('is readOnly, too, as inputs are', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    expect(el.readOnly).to.equal(false);
    el.readOnly = true;
    await el.updateComplete;
    expect([el.readonly, find(el, 'form')]).to.deep.equal([true, null]);
    el.setAttribute('readonly', 'false');
    expect(el.readOnly).to.equal(false);
  });

  for (const [value, asAttribute, asProperty = asAttribute] of booleans) {
    it(`takes ${JSON.stringify(value)} for ${asAttribute} as attribute, and for ${asProperty} as property`, async () => {
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

describe('<ws-echo>, manual', () => {
  it('waits for the Connect button', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${server.url}></ws-echo>`);
    expect(el.state).to.equal('closed');
    expect(find(el, 'action')).to.have.trimmed.text('Connect');
    expect(await server.seen()).to.include({ opened: 0 });

    find(el, 'action')!.click();
    await waitForState(el, 'open');
    expect(await server.seen()).to.include({ opened: 1 });
  });

  it('waits for reconnect()', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${server.url}></ws-echo>`);
    el.reconnect();
    await waitForState(el, 'open');
  });

  it('waits again with another address, and keeps its socket when it is moved', async () => {
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

  it('connects when it is no longer manual', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${echoServer().url}></ws-echo>`);
    el.manual = false;
    await waitForState(el, 'open');
  });

  it('is off when a framework writes "false"', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo manual="false" url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
  });
});

describe('<ws-echo>, its other attributes', () => {
  it('are what they are by default where they have not been set', () => {
    const { binaryType, retry, manual, readonly, format } = document.createElement('ws-echo');
    expect({ binaryType, retry, manual, readonly, format }).to.deep.equal({
      binaryType: 'arraybuffer',
      retry: 'on',
      manual: false,
      readonly: false,
      format: 'auto',
    });
  });

  it('offers the subprotocols', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo protocols="refused chat" url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    expect(el.protocol).to.equal('chat');
    expect(await server.seen()).to.deep.include({ protocols: ['chat'] });
  });

  it('reconnects with other subprotocols', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo protocols="one" url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.protocols = ['two'];
    await server.closed();
    expect(await server.opened(2)).to.deep.include({ protocols: ['one', 'two'], live: 1 });
  });

  it('gives up at once with retry="off"', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo retry="off" url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    await server.terminate();
    await waitForState(el, 'closed');
    expect(el.diagnosis).to.include({ kind: 'dropped' });
  });

  it('tries once more with retry="1", then gives up and says so', async () => {
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

  it('does not retry after the close codes of fatal-codes', async () => {
    const el = await fixture<WsEcho>(html`
      <ws-echo fatal-codes="1000 4000-4099" url=${echoServer({ closeWith: 4050 }).url}></ws-echo>
    `);
    await waitForState(el, 'closed');
    expect(el.diagnosis).to.include({ kind: 'closed-by-server', code: 4050 });
  });

  it('gives bytes as blobs with binary-type="blob"', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo binary-type="blob" url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    el.send(new Uint8Array([1, 2, 3]));
    const { data } = await next(el, 'message');
    expect(data).to.be.instanceOf(Blob).with.property('size', 3);
  });

  it('fills no queue beyond queue-limit', async () => {
    const el = await mount(() => new Promise<string>(() => {}));
    el.queueLimit = 1;
    await el.updateComplete;
    el.send('fits');
    expect(() => el.send('too much'))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');
    el.remove();
  });

  it('pings, and hides the pongs', async () => {
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

describe('<ws-echo>, what makes no sense', () => {
  const mistakes: [what: string, attributes: Record<string, string>, says: string][] = [
    ['an address that is none', { url: 'ws://' }, 'ws://'],
    ['an address of another kind', { url: 'ftp://example.com/' }, 'example.com'],
    ['an address with a fragment', { url: 'ws://localhost/#top' }, 'localhost'],
    ['a subprotocol that is none', { url: 'ws://localhost/', protocols: 'a,b' }, 'subprotocol'],
    ['the same subprotocol twice', { url: 'ws://localhost/', protocols: 'a a' }, 'subprotocol'],
    ['a time that is none', { url: 'loopback:', 'connect-timeout': 'soon' }, 'connect-timeout'],
    ['a number below 0', { url: 'loopback:', 'queue-limit': '-1' }, 'queue-limit'],
    ['a ping that says nothing', { url: 'loopback:', 'ping-interval': '5000' }, 'ping-message=""'],
    ['a retry that is none', { url: 'loopback:', retry: 'often' }, 'retry'],
    ['close codes that are none', { url: 'loopback:', 'fatal-codes': '4400-4000' }, 'fatal-codes'],
  ];
  for (const [what, attributes, says] of mistakes) {
    it(`says what is wrong with ${what}, and makes no noise`, async () => {
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

  it('stays closed once the mistake is corrected, if somebody closed it before', async () => {
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

  it('connects once the mistake is corrected', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo retry="often" url=${echoServer().url}></ws-echo>`);
    expect(el.state).to.equal('closed');
    el.retry = 3;
    await waitForState(el, 'open');
    expect(el.diagnosis).to.equal(null);
    expect(el.matches(':state(failed)')).to.equal(false);
  });
});
