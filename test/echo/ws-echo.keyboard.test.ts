import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, focused, inputOf, next, seeMessage, waitForState, waitUntilShown } from './element-driver.js';

/** An element between two buttons, open, with the focus on the first button. */
async function openBetweenButtons(url: string) {
  const root = await fixture<HTMLElement>(html`
    <div><button id="before">Before</button><ws-echo url=${url}></ws-echo><button id="after">After</button></div>
  `);
  const el = root.querySelector('ws-echo')!;
  await waitForState(el, 'open');
  root.querySelector<HTMLElement>('#before')!.focus();
  return el;
}

async function press(key: string): Promise<void> {
  await sendKeys({ press: key });
}

/** One key a call: WebKit's driver loses some of several. */
async function type(text: string): Promise<void> {
  for (const key of text) await press(key);
}

async function tabTo(el: WsEcho, part: string): Promise<void> {
  for (let stops = 0; focused(el) !== part; stops++) {
    if (stops > 10) throw new Error(`Tab never gets to ${part}`);
    await press('Tab');
  }
}

describe('<ws-echo>, by keyboard alone', () => {
  it('lets Tab through its button, input and Send, in this order, and out again', async () => {
    const el = await openBetweenButtons(echoServer({ greet: 'Welcome' }).url);
    await seeMessage(el, 'Welcome');
    const stops: string[] = [];
    while (stops.at(-1) !== 'after' && stops.length < 10) {
      await press('Tab');
      stops.push(focused(el));
    }
    expect(stops.filter((stop) => stop !== 'message')).to.deep.equal(['action', 'input', 'send', 'after']);
  });

  it('sends with Enter, as often as it is pressed, and lets typing replace what was sent', async () => {
    const server = echoServer();
    const el = await openBetweenButtons(server.url);
    await tabTo(el, 'input');
    await type('Hi');
    await press('Enter');
    await seeMessage(el, 'Hi');
    await press('Enter');
    expect((await server.received(2)).messages).to.deep.equal(['Hi', 'Hi']);

    await type('yo');
    await press('Enter');
    await seeMessage(el, 'yo');
    expect((await server.seen()).messages).to.deep.equal(['Hi', 'Hi', 'yo']);
    expect(focused(el)).to.equal('input');
  });

  it('sends nothing with Enter in an empty input', async () => {
    const server = echoServer();
    const el = await openBetweenButtons(server.url);
    await tabTo(el, 'input');
    await press('Enter');
    await type('x');
    await press('Enter');
    expect((await server.received()).messages).to.deep.equal(['x']);
  });

  it('sends with Enter on its Send button, and keeps the text', async () => {
    const server = echoServer();
    const el = await openBetweenButtons(server.url);
    await tabTo(el, 'input');
    await type('ok');
    await tabTo(el, 'send');
    await press('Enter');
    await seeMessage(el, 'ok');
    expect(inputOf(el).value).to.equal('ok');
  });

  it('keeps the focus in the input while messages come', async () => {
    const server = echoServer();
    const el = await openBetweenButtons(server.url);
    await tabTo(el, 'input');
    await type('a');
    await server.send('from the server');
    await seeMessage(el, 'from the server');
    await type('b');
    await waitUntilShown('both letters', () => inputOf(el).value === 'ab');
    expect(focused(el)).to.equal('input');
  });

  it('disconnects and connects with Enter on its button, which keeps the focus', async () => {
    const el = await openBetweenButtons(echoServer().url);
    await tabTo(el, 'action');
    const closed = next(el, 'close');
    await press('Enter');
    expect(await closed).to.include({ code: 1000 });
    await waitUntilShown('Connect', () => find(el, 'action')!.textContent.trim() === 'Connect');
    expect(focused(el)).to.equal('action');
    await press('Enter');
    await waitForState(el, 'open');
  });

  it('scrolls a long message with the keyboard', async () => {
    const el = await openBetweenButtons(echoServer({ greet: 'line\n'.repeat(500) }).url);
    await waitUntilShown('the message', () => el.lastMessage !== null && find(el, 'message')!.scrollHeight > 1_000);
    await tabTo(el, 'message');
    await press('ArrowDown');
    await waitUntilShown('another line', () => find(el, 'message')!.scrollTop > 0);
  });
});
