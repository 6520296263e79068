import { Attempt, type AttemptCallbacks, type Failure } from './attempt.js';
import { bringForward, nextOutage, type Outage } from './backoff.js';
import { validateCloseArguments } from './close-code.js';
import { diagnoseClose, matchesBlockedUri, onCspViolation, type Diagnosis } from './diagnosis.js';
import type { Endpoint } from './endpoint.js';
import { createCloseEvent, DiscardEvent, RelayedMessageEvent } from './events.js';
import { isPlain, isRetrying, type ConnectionOptions } from './options.js';
import { documentOf, isPageHidden, onPageSignal, type PageSignal } from './page-lifecycle.js';
import { quote, withoutSecrets } from './quote.js';
import { afterClose } from './retry-policy.js';
import { SendQueue } from './send-queue.js';
import { READY_STATES, type Message } from './web-idl.js';

/**
 * The states of a connection:
 * ```
 * connecting ──▶ open ──▶ waiting ──▶ connecting …            a transient failure (also connecting ──▶ waiting)
 *      └───────────┴─────────┴──▶ asleep ──▶ connecting      the page froze, was hidden while waiting, or is in bfcache
 *      │           │         │      └──▶ waiting              it woke, but a server had said to come back later
 *      └───────────┴─────────┴──────┴──▶ closing ──▶ closed   close(): the closing handshake
 *      └───────────┴─────────┴──────────────────────▶ closed  a fatal code, bad arguments, no address, or gave up
 * ```
 * `reconnect()` leads from every state to `connecting`.
 */
export type ConnectionState = 'connecting' | 'open' | 'waiting' | 'asleep' | 'closing' | 'closed';

/** Receives the events of a lifecycle. */
export interface EventSink {
  /** Returns true if anything receives events of this type. Only then are messages wrapped in events. */
  listensTo(type: string): boolean;
  emit(event: Event): void;
}

/**
 * The lifecycle of a connection: one attempt at a time, the state, the backoff and the queue. Knows nothing of
 * listeners or arguments; `Connection` is the public class over it.
 */
export class Lifecycle {
  readonly endpoint: Endpoint;
  readonly queue = new SendQueue();
  readonly #options: ConnectionOptions;
  readonly #sink: EventSink;
  readonly #callbacks: AttemptCallbacks = {
    onOpen: () => this.#onOpen(),
    onMessage: (event) => {
      if (this.#sink.listensTo('message')) this.#sink.emit(new RelayedMessageEvent(event));
    },
    onPing: (message) => this.#observe('ping', message),
    onPong: (event) => this.#observe('pong', event.data),
    onError: () => this.#sink.emit(new Event('error')),
    onClose: (event) => this.#onClose(event),
    onFailure: (failure) => this.#fail(failure),
  };

  #state: ConnectionState;
  /** The current attempt, or the last one of a closed connection. */
  #currentAttempt: Attempt | null = null;
  #attemptNumber = 0;
  #outage: Outage | null = null;
  #openedAt: number | null = null;
  #diagnosis: Diagnosis | null = null;
  /**
   * The `send` events to emit. A message that a listener sends goes behind them, so all listeners get the same order.
   */
  readonly #sendEvents: Event[] = [];
  /** The backoff while waiting. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Aborts the page-event listeners; null while closed. */
  #pageWatch: AbortController | null = null;
  /** The document that they are about; undefined in a worker. */
  #watchedPage: Document | undefined;

  /** Starts the first attempt, unless `manual`. Throws what the `WebSocket` constructor throws, see `Connection`. */
  constructor(endpoint: Endpoint, options: ConnectionOptions, sink: EventSink) {
    this.endpoint = endpoint;
    this.#options = options;
    this.#sink = sink;
    this.#state = options.manual ? 'closed' : 'connecting';
    if (options.manual) return;
    this.#currentAttempt = new Attempt(endpoint, options, this.#callbacks);
    this.#currentAttempt.open(isPlain(options));
    this.#watchPage();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get socket(): WebSocket | null {
    return this.#currentAttempt?.socket ?? null;
  }

  get attempt(): number {
    return this.#attemptNumber;
  }

  get retryAt(): number | null {
    return this.#state === 'waiting' ? this.#outage!.dueAt : null;
  }

  get diagnosis(): Diagnosis | null {
    return this.#diagnosis;
  }

  get openedAt(): number | null {
    return this.#openedAt;
  }

  get roundTrip(): number | null {
    return this.#currentAttempt?.roundTrip ?? null;
  }

