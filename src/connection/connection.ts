import { Attempt, type AttemptOwner, type AttemptTarget, type ProtocolSource, type UrlSource } from './attempt.js';
import { outageAfter, STABLE_AFTER, type Outage } from './backoff.js';
import { checkClose, FATAL_CODES, isFatal } from './close-code.js';
import {
  diagnoseClose,
  FATAL_KINDS,
  isPolicy,
  isSameAddress,
  onConnectBlocked,
  type Diagnosis,
  type DiagnosisKind,
} from './diagnosis.js';
import { CONNECTION_EVENTS, createCloseEvent, DiscardEvent, RelayedMessageEvent, type ConnectionEventMap } from './events.js';
import { Liveness, LONGEST_DELAY } from './liveness.js';
import { connectTimeoutOf, isPlain, isRetrying, type ConnectionOptions } from './options.js';
import { isPageHidden, onPageSignal, type PageSignal } from './page-lifecycle.js';
import { SendQueue, type Message } from './send-queue.js';
import { defineInterface, READY_STATES, requireArgument, type EventHandler, type Listen, type ListenerArguments } from './web-idl.js';

/**
 * The life of a connection:
 * ```
 * connecting ──▶ open ──▶ waiting ──▶ connecting …       transient failure, then the backoff (connecting ──▶ waiting, too)
 *      └───────────┴─────────┴──▶ asleep ──▶ connecting   the page froze, was hidden while waiting, or is in bfcache
 *      └───────────┴─────────┴──────┴──▶ closing ──▶ closed   close(): the closing handshake
 *      └───────────┴─────────┴──────────────▶ closed      a fatal code, a bad address, a policy, or gave up
 * ```
 * `reconnect()` leads from every state to `connecting`.
 */
export type ConnectionState = 'connecting' | 'open' | 'waiting' | 'asleep' | 'closing' | 'closed';

