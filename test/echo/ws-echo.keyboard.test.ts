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

describe('<ws-echo> keyboard operation', () => {
  it('Tab moves the focus through the action button, the input and Send, and out of `<ws-echo>`', async () => {
    const el = await openBetweenButtons(echoServer({ greet: 'Welcome' }).url);
    await seeMessage(el, 'Welcome');
    const stops: string[] = [];
    while (stops.at(-1) !== 'after' && stops.length < 10) {
      await press('Tab');
      stops.push(focused(el));
    }
    expect(stops.filter((stop) => stop !== 'message')).to.deep.equal(['action', 'input', 'send', 'copy', 'after']);
  });

  it('Enter in the input sends its text each time, and typing replaces the sent text', async () => {
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

  it('Enter in an empty input sends nothing', async () => {
    const server = echoServer();
    const el = await openBetweenButtons(server.url);
    await tabTo(el, 'input');
    await press('Enter');
    await type('x');
    await press('Enter');
    expect((await server.received()).messages).to.deep.equal(['x']);
  });

  it('Enter on the Send button sends the text and keeps it in the input', async () => {
    const server = echoServer();
    const el = await openBetweenButtons(server.url);
    await tabTo(el, 'input');
    await type('ok');
    await tabTo(el, 'send');
    await press('Enter');
    await seeMessage(el, 'ok');
    expect(inputOf(el).value).to.equal('ok');
  });

  it('the input keeps the focus and its text while messages arrive', async () => {
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

  it('Enter on the action button disconnects and connects, and the button keeps the focus', async () => {
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

  it('ArrowDown scrolls a long message while the message part has the focus', async () => {
    const el = await openBetweenButtons(echoServer({ greet: 'line\n'.repeat(500) }).url);
    await waitUntilShown('the message', () => el.lastMessage !== null && find(el, 'message')!.scrollHeight > 1_000);
    await tabTo(el, 'message');
    await press('ArrowDown');
    await waitUntilShown('another line', () => find(el, 'message')!.scrollTop > 0);
  });
});
