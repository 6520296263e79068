/** What `send()` takes, as `WebSocket` does. */
export type Message = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob;

/** How many messages wait by default. */
export const QUEUE_LIMIT = 100;

/** How many bytes wait by default. */
export const QUEUE_BYTE_LIMIT = 1_048_576;

/** How much may wait; read at every message. */
export interface SendQueueOptions {
  /** How many messages may wait while no socket is open; {@link QUEUE_LIMIT} by default. 0: `send` throws instead. */
  queueLimit?: number | undefined;
  /** How many bytes may wait while no socket is open; {@link QUEUE_BYTE_LIMIT} by default. */
  queueByteLimit?: number | undefined;
}

/**
 * What waits while no socket is open: in order, bounded in messages and in bytes. Knows nothing of
 * sockets. It never drops anything by itself: `add` refuses, `discard` hands back.
 */
export class SendQueue {
  #messages: Message[] = [];
  #bytes = 0;

  /** How many messages wait. */
  get length(): number {
    return this.#messages.length;
  }

  /** How many bytes wait; text counts as UTF-8, as on the wire. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Adds a message. Bytes are copied, so that the caller may reuse the buffer, as with `WebSocket.send`.
   *
   * @throws {DOMException} `QuotaExceededError` if it is full, `InvalidStateError` if nothing may wait at all;
   * what waits already stays.
   */
  add(data: Message, { queueLimit = QUEUE_LIMIT, queueByteLimit = QUEUE_BYTE_LIMIT }: SendQueueOptions): void {
    // Converted first, as the platform does: an object that cannot be throws an exception of its own.
    const message = snapshot(data);
    if (queueLimit === 0) throw new DOMException('The connection is not open.', 'InvalidStateError');
    const bytes = this.#bytes + byteLength(message);
    if (this.#messages.length >= queueLimit || bytes > queueByteLimit) {
      throw new DOMException('The queue is full.', 'QuotaExceededError');
    }
    this.#messages.push(message);
    this.#bytes = bytes;
  }

  /** Sends what waits, in order, for as long as `send` returns true. */
  flush(send: (message: Message) => boolean): void {
    while (this.#messages.length > 0 && send(this.#messages[0]!)) {
      // What it has set off may have emptied the queue.
      this.#bytes -= byteLength(this.#messages.shift() ?? '');
    }
  }

  /** Empties the queue and hands back what waited. */
  discard(): Message[] {
    this.#bytes = 0;
    return this.#messages.splice(0);
  }
}

function snapshot(data: Message): Message {
  if (ArrayBuffer.isView(data)) {
    return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  }
  // Not `instanceof`: it knows no object that comes from another window.
  const type = Object.prototype.toString.call(data);
  if (/Blob|File/.test(type)) return data;
  if (/ArrayBuffer/.test(type)) return (data as ArrayBuffer).slice(0);
  // Unlike `String()`, it refuses a symbol.
  return ''.concat(data as string);
}

/** The size of a message on the wire, without its frame. */
export function byteLength(message: Message): number {
  return new Blob([message]).size;
}
