import { QUEUE_BYTE_LIMIT, QUEUE_LIMIT, type ConnectionOptions } from './options.js';
import type { Message } from './web-idl.js';

/** The limits of a queue; read at every message. */
export type SendQueueOptions = Pick<ConnectionOptions, 'queueLimit' | 'queueByteLimit'>;

/**
 * The messages that wait while no socket is open: in order, bounded in messages and in bytes. Knows nothing of sockets.
 * It never drops anything by itself: `add` refuses, `discard` hands back.
 */
export class SendQueue {
  #messages: Message[] = [];
  #bytes = 0;
  #isFlushing = false;

  /** The number of messages. */
  get length(): number {
    return this.#messages.length;
  }

  /** The size of all messages in bytes; text counts as UTF-8, as on the wire. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True while `flush` sends. A message that is sent meanwhile goes to the end of the queue. */
  get isFlushing(): boolean {
    return this.#isFlushing;
  }

  /**
   * Adds a message and returns it as it will be sent. Bytes are copied, so that the caller may reuse the buffer, as
   * with `WebSocket.send`.
   *
   * @throws {DOMException} `QuotaExceededError` if the queue is full, `InvalidStateError` if its limit is 0;
   * the other messages stay.
   */
  add(data: Message, { queueLimit = QUEUE_LIMIT, queueByteLimit = QUEUE_BYTE_LIMIT }: SendQueueOptions): Message {
    // Converted first, as the platform does: an object that cannot be throws an exception of its own.
    const message = snapshot(data);
    if (queueLimit === 0) throw new DOMException('The connection is not open.', 'InvalidStateError');
    const bytes = this.#bytes + byteLength(message);
    if (this.#messages.length >= queueLimit) throw quotaExceeded(queueLimit, this.#messages.length + 1);
    if (bytes > queueByteLimit) throw quotaExceeded(queueByteLimit, bytes);
    this.#messages.push(message);
    this.#bytes = bytes;
    return message;
  }

  /**
   * Sends the messages in order, as long as `isReady`. A message leaves the queue before it is sent, and returns to its
   * place if `send` throws.
   */
  flush(isReady: () => boolean, send: (message: Message) => void): void {
    this.#isFlushing = true;
    try {
      while (this.#messages.length > 0 && isReady()) this.#sendNext(send);
    } finally {
      this.#isFlushing = false;
    }
  }

  /** Empties the queue and returns its messages. */
  discard(): Message[] {
    this.#bytes = 0;
    return this.#messages.splice(0);
  }

  #sendNext(send: (message: Message) => void): void {
    const message = this.#messages.shift()!;
    const bytes = byteLength(message);
    this.#bytes -= bytes;
    try {
      send(message);
    } catch (error) {
      this.#messages.unshift(message);
      this.#bytes += bytes;
      throw error;
    }
  }
}

/** Converts a message as the platform does, and copies its bytes. */
export function snapshot(data: Message): Message {
  if (ArrayBuffer.isView(data)) {
    return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  }
  // Not `instanceof`: an object may come from another window.
  const type = Object.prototype.toString.call(data);
  if (/Blob|File/.test(type)) return data;
  if (/ArrayBuffer/.test(type)) return (data as ArrayBuffer).slice(0);
  // Unlike `String()`, it refuses a symbol.
  return ''.concat(data as string);
}

/** Creates the platform's newer class where the engine has it. Source: Web IDL, QuotaExceededError. */
function quotaExceeded(quota: number, requested: number): DOMException {
  const { QuotaExceededError: Newer } = globalThis as {
    QuotaExceededError?: new (message: string, options: object) => DOMException;
  };
  const message = 'The queue is full.';
  return Newer ? new Newer(message, { quota, requested }) : new DOMException(message, 'QuotaExceededError');
}

/** The size of a message on the wire, without its frame. */
export function byteLength(message: Message): number {
  return new Blob([message]).size;
}
