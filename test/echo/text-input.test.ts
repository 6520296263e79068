import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, inputOf, next, seeMessage, waitForState } from './element-driver.js';

async function press(key: string): Promise<void> {
  await sendKeys({ press: key });
}

/** One key a call: WebKit's driver loses some of several. */
async function type(text: string): Promise<void> {
  for (const key of text) await press(key);
}

/** Dispatches a keydown, as where a driver has no chords. Returns true if it was prevented. */
function pressDown(el: WsEcho, init: KeyboardEventInit): boolean {
  return !inputOf(el).dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
}

async function open(attributes: Record<string, string> = {}): Promise<WsEcho> {
  const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer().url}></ws-echo>`);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  await waitForState(el, 'open');
  await el.updateComplete;
  return el;
}

async function send(el: WsEcho, text: string): Promise<void> {
  el.value = text;
  const sent = next(el, 'send');
  find(el, 'send')!.click();
  await sent;
}

describe('<ws-echo> `value`', () => {
  it('`value` is the text of the input, typed or set', async () => {
    const el = await open();
    el.value = 'set';
    expect(inputOf(el).value).to.equal('set');
    el.focus();
    await type('s');
    expect(el.value).to.equal('sets');
  });

  it('the `value` attribute is the text until another one is typed or set', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo value="first"></ws-echo>`);
    expect([el.value, inputOf(el).value]).to.deep.equal(['first', 'first']);
    el.setAttribute('value', 'second');
    expect(el.value).to.equal('second');
    el.value = 'third';
    el.setAttribute('value', 'fourth');
    expect(el.value).to.equal('third');
  });

  it('`value` keeps a text that was set before the element was upgraded or rendered', async () => {
    const el = document.createElement('ws-echo');
    el.value = 'early';
    expect(el.value).to.equal('early');
    document.body.append(el);
    await el.updateComplete;
    expect(inputOf(el).value).to.equal('early');
    el.remove();
  });

  it('`value` converts what is set as an input does, and null to an empty text', async () => {
    const el = await open();
    for (const [value, text] of [
      [42, '42'],
      [null, ''],
      [undefined, ''],
    ]) {
      Reflect.set(el, 'value', value);
      expect(el.value).to.equal(text);
    }
  });

  it('`value` and the input keep the text when `readonly` comes and goes', async () => {
    const el = await open();
    inputOf(el).value = 'half a sen';
    el.readonly = true;
    await el.updateComplete;
    expect(el.value).to.equal('half a sen');
    el.readonly = false;
    await el.updateComplete;
    expect(inputOf(el).value).to.equal('half a sen');
  });

  it('a text with CR is sent to the letter unless it was edited', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    await send(el, 'one\r\ntwo\rthree');
    inputOf(el).setRangeText('!', 0, 0);
    find(el, 'send')!.click();
    expect((await server.received(2)).messages).to.deep.equal(['one\r\ntwo\rthree', '!one\ntwo\nthree']);
  });

  it('`input` fires on the element for a typed and for a recalled text, and bubbles', async () => {
    const el = await open();
    const values: string[] = [];
    el.parentElement!.addEventListener('input', ({ target }) => values.push((target as WsEcho).value));
    el.focus();
    await type('ab');
    await press('Enter');
    await type('c');
    await press('ArrowUp');
    expect(values).to.deep.equal(['a', 'ab', 'c', 'ab']);
  });

  it('`change` fires on the element when a typed text is sent or left, and not otherwise', async () => {
    const el = await open();
    const values: string[] = [];
    el.parentElement!.addEventListener('change', ({ target }) => values.push((target as WsEcho).value));
    el.value = 'set';
    el.focus();
    await press('Enter');
    expect(values).to.deep.equal([]);
    await type('a');
    await press('Enter');
    await press('Enter');
    expect(values).to.deep.equal(['a']);
    await type('b');
    find(el, 'action')!.focus();
    expect(values).to.deep.equal(['a', 'b']);
  });

  it('`placeholder` is the placeholder of the input', async () => {
    const el = await open({ placeholder: 'Say hello' });
    expect(inputOf(el).placeholder).to.equal('Say hello');
    el.placeholder = null;
    await el.updateComplete;
    expect(inputOf(el).placeholder).to.equal('');
  });

  it('with `clear-on-send` the input is empty after its text was sent, and `input` says so', async () => {
    const el = await open({ 'clear-on-send': '' });
    const values: string[] = [];
    el.addEventListener('input', () => values.push(el.value));
    await send(el, 'Hello!');
    await seeMessage(el, 'Hello!');
    expect(inputOf(el).value).to.equal('');
    expect(values).to.deep.equal(['']);
  });

  it('with `clear-on-send` the input keeps a text that was not sent', async () => {
    const el = await fixture<WsEcho>(
      html`<ws-echo clear-on-send queue-limit="0" .url=${() => new Promise<string>(() => {})}></ws-echo>`,
    );
    await waitForState(el, 'connecting');
    el.value = 'Hello!';
    find(el, 'send')!.click();
    expect(el.value).to.equal('Hello!');
  });
});

