import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { page as mainWindow } from '../connection/page-events.js';
import { find, inputOf, mount, next, seeMessage, waitForState, waitUntilShown } from './element-driver.js';
import { mountIn, situations } from './situations.js';

/** An element between two others, and a place elsewhere. */
async function page(url: string) {
  const root = await fixture<HTMLElement>(html`
    <div>
      <div><i></i><ws-echo url=${url}></ws-echo><b></b></div>
      <section></section>
    </div>
  `);
  return { el: root.querySelector('ws-echo')!, elsewhere: root.querySelector('section')! };
}

/** An element in a frame, and a place outside. */
async function inFrame(url: string) {
  const { el, elsewhere } = await page(url);
  const frame = document.createElement('iframe');
  elsewhere.after(frame);
  frame.contentDocument!.body.append(el);
  return { el, frame, elsewhere };
}

type Move = (el: WsEcho, elsewhere: HTMLElement) => void;
type MovingNode = HTMLElement & { moveBefore(node: Node, child: Node | null): void };

const moves: Record<string, Move> = {
  'append()': (el, elsewhere) => elsewhere.append(el),
  'insertBefore()': (el) => el.parentElement!.insertBefore(el, el.parentElement!.firstChild),
  'after() with its siblings': (el) => el.after(...[...el.parentElement!.children].filter((child) => child !== el)),
  'replaceChildren()': (el) => el.parentElement!.replaceChildren(...[...el.parentElement!.children].reverse()),
  'remove() and append()': (el, elsewhere) => {
    el.remove();
    elsewhere.append(el);
  },
  'append() to a shadow root': (el, elsewhere) => elsewhere.attachShadow({ mode: 'open' }).append(el),
  'two calls of append()': (el, elsewhere) => {
    const home = el.parentElement!;
    elsewhere.append(el);
    home.append(el);
  },
  // WebKitGTK has no moveBefore yet.
  ...('moveBefore' in Element.prototype && {
    'moveBefore()': (el: WsEcho, elsewhere: HTMLElement) => (elsewhere as MovingNode).moveBefore(el, null),
  }),
};

