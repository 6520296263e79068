import { validateCloseArguments } from '../connection/close-code.js';
import { createCloseEvent } from '../connection/events.js';
import type { SocketFactory } from '../connection/options.js';
import {
  defineInterface,
  READY_STATES,
  report,
  toUSVString,
  type EventHandler,
  type Message,
} from '../connection/web-idl.js';

/** Plays the server for one socket: it is called once for each socket, in the microtask after that was created. */
export type Script = (server: ScriptedServer) => unknown;

/**
 * Creates sockets whose server is a function, for tests and demonstrations: `createSocket: scripted((server) => …)`.
 * Everything happens in microtasks, so fake timers do not stop it.
 */
export function scripted(script: Script): SocketFactory {
  return (url, protocols) => new ScriptedSocket(url, protocols, script) as unknown as WebSocket;
}

/**
 * The server's end of a scripted socket. It accepts the handshake, unless the script begins with `refuse()` or
 * `hang()`.
 */
export class ScriptedServer {
  /** Receives each message: text, or bytes as they were sent. */
  onmessage: ((message: Message) => unknown) | null = null;
  /** Called when the client closes. The closing handshake is answered, unless the server is silent. */
  onclose: ((code: number, reason: string) => unknown) | null = null;
  /** The messages that have arrived, in order. */
  readonly received: Message[] = [];
  readonly url: string;
  /** The subprotocols that the client offers. */
  readonly protocols: readonly string[];
  readonly #socket: ScriptedSocket;

  constructor(socket: ScriptedSocket, protocols: readonly string[]) {
    this.#socket = socket;
    this.url = socket.url;
    this.protocols = protocols;
  }

  /** Accepts the handshake, with the first of the offered subprotocols or another. */
  accept(protocol = this.protocols[0] ?? ''): void {
    this.#socket.open(protocol);
  }

  /** Refuses the handshake: the client gets `error`, and `close` with 1006, as for HTTP 401 or 503. */
  refuse(): void {
    this.#socket.isDecided = true;
    this.#socket.end(1006);
  }

  /** Leaves the handshake unanswered, until `accept()` or `refuse()`. */
  hang(): void {
    this.#socket.isDecided = true;
  }

  /** Sends a message to the client. */
  send(data: Message): void {
    this.#socket.receive(data);
  }

  /** Closes with a closing handshake, and any code: 1001, 1012, 4401. */
  close(code = 1000, reason = ''): void {
    this.#socket.end(code, reason, true);
  }

  /** Breaks the link: the client gets `close` with 1006, and no `error`. */
  drop(): void {
    this.#socket.end(1006);
  }

  /** From now on answers nothing, not even a close: a half-open link. */
  silence(): void {
    this.#socket.isSilent = true;
  }
}

/** The client's end: a `WebSocket` to anything that takes one. Its public methods are called by its server. */
class ScriptedSocket extends EventTarget {
  declare onopen: EventHandler;
  declare onmessage: EventHandler<MessageEvent>;
  declare onclose: EventHandler<CloseEvent>;
  declare onerror: EventHandler;

  readonly url: string;
  readonly extensions = '';
  readonly bufferedAmount = 0;
  protocol = '';
  binaryType: BinaryType = 'blob';
  readyState: 0 | 1 | 2 | 3 = READY_STATES.CONNECTING;
  /** True if the script has answered the handshake, or left it unanswered. */
  isDecided = false;
  isSilent = false;
  readonly #server: ScriptedServer;

  constructor(url: string | URL, protocols: string | string[], script: Script) {
    super();
    this.url = String(url);
    this.#server = new ScriptedServer(this, [protocols].flat().filter(Boolean));
    queueMicrotask(() => {
      try {
        script(this.#server);
      } catch (error) {
        report(error);
      }
      this.#decide();
    });
  }

  /** @throws {DOMException} `InvalidStateError` while connecting. */
  send(data: Message): void {
    if (this.readyState === READY_STATES.CONNECTING) {
      throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
    }
    if (this.readyState !== READY_STATES.OPEN) return;
    const message = isBytes(data) ? copyOf(data) : data instanceof Blob ? data : toUSVString(String(data));
    queueMicrotask(() => {
      this.#server.received.push(message);
      this.#server.onmessage?.(message);
    });
  }

  /** @throws {DOMException} As `WebSocket.close`. */
  close(code?: number, reason?: string): void {
    const [sentCode, sentReason] = validateCloseArguments(code, reason);
    if (this.readyState >= READY_STATES.CLOSING) return;
    const wasOpen = this.readyState === READY_STATES.OPEN;
    this.readyState = READY_STATES.CLOSING;
    queueMicrotask(() => {
      this.#server.onclose?.(wasOpen ? sentCode : 1006, wasOpen ? sentReason : '');
      if (!wasOpen) this.end(1006);
      else if (!this.isSilent) this.end(sentCode, sentReason, true);
    });
  }

  open(protocol: string): void {
    this.isDecided = true;
    queueMicrotask(() => {
      if (this.readyState !== READY_STATES.CONNECTING) return;
      this.protocol = protocol;
      this.readyState = READY_STATES.OPEN;
      this.dispatchEvent(new Event('open'));
    });
  }

  receive(data: Message): void {
    this.#decide();
    queueMicrotask(() => {
      if (this.readyState !== READY_STATES.OPEN || this.isSilent) return;
      const bytes = isBytes(data) ? copyOf(data) : data;
      const isBlob = this.binaryType === 'blob' && typeof bytes !== 'string';
      const received = isBlob ? new Blob([bytes]) : bytes;
      this.dispatchEvent(new MessageEvent('message', { data: received, origin: this.url }));
    });
  }

  end(code: number, reason = '', wasClean = false): void {
    this.#decide();
    queueMicrotask(() => {
      if (this.readyState === READY_STATES.CLOSED) return;
      const wasConnecting = this.readyState === READY_STATES.CONNECTING;
      this.readyState = READY_STATES.CLOSED;
      if (wasConnecting) this.dispatchEvent(new Event('error'));
      this.dispatchEvent(createCloseEvent({ code, reason, wasClean }));
    });
  }

  /** Accepts the handshake, unless the script has decided about it. */
  #decide(): void {
    if (!this.isDecided) this.open(this.#server.protocols[0] ?? '');
  }

  static {
    defineInterface(this, 'ScriptedSocket', READY_STATES, ['open', 'message', 'close', 'error']);
  }
}

function isBytes(data: Message): data is Exclude<Message, string | Blob> {
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data);
}

function copyOf(data: Exclude<Message, string | Blob>): ArrayBuffer {
  return data instanceof ArrayBuffer
    ? data.slice(0)
    : data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
}
