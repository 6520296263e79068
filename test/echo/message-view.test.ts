import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import { hasSelection } from '../../src/view/text-selection.js';
import { SHOWN_BYTES, SHOWN_CHARACTERS } from '../../src/view/message-text.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { Clock } from '../clock.js';
import { ScriptedSockets } from '../connection/scripted-socket.js';
import { echoServer } from '../servers/echo-server.js';
import { details, find, mount, next, seeMessage, shown, waitForState, waitUntilShown } from './element-driver.js';

/** Stands for a Blob that takes long to read: its bytes can be read only once the test calls `tell()`. */
class SlowBlob extends Blob {
  #tell!: () => void;
  #told = new Promise<void>((resolve) => (this.#tell = resolve));

  tell(): void {
    this.#tell();
  }

  override slice(...range: Parameters<Blob['slice']>): Blob {
    const part = super.slice(...range);
    const read = part.arrayBuffer.bind(part);
    return Object.assign(part, { arrayBuffer: () => this.#told.then(read) });
  }
}

/** Stands for the sockets of an element: a server cannot send a slow blob. */
const sockets = new ScriptedSockets();

/** Hands a message to the socket of the newest element. */
function receive(data: unknown): void {
  sockets.made.at(-1)!.receive(data);
}

/** An element that is connected to a scripted socket. */
async function element(attributes: Record<string, string> = {}): Promise<WsEcho> {
  const native = window.WebSocket;
  window.WebSocket = new Proxy(native, {
    construct: (_native, [url]: [string, string[]]) => sockets.createSocket(url, []),
  });
  const el = await fixture<WsEcho>(html`<ws-echo lang="en" url="ws://scripted/"></ws-echo>`);
  (await sockets.next()).accept();
  window.WebSocket = native;
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  await el.updateComplete;
  return el;
}

describe('<ws-echo> message and details parts', () => {
  afterEach(() => sockets.endAll());

  it('the message part shows “No message yet.” at first, and again after `clear()`', async () => {
    const el = await element();
    expect(find(el, 'message')).to.have.trimmed.text('No message yet.');
    receive('Hello!');
    await seeMessage(el, 'Hello!');
    el.clear();
    await waitUntilShown('no message', () => find(el, 'message')!.textContent.trim() === 'No message yet.');
    expect(details(el)).to.equal('');
    expect(el.lastMessage).to.equal(null);
  });

  it('the details part shows the time of arrival, even if the message is rendered much later', async () => {
    const el = await element();
    const clock = new Clock();
    try {
      const time = new Date(Date.now()).toLocaleTimeString('en', { timeStyle: 'medium' });
      receive('Hello!');
      clock.setForward(3_600_000);
      await el.updateComplete;
      expect(details(el)).to.equal(`${time} 6 bytes`);
    } finally {
      clock.uninstall();
    }
  });

  it('`<ws-echo>` keeps its height when a message arrives and when `clear()` removes it', async () => {
    const el = await element();
    const box = find(el, 'message');
    const { height } = el.getBoundingClientRect();
    receive('Hello!');
    await seeMessage(el, 'Hello!');
    expect(find(el, 'message')).to.equal(box);
    expect(el.getBoundingClientRect().height).to.equal(height);
    receive('line\n'.repeat(100));
    await waitUntilShown('many lines', () => shown(el)!.length > 100);
    expect(el.getBoundingClientRect().height).to.equal(height);
    el.clear();
    await waitUntilShown('no message', () => shown(el) === null);
    expect(find(el, 'message')).to.equal(box);
    expect(el.getBoundingClientRect().height).to.equal(height);
  });

  it('the message part is focusable and has an accessible name once it shows a message', async () => {
    const el = await element();
    expect(find(el, 'message')!.tabIndex).to.equal(-1);
    receive('Hello!');
    await seeMessage(el, 'Hello!');
    expect(find(el, 'message')!.tabIndex).to.equal(0);
    expect(find(el, 'message')!.getAttribute('aria-label')).to.equal('Received');
  });

  it('the message part indents JSON without losing a digit, and not at all with `format="text"`', async () => {
    const el = await element();
    receive('{"id":12345678901234567890}');
    await seeMessage(el, '{\n  "id": 12345678901234567890\n}');
    el.format = 'text';
    await seeMessage(el, '{"id":12345678901234567890}');
  });

  it('the message part shows bytes as hex, and the details part counts them', async () => {
    const el = await element();
    receive(Uint8Array.from({ length: 1_500 }, (_, i) => i).buffer);
    await waitUntilShown(
      'hex',
      () => shown(el)?.startsWith('00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f  ') ?? false,
    );
    expect(details(el)).to.match(/[AP]M 1,024 of 1,500 bytes shown$/);
    el.format = 'text';
    await waitUntilShown('text', () => !shown(el)!.startsWith('00'));
    expect(details(el)).to.match(/ 1,500 bytes$/);
  });

  it('the details part shows how many characters of a long text are visible', async () => {
    const el = await element();
    receive('x'.repeat(SHOWN_CHARACTERS + 1));
    await waitUntilShown('the beginning', () => shown(el)?.length === SHOWN_CHARACTERS);
    expect(details(el)).to.match(/ 10,000 of 10,001 shown$/);
  });

  it('the message part fits 16, 8 or 4 bytes into a row of hex', async () => {
    const el = await element();
    el.style.inlineSize = '640px';
    receive(new ArrayBuffer(32));
    for (const [width, count] of [
      [640, 16],
      [400, 8],
      [210, 4],
      [640, 16],
    ] as const) {
      el.style.inlineSize = `${width}px`;
      const row = Array(count).fill('00').join(' ');
      await waitUntilShown(`${count} a row`, () => shown(el)?.startsWith(`${row}  ·`) ?? false);
    }
  });

  it('the message part colours the tokens of JSON without markup, where the engine can', async () => {
    const el = await element();
    receive('{"a":"b","c":[1,true,null]}');
    await waitUntilShown('JSON', () => shown(el)?.startsWith('{\n') ?? false);
    expect(find(el, 'text')!.childElementCount).to.equal(0);
    const texts = (name: string) =>
      [...(CSS.highlights?.get(name) ?? [])]
        .filter(({ startContainer }) => find(el, 'text')!.contains(startContainer))
        .map(({ startContainer, startOffset, endOffset }) => startContainer.nodeValue!.slice(startOffset, endOffset));
    if (CSS.highlights) {
      expect(texts('ws-echo-key')).to.deep.equal(['"a"', '"c"']);
      expect(texts('ws-echo-string')).to.deep.equal(['"b"']);
      expect(texts('ws-echo-number')).to.deep.equal(['1']);
      expect(texts('ws-echo-literal')).to.deep.equal(['true', 'null']);
    }
    receive('no JSON');
    await seeMessage(el, 'no JSON');
    for (const name of ['key', 'string', 'number', 'literal']) expect(texts(`ws-echo-${name}`)).to.deep.equal([]);
  });

  it('the message part begins with the beginning of each message, wherever the one before was scrolled to', async () => {
    const el = await element();
    receive('line\n'.repeat(100));
    await waitUntilShown('many lines', () => find(el, 'message')!.scrollHeight > 500);
    const scrolled = new Promise((resolve) => find(el, 'message')!.addEventListener('scroll', resolve));
    find(el, 'message')!.scrollTop = 300;
    await scrolled;
    receive('other\n'.repeat(100));
    await waitUntilShown('the other', () => shown(el)!.startsWith('other'));
    expect(find(el, 'message')!.scrollTop).to.equal(0);
  });

  it('the message part shows what a `format` function returns', async () => {
    const el = await element();
    el.format = (data) => `The price is ${String(data)}`;
    receive('12.30');
    await seeMessage(el, 'The price is 12.30');
    el.format = 'auto';
    await seeMessage(el, '12.30');
  });

  it('a `format` function that throws is reported once, and the message is shown as with `auto`', async () => {
    const el = await element();
    const thrown: unknown[] = [];
    const { reportError } = window;
    window.reportError = (error) => thrown.push((error as Error).message);
    el.format = () => {
      throw new Error('no price');
    };
    receive('one');
    await seeMessage(el, 'one');
    receive('two');
    await seeMessage(el, 'two');
    window.reportError = reportError;
    expect(thrown).to.deep.equal(['no price']);
  });

  it('the message part keeps a message while some of its text is selected, and counts the newer ones', async () => {
    const el = await element();
    receive('Hello, selection!');
    await seeMessage(el, 'Hello, selection!');
    const text = find(el, 'text')!.lastChild!;
    document.getSelection()!.setBaseAndExtent(text, 0, text, 5);
    receive('second');
    await waitUntilShown('1 new', () => find(el, 'newer')?.textContent.trim() === '1 new');
    receive('third');
    await waitUntilShown('2 new', () => find(el, 'newer')?.textContent.trim() === '2 new');
    expect(shown(el)).to.equal('Hello, selection!');
    expect(el.lastMessage!.data).to.equal('third');
    find(el, 'newer')!.click();
    await seeMessage(el, 'third');
    expect(find(el, 'newer')).to.equal(null);
  });

  it('the message part shows the newest message when the selection ends', async () => {
    const el = await element();
    receive('Hello, selection!');
    await seeMessage(el, 'Hello, selection!');
    const text = find(el, 'text')!.lastChild!;
    document.getSelection()!.setBaseAndExtent(text, 0, text, 5);
    receive('second');
    await waitUntilShown('1 new', () => find(el, 'newer') !== null);
    document.getSelection()!.removeAllRanges();
    await seeMessage(el, 'second');
  });

  it('the copy button copies a text as it came, and bytes as they are shown, and says so', async () => {
    const el = await element();
    const copied: string[] = [];
    // Stands for the clipboard, which asks the user, or wants a gesture.
    const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    receive('{"a":1}');
    await waitUntilShown('JSON', () => shown(el)?.startsWith('{\n') ?? false);
    find(el, 'copy')!.click();
    await waitUntilShown('Copied', () => find(el, 'copy')!.textContent.trim() === 'Copied');
    await waitUntilShown('Copy', () => find(el, 'copy')!.textContent.trim() === 'Copy');
    receive(new ArrayBuffer(1));
    await waitUntilShown('bytes', () => shown(el)!.startsWith('00'));
    find(el, 'copy')!.click();
    await waitUntilShown('Copied', () => find(el, 'copy')!.textContent.trim() === 'Copied');
    Reflect.deleteProperty(navigator, 'clipboard');
    expect(copied).to.deep.equal(['{"a":1}', shown(el)]);
  });

  it('the copy button selects the message where the clipboard refuses', async () => {
    const el = await element();
    const clipboard = { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    receive('Hello!');
    await seeMessage(el, 'Hello!');
    find(el, 'copy')!.click();
    await waitUntilShown('the selection', () => hasSelection(find(el, 'message')!));
    Reflect.deleteProperty(navigator, 'clipboard');
    document.getSelection()!.removeAllRanges();
  });

  describe('<ws-echo> with `Blob` messages', () => {
    it('the message part shows the bytes of a `Blob` as hex', async () => {
      const server = echoServer();
      const el = await mount(server.url);
      el.binaryType = 'blob';
      await waitForState(el, 'open');
      el.send(new Uint8Array([0xc0, 0xff, 0xee]));
      await next(el, 'message');
      expect(el.lastMessage!.data).to.be.instanceOf(Blob);
      await waitUntilShown('the bytes', () => shown(el)?.startsWith('c0 ff ee ') ?? false);
      expect(details(el)).to.match(/ 3 bytes$/);
      el.remove();
    });

    it('the message part keeps the previous message until a `Blob` has been read', async () => {
      const el = await element({ format: 'text' });
      receive('before');
      await seeMessage(el, 'before');
      const blob = new SlowBlob(['blob']);
      receive(blob);
      await el.updateComplete;
      expect(shown(el)).to.equal('before');
      blob.tell();
      await seeMessage(el, 'blob');
    });

    it('a `Blob` that is read late does not replace a newer text message', async () => {
      const el = await element({ format: 'text' });
      const older = new SlowBlob(['older']);
      receive(older);
      await el.updateComplete;
      receive('newer');
      await seeMessage(el, 'newer');
      older.tell();
      await told(older);
      await el.updateComplete;
      expect(shown(el)).to.equal('newer');
    });

    it('the message part never shows an older `Blob` after a newer one', async () => {
      const el = await element({ format: 'text' });
      const [first, second, third] = [new SlowBlob(['first']), new SlowBlob(['second']), new SlowBlob(['third'])];
      for (const blob of [first, second, third]) {
        receive(blob);
        await el.updateComplete;
      }
      second.tell();
      await seeMessage(el, 'second');
      first.tell();
      await told(first);
      await el.updateComplete;
      expect(shown(el)).to.equal('second');
      third.tell();
      await seeMessage(el, 'third');
    });

    it('the message part does not show a `Blob` that is read after `clear()`', async () => {
      const el = await element({ format: 'text' });
      const blob = new SlowBlob(['blob']);
      receive(blob);
      await el.updateComplete;
      el.clear();
      blob.tell();
      await told(blob);
      await el.updateComplete;
      expect(shown(el)).to.equal(null);
    });

    it('the message part shows only the first 1,024 bytes of a large `Blob`', async () => {
      const el = await element();
      receive(new Blob([new Uint8Array(1_000_000)]));
      await waitUntilShown('the beginning', () => shown(el)?.split('\n').length === SHOWN_BYTES / 16);
      expect(details(el)).to.match(/[AP]M 1,024 of 1,000,000 bytes shown$/);
    });
  });
});

/** Waits until the bytes of a blob have been read after `tell()`. */
async function told(blob: SlowBlob): Promise<void> {
  await blob.slice().arrayBuffer();
}
