import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { mount, next, seeMessage, typeAndSend, waitForState, waitUntilShown } from './element-driver.js';
import { consoleOutputOf } from './console-capture.js';
import { refusedAddress } from './situations.js';

const types = ['open', 'message', 'send', 'close', 'error', 'statechange', 'discard'] as const;

describe('<ws-echo> events', () => {
  it('`<ws-echo>` emits `open`, `message` and `close` as Event, MessageEvent and CloseEvent', async () => {
    const server = echoServer();
    const el = await mount(server.url);
    const open = await next(el, 'open');
    expect(open).to.be.instanceOf(Event);

    el.send('Hello!');
    const message = await next(el, 'message');
    expect(message).to.be.instanceOf(MessageEvent);
    expect(message).to.include({ data: 'Hello!', origin: new URL(server.url).origin });

    const closed = next(el, 'close');
    await server.close(4321, 'enough');
    const close = await closed;
    expect(close).to.be.instanceOf(CloseEvent);
    expect(close).to.include({ code: 4321, reason: 'enough', wasClean: true });
    el.remove();
  });

  it('`<ws-echo>` emits `error` and then `close` with 1006 when an attempt fails', async () => {
    const events: Event[] = [];
    const el = document.createElement('ws-echo');
    for (const type of ['error', 'close'] as const) el.addEventListener(type, (event: Event) => events.push(event));
    el.url = refusedAddress();
    document.body.append(el);
    await next(el, 'close');
    expect(events.map(({ type }) => type)).to.deep.equal(['error', 'close']);
    expect(events[1]).to.include({ code: 1006, wasClean: false });
    el.remove();
  });

  it('`<ws-echo>` emits one `message` event for each message, in order', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    const received: unknown[] = [];
    el.addEventListener('message', ({ data }) => received.push(data));

    const sent = Array.from({ length: 300 }, (_, index) => `message ${index}`);
    for (const text of sent) el.send(text);
    await waitUntilShown('as many messages as were sent', () => received.length === sent.length);
    expect(received).to.deep.equal(sent);
  });

  it('`<ws-echo>` updates `state`, `lastMessage` and `diagnosis` before its listeners run', async () => {
    const server = echoServer();
    const el = await mount(server.url);
    const seen: unknown[] = [];
    el.addEventListener('open', () => seen.push(el.state, el.readyState));
    el.addEventListener('message', (event) => seen.push(el.lastMessage === event));
    el.addEventListener('close', () => seen.push(el.state, el.diagnosis!.code));
    await next(el, 'open');
    el.send('Hello!');
    await next(el, 'message');
    const closed = next(el, 'close');
    await server.close(1008);
    await closed;
    expect(seen).to.deep.equal(['open', 1, true, 'closed', 1008]);
    el.remove();
  });

  it('`<ws-echo>` emits `statechange` for every change of `state`, the first one included', async () => {
    const states: string[] = [];
    const el = document.createElement('ws-echo');
    el.addEventListener('statechange', () => states.push(el.state));
    el.url = echoServer().url;
    document.body.append(el);
    await next(el, 'open');
    el.close();
    await next(el, 'close');
    el.reconnect();
    await next(el, 'open');
    expect(states).to.deep.equal(['connecting', 'open', 'closing', 'closed', 'connecting', 'open']);
    el.remove();
  });

  it('the events of `<ws-echo>` do not bubble and do not cross a shadow root', async () => {
    const host = await fixture(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<p></p>';
    const server = echoServer();
    const el = document.createElement('ws-echo');
    const own: string[] = [];
    const outside: string[] = [];
    for (const type of types) {
      el.addEventListener(type, (event: Event) => {
        own.push(type);
        expect(event).to.include({ bubbles: false, composed: false });
      });
      root.firstElementChild!.addEventListener(type, () => outside.push(`${type} at the parent`));
      for (const capture of [true, false]) {
        for (const target of [window, host]) target.addEventListener(type, () => outside.push(type), capture);
      }
    }
    root.firstElementChild!.append(el);

    el.url = refusedAddress();
    await next(el, 'close');
    el.url = server.url;
    await next(el, 'open');
    el.send('Hello!');
    await next(el, 'message');
    el.close();
    el.send('too late');
    await next(el, 'close');
    expect(own).to.include.members([...types]);
    expect(outside).to.deep.equal([]);
  });

  it('the `close` event of `<ws-echo>` does not reach the `<dialog>` around it', async () => {
    const dialog = await fixture<HTMLDialogElement>(html`
      <dialog open><ws-echo url=${echoServer({ closeWith: 1008 }).url}></ws-echo></dialog>
    `);
    const heard: string[] = [];
    dialog.onclose = () => heard.push('onclose');
    dialog.addEventListener('close', () => heard.push('close'));
    await waitForState(dialog.querySelector('ws-echo')!, 'closed');
    expect(heard).to.deep.equal([]);
    expect(dialog.open).to.equal(true);
  });

  it('`<ws-echo>` calls its `on…` handlers with itself as `this`', async () => {
    const calls: [string, unknown][] = [];
    const el = document.createElement('ws-echo');
    for (const type of types) {
      el[`on${type}`] = function (this: unknown, event: Event | string) {
        calls.push([(event as Event).type, this]);
      };
    }
    el.url = refusedAddress();
    document.body.append(el);
    await next(el, 'close');
    el.url = echoServer({ greet: 'Welcome' }).url;
    await next(el, 'message');
    el.send('Hello!');
    el.close();
    el.send('too late');
    await next(el, 'close');
    expect(new Set(calls.map(([type]) => type))).to.have.all.keys(...types);
    expect(calls.every(([, target]) => target === el)).to.equal(true);
    el.remove();
  });

  it('a new `onmessage` handler replaces the old one, and null removes it', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    const calls: string[] = [];
    expect(el.onmessage).to.equal(null);
    el.onmessage = () => calls.push('replaced');
    const handler = () => calls.push('handler');
    el.onmessage = handler;
    expect(el.onmessage).to.equal(handler);
    el.send('one');
    await next(el, 'message');
    el.onmessage = null;
    el.send('two');
    await next(el, 'message');
    expect(calls).to.deep.equal(['handler']);
  });

  it('`<ws-echo>` emits `send` with the text when a message is sent, typed or by a script', async () => {
    const el = await mount(echoServer().url);
    const sent: unknown[] = [];
    el.addEventListener('send', (event) => sent.push(event.data, el.state));
    el.send('waits');
    expect(sent).to.deep.equal([]);
    await next(el, 'message');
    typeAndSend(el, 'typed');
    expect(sent).to.deep.equal(['waits', 'open', 'typed', 'open']);
    el.remove();
  });

  it('`<ws-echo>` emits no event for pings and pongs', async () => {
    const el = document.createElement('ws-echo');
    el.pingInterval = 1;
    el.pingMessage = 'ping';
    el.pongMessage = 'ping';
    const heard: string[] = [];
    for (const type of ['send', 'queued', 'ping', 'pong', 'message'])
      el.addEventListener(type as 'send', () => heard.push(type));
    el.url = echoServer().url;
    document.body.append(el);
    await waitUntilShown('a round trip', () => el.roundTrip !== null);
    expect(heard).to.deep.equal([]);
    el.remove();
  });

  it('`send()` after `close()` hands the message back in a `discard` event', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    el.close();
    const discarded: unknown[] = [];
    el.ondiscard = ({ messages }) => discarded.push(...messages);
    expect(el.send('too late')).to.equal(false);
    expect(discarded).to.deep.equal(['too late']);
  });

  it('`send()` and `close()` throw for invalid arguments, with and without a connection', async () => {
    const detached = document.createElement('ws-echo');
    const connected = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
    await waitForState(connected, 'open');
    for (const el of [detached, connected]) {
      expect(() => Reflect.apply(el.send, el, [])).to.throw(TypeError);
      expect(() => el.close(999))
        .to.throw(DOMException)
        .with.property('name', 'InvalidAccessError');
      expect(() => el.close(1000, 'x'.repeat(124)))
        .to.throw(DOMException)
        .with.property('name', 'SyntaxError');
    }
    expect(() => detached.close(1000)).not.to.throw();
  });

  it('`<ws-echo>` shows the next message although a `message` listener throws', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    const mistake = new Error('of the page');
    el.addEventListener(
      'message',
      () => {
        throw mistake;
      },
      { once: true },
    );
    const noise = await consoleOutputOf(async () => {
      el.send('one');
      el.send('two');
      await seeMessage(el, 'two');
    });
    expect(noise).to.deep.equal([mistake]);
  });
});
