import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, focused, inputOf, seeMessage, typeAndSend, waitForState, waitUntilShown } from './element-driver.js';

async function element(url: string, attributes: Record<string, string> = {}): Promise<WsEcho> {
  const el = await fixture<WsEcho>(html`<ws-echo lang="en"></ws-echo>`);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  el.url = url;
  await el.updateComplete;
  return el;
}

async function openElement(url = 'loopback:'): Promise<WsEcho> {
  const el = await element(url);
  await waitForState(el, 'open');
  return el;
}

/** An element that goes on connecting until `answer` gives it an address. */
async function connectingElement(attributes: Record<string, string> = {}) {
  let answer!: (url: string) => void;
  const el = await element('', attributes);
  el.url = () => new Promise<string>((resolve) => (answer = resolve));
  await waitForState(el, 'connecting');
  return { el, answer: (url: string) => answer(url) };
}

const form = (el: WsEcho) => find(el, 'form') as HTMLFormElement;

/** The text below the input. */
const notice = (el: WsEcho) => el.shadowRoot!.querySelector('#notice')!.textContent.trim();

/** Sends several texts through the form. */
async function sayAll(el: WsEcho, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    typeAndSend(el, text);
    await el.updateComplete;
  }
}

/** Stands for an input method, which no test can control: dispatches the composition events of one. */
function compose(el: WsEcho, type: 'compositionstart' | 'compositionend', value: string): void {
  inputOf(el).value = value;
  inputOf(el).dispatchEvent(new CompositionEvent(type, { bubbles: true, composed: true, data: value }));
}

function pressDown(el: WsEcho, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, ...init });
  inputOf(el).dispatchEvent(event);
  return event;
}

