import type { Diagnosis } from './diagnosis.js';
import { Endpoint } from './endpoint.js';
import { CONNECTION_EVENTS, type ConnectionEventMap, type DiscardEvent } from './events.js';
import { Lifecycle, type ConnectionState } from './lifecycle.js';
import { isPlain, type ConnectionOptions, type ProtocolSource, type UrlSource } from './options.js';
import {
  defineInterface,
  READY_STATES,
  requireArgument,
  type EventHandler,
  type ListenerMethod,
  type ListenerParameters,
  type Message,
} from './web-idl.js';

/**
 * A WebSocket that comes back: same arguments, members, events and exceptions, over one native socket at a time. Each
 * native socket ends in one `close` event; the connection itself ends in the state `closed`.
 *
 * Source: WHATWG WebSockets.
 */
export class Connection extends EventTarget {
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
  /** A message was handed to the native socket, at once or from the queue: handed over, not delivered. Never a ping. */
  declare onsend: EventHandler<MessageEvent>;
  declare onclose: EventHandler<CloseEvent>;
  declare onerror: EventHandler;
  declare onstatechange: EventHandler;
  declare ondiscard: EventHandler<DiscardEvent>;

  declare removeEventListener: ListenerMethod<this, ConnectionEventMap>;

  readonly #options: ConnectionOptions;
  readonly #lifecycle: Lifecycle;
  /** The types that a listener was ever added for. Events of other types are not dispatched. */
  readonly #listenedTypes = new Set<string>();

  /**
   * Connects at once, unless the option `manual` is set.
   *
   * @throws {DOMException} `SyntaxError` for a bad URL or subprotocol, as `WebSocket` does, unless they come from
   * functions; the platform's `SecurityError` only with `retry: false` and `queueLimit: 0`.
   */
  constructor(url: UrlSource, protocols: ProtocolSource = [], options: ConnectionOptions = {}) {
    super();
    requireArgument(arguments);
    const { createSocket = (...args) => new WebSocket(...args) } = options;
    this.#options = options;
    this.#lifecycle = new Lifecycle(new Endpoint(url, protocols, createSocket), options, {
      listensTo: (type) => options.observer !== undefined || this.#listenedTypes.has(type),
      emit: (event) => {
        if (this.#listenedTypes.has(event.type)) this.dispatchEvent(event);
        options.observer?.(event);
      },
    });
  }

  /** The state of the connection. */
  get state(): ConnectionState {
    return this.#lifecycle.state;
  }

  /** As `WebSocket.readyState`; CONNECTING while waiting and asleep, as with `EventSource`. */
  get readyState(): 0 | 1 | 2 | 3 {
    const { state, socket } = this.#lifecycle;
    if (socket) return socket.readyState;
    if (state === 'closing') return this.CLOSING;
    return state === 'closed' ? this.CLOSED : this.CONNECTING;
  }

  /** The resolved URL of the current or last attempt; `''` before the URL function has given one. */
  get url(): string {
    return this.#lifecycle.endpoint.resolvedUrl;
  }

  /** The subprotocol that the server chose, or `''`. */
  get protocol(): string {
    return this.#lifecycle.socket?.protocol ?? '';
  }

  /** The extensions that the server chose, or `''`. */
  get extensions(): string {
    return this.#lifecycle.socket?.extensions ?? '';
  }

  /** The number of bytes passed to `send()` and not yet transmitted: those of the socket and those of the queue. */
  get bufferedAmount(): number {
    const { socket, queue } = this.#lifecycle;
    return (socket?.bufferedAmount ?? 0) + queue.bytes;
  }

  /** The number of messages in the queue. */
  get queued(): number {
    return this.#lifecycle.queue.length;
  }

  /** The type of binary messages: `'blob'` or `'arraybuffer'`; kept from one socket to the next. */
  get binaryType(): BinaryType {
    return this.#lifecycle.endpoint.binaryType;
  }

  set binaryType(value: BinaryType) {
    const { socket, endpoint } = this.#lifecycle;
    // Unlike `String()`, it refuses a symbol.
    const type = ''.concat(value);
    if (type !== 'blob' && type !== 'arraybuffer') return;
    endpoint.binaryType = type;
    if (socket) socket.binaryType = type;
  }

  /** The number of the attempt, from 0; counted anew when a stable connection drops, and by `reconnect()`. */
  get attempt(): number {
    return this.#lifecycle.attempt;
  }

  /** The time of the next attempt, in milliseconds since the epoch; null unless `waiting`. */
  get retryAt(): number | null {
    return this.#lifecycle.retryAt;
  }

  /** The reason of the last failure; null before the first failure, while open, and after `close()`. */
  get diagnosis(): Diagnosis | null {
    return this.#lifecycle.diagnosis;
  }

  /** The time when it opened, in milliseconds since the epoch; null unless it is open. */
  get openedAt(): number | null {
    return this.#lifecycle.openedAt;
  }

  /** The time from the last ping of the current socket to its pong in milliseconds, or null. */
  get roundTrip(): number | null {
    return this.#lifecycle.roundTrip;
  }

  /**
   * Sends a message: text, or bytes. Returns true if the socket has it, false if it waits for one; `undefined`, as the
   * platform does, with `retry: false` and `queueLimit: 0`. When the connection is closing or closed, the message comes
   * back in a `discard` event.
   *
   * @throws {DOMException} `QuotaExceededError` if the queue is full; `InvalidStateError` with `queueLimit: 0` if it is
   *   not
   * open.
   */
  send(data: Message): boolean | undefined {
    requireArgument(arguments);
    const isSent = this.#lifecycle.send(data);
    return isPlain(this.#options) ? undefined : isSent;
  }

  /**
   * Closes for good: only `reconnect()` opens it again. Queued messages come back in a `discard` event.
   *
   * @param code 1000, or 3000–4999; none by default.
   * @param reason At most 123 bytes of UTF-8.
   * @throws {DOMException} `InvalidAccessError` for another code, `SyntaxError` for a longer reason.
   */
  close(...[code, reason]: [code?: number, reason?: string]): void {
    this.#lifecycle.close(code, reason);
  }

  /** Reconnects at once, from any state: abandons the current socket and resets the backoff. */
  reconnect(): void {
    this.#lifecycle.reconnect();
  }

  /**
   * Says that the option `document` returns another document now: the connection follows its visibility and lifecycle,
   * and wakes if it is visible. Each attempt asks by itself.
   */
  documentChanged(): void {
    this.#lifecycle.documentChanged();
  }

  override addEventListener<K extends keyof ConnectionEventMap>(
    type: K,
    ...listener: ListenerParameters<this, ConnectionEventMap[K]>
  ): void {
    super.addEventListener(type, ...(listener as [EventListener, AddEventListenerOptions?]));
    const name = String(type);
    this.#listenedTypes.add(name);
    if (name === 'message') this.#lifecycle.deliverMessages();
  }

  static {
    defineInterface(this, 'Connection', READY_STATES, CONNECTION_EVENTS);
  }
}

/**
 * A `Connection` with `retry: false` and `queueLimit: 0`: it behaves as a `WebSocket`, and tells why it failed. For
 * clients that reconnect by themselves. The other options are copied.
 */
export class PlainConnection extends Connection {
  constructor(url: UrlSource, protocols: ProtocolSource = [], options: ConnectionOptions = {}) {
    requireArgument(arguments);
    super(url, protocols, { ...options, retry: false, queueLimit: 0 });
  }

  static {
    defineInterface(this, 'PlainConnection', READY_STATES, []);
  }
}
