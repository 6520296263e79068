import { LitElement } from 'lit';
import { validateCloseArguments, type CloseCodes } from '../connection/close-code.js';
import type { Connection } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import { CONNECTION_EVENTS, type ConnectionEventMap, type DiscardEvent } from '../connection/events.js';
import type { ConnectionState } from '../connection/lifecycle.js';
import type { ProtocolSource, SocketFactory, UrlSource } from '../connection/options.js';
import {
  defineEventHandlers,
  READY_STATES,
  requireArgument,
  type ListenerMethod,
  type Message,
} from '../connection/web-idl.js';
import { fromBooleanAttribute, upgradeProperties } from '../view/attribute-values.js';
import { isServerRendered } from '../view/hydration.js';
import { toConfig } from './attributes.js';
import { ConnectionController, type ConnectionHost } from './connection-controller.js';

/** The events of `<ws-echo>`, by type: those of its connection, which do not bubble, and those of every element. */
export type WsEchoEventMap = Omit<HTMLElementEventMap, keyof ConnectionEventMap> & ConnectionEventMap;

/** The events for which `HTMLElement` has no handler. */
const HANDLER_TYPES = CONNECTION_EVENTS.filter((type) => type !== 'close' && type !== 'error');

/**
 * An element with the members and events of a WebSocket, which connects while it is in the page. Knows nothing of what
 * is rendered: a subclass overrides `onConnectionEvent`, `onNewAddress` and `onDiagnosis`.
 */
export abstract class ConnectionElement extends LitElement implements ConnectionHost {
  static override properties = {
    url: {},
    protocols: {},
    binaryType: { attribute: 'binary-type' },
    retry: {},
    fatalCodes: { attribute: 'fatal-codes' },
    connectTimeout: { attribute: 'connect-timeout' },
    idleTimeout: { attribute: 'idle-timeout' },
    pingInterval: { attribute: 'ping-interval' },
    pingMessage: { attribute: 'ping-message' },
    pongMessage: { attribute: 'pong-message' },
    pingTimeout: { attribute: 'ping-timeout' },
    queueLimit: { attribute: 'queue-limit' },
    manual: { converter: fromBooleanAttribute },
    stayAwake: { attribute: 'stay-awake', converter: fromBooleanAttribute },
    createSocket: { attribute: false },
  };

  /**
   * The URL: ws:, wss:, http:, https:, or relative; `loopback:` echoes inside the page. Empty: no connection. The
   * property may be a `URL`, or a function, sync or async, that is called before every attempt: for fresh tokens.
   */
  declare url: UrlSource | null;
  /** The subprotocols to offer, separated by spaces; the property may be a list, or a function as for `url`. */
  declare protocols: ProtocolSource | null;
  /** The type of binary messages: `arraybuffer`, or `blob`, which is read asynchronously. */
  declare binaryType: BinaryType;
  /** `on`, `off`, or the number of retries in a row: `retry="5"`. With `off`, messages still wait for an open. */
  declare retry: boolean | number | 'off' | 'on';
  /**
   * The close codes that end the retries: `"1000 4400-4499"`. `none`: no code does. The property may be a list, or a
   * function of the `CloseEvent`.
   *
   * @default {@link FATAL_CODES}
   */
  declare fatalCodes: string | CloseCodes | ((event: CloseEvent) => boolean) | null;
  /**
   * The time limit of an attempt, in milliseconds. 0: none.
   *
   * @default {@link CONNECT_TIMEOUT}; none with `retry="off"`
   */
  declare connectTimeout: number | null;
  /** The longest silence of the server, in milliseconds. 0: no limit. Takes effect at the next open. */
  declare idleTimeout: number | null;
  /** The time between pings, in milliseconds. 0: none. Needs `ping-message`. Takes effect at the next open. */
  declare pingInterval: number | null;
  /** The text of a ping; the property may be a function that returns the message. */
  declare pingMessage: string | (() => Message) | null;
  /**
   * The answer to a ping; the property may be a function of the `MessageEvent`, true for an answer. With
   * `ping-interval`, answers are not shown or dispatched, and set `roundTrip`.
   */
  declare pongMessage: string | ((event: MessageEvent) => boolean) | null;
  /**
   * The longest silence of the server after a ping, in milliseconds.
   *
   * @default {@link PING_TIMEOUT}
   */
  declare pingTimeout: number | null;
  /**
   * The most messages that wait for an open connection. With more, `send()` throws; with 0, it throws unless the
   * connection is open.
   *
   * @default {@link QUEUE_LIMIT}
   */
  declare queueLimit: number | null;
  /** True: waits for `reconnect()` or the Connect button, instead of connecting at once. */
  declare manual: boolean;
  /**
   * True: pings and attempts go on while the page is hidden, as far as the browser lets them. Otherwise pings rest
   * then, and attempts wait.
   */
  declare stayAwake: boolean;
  /**
   * Gets the URL and the subprotocols, and returns the socket: another transport, or a double for a test.
   *
   * @default as the scheme of the URL decides
   */
  declare createSocket: SocketFactory | null;

