import { expect, fixture, html } from '@open-wc/testing';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import type { WsLog } from '../../src/log/ws-log.js';
import { next, waitForState } from '../echo/element-driver.js';
import { echoServer } from '../servers/echo-server.js';
import { connect, find, mountLog, removeLogs, settled, textsOf, waitUntilSeen } from './log-driver.js';

const shows = (log: WsLog, text: string) => waitUntilSeen(text, () => textsOf(log).some((each) => each.includes(text)));

describe('`<ws-log>` sources', () => {
  afterEach(removeLogs);

  it('a log in the slot `message` of a `<ws-echo>` takes the place of the message, and records it from the start', async () => {
    const echo = await fixture<WsEcho>(
      html`<ws-echo url=${echoServer().url}><ws-log slot="message"></ws-log></ws-echo>`,
    );
    const log = echo.querySelector('ws-log')!;
    await waitForState(echo, 'open');
    echo.send('Hello!');
    await next(echo, 'message');
    await settled(log);
    const [begins, connecting, open, sent, received] = textsOf(log);
    expect(begins).to.equal('Recording begins.');
    expect(connecting).to.match(/^Connecting/);
    expect(open).to.match(/^Connected to localhost:\d+/);
    expect([sent, received]).to.deep.equal(['Hello!', 'Hello!']);
    const place = log.getBoundingClientRect();
    const frame = echo.getBoundingClientRect();
    expect(place.bottom).to.be.within(frame.bottom - 3, frame.bottom);
    expect(place.height).to.be.above(100);
  });

  it('the `<ws-echo>` around a log announces no messages, and those of a log come after its interval', async () => {
    const echo = await fixture<WsEcho>(
      html`<ws-echo url=${echoServer().url}><ws-log slot="message"></ws-log></ws-echo>`,
    );
    await waitForState(echo, 'open');
    echo.send('Hello!');
    await next(echo, 'message');
    const spoken = (el: Element) => el.shadowRoot!.querySelector('#announcement')!.textContent;
    await waitUntilSeen('the announcement', () => spoken(echo.querySelector('ws-log')!) === 'Hello!');
    await waitUntilSeen('the state', () => spoken(echo).startsWith('Connected'));
    expect(spoken(echo)).not.to.contain('Hello!');
  });

  it('`for` names elements in the same root, which may come later, go and come again', async () => {
    const root = await fixture<HTMLElement>(html`<div><ws-log for="late"></ws-log></div>`);
    const log = root.querySelector('ws-log')!;
    await settled(log);
    expect(find(log, 'notice')!.textContent).to.equal('There is no element with the id “late”.');
    const { url } = echoServer({ greet: 'Hi' });
    for (let round = 0; round < 2; round++) {
      const echo = document.createElement('ws-echo');
      echo.id = 'late';
      echo.url = url;
      root.append(echo);
      await waitUntilSeen('both greetings', () => textsOf(log).filter((text) => text === 'Hi').length === round + 1);
      expect(find(log, 'notice') === null).to.equal(true);
      echo.remove();
      await waitUntilSeen('the notice', () => find(log, 'notice') !== null);
    }
  });

  it('an element that gets its address late is recorded from then on', async () => {
    const root = await fixture<HTMLElement>(html`<div><ws-echo id="it"></ws-echo><ws-log for="it"></ws-log></div>`);
    const log = root.querySelector('ws-log')!;
    root.querySelector('ws-echo')!.url = echoServer({ greet: 'Hi' }).url;
    await shows(log, 'Hi');
    expect(textsOf(log)).to.contain('Connecting…');
  });

  it('an element that is defined later is recorded as soon as it is', async () => {
    const root = await fixture<HTMLElement>(html`<div><x-late id="x"></x-late><ws-log for="x"></ws-log></div>`);
    const log = root.querySelector('ws-log')!;
    await settled(log);
    expect(find(log, 'notice') === null).to.equal(true);
    customElements.define('x-late', class extends (customElements.get('ws-echo') as CustomElementConstructor) {});
    (root.querySelector('x-late') as WsEcho).url = echoServer({ greet: 'Hi' }).url;
    await shows(log, 'Hi');
  });

  it('an element that is no connection is not recorded, and the log says so', async () => {
    const root = await fixture<HTMLElement>(html`<div><p id="p"></p><ws-log for="p"></ws-log></div>`);
    const log = root.querySelector('ws-log')!;
    await settled(log);
    expect(find(log, 'notice')!.textContent).to.contain('[object HTMLParagraphElement] is no connection');
  });

  for (const source of [5, 'wss://example.com', {}, [], Promise.resolve()]) {
    it(`a \`source\` of ${Object.prototype.toString.call(source)} throws nothing, and the log says what it is`, async () => {
      const log = await mountLog(source as never);
      const notice = find(log, 'notice')?.textContent ?? '';
      expect(notice).to.match(Array.isArray(source) ? /^$/ : /^This cannot be recorded/);
    });
  }

  it('a `source` takes the place of another, and both stay in the list', async () => {
    const [one, other] = [await connect(), await connect()];
    const log = await mountLog(one.connection);
    one.server.send('of one');
    await settled(log);
    log.source = other.connection;
    await settled(log);
    one.server.send('not any more');
    other.server.send('of the other');
    await settled(log);
    const texts = textsOf(log);
    expect(texts).to.contain('of one').and.to.contain('of the other');
    expect(texts).not.to.contain('not any more');
  });

  it('a native `WebSocket` is a source', async () => {
    const socket = new WebSocket(echoServer().url);
    const log = await mountLog(socket);
    await waitUntilSeen('open', () => socket.readyState === WebSocket.OPEN);
    socket.send('Hello!');
    await waitUntilSeen('the echo', () => textsOf(log).filter((text) => text === 'Hello!').length === 2);
    socket.close(1000);
    await shows(log, 'Disconnected.');
  });

  it('two logs record one element', async () => {
    const root = await fixture<HTMLElement>(
      html`<div>
        <ws-echo id="both" url=${echoServer({ greet: 'Hi' }).url}></ws-echo>
        <ws-log for="both"></ws-log><ws-log for="both"></ws-log>
      </div>`,
    );
    for (const log of root.querySelectorAll('ws-log')) await shows(log, 'Hi');
  });

  it('a log that is moved in the page records on; one that was taken away does not', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    const box = document.createElement('div');
    document.body.append(box);
    box.append(log);
    server.send('moved');
    await settled(log);
    expect(textsOf(log).filter((text) => text.startsWith('Recording')).length).to.equal(1);
    expect(textsOf(log)).to.contain('moved');
    log.remove();
    await settled(log);
    server.send('while away');
    await new Promise((resolve) => connection.addEventListener('message', resolve, { once: true }));
    document.body.append(log);
    server.send('back');
    await settled(log);
    expect(textsOf(log)).to.contain('back').and.not.to.contain('while away');
    expect(textsOf(log).filter((text) => text.startsWith('Recording')).length).to.equal(2);
    box.remove();
  });

  it('a hidden log records, too', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    log.hidden = true;
    server.send('unseen');
    await settled(log);
    log.hidden = false;
    await settled(log);
    expect(textsOf(log)).to.contain('unseen');
  });

  it('a log without a source shows the slot `empty`', async () => {
    const log = await fixture<WsLog>(html`<ws-log><p slot="empty">Nothing here.</p></ws-log>`);
    await settled(log);
    expect(log.shadowRoot!.querySelector<HTMLSlotElement>('slot[name=empty]')!.assignedElements().length).to.equal(1);
  });

  for (const [attribute, value] of [
    ['limit', 'many'],
    ['byte-limit', '-1'],
  ] as const) {
    it(`\`${attribute}="${value}"\` keeps the limit, and the log quotes it`, async () => {
      const { connection } = await connect();
      const log = await mountLog(connection);
      log.setAttribute(attribute, value);
      await settled(log);
      expect(find(log, 'notice')!.textContent).to.contain(`${attribute}="${value}"`);
      log.removeAttribute(attribute);
      await settled(log);
      expect(find(log, 'notice') === null).to.equal(true);
    });
  }

  it('properties that were set before the element was defined are kept', async () => {
    const { connection, server } = await connect();
    const early = document.createElement('ws-log-early') as WsLog;
    Object.assign(early, { source: connection, limit: 3, pings: true, paused: false });
    document.body.append(early);
    customElements.define('ws-log-early', class extends (customElements.get('ws-log') as CustomElementConstructor) {});
    for (const text of ['1', '2', '3', '4']) server.send(text);
    await settled(early);
    expect([early.limit, early.pings, early.recorder.length]).to.deep.equal([3, true, 3]);
    expect(textsOf(early)).to.contain('4');
    early.remove();
  });
});