  /** Hands `data` to the socket, queues it, or hands it back. Returns true if the socket has it. */
  send(data: Message): boolean {
    const { socket } = this;
    const isOpen = socket?.readyState === READY_STATES.OPEN;
    if (isOpen && !this.queue.isFlushing) {
      socket.send(data);
      this.#onSent(data);
      return true;
    }
    const isSocketOver = socket !== null && socket.readyState > READY_STATES.OPEN;
    if (this.#isEnding || (isSocketOver && !isRetrying(this.#options))) {
      // The platform accepts a message that comes too late, and counts it in bufferedAmount.
      socket?.send(data);
      this.#sink.emit(new DiscardEvent([data]));
    } else this.#observe('queued', this.queue.add(data, this.#options));
    return false;
  }

  close(code?: number, reason?: string): void {
    const { socket } = this;
    if (socket) this.#currentAttempt!.close(code, reason);
    else validateCloseArguments(code, reason);
    if (this.#isEnding) return;
    this.endpoint.withdraw();
    if (!socket) {
      this.#abandon();
      queueMicrotask(() => {
        if (this.#state === 'closing') this.#end(null, createCloseEvent());
      });
    }
    this.#setState('closing');
  }

  reconnect(): void {
    this.#outage = null;
    this.#connect(0);
  }

  /** Delivers the messages of the current socket and of all later ones. */
  deliverMessages(): void {
    this.#currentAttempt?.deliverMessages();
  }

  /** Follows the signals of the document that `options.document` returns now. */
  documentChanged(): void {
    if (!this.#pageWatch) return;
    this.#watchPage();
    if (!isPageHidden(this.#watchedPage)) this.#onPageSignal('wake');
  }

  get #isEnding(): boolean {
    return this.#state === 'closing' || this.#state === 'closed';
  }

  #connect(attemptNumber: number): void {
    const closed = this.#abandon(1000);
    this.#attemptNumber = attemptNumber;
    const attempt = (this.#currentAttempt = new Attempt(this.endpoint, this.#options, this.#callbacks));
    this.#watchPage();
    this.#setState('connecting', closed);
    // A listener may have closed the connection, or reconnected.
    if (attempt === this.#currentAttempt) void attempt.openAsync(attemptNumber, this.#diagnosis);
  }

  #onOpen(): void {
    const socket = this.socket!;
    this.#openedAt = Date.now();
    this.#diagnosis = null;
    if (this.#sink.listensTo('message')) this.deliverMessages();
    this.#setState('open');
    // A listener may have closed the connection, or reconnected.
    if (this.#state === 'open') this.#sink.emit(new Event('open'));
    // The queue comes after the messages of the listeners: a token, a subscription.
    this.queue.flush(
      () => socket === this.socket && socket.readyState === READY_STATES.OPEN,
      (message) => {
        socket.send(message);
        this.#onSent(message);
      },
    );
  }

  #onSent(data: Message): void {
    if (!this.#sink.listensTo('send')) return;
    const events = this.#sendEvents;
    events.push(new MessageEvent('send', { data }));
    // With more than one, a listener has sent: the outer call emits.
    if (events.length > 1) return;
    for (; events.length > 0; events.shift()) this.#sink.emit(events[0]!);
  }

  #onClose(event: CloseEvent): void {
    const { resolvedUrl } = this.endpoint;
    const kind = diagnoseClose(event.code, this.#openedAt !== null, resolvedUrl, documentOf(this.#options));
    this.#afterClose({ kind, reason: quote(event.reason) }, createCloseEvent(event));
  }

  /** Ends the current attempt or socket where the platform does not, or not in time. */
  #fail(failure: Failure): void {
    const isError = this.#openedAt === null && failure.kind !== 'no-address';
    this.#afterClose(failure, this.#abandon()!, isError ? new Event('error') : null);
  }

  #afterClose(failure: Failure, closed: CloseEvent, error: Event | null = null): void {
    if (this.#isEnding) return this.#end(null, error, closed);
    const at = Date.now();
    const openFor = this.#openedAt && Math.max(at - this.#openedAt, 0);
    const { kind, reason = '', isFinal = false } = failure;
    const url = withoutSecrets(failure.url ?? this.endpoint.resolvedUrl);
    const { hasProtocols } = this.endpoint;
    const diagnosis: Diagnosis = { kind, code: closed.code, reason, url, hasProtocols, openFor, cause: null };
    const attempt = this.#currentAttempt;
    const decision = afterClose(closed, diagnosis, isFinal, this.#attemptNumber, this.#options);
    // A `fatalCodes` function may have reconnected, or closed the connection.
    if (attempt !== this.#currentAttempt) return;
    if (this.#isEnding) return this.#end(null, error, closed);
    if (decision.outcome !== 'retry') return this.#end(decision.diagnosis, error, closed);
    this.#abandon();
    this.#attemptNumber = decision.attempt;
    this.#diagnosis = decision.diagnosis;
    this.#outage = nextOutage(this.#outage, { ...diagnosis, at }, Math.random);
    this.#setState('waiting', error, closed);
  }

  #end(diagnosis: Diagnosis | null, ...events: (Event | null | undefined)[]): void {
    this.#diagnosis = diagnosis;
    this.#pageWatch?.abort();
    this.#pageWatch = null;
    this.#setState('closed', ...events);
  }

  /** The only writer of the state. Emits `statechange`, then `events`, then `discard` if the queue has to go. */
  #setState(state: ConnectionState, ...events: (Event | null | undefined)[]): void {
    this.#state = state;
    const discarded = this.#isEnding ? this.queue.discard() : [];
    if (state !== 'open') this.#openedAt = null;
    this.#setTimer();
    this.#sink.emit(new Event('statechange'));
    for (const event of events) if (event) this.#sink.emit(event);
    if (discarded.length > 0) this.#sink.emit(new DiscardEvent(discarded));
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    if (this.#state !== 'waiting') return;
    this.#timer = setTimeout(() => {
      const { stayAwake } = this.#options;
      if (!stayAwake && isPageHidden(documentOf(this.#options))) this.#setState('asleep');
      else this.#connect(this.#attemptNumber + 1);
    }, this.retryAt! - Date.now());
  }

  #onPageSignal(signal: PageSignal): void {
    if (signal === 'sleep') {
      // Without retries the socket is left alone, as a `WebSocket` is.
      if (isRetrying(this.#options)) this.#sleep();
    } else if (this.#state === 'open') this.#currentAttempt?.probe();
    else if (this.#state === 'waiting' || (this.#state === 'asleep' && signal === 'wake')) this.#wake();
  }

  /**
   * Makes the next attempt now if it is due, or if it may be brought forward: such an attempt counts against no limit.
   */
  #wake(): void {
    const outage = this.#outage;
    if (!outage || outage.dueAt <= Date.now()) return this.#connect(this.#diagnosis ? this.#attemptNumber + 1 : 0);
    const earlier = bringForward(outage, Date.now());
    if (earlier) {
      this.#outage = earlier;
      this.#connect(this.#attemptNumber);
    } else if (this.#state === 'asleep') this.#setState('waiting');
  }

  /** A page with a socket cannot enter the back/forward cache, and comes out of a freeze with a dead one. */
  #sleep(): void {
    if (this.#state === 'asleep') return;
    this.endpoint.withdraw();
    const closed = this.#abandon(1000);
    if (this.#state === 'closing') return this.#end(null, closed ?? createCloseEvent());
    if (this.#state === 'open') this.#outage = null;
    // An interrupted attempt does not count. One that was brought forward has not been counted.
    const isCounted = this.#outage !== null && this.#outage.dueAt <= Date.now();
    if (this.#state === 'connecting' && isCounted) this.#attemptNumber--;
    this.#setState('asleep', closed);
  }

  /** A policy that blocks the address will block every later attempt, too. */
  #onBlocked(blockedUri: string): void {
    if (!matchesBlockedUri(blockedUri, this.endpoint.resolvedUrl)) return;
    if (this.#state === 'connecting') this.#fail({ kind: 'blocked-by-csp', isFinal: true });
    if (this.#state === 'waiting') this.#end({ ...this.#diagnosis!, kind: 'blocked-by-csp' });
  }

  /** Abandons the current attempt; its late events are ignored. Returns the `close` event to emit for it, if any. */
  #abandon(code?: number): CloseEvent | undefined {
    const attempt = this.#currentAttempt;
    this.#currentAttempt = null;
    if (!attempt) return undefined;
    attempt.abandon(code);
    return this.#state === 'closed' ? undefined : createCloseEvent({ code: code ?? 1006 });
  }

  #watchPage(): void {
    const page = documentOf(this.#options);
    if (this.#pageWatch && page === this.#watchedPage) return;
    this.#pageWatch?.abort();
    this.#watchedPage = page;
    const { signal } = (this.#pageWatch = new AbortController());
    onPageSignal((pageSignal) => this.#onPageSignal(pageSignal), signal, page);
    onCspViolation((blockedUri) => this.#onBlocked(blockedUri), signal, page);
  }

  #observe(type: 'queued' | 'ping' | 'pong', data: unknown): void {
    if (this.#sink.listensTo(type)) this.#sink.emit(new MessageEvent(type, { data }));
  }
}