describe('<ws-echo> moved or removed', () => {
  for (const [name, move] of Object.entries(moves)) {
    it(`\`<ws-echo>\` keeps its socket through ${name}`, async () => {
      const server = echoServer();
      const { el, elsewhere } = await page(server.url);
      await waitForState(el, 'open');

      move(el, elsewhere);
      el.send('after the move');
      await seeMessage(el, 'after the move');
      expect(await server.seen()).to.deep.include({ opened: 1, live: 1, closes: [] });
    });
  }

  it('`<ws-echo>` keeps its socket when it is moved while connecting', async () => {
    const server = echoServer();
    const elsewhere = await fixture(html`<div></div>`);
    const el = await mount(server.url);
    expect(el.state).to.equal('connecting');
    elsewhere.append(el);
    await waitForState(el, 'open');
    expect(await server.seen()).to.deep.include({ opened: 1, live: 1, closes: [] });
  });

  it('`<ws-echo>` keeps the typed text and the shown message when it is moved', async () => {
    const { el, elsewhere } = await page(echoServer({ greet: 'Welcome' }).url);
    await seeMessage(el, 'Welcome');
    inputOf(el).value = 'half a sen';
    elsewhere.append(el);
    await el.updateComplete;
    expect(inputOf(el).value).to.equal('half a sen');
    await seeMessage(el, 'Welcome');
  });

  it('`<ws-echo>` keeps its styles and its socket when it is moved to another document', async () => {
    const server = echoServer();
    const { el, elsewhere } = await page(server.url);
    await waitForState(el, 'open');
    const frame = document.createElement('iframe');
    elsewhere.append(frame);
    for (const place of [frame.contentDocument!.body, elsewhere]) {
      place.append(el);
      await el.updateComplete;
      expect(getComputedStyle(inputOf(el)).minBlockSize).to.equal('44px');
    }
    expect(el.state).to.equal('open');
    expect(await server.seen()).to.include({ opened: 1 });
  });

  it('`<ws-echo>` keeps its styles after a move through a document without a window', async () => {
    const { el } = await page('');
    document.implementation.createHTMLDocument().body.append(el);
    document.body.append(el);
    await el.updateComplete;
    expect(getComputedStyle(inputOf(el)).minBlockSize).to.equal('44px');
    el.remove();
  });

  it('`<ws-echo>` sleeps with the document that it is in, and with no other', async () => {
    const { el, frame } = await inFrame(echoServer().url);
    await waitForState(el, 'open');
    mainWindow.freeze();
    expect(el.state).to.equal('open');
    frame.contentDocument!.dispatchEvent(new Event('freeze'));
    expect(el.state).to.equal('asleep');
  });

  it('`<ws-echo>` that sleeps connects when it is moved to a document that is visible', async () => {
    const { el, frame, elsewhere } = await inFrame(echoServer().url);
    await waitForState(el, 'open');
    frame.contentDocument!.dispatchEvent(new Event('freeze'));
    elsewhere.append(el);
    await waitForState(el, 'open');
  });

  it('`<ws-echo>` closes when the window that it is in is gone, and connects when it is moved out of it', async () => {
    const server = echoServer();
    const { el, frame, elsewhere } = await inFrame(server.url);
    await waitForState(el, 'open');
    frame.remove();
    await waitUntilShown('closed', () => el.state === 'closed');
    await server.closed();
    elsewhere.append(el);
    await waitForState(el, 'open');
    expect(await server.opened(2)).to.deep.include({ live: 1, closes: [{ code: 1000, reason: '' }] });
  });

  it('`<ws-echo>` keeps its socket when it leaves a window that closes', async () => {
    const server = echoServer();
    const { el, frame, elsewhere } = await inFrame(server.url);
    await waitForState(el, 'open');
    frame.contentWindow!.addEventListener('pagehide', () => elsewhere.append(el));
    frame.remove();
    el.send('still here');
    await seeMessage(el, 'still here');
    expect(await server.seen()).to.include({ opened: 1, live: 1 });
  });

  it('`<ws-echo>` renders again after its window was gone while it waited for a frame', async () => {
    const { el, frame, elsewhere } = await inFrame(echoServer().url);
    await waitForState(el, 'open');
    el.requestUpdate();
    await Promise.resolve();
    frame.remove();
    elsewhere.append(el);
    el.label = 'Say it';
    await waitUntilShown('the new label', () => find(el, 'label')!.textContent.trim() === 'Say it');
  });

  it('`<ws-echo>` stays closed when it is moved after `close()`', async () => {
    const server = echoServer();
    const { el, elsewhere } = await page(server.url);
    await waitForState(el, 'open');
    el.close();
    await waitForState(el, 'closed');
    elsewhere.append(el);
    await el.updateComplete;
    expect(el.state).to.equal('closed');
    expect(await server.seen()).to.include({ opened: 1 });
  });

  it('`<ws-echo>` opens a new socket when it returns to the page after the old one closed', async () => {
    const server = echoServer();
    const { el, elsewhere } = await page(server.url);
    await waitForState(el, 'open');
    el.remove();
    await server.closed();
    elsewhere.append(el);
    expect(await server.opened(2)).to.deep.include({ opened: 2, live: 1, closes: [{ code: 1000, reason: '' }] });
    await waitForState(el, 'open');
  });

  it('`<ws-echo>` opens a new socket when it returns to the page while the old one is closing', async () => {
    const server = echoServer();
    const { el, elsewhere } = await page(server.url);
    await waitForState(el, 'open');
    el.remove();
    await next(el, 'statechange');
    expect(el.state).to.equal('closing');
    elsewhere.append(el);
    await waitForState(el, 'open');
    await server.opened(2);
    expect(await server.closed()).to.deep.include({ live: 1, closes: [{ code: 1000, reason: '' }] });
  });

  it('`<ws-echo>` stays closed when it returns to the page after `close()`', async () => {
    const server = echoServer();
    const { el, elsewhere } = await page(server.url);
    await waitForState(el, 'open');
    el.close();
    await waitForState(el, 'closed');
    el.remove();
    await el.updateComplete;
    elsewhere.append(el);
    await el.updateComplete;
    expect(el.state).to.equal('closed');
    el.reconnect();
    await waitForState(el, 'open');
    expect((await server.seen()).opened).to.equal(2);
  });

  it('`<ws-echo>` connects again when it returns to the page after a failure', async () => {
    const { el, elsewhere } = await page(echoServer({ closeWith: 1008 }).url);
    await waitForState(el, 'closed');
    el.remove();
    await el.updateComplete;
    elsewhere.append(el);
    await waitForState(el, 'open');
  });

  it('`<ws-echo>` emits `close` and no `open` when it is removed while connecting', async () => {
    const el = await mount(echoServer().url);
    const events: string[] = [];
    for (const type of ['open', 'close'] as const) el.addEventListener(type, () => events.push(type));
    el.remove();
    await waitForState(el, 'closed');
    expect(events).to.deep.equal(['close']);
  });

  it('`<ws-echo>` cancels its next attempt when it is removed while waiting', async () => {
    const el = await mountIn(situations['waiting']!);
    el.remove();
    await waitForState(el, 'closed');
    expect(el.connection!.retryAt).to.equal(null);
  });

  it('`<ws-echo>` still shows the last message when it returns to the page', async () => {
    const server = echoServer();
    const { el, elsewhere } = await page(server.url);
    await waitForState(el, 'open');
    el.send('before');
    await seeMessage(el, 'before');
    el.remove();
    await next(el, 'close');
    elsewhere.append(el);
    await waitForState(el, 'open');
    await seeMessage(el, 'before');
  });
});
