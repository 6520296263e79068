import { validateCloseArguments } from '../connection/close-code.js';
import { createCloseEvent } from '../connection/events.js';
import { defineInterface, READY_STATES, toUSVString, type EventHandler, type Message } from '../connection/web-idl.js';

/** A frame that goes from one port to the other. */
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
  /** Settles when the previous frame is delivered: a blob takes time to read, and no later frame may overtake it. */
  #previousFrame = Promise.resolve();

  /** Opens in a later task. The first of `protocols` is accepted. */
  constructor(url: string | URL, protocols: string | string[] = []) {
    super();
    this.url = String(url);
    this.protocol = (typeof protocols === 'string' ? protocols : protocols[0]) ?? '';
    this.#channel.port2.onmessage = ({ data }: MessageEvent<Frame>) => {
      // A blob may be lost: a file that has changed since.
      this.#previousFrame = this.#previousFrame
        .then(() => this.#onFrame(data))
        .catch(() => this.#onFrame({ close: [1006, ''] }));
    };
    this.#post({ open: true });
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
    if (data instanceof Blob || data instanceof ArrayBuffer) this.#post({ message: data });
    else if (ArrayBuffer.isView(data)) {
      this.#post({ message: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) });
    } else this.#post({ message: toUSVString(String(data)) });
  }

  /** @throws {DOMException} As `WebSocket.close`. */
  close(code?: number, reason?: string): void {
    const closing = validateCloseArguments(code, reason);
    if (this.#readyState >= READY_STATES.CLOSING) return;
    this.#post({ close: this.#readyState === READY_STATES.OPEN ? closing : [1006, ''] });
    this.#readyState = READY_STATES.CLOSING;
  }

  #post(frame: Frame): void {
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
