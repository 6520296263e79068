import type { SocketFactory } from '../../src/connection/options.js';
import { validateCloseArguments } from '../../src/connection/close-code.js';
import { createCloseEvent } from '../../src/connection/events.js';

/**
 * Stands for a native `WebSocket` at moments that a test cannot choose with a real one: a link that breaks, a server
 * that does not answer, a close frame that has arrived before its event. It does nothing by itself: the test calls
 * `accept()`, `receive()`, `end()` and so on to make something happen, and reads `sent` and `closeCalls`.
 * For a new situation, add a method that sets `readyState` and dispatches the events that browsers fire in it.
 */
export class ScriptedSocket extends EventTarget {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly url: string;
  readonly protocol = '';
  readonly extensions = '';
  readonly bufferedAmount = 0;
  binaryType: BinaryType = 'blob';
  readyState = 0;
  /** What was sent, in order. */
  readonly sent: unknown[] = [];
  /** The code, or none, of every call of `close`. */
  readonly closeCalls: (number | undefined)[] = [];

  constructor(url: string | URL) {
    super();
    this.url = String(url);
  }

  send(data: unknown): void {
    if (this.readyState === this.CONNECTING) throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
    if (this.readyState === this.OPEN) this.sent.push(data);
  }

  close(code?: number, reason?: string): void {
    validateCloseArguments(code, reason);
    this.closeCalls.push(code);
    this.readyState = Math.max(this.readyState, this.CLOSING);
  }

  /** The handshake succeeds. */
  accept(): this {
    this.readyState = this.OPEN;
    this.dispatchEvent(new Event('open'));
    return this;
  }

  receive(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data, origin: this.url }));
  }

  /** The server's close frame has arrived; the `close` event has not fired yet. */
  startClosing(): void {
    this.readyState = this.CLOSING;
  }

  /** The socket is closed, with a closing handshake or (1006) without one. */
  end(code: number, reason = ''): void {
    this.readyState = this.CLOSED;
    this.dispatchEvent(createCloseEvent({ code, reason, wasClean: code !== 1006 }));
  }

  /** The handshake fails. */
  refuse(): void {
    this.blockSilently();
    this.end(1006);
  }

  /** `error` comes and `close` does not, as in Chromium when a policy blocks the socket. */
  blockSilently(): void {
    this.readyState = this.CLOSED;
    this.dispatchEvent(new Event('error'));
  }
}

/** A `createSocket` that returns scripted sockets, and the list of those that it `made`. */
export class ScriptedSockets {
  readonly made: ScriptedSocket[] = [];
  #taken = 0;
  #arrived: (() => void) | null = null;

  readonly createSocket: SocketFactory = (url) => {
    const socket = new ScriptedSocket(url);
    this.made.push(socket);
    this.#arrived?.();
    // It has every member that an attempt uses.
    return socket as unknown as WebSocket;
  };

  /** The first socket that no call has returned yet; it waits until there is one. */
  async next(): Promise<ScriptedSocket> {
    while (this.made.length <= this.#taken) await new Promise<void>((resolve) => (this.#arrived = resolve));
    return this.made[this.#taken++]!;
  }

  /** The test is over: no socket is left open. */
  endAll(): void {
    for (const socket of this.made) socket.end(1006);
  }
}
