import { checkClose } from './close-code.js';
import { createCloseEvent } from './events.js';
import type { Message } from './send-queue.js';
import { defineInterface, READY_STATES, toUSVString, type EventHandler } from './web-idl.js';

/** What goes round the loop. */
type Frame = { open: true } | { message: unknown } | { close: [code: number, reason: string] };

/**
 * A WebSocket that echoes inside the page: for demonstrations and tests that have no server. Every frame
 * goes through a `MessageChannel`, so that it is copied, and comes back in a later task and in order.
 */
export class Loopback extends EventTarget {
  declare static readonly CONNECTING: 0;
  declare static readonly OPEN: 1;
  declare static readonly CLOSING: 2;
  declare static readonly CLOSED: 3;
  declare readonly CONNECTING: 0;
  declare readonly OPEN: 1;
  declare readonly CLOSING: 2;
  declare readonly CLOSED: 3;

  declare onopen: EventHandler;
  declare onmessage: EventHandler<MessageEvent>;
  declare onclose: EventHandler<CloseEvent>;
  declare onerror: EventHandler;

  readonly url: string;
  readonly protocol: string;
  readonly extensions = '';
  readonly bufferedAmount = 0;
  binaryType: BinaryType = 'blob';

  readonly #channel = new MessageChannel();
  #readyState: 0 | 1 | 2 | 3 = READY_STATES.CONNECTING;
  /** The frame before this one: a blob takes time to read, and nothing overtakes it. */
  #turn = Promise.resolve();

  /** Opens in a later task. The first of `protocols` is accepted. */
  constructor(url: string | URL, protocols: string | string[] = []) {
    super();
    this.url = String(url);
    this.protocol = (typeof protocols === 'string' ? protocols : protocols[0]) ?? '';
    this.#channel.port2.onmessage = ({ data }: MessageEvent<Frame>) => {
      // A blob may be lost: a file that has changed since.
      this.#turn = this.#turn.then(() => this.#onFrame(data)).catch(() => this.#onFrame({ close: [1006, ''] }));
    };
    this.#loop({ open: true });
  }

  get readyState(): 0 | 1 | 2 | 3 {
    return this.#readyState;
  }

  /** @throws {DOMException} `InvalidStateError` while connecting. */
  send(data: Message): void {
    if (this.#readyState === READY_STATES.CONNECTING) {
      throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
    }
    if (this.#readyState !== READY_STATES.OPEN) return;
    if (data instanceof Blob || data instanceof ArrayBuffer) this.#loop({ message: data });
    else if (ArrayBuffer.isView(data)) {
      this.#loop({ message: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) });
    } else this.#loop({ message: toUSVString(String(data)) });
  }

  /** @throws {DOMException} As `WebSocket.close`. */
  close(code?: number, reason?: string): void {
    const closing = checkClose(code, reason);
    if (this.#readyState >= READY_STATES.CLOSING) return;
    this.#loop({ close: this.#readyState === READY_STATES.OPEN ? closing : [1006, ''] });
    this.#readyState = READY_STATES.CLOSING;
  }

  #loop(frame: Frame): void {
    this.#channel.port1.postMessage(frame);
  }

  async #onFrame(frame: Frame): Promise<void> {
    if ('open' in frame) {
      if (this.#readyState !== READY_STATES.CONNECTING) return;
      this.#readyState = READY_STATES.OPEN;
      this.dispatchEvent(new Event('open'));
    } else if ('message' in frame) {
      let { message: data } = frame;
      if (this.binaryType === 'blob' && data instanceof ArrayBuffer) data = new Blob([data]);
      if (this.binaryType === 'arraybuffer' && data instanceof Blob) data = await data.arrayBuffer();
      if (this.#readyState !== READY_STATES.OPEN) return;
      this.dispatchEvent(new MessageEvent('message', { data, origin: 'loopback:' }));
    } else {
      const [code, reason] = frame.close;
      this.#readyState = READY_STATES.CLOSED;
      this.#channel.port1.close();
      if (code === 1006) this.dispatchEvent(new Event('error'));
      this.dispatchEvent(createCloseEvent({ code, reason, wasClean: code !== 1006 }));
    }
  }

  static {
    defineInterface(this, 'Loopback', READY_STATES, ['open', 'message', 'close', 'error']);
  }
}

/** Whether an address asks for the loopback, as `loopback:` does. */
export function isLoopbackUrl(url: string | URL): boolean {
  return /^\s*loopback:/i.test(String(url));
}

/** Opens a native WebSocket, or a {@link Loopback} for an address that asks for it. */
export function openSocket(url: string | URL, protocols: string | string[] = []): WebSocket {
  return isLoopbackUrl(url) ? new Loopback(url, protocols) : new WebSocket(url, protocols);
}