  /** The handler of `open`. */
  declare onopen: ((event: Event) => unknown) | null;
  /** The handler of `message`. */
  declare onmessage: ((event: MessageEvent) => unknown) | null;
  /** The handler of `send`. */
  declare onsend: ((event: MessageEvent) => unknown) | null;
  /** The handler of `statechange`. */
  declare onstatechange: ((event: Event) => unknown) | null;
  /** The handler of `discard`. */
  declare ondiscard: ((event: DiscardEvent) => unknown) | null;

  declare addEventListener: ListenerMethod<this, WsEchoEventMap>;
  declare removeEventListener: ListenerMethod<this, WsEchoEventMap>;

  readonly #controller = new ConnectionController(this, {
    config: () => toConfig(this),
    onEvent: (event) => this.onConnectionEvent(event),
    onNewAddress: () => this.onNewAddress(),
    onDiagnosis: () => this.onDiagnosis(),
  });

  constructor() {
    super();
    this.binaryType = 'arraybuffer';
    this.retry = 'on';
    // Vue reads the type of a property before it sets one.
    this.manual = false;
    this.stayAwake = false;
    upgradeProperties(
      this,
      HANDLER_TYPES.map((type) => `on${type}`),
    );
  }

  /** The resolved URL of the connection; `''` until it is known. */
  protected get resolvedUrl(): string {
    return this.#controller.resolvedUrl;
  }

  /** The connection; null before there was a URL. It stays the same object for the life of the element. */
  get connection(): Connection | null {
    return this.#controller.connection;
  }

  /** The state of the connection; `closed` without one. */
  get state(): ConnectionState {
    return this.connection?.state ?? 'closed';
  }

  /** As `WebSocket.readyState`; CLOSED without a connection. */
  get readyState(): number {
    return this.connection?.readyState ?? READY_STATES.CLOSED;
  }

  /** The subprotocol that the server chose, or `''`. */
  get protocol(): string {
    return this.connection?.protocol ?? '';
  }

  /** The number of bytes passed to `send()` and not yet transmitted. */
  get bufferedAmount(): number {
    return this.connection?.bufferedAmount ?? 0;
  }

  /** The reason of the last failure; null if there is none. */
  get diagnosis(): Diagnosis | null {
    return this.#controller.diagnosis;
  }

  /**
   * Sends a message. Returns true if the socket has it, false if it waits for one or came back in a `discard` event.
   *
   * @throws {DOMException} `QuotaExceededError` if the queue is full; `InvalidStateError` without a connection, or with
   *   `queue-limit="0"` if it is not open.
   * @throws {TypeError} without an argument.
   */
  send(data: Message): boolean {
    requireArgument(arguments);
    const connection = this.#ready();
    if (!connection) throw new DOMException('There is no connection to send to.', 'InvalidStateError');
    const isSent = connection.send(data) ?? this.readyState === READY_STATES.OPEN;
    if (!isSent) this.requestUpdate();
    return isSent;
  }

  /**
   * Closes for good: only `reconnect()`, another URL or other subprotocols open the connection again.
   *
   * @throws {DOMException} `InvalidAccessError` for a code that is not 1000 or 3000–4999; `SyntaxError` for a reason of
   *   more than 123 bytes.
   */
  close(code?: number, reason?: string): void {
    const connection = this.#ready();
    if (connection) connection.close(code, reason);
    else validateCloseArguments(code, reason);
  }

  /** Reconnects at once, from any state; does nothing without a URL or outside the page. */
  reconnect(): void {
    this.#ready();
    this.#controller.reconnect();
  }

  /** @ignore */
  adoptedCallback(): void {
    this.#controller.hostAdopted();
  }

  override requestUpdate(...args: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...args);
    // A property has changed. The constructor of LitElement calls this too, before there is a controller.
    if (args[0] !== undefined && #controller in this) this.#controller.scheduleSync();
  }

  /** Called with each event of the connection, before the listeners of the element. */
  protected abstract onConnectionEvent(event: Event): void;

  /** Called when `url` is another one, before its connection begins. */
  protected abstract onNewAddress(): void;

  /** Called when `diagnosis` has changed without an event. */
  protected abstract onDiagnosis(): void;

  /** Hydrates if needed, applies pending changes, and returns the connection. */
  #ready(): Connection | null {
    if (isServerRendered(this)) this.performUpdate();
    return this.#controller.syncNow();
  }
}

defineEventHandlers(ConnectionElement, HANDLER_TYPES);