describe('<ws-echo> send form', () => {
  it('`requestSubmit()` on the form sends the text of the input and keeps it there', async () => {
    const server = echoServer();
    const el = await openElement(server.url);
    inputOf(el).value = 'Hello!';
    form(el).requestSubmit();
    expect((await server.received()).messages).to.deep.equal(['Hello!']);
    expect(inputOf(el).value).to.equal('Hello!');
  });

  describe('<ws-echo> send form with an input method', () => {
    it('`requestSubmit()` without a submitter sends nothing during a composition', async () => {
      const server = echoServer();
      const el = await openElement(server.url);
      compose(el, 'compositionstart', 'にほ');
      form(el).requestSubmit();
      compose(el, 'compositionend', '日本');
      form(el).requestSubmit();
      expect((await server.received()).messages).to.deep.equal(['日本']);
    });

    it('a submit by the Send button sends the text of an unfinished composition', async () => {
      const server = echoServer();
      const el = await openElement(server.url);
      compose(el, 'compositionstart', 'hel');
      // Browsers submit with the default button upon Enter, if they submit at all.
      form(el).requestSubmit(find(el, 'send'));
      expect((await server.received()).messages).to.deep.equal(['hel']);
    });

    it('ArrowUp does not recall a sent text during a composition', async () => {
      const el = await openElement();
      await sayAll(el, 'one', 'two');
      inputOf(el).value = 'に';
      expect(pressDown(el, { key: 'ArrowUp', isComposing: true }).defaultPrevented).to.equal(false);
      expect(inputOf(el).value).to.equal('に');
    });
  });

  it('the form sends again after `readonly` removed it in the middle of a composition', async () => {
    const el = await openElement();
    inputOf(el).dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    el.readonly = true;
    await el.updateComplete;
    el.readonly = false;
    await el.updateComplete;
    typeAndSend(el, 'x');
    await seeMessage(el, 'x');
  });

  it('the focus moves to the input when a closed connection disables the Send button', async () => {
    const el = await openElement();
    find(el, 'send')!.focus();
    el.close();
    await waitForState(el, 'closed');
    expect((find(el, 'send') as HTMLButtonElement).disabled).to.equal(true);
    expect(focused(el)).to.equal('input');
  });

  it('`<ws-echo>` ignores the `submit` event of a form in one of its slots', async () => {
    const el = await openElement();
    inputOf(el).value = 'a draft';
    const sent: unknown[] = [];
    el.addEventListener('message', ({ data }) => sent.push(data));
    const other = Object.assign(document.createElement('form'), { slot: 'empty' });
    let isPrevented: boolean | undefined;
    document.addEventListener(
      'submit',
      (event) => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      },
      { once: true },
    );
    el.append(other);
    other.requestSubmit();
    expect(isPrevented).to.equal(false);
    el.send('the only one');
    await seeMessage(el, 'the only one');
    expect(sent).to.deep.equal(['the only one']);
  });

  describe('<ws-echo> input history', () => {
    it('ArrowUp recalls the sent texts, and ArrowDown returns to the draft', async () => {
      const el = await openElement();
      await sayAll(el, 'one', 'two');
      inputOf(el).focus();
      inputOf(el).value = 'dra';
      const seen: string[] = [];
      for (const press of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
        await sendKeys({ press });
        seen.push(inputOf(el).value);
      }
      expect(seen).to.deep.equal(['two', 'one', 'one', 'two', 'dra', 'dra']);
    });

    it('ArrowUp puts the caret at the end of the recalled text', async () => {
      const el = await openElement();
      await sayAll(el, 'one');
      inputOf(el).value = '';
      pressDown(el, { key: 'ArrowUp' });
      expect(inputOf(el)).to.include({ value: 'one', selectionStart: 3, selectionEnd: 3 });
    });

    it('ArrowUp skips the text that was just sent and is still in the input', async () => {
      const el = await openElement();
      await sayAll(el, 'one', 'two');
      pressDown(el, { key: 'ArrowUp' });
      expect(inputOf(el).value).to.equal('one');
    });

    it('arrow keys keep their default action without a sent text or with a modifier key', async () => {
      const el = await openElement();
      expect(pressDown(el, { key: 'ArrowUp' }).defaultPrevented).to.equal(false);
      await sayAll(el, 'one', 'two');
      expect(pressDown(el, { key: 'ArrowUp', shiftKey: true }).defaultPrevented).to.equal(false);
      expect(pressDown(el, { key: 'ArrowUp', altKey: true }).defaultPrevented).to.equal(false);
      expect(pressDown(el, { key: 'ArrowLeft' }).defaultPrevented).to.equal(false);
      expect(pressDown(el, { key: 'ArrowUp' }).defaultPrevented).to.equal(true);
    });
  });

  describe('<ws-echo> queue notice', () => {
    it('the notice part counts the queued messages until they are sent', async () => {
      const { el, answer } = await connectingElement();
      await sayAll(el, 'one', 'two');
      await waitUntilShown('2 waiting', () => notice(el) === '2 waiting');
      answer(echoServer().url);
      await seeMessage(el, 'two');
      await waitUntilShown('nothing waiting', () => notice(el) === '');
    });

    it('the notice part counts a message that a script queues with `send()`', async () => {
      const el = await fixture<WsEcho>(html`<ws-echo lang="en" .url=${() => new Promise<string>(() => {})}></ws-echo>`);
      await waitForState(el, 'connecting');
      el.send('Hello!');
      await waitUntilShown('how many wait', () => notice(el) === '1 waiting');
    });

    it('the notice part shows that the queue is full, and the input keeps the message', async () => {
      const { el, answer } = await connectingElement({ 'queue-limit': '1' });
      const server = echoServer();
      await sayAll(el, 'one', 'two');
      await waitUntilShown('that it does not fit', () => notice(el) === 'Not sent: no room. 1 waiting');
      expect(inputOf(el)).to.include({ value: 'two', selectionStart: 0, selectionEnd: 3 });
      answer(server.url);
      await waitForState(el, 'open');
      form(el).requestSubmit();
      expect((await server.received(2)).messages).to.deep.equal(['one', 'two']);
      await waitUntilShown('nothing more', () => notice(el) === '');
    });

    it('the notice part no longer shows “no room” after `close()` discards the queue', async () => {
      const { el } = await connectingElement({ 'queue-limit': '1' });
      await sayAll(el, 'one', 'two');
      el.close();
      await waitUntilShown('what was handed back', () => notice(el) === 'Not sent: 1.');
    });

    it('`<ws-echo>` keeps its height when the notice part shows a text', async () => {
      const { el } = await connectingElement({ 'queue-limit': '1' });
      const { height } = el.getBoundingClientRect();
      await sayAll(el, 'one', 'two');
      await waitUntilShown('that it does not fit', () => notice(el) !== '');
      expect(el.getBoundingClientRect().height).to.equal(height);
      el.close();
      await waitUntilShown('Put back', () => find(el, 'restore') !== null);
      expect(el.getBoundingClientRect().height).to.equal(height);
    });
  });

  describe('<ws-echo> discarded messages', () => {
    it('the notice part stops counting a discarded message once it is sent again', async () => {
      const { el } = await connectingElement();
      await sayAll(el, 'one', 'two');
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 2.');
      el.url = 'loopback:';
      await waitForState(el, 'open');
      typeAndSend(el, 'two');
      await waitUntilShown('what is left', () => notice(el) === 'Not sent: 1.');
      typeAndSend(el, 'one');
      await waitUntilShown('nothing more', () => notice(el) === '' && !find(el, 'restore'));
    });

    it('“Put back” moves the newest discarded text into the input, the others into the history', async () => {
      const { el } = await connectingElement();
      await sayAll(el, 'one', 'two', 'three');
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 3.');
      inputOf(el).value = '';
      find(el, 'restore')!.click();
      expect(inputOf(el).value).to.equal('three');
      expect(focused(el)).to.equal('input');
      await waitUntilShown('nothing more', () => notice(el) === '' && !find(el, 'restore'));
      const recalled = [1, 2].map(() => {
        pressDown(el, { key: 'ArrowUp' });
        return inputOf(el).value;
      });
      expect(recalled).to.deep.equal(['two', 'one']);
      expect(pressDown(el, { key: 'ArrowUp' }).defaultPrevented, 'nothing older').to.equal(false);
    });

    it('`clear()` removes the count of discarded messages and the “Put back” button', async () => {
      const { el } = await connectingElement();
      await sayAll(el, 'one');
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
      el.clear();
      await waitUntilShown('nothing more', () => notice(el) === '' && !find(el, 'restore'));
    });

    it('the notice part adds up the messages of several discards', async () => {
      const { el } = await connectingElement();
      await sayAll(el, 'one');
      el.close();
      await waitUntilShown('one', () => notice(el) === 'Not sent: 1.');
      el.reconnect();
      await waitForState(el, 'connecting');
      await sayAll(el, 'two');
      el.close();
      await waitUntilShown('two', () => notice(el) === 'Not sent: 2.');
    });

    it('the notice part counts all 150 discarded messages, more than the history keeps', async () => {
      const { el } = await connectingElement({ 'queue-limit': '150' });
      for (let i = 0; i < 150; i++) el.send(`message ${i}`);
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 150.');
    });

    it('ArrowDown returns to the draft that “Put back” replaced in the input', async () => {
      const { el } = await connectingElement();
      el.send('one\ntwo');
      el.close();
      await waitUntilShown('Put back', () => find(el, 'restore') !== null);
      inputOf(el).value = 'a draft';
      find(el, 'restore')!.click();
      expect(inputOf(el).value).to.equal('one\ntwo');
      await sendKeys({ press: 'ArrowDown' });
      expect(inputOf(el).value).to.equal('a draft');
    });

    it('the notice part shows the discarded messages before the queued messages', async () => {
      const { el } = await connectingElement();
      await sayAll(el, 'one');
      el.close();
      await waitUntilShown('one', () => notice(el) === 'Not sent: 1.');
      el.reconnect();
      await waitForState(el, 'connecting');
      await sayAll(el, 'two');
      await waitUntilShown('both', () => notice(el) === 'Not sent: 1. 1 waiting');
    });

    it('“Send again” sends discarded bytes, which cannot be put back', async () => {
      const { el } = await connectingElement();
      el.send(new Uint8Array([1]));
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
      expect([find(el, 'restore'), find(el, 'resend')]).to.deep.equal([null, null]);
      const server = echoServer();
      el.url = server.url;
      await waitForState(el, 'open');
      typeAndSend(el, 'x');
      await waitUntilShown('Send again', () => find(el, 'resend') !== null);
      find(el, 'resend')!.click();
      expect((await server.received(2)).messages).to.deep.equal(['x', [1]]);
      await waitUntilShown('nothing any more', () => notice(el) === '' && !find(el, 'resend'));
    });

    it('the notice part counts discarded messages without a form, too', async () => {
      const { el } = await connectingElement();
      el.readonly = true;
      el.send('one');
      await waitUntilShown('how many wait', () => notice(el) === '1 waiting');
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
      expect(find(el, 'restore')).to.equal(null);
    });
  });
});

