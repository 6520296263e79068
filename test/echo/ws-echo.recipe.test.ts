import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, focused, inputOf, mount, next, seeMessage, shown, typeAndSend, waitForState } from './element-driver.js';

describe('<ws-echo> basic behaviour', () => {
  it('`<ws-echo>` connects when it enters the page with a `url`', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    expect(await server.opened()).to.include({ opened: 1, live: 1 });
    await waitForState(el, 'open');
    expect(el.readyState).to.equal(WebSocket.OPEN);
  });

  it('`<ws-echo>` does not connect before it enters the page', async () => {
    const server = echoServer();
    const el = document.createElement('ws-echo');
    el.url = server.url;
    await Promise.resolve();
    expect(el.connection).to.equal(null);

    document.body.append(el);
    await waitForState(el, 'open');
    expect(await server.seen()).to.include({ opened: 1 });
    el.remove();
  });

  it('`<ws-echo>` shows an input labelled “Send a message” and a button titled “Send message”', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
    expect(inputOf(el).labels[0]!.textContent.trim()).to.equal('Send a message');
    expect(find(el, 'send')).to.have.trimmed.text('Send').and.have.attribute('title', 'Send message');
  });

  it('the `label` attribute sets the label of the input', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo label="Say something"></ws-echo>`);
    expect(inputOf(el).labels[0]!.textContent.trim()).to.equal('Say something');
  });

  it('the Send button sends the text of the input, and the message part shows the echo', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    expect(shown(el)).to.equal(null);

    typeAndSend(el, 'Hello!');
    await seeMessage(el, 'Hello!');
    expect((await server.received()).messages).to.deep.equal(['Hello!']);
  });

  it('the message part shows only the newest message', async () => {
    const server = echoServer({ greet: 'Welcome' });
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await seeMessage(el, 'Welcome');
    await server.send('News');
    await seeMessage(el, 'News');
    expect(find(el, 'message')).not.to.contain.text('Welcome');
  });

  it('the Send button sends nothing while the input is empty', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');

    typeAndSend(el, '');
    typeAndSend(el, 'after');
    expect((await server.received()).messages).to.deep.equal(['after']);
  });

  it('the Send button sends a text that consists of one space', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    typeAndSend(el, ' ');
    expect((await server.received()).messages).to.deep.equal([' ']);
  });

  it('`requestSubmit()` on the form sends the text of the input exactly once', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');

    inputOf(el).value = 'by script';
    (find(el, 'form') as HTMLFormElement).requestSubmit();
    await seeMessage(el, 'by script');
    expect((await server.seen()).messages).to.deep.equal(['by script']);
  });

  it('the input keeps the focus and its text, selected, after a message is sent', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    const input = inputOf(el);
    input.focus();
    input.value = 'again';
    (find(el, 'form') as HTMLFormElement).requestSubmit();
    await seeMessage(el, 'again');

    expect(focused(el)).to.equal('input');
    expect(input).to.include({ value: 'again', selectionStart: 0, selectionEnd: 5 });
  });

  it('the form cancels its `submit` event, so that the page does not navigate', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    const submits: boolean[] = [];
    el.shadowRoot!.addEventListener('submit', (event) => submits.push(event.defaultPrevented));
    typeAndSend(el, '');
    typeAndSend(el, 'stay');
    expect(submits).to.deep.equal([true, true]);
  });

  it('`<ws-echo>` closes the socket with 1000 when it is removed from the page', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.remove();
    expect(await server.closed()).to.deep.include({ closes: [{ code: 1000, reason: '' }], live: 0 });
    await waitForState(el, 'closed');
  });

  it('`send()` queues messages before the socket is open, and sends them in order', async () => {
    const server = echoServer();
    const el = await mount(server.url);
    expect([el.send('first'), el.send('second')]).to.deep.equal([false, false]);
    expect((await server.received(2)).messages).to.deep.equal(['first', 'second']);
    expect(el.send('third')).to.equal(true);
    el.remove();
  });

  it('`send()` sends bytes as binary, and `message` delivers them as an ArrayBuffer', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    const echoed = next(el, 'message');
    el.send(new Uint8Array([0, 128, 255]));
    expect([...new Uint8Array((await echoed).data as ArrayBuffer)]).to.deep.equal([0, 128, 255]);
    expect((await server.seen()).messages).to.deep.equal([[0, 128, 255]]);
  });

  it('`send()` throws an InvalidStateError when `<ws-echo>` has no address', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    expect(() => el.send('lost'))
      .to.throw(DOMException)
      .with.property('name', 'InvalidStateError');
  });

  it('`clear()` sets `lastMessage` to null and removes the message from the message part', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer({ greet: 'Welcome' }).url}></ws-echo>`);
    await seeMessage(el, 'Welcome');
    expect(el.lastMessage!.data).to.equal('Welcome');
    el.clear();
    await el.updateComplete;
    expect(el.lastMessage).to.equal(null);
    expect(shown(el)).to.equal(null);
  });
});
