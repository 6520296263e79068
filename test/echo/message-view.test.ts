import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
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
      expect(details(el)).to.equal(`Received ${time}`);
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