/** Whether the browser itself knows `commandfor`. */
const HAS_COMMANDS = 'commandForElement' in HTMLButtonElement.prototype;

describe(`<ws-echo> \`command\` event${HAS_COMMANDS ? '' : ', dispatched by the test without commandfor'}`, () => {
  /** An element with a button that commands it. */
  async function commanded(url: string, command: string, value = '', attributes: Record<string, string> = {}) {
    const root = await fixture<HTMLElement>(html`
      <div><ws-echo id="echo" lang="en"></ws-echo><button id="button" commandfor="echo" command=${command} value=${value}>Do</button></div>
    `);
    const el = root.querySelector('ws-echo')!;
    for (const [name, text] of Object.entries(attributes)) el.setAttribute(name, text);
    el.url = url;
    const source = root.querySelector('button')!;
    const press = () => {
      if (HAS_COMMANDS) source.click();
      else el.dispatchEvent(Object.assign(new Event('command', { cancelable: true }), { command, source }));
    };
    return { el, press };
  }

  it('the `--reconnect` command connects a manual `<ws-echo>`', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--reconnect', '', { manual: '' });
    await el.updateComplete;
    expect(el.state).to.equal('closed');
    press();
    await waitForState(el, 'open');
    expect((await server.seen()).opened).to.equal(1);
  });

  it('the `--close` command closes the socket with 1000', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--close');
    await waitForState(el, 'open');
    press();
    expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
  });

  it('the `--clear` command sets `lastMessage` to null', async () => {
    const { el, press } = await commanded(echoServer({ greet: 'Hello!' }).url, '--clear');
    await seeMessage(el, 'Hello!');
    press();
    expect(el.lastMessage).to.equal(null);
  });

  it('the `--send` command sends the `value` of its button', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--send', 'ping');
    await waitForState(el, 'open');
    inputOf(el).value = 'not this';
    press();
    expect((await server.received()).messages).to.deep.equal(['ping']);
  });

  it('the `--send` command without a `value` sends the text of the input', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--send');
    await waitForState(el, 'open');
    inputOf(el).value = 'from the form';
    press();
    expect((await server.received()).messages).to.deep.equal(['from the form']);
  });

  it('the `--send` command keeps the focus on its button and selects the sent text', async () => {
    const { el, press } = await commanded(echoServer().url, '--send');
    await waitForState(el, 'open');
    inputOf(el).value = 'from the form';
    el.parentElement!.querySelector('button')!.focus();
    press();
    expect(focused(el)).to.equal('button');
    expect(inputOf(el)).to.include({ selectionStart: 0, selectionEnd: 13 });
  });

  it('the `--send` command without a connection shows “Not sent: 1.” and throws nothing', async () => {
    const { el, press } = await commanded('', '--send', 'ping');
    await el.updateComplete;
    press();
    await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
  });

  it('`<ws-echo>` ignores an unknown command', async () => {
    const { el, press } = await commanded('loopback:', '--explode');
    await waitForState(el, 'open');
    press();
    expect(el.state).to.equal('open');
  });
});
