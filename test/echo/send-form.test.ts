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

/** What is said below the input. */
const notice = (el: WsEcho) => el.shadowRoot!.querySelector('#notice')!.textContent.trim();

/** Sends several texts through the form. */
async function sayAll(el: WsEcho, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    typeAndSend(el, text);
    await el.updateComplete;
  }
}

/** Stands for an input method, which no test can have: it sends what an input gets from one. */
function compose(el: WsEcho, type: 'compositionstart' | 'compositionend', value: string): void {
  inputOf(el).value = value;
  inputOf(el).dispatchEvent(new CompositionEvent(type, { bubbles: true, composed: true, data: value }));
}

function pressDown(el: WsEcho, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, ...init });
  inputOf(el).dispatchEvent(event);
  return event;
}

describe('<ws-echo>, the form', () => {
  it('sends upon requestSubmit(), as by its button', async () => {
    const server = echoServer();
    const el = await openElement(server.url);
    inputOf(el).value = 'Hello!';
    form(el).requestSubmit();
    expect((await server.received()).messages).to.deep.equal(['Hello!']);
    expect(inputOf(el).value).to.equal('Hello!');
  });

  describe('an input method', () => {
    it('never sends half a word', async () => {
      const server = echoServer();
      const el = await openElement(server.url);
      compose(el, 'compositionstart', 'にほ');
      form(el).requestSubmit();
      compose(el, 'compositionend', '日本');
      form(el).requestSubmit();
      expect((await server.received()).messages).to.deep.equal(['日本']);
    });

    it('that composes every word, as on a touch screen, lets Enter and Send send it', async () => {
      const server = echoServer();
      const el = await openElement(server.url);
      compose(el, 'compositionstart', 'hel');
      // What the browser does upon Enter, where it does anything.
      form(el).requestSubmit(find(el, 'send'));
      expect((await server.received()).messages).to.deep.equal(['hel']);
    });

    it('keeps the arrows to choose with', async () => {
      const el = await openElement();
      await sayAll(el, 'one', 'two');
      inputOf(el).value = 'に';
      expect(pressDown(el, { key: 'ArrowUp', isComposing: true }).defaultPrevented).to.equal(false);
      expect(inputOf(el).value).to.equal('に');
    });
  });

  it('sends again after its form has gone in the middle of a character', async () => {
    const el = await openElement();
    inputOf(el).dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    el.readonly = true;
    await el.updateComplete;
    el.readonly = false;
    await el.updateComplete;
    typeAndSend(el, 'x');
    await seeMessage(el, 'x');
  });

  it('keeps the focus when its button cannot send any more', async () => {
    const el = await openElement();
    find(el, 'send')!.focus();
    el.close();
    await waitForState(el, 'closed');
    expect((find(el, 'send') as HTMLButtonElement).disabled).to.equal(true);
    expect(focused(el)).to.equal('input');
  });

  it('leaves a form that stands in one of its slots to the page', async () => {
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

  describe('the arrows', () => {
    it('recall what was sent, and bring back the draft', async () => {
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

    it('put the caret at the end', async () => {
      const el = await openElement();
      await sayAll(el, 'one');
      inputOf(el).value = '';
      pressDown(el, { key: 'ArrowUp' });
      expect(inputOf(el)).to.include({ value: 'one', selectionStart: 3, selectionEnd: 3 });
    });

    it('pass over what was just sent', async () => {
      const el = await openElement();
      await sayAll(el, 'one', 'two');
      pressDown(el, { key: 'ArrowUp' });
      expect(inputOf(el).value).to.equal('one');
    });

    it('move the caret as ever when there is nothing to recall, or with another key held', async () => {
      const el = await openElement();
      expect(pressDown(el, { key: 'ArrowUp' }).defaultPrevented).to.equal(false);
      await sayAll(el, 'one', 'two');
      expect(pressDown(el, { key: 'ArrowUp', shiftKey: true }).defaultPrevented).to.equal(false);
      expect(pressDown(el, { key: 'ArrowUp', altKey: true }).defaultPrevented).to.equal(false);
      expect(pressDown(el, { key: 'ArrowLeft' }).defaultPrevented).to.equal(false);
      expect(pressDown(el, { key: 'ArrowUp' }).defaultPrevented).to.equal(true);
    });
  });

  describe('the queue', () => {
    it('is counted while it waits, and no longer', async () => {
      const { el, answer } = await connectingElement();
      await sayAll(el, 'one', 'two');
      await waitUntilShown('2 waiting', () => notice(el) === '2 waiting');
      answer(echoServer().url);
      await seeMessage(el, 'two');
      await waitUntilShown('nothing waiting', () => notice(el) === '');
    });

    it('is counted when a script sends', async () => {
      const el = await fixture<WsEcho>(html`<ws-echo lang="en" .url=${() => new Promise<string>(() => {})}></ws-echo>`);
      await waitForState(el, 'connecting');
      el.send('Hello!');
      await waitUntilShown('how many wait', () => notice(el) === '1 waiting');
    });

    it('says so when a message does not fit, keeps the message in the input, and loses none', async () => {
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

    it('says no more of the room once what waited is handed back', async () => {
      const { el } = await connectingElement({ 'queue-limit': '1' });
      await sayAll(el, 'one', 'two');
      el.close();
      await waitUntilShown('what was handed back', () => notice(el) === 'Not sent: 1.');
    });

    it('never makes the element higher or lower', async () => {
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

  describe('what could not be sent', () => {
    it('is said no more once it was sent after all', async () => {
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

    it('is said, and the newest is put back into the input, the others into its history', async () => {
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

    it('is forgotten by clear()', async () => {
      const { el } = await connectingElement();
      await sayAll(el, 'one');
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
      el.clear();
      await waitUntilShown('nothing more', () => notice(el) === '' && !find(el, 'restore'));
    });

    it('is counted over several times', async () => {
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

    it('is counted to the last one, though not all can be put back', async () => {
      const { el } = await connectingElement({ 'queue-limit': '150' });
      for (let i = 0; i < 150; i++) el.send(`message ${i}`);
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 150.');
    });

    it('is put back before the draft, which is one ArrowDown away', async () => {
      const { el } = await connectingElement();
      el.send('one\ntwo');
      el.close();
      await waitUntilShown('Put back', () => find(el, 'restore') !== null);
      inputOf(el).value = 'a draft';
      find(el, 'restore')!.click();
      expect(inputOf(el).value).to.equal('one two');
      await sendKeys({ press: 'ArrowDown' });
      expect(inputOf(el).value).to.equal('a draft');
    });

    it('is told before what waits, so that the two stay apart', async () => {
      const { el } = await connectingElement();
      await sayAll(el, 'one');
      el.close();
      await waitUntilShown('one', () => notice(el) === 'Not sent: 1.');
      el.reconnect();
      await waitForState(el, 'connecting');
      await sayAll(el, 'two');
      await waitUntilShown('both', () => notice(el) === 'Not sent: 1. 1 waiting');
    });

    it('is not told for ever when it cannot be put back', async () => {
      const { el } = await connectingElement();
      el.send(new Uint8Array([1]));
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
      el.url = 'loopback:';
      await waitForState(el, 'open');
      typeAndSend(el, 'x');
      await waitUntilShown('nothing any more', () => notice(el) === '');
    });

    it('is counted, and not put back, when it is bytes', async () => {
      const { el } = await connectingElement();
      el.send(new Uint8Array([1]));
      el.close();
      await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
      expect(find(el, 'restore')).to.equal(null);
    });
  });
});

/** Whether the browser itself knows `commandfor`. */
const HAS_COMMANDS = 'commandForElement' in HTMLButtonElement.prototype;

describe(`<ws-echo>, commands${HAS_COMMANDS ? '' : ', dispatched, for this browser has none of its own'}`, () => {
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

  it('--reconnect connects', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--reconnect', '', { manual: '' });
    await el.updateComplete;
    expect(el.state).to.equal('closed');
    press();
    await waitForState(el, 'open');
    expect((await server.seen()).opened).to.equal(1);
  });

  it('--close closes with 1000', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--close');
    await waitForState(el, 'open');
    press();
    expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
  });

  it('--clear forgets the newest message', async () => {
    const { el, press } = await commanded(echoServer({ greet: 'Hello!' }).url, '--clear');
    await seeMessage(el, 'Hello!');
    press();
    expect(el.lastMessage).to.equal(null);
  });

  it('--send sends the value of its button', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--send', 'ping');
    await waitForState(el, 'open');
    inputOf(el).value = 'not this';
    press();
    expect((await server.received()).messages).to.deep.equal(['ping']);
  });

  it('--send without a value sends what the form holds', async () => {
    const server = echoServer();
    const { el, press } = await commanded(server.url, '--send');
    await waitForState(el, 'open');
    inputOf(el).value = 'from the form';
    press();
    expect((await server.received()).messages).to.deep.equal(['from the form']);
  });

  it('--send leaves the focus on its button, and what was sent selected', async () => {
    const { el, press } = await commanded(echoServer().url, '--send');
    await waitForState(el, 'open');
    inputOf(el).value = 'from the form';
    el.parentElement!.querySelector('button')!.focus();
    press();
    expect(focused(el)).to.equal('button');
    expect(inputOf(el)).to.include({ selectionStart: 0, selectionEnd: 13 });
  });

  it('--send says so, and throws nothing, when there is nothing to send to', async () => {
    const { el, press } = await commanded('', '--send', 'ping');
    await el.updateComplete;
    press();
    await waitUntilShown('how many', () => notice(el) === 'Not sent: 1.');
  });

  it('ignores a command that is not its own', async () => {
    const { el, press } = await commanded('loopback:', '--explode');
    await waitForState(el, 'open');
    press();
    expect(el.state).to.equal('open');
  });
});