/**
 * A WebSocket that comes back: same arguments, members, events and exceptions, over one native socket
 * at a time. Each native socket ends in one `close` event; the connection itself ends in the state `closed`.
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
  declare onclose: EventHandler<CloseEvent>;
  declare onerror: EventHandler;
  declare onstatechange: EventHandler;
  declare ondiscard: EventHandler<DiscardEvent>;

  declare removeEventListener: Listen<this, ConnectionEventMap>;

  readonly #target: AttemptTarget;
  readonly #options: ConnectionOptions;
  readonly #queue = new SendQueue();
  readonly #liveness = new Liveness(
    (message) => this.#socket?.send(message),
    () => this.#fail('went-silent'),
    isPageHidden,
  );
  readonly #owner: AttemptOwner = {
    onOpen: () => this.#onOpen(),
    onMessage: (event) => this.#onMessage(event),
    onError: () => this.#emit(new Event('error')),
    onClose: (event) => this.#onClose(event),
    onFailure: (kind, reason) => this.#fail(kind, reason),
  };

  #state: ConnectionState = 'connecting';
  /** The present attempt, or the last one of a closed connection. */
  #current: Attempt | null = null;
  #attempt = 0;
  #outage: Outage | null = null;
  #openedAt: number | null = null;
  #diagnosis: Diagnosis | null = null;
  /** Whether anybody ever listened for messages; until then none is made into an event. */
  #isHeard = false;
  /** The connect timeout while connecting, the backoff while waiting. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends what it hears of the page; null while it is closed. */
  #listening: AbortController | null = null;

  /**
   * Connects at once.
   *
   * @throws {DOMException} `SyntaxError` for a bad URL or subprotocol, as `WebSocket` does, unless they come from functions;
   * the platform's `SecurityError` only where nothing can wait (`retry: false` and `queueLimit: 0`).
   */
  constructor(url: UrlSource, protocols: ProtocolSource = [], options: ConnectionOptions = {}) {
    super();
    requireArgument(arguments);
    this.#options = options;
    const { createSocket = (...args) => new WebSocket(...args) } = options;
    this.#target = { url, protocols, createSocket, address: '', binaryType: 'blob' };
    this.#current = new Attempt(this.#target, this.#owner);
    // What a policy blocks is a failure, as in the standard; some engines throw.
    this.#current.start(isPlain(options) ? () => false : isPolicy);
    this.#subscribe();
    this.#setTimer();
  }

  /** Where the life of the connection stands. */
  get state(): ConnectionState {
    return this.#state;
  }

  /** As `WebSocket.readyState`; CONNECTING while waiting and asleep, as with `EventSource`. */
  get readyState(): 0 | 1 | 2 | 3 {
    if (this.#socket) return this.#socket.readyState;
    if (this.#state === 'closing') return this.CLOSING;
    return this.#state === 'closed' ? this.CLOSED : this.CONNECTING;
  }

  /** The resolved address of the present or last attempt; `''` before the URL function has given one. */
  get url(): string {
    return this.#target.address;
  }

  /** The subprotocol that the server chose, or `''`. */
  get protocol(): string {
    return this.#socket?.protocol ?? '';
  }

  /** The extensions that the server chose, or `''`. */
  get extensions(): string {
    return this.#socket?.extensions ?? '';
  }

  /** How many bytes were handed to `send` and have not left: those of the socket and those that wait. */
  get bufferedAmount(): number {
    return (this.#socket?.bufferedAmount ?? 0) + this.#queue.bytes;
  }

  /** How many messages wait for a socket. */
  get queued(): number {
    return this.#queue.length;
  }

  /** How bytes arrive: `'blob'` or `'arraybuffer'`; kept from one socket to the next. */
  get binaryType(): BinaryType {
    return this.#target.binaryType;
  }

  set binaryType(value: BinaryType) {
    const socket = this.#socket;
    // Unlike `String()`, it refuses a symbol.
    const type = ''.concat(value);
    if (type !== 'blob' && type !== 'arraybuffer') return;
    this.#target.binaryType = type;
    if (socket) socket.binaryType = type;
  }

  /** Which attempt this is, from 0; counted anew when a connection drops that was stable, and by `reconnect()`. */
  get attempt(): number {
    return this.#attempt;
  }

  /** When the next attempt is due, in milliseconds since the epoch; null unless `waiting`. */
  get retryAt(): number | null {
    return this.#state === 'waiting' ? this.#outage!.dueAt : null;
  }

  /** Why it failed last; null before the first failure, while open, and after `close()`. */
  get diagnosis(): Diagnosis | null {
    return this.#diagnosis;
  }

  /** When it opened, in milliseconds since the epoch; null unless it is open. */
  get openedAt(): number | null {
    return this.#openedAt;
  }

  /** The time from the last ping to its pong in milliseconds, or null. */
  get roundTrip(): number | null {
    return this.#liveness.roundTrip;
  }

  /**
   * Sends a message: text, or bytes. Returns true if it went to the socket, false if it waits for one; nothing, as
   * the platform does, where nothing can wait (`retry: false` and `queueLimit: 0`). When the connection is closing or
   * closed, the message comes back in a `discard` event.
   *
   * @throws {DOMException} `QuotaExceededError` if too much waits; `InvalidStateError` if nothing may (`queueLimit: 0`).
   */
  send(data: Message): boolean | undefined {
    requireArgument(arguments);
    const socket = this.#socket;
    const isOpen = socket?.readyState === this.OPEN;
    const isOver = !isOpen && (this.#isEnding || (!isRetrying(this.#options) && this.readyState > this.OPEN));
    // The platform takes what comes too late, and counts it in bufferedAmount.
    if (isOpen || isOver) socket?.send(data);
    else this.#queue.add(data, this.#options);
    if (isOver) this.#emit(new DiscardEvent([data]));
    return isPlain(this.#options) ? undefined : isOpen;
  }

  /**
   * Closes for good: nothing but `reconnect()` opens it again. What still waits comes back in a `discard` event.
   *
   * @param code 1000, or 3000–4999; none by default.
   * @param reason At most 123 bytes of UTF-8.
   * @throws {DOMException} `InvalidAccessError` for another code, `SyntaxError` for a longer reason.
   */
  close(...[code, reason]: [code?: number, reason?: string]): void {
    if (this.#socket) this.#current!.close(code, reason);
    else checkClose(code, reason);
    if (this.#isEnding) return;
    if (!this.#socket) {
      this.#letGo();
      queueMicrotask(() => {
        if (this.#state === 'closing') this.#end(null, createCloseEvent());
      });
    }
    this.#enter('closing');
  }

  /** Connects anew, from any state: lets go of the present socket, forgets the backoff, and tries at once. */
  reconnect(): void {
    this.#outage = null;
    this.#connect(0);
  }

  override addEventListener<K extends keyof ConnectionEventMap>(
    type: K,
    ...listener: ListenerArguments<this, ConnectionEventMap[K]>
  ): void {
    super.addEventListener(type, ...(listener as [EventListener, AddEventListenerOptions?]));
    if (String(type) !== 'message') return;
    this.#isHeard = true;
    this.#current?.hear();
  }

  get #isEnding(): boolean {
    return this.#state === 'closing' || this.#state === 'closed';
  }

  get #socket(): WebSocket | null | undefined {
    return this.#current?.socket;
  }

  #connect(attempt: number): void {
    const closed = this.#letGo(1000);
    this.#attempt = attempt;
    const current = (this.#current = new Attempt(this.#target, this.#owner));
    this.#subscribe();
    this.#enter('connecting', closed);
    // A listener may have closed it, or connected anew.
    if (current === this.#current) void current.ask();
  }

  #onOpen(): void {
    const socket = this.#socket!;
    this.#openedAt = Date.now();
    this.#diagnosis = null;
    const isWatched = this.#liveness.start(this.#options);
    if (isWatched || this.#isHeard || this.#options.relay) this.#current!.hear();
    this.#enter('open');
    // A listener may have closed it, or connected anew.
    if (this.#state === 'open') this.#emit(new Event('open'));
    // What waited comes after what the listeners sent: a token, a subscribe.
    this.#queue.flush((message) => {
      if (socket !== this.#socket || socket.readyState !== this.OPEN) return false;
      socket.send(message);
      return true;
    });
  }

  #onMessage(event: MessageEvent): void {
    const { relay } = this.#options;
    if (this.#liveness.heard(event) || (!this.#isHeard && !relay)) return;
    const message = new RelayedMessageEvent(event);
    if (this.#isHeard) this.dispatchEvent(message);
    relay?.dispatchEvent(message);
  }

  #onClose(event: CloseEvent): void {
    const kind = diagnoseClose(event.code, this.#openedAt !== null, this.url);
    this.#settle(kind, event.reason, createCloseEvent(event));
  }

  /** Ends the present attempt or socket where the platform does not, or not in time. */
  #fail(kind: DiagnosisKind, reason = ''): void {
    const error = this.#openedAt === null ? new Event('error') : null;
    this.#settle(kind, reason, this.#letGo()!, error);
  }

  /** What comes after a socket: another attempt, or the end. */
  #settle(kind: DiagnosisKind, reason: string, closed: CloseEvent, error: Event | null = null): void {
    const at = Date.now();
    const openFor = this.#openedAt && Math.max(at - this.#openedAt, 0);
    const diagnosis: Diagnosis = { kind, code: closed.code, reason, url: this.url, openFor, cause: null };
    const { retry = true, fatalCodes = FATAL_CODES } = this.#options;
    const current = this.#current;
    const isOver = this.#isEnding || !retry || FATAL_KINDS.includes(kind) || isFatal(closed, fatalCodes);
    // The function for the codes may have connected anew, or closed it.
    if (current !== this.#current) return;
    if (this.#isEnding) return this.#end(null, error, closed);
    if (isOver) return this.#end(diagnosis, error, closed);
    if ((openFor ?? 0) >= STABLE_AFTER) this.#attempt = 0;
    if (retry !== true && this.#attempt >= retry) {
      return this.#end({ ...diagnosis, kind: 'gave-up', cause: diagnosis }, error, closed);
    }
    this.#letGo();
    this.#diagnosis = diagnosis;
    this.#outage = outageAfter(this.#outage, { ...diagnosis, at }, Math.random);
    this.#enter('waiting', error, closed);
  }

  #end(diagnosis: Diagnosis | null, ...events: (Event | null | undefined)[]): void {
    this.#diagnosis = diagnosis;
    this.#listening?.abort();
    this.#listening = null;
    this.#enter('closed', ...events);
  }

  /** The one place where the state is written. The events that go with it come after `statechange`. */
  #enter(state: ConnectionState, ...events: (Event | null | undefined)[]): void {
    this.#state = state;
    const discarded = this.#isEnding ? this.#queue.discard() : [];
    if (state !== 'open') {
      this.#openedAt = null;
      this.#liveness.stop();
    }
    this.#setTimer();
    this.#emit(new Event('statechange'));
    for (const event of events) if (event) this.#emit(event);
    if (discarded.length > 0) this.#emit(new DiscardEvent(discarded));
  }

  /** Sets the timer of the present state, if it has one. */
  #setTimer(): void {
    clearTimeout(this.#timer);
    if (this.#state === 'connecting') {
      const timeout = connectTimeoutOf(this.#options);
      if (timeout <= LONGEST_DELAY) this.#timer = setTimeout(() => this.#fail('timed-out'), timeout);
    } else if (this.#state === 'waiting') {
      this.#timer = setTimeout(() => {
        if (isPageHidden()) this.#enter('asleep');
        else this.#connect(this.#attempt + 1);
      }, this.retryAt! - Date.now());
    }
  }

  #onPageSignal(signal: PageSignal): void {
    if (signal === 'sleep') {
      // As a WebSocket, it is left alone.
      if (isRetrying(this.#options)) this.#sleep();
    } else if (this.#state === 'open') this.#liveness.probe();
    else if (this.#state === 'waiting' || (this.#state === 'asleep' && signal === 'wake')) {
      this.#connect(this.#diagnosis ? this.#attempt + 1 : 0);
    }
  }

  /** A page with a socket cannot enter the back/forward cache, and comes out of a freeze with a dead one. */
  #sleep(): void {
    if (this.#state === 'asleep') return;
    const closed = this.#letGo(1000);
    if (this.#state === 'closing') return this.#end(null, closed ?? createCloseEvent());
    if (this.#state === 'open') this.#outage = null;
    // It did not fail: the next one has its number.
    if (this.#state === 'connecting' && this.#attempt > 0) this.#attempt--;
    this.#enter('asleep', closed);
  }

  /** A policy never lets it through: another attempt is of no use. */
  #onBlocked(address: string): void {
    if (!isSameAddress(address, this.url)) return;
    if (this.#state === 'connecting') this.#fail('blocked-by-csp');
    if (this.#state === 'waiting') this.#end({ ...this.#diagnosis!, kind: 'blocked-by-csp' });
  }

  /** Abandons the current attempt; its late events have no owner. Returns the `close` event to dispatch for it, if any. */
  #letGo(code?: number): CloseEvent | undefined {
    const attempt = this.#current;
    this.#current = null;
    if (!attempt) return undefined;
    attempt.letGo(code);
    return this.#state === 'closed' ? undefined : createCloseEvent({ code: code ?? 1006 });
  }

  #subscribe(): void {
    if (this.#listening) return;
    const { signal } = (this.#listening = new AbortController());
    onPageSignal((pageSignal) => this.#onPageSignal(pageSignal), signal);
    onConnectBlocked((address) => this.#onBlocked(address), signal);
  }

  #emit(event: Event): void {
    this.dispatchEvent(event);
    this.#options.relay?.dispatchEvent(event);
  }

  static {
    defineInterface(this, 'Connection', READY_STATES, CONNECTION_EVENTS);
  }
}