describe('<ws-echo> keys of the input', () => {
  it('Enter sends, and Shift+Enter is left to the input', async () => {
    const el = await open();
    el.value = 'Hello!';
    expect(pressDown(el, { key: 'Enter', shiftKey: true })).to.equal(false);
    expect(pressDown(el, { key: 'Enter' })).to.equal(true);
    await seeMessage(el, 'Hello!');
  });

  it('with `multiline`, Enter is left to the input, and Ctrl+Enter and ⌘+Enter send', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo multiline url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    el.value = 'one\ntwo';
    expect(inputOf(el).getAttribute('enterkeyhint')).to.equal('enter');
    expect(pressDown(el, { key: 'Enter' })).to.equal(false);
    expect(pressDown(el, { key: 'Enter', ctrlKey: true })).to.equal(true);
    expect(pressDown(el, { key: 'Enter', metaKey: true })).to.equal(true);
    expect((await server.received(2)).messages).to.deep.equal(['one\ntwo', 'one\ntwo']);
  });

  it('Enter sends nothing during a composition, nor as the key that ends one in Safari', async () => {
    const el = await open();
    el.value = 'にほ';
    expect(pressDown(el, { key: 'Enter', isComposing: true })).to.equal(false);
    expect(pressDown(el, { key: 'Enter', keyCode: 229 })).to.equal(false);
  });

  it('Enter keeps the text while the connection is closed', async () => {
    const el = await open();
    el.close();
    await waitForState(el, 'closed');
    await el.updateComplete;
    el.value = 'Hello!';
    expect(pressDown(el, { key: 'Enter' })).to.equal(true);
    expect(el.value).to.equal('Hello!');
  });

  it('ArrowUp recalls from the first line only, ArrowDown from the last', async () => {
    const el = await open();
    await send(el, 'sent');
    el.value = 'one\ntwo';
    const at = (offset: number) => inputOf(el).setSelectionRange(offset, offset);
    at(7);
    expect(pressDown(el, { key: 'ArrowUp' })).to.equal(false);
    at(0);
    expect(pressDown(el, { key: 'ArrowDown' })).to.equal(false);
    expect(pressDown(el, { key: 'ArrowUp' })).to.equal(true);
    expect(el.value).to.equal('sent');
    expect(pressDown(el, { key: 'ArrowDown' })).to.equal(true);
    expect(el.value).to.equal('one\ntwo');
  });

  it('ArrowUp in a line that is wrapped moves up, and recalls from its first row', async () => {
    const el = await open();
    await send(el, 'sent');
    el.value = 'wrapped '.repeat(40).trim();
    el.focus();
    inputOf(el).setSelectionRange(200, 200);
    await press('ArrowUp');
    expect(inputOf(el).selectionStart).to.be.lessThan(200);
    for (let presses = 0; presses < 20 && el.value !== 'sent'; presses++) await press('ArrowUp');
    expect(el.value).to.equal('sent');
  });

  it('the line break button breaks the line at the caret', async () => {
    const el = await open();
    el.value = 'onetwo';
    inputOf(el).setSelectionRange(3, 3);
    const inputs: string[] = [];
    el.addEventListener('input', () => inputs.push(el.value));
    find(el, 'line-break')!.click();
    expect(inputs).to.deep.equal(['one\ntwo']);
    expect(inputOf(el).selectionStart).to.equal(4);
  });
});
