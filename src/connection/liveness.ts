import { PING_TIMEOUT, toDuration, type ConnectionOptions } from './options.js';
import { describe, isMessage, report, type Message } from './web-idl.js';

/**
 * The options of a {@link Liveness}. Whether to watch at all is decided in `start`; the durations are read each time.
 */
export type LivenessOptions = Pick<ConnectionOptions, 'idleTimeout' | 'ping'>;

/** Callbacks of a {@link Liveness}. */
export interface LivenessCallbacks {
  send(message: Message): void;
  /** The peer is gone. */
  onTimeout(): void;
  /** Returns true while the page is hidden: no timer runs then. */
  isHidden(): boolean;
  /** Returns the number of bytes that are not transmitted yet. While it falls, the peer is there. */
  bufferedAmount(): number;
}

/**
 * The longest silence of a peer that still takes an upload, in milliseconds: a pong may be queued behind it, but an
 * upload that moves is no proof for ever.
 */
const UPLOAD_LIMIT = 60_000;

/** The longest timeout of a timer, in milliseconds: it has 32 bits, and a longer one would fire at once. */
export const MAX_TIMEOUT = 2_147_483_647;

/**
 * The longest delay of a timer, in milliseconds. One that is later shows that the page slept or was busy, not that the
 * peer is silent: frames may be waiting behind it, so the peer gets another chance.
 */
const LATE_TIMER = 1_000;

/**
 * Decides whether the peer is still there, and sends pings. Knows nothing of sockets: `onFrame` is called for each
 * frame, and the callbacks do the rest. It runs one timer at most, none without options, and none while `isHidden`.
 */
export class Liveness {
  readonly #callbacks: LivenessCallbacks;
  #options: LivenessOptions = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = 0;
  #lastFrameAt = 0;
  #lastPingAt = 0;
  /** The time of the first ping that no frame has followed; `Infinity` without one. */
  #unansweredSince = Infinity;
  /** The time of the last ping that no pong has followed; null without one. */
  #pongAwaitedSince: number | null = null;
  #roundTrip: number | null = null;
  /** The untransmitted bytes when `#check` ran last, or before the last ping: if fewer are left, an upload goes on. */
  #buffered = 0;

  constructor(callbacks: LivenessCallbacks) {
    this.#callbacks = callbacks;
  }

  /** The time from the last ping to its pong in milliseconds, or null. */
  get roundTrip(): number | null {
    return this.#roundTrip;
  }

  /** Starts to watch if `options` ask for it; returns true if they do. */
  start(options: LivenessOptions): boolean {
    this.stop();
    this.#roundTrip = this.#pongAwaitedSince = null;
    if (!options.idleTimeout && !options.ping) return false;
    this.#options = options;
    this.#lastFrameAt = this.#lastPingAt = Date.now();
    this.#buffered = 0;
    this.#schedule();
    return true;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#options = {};
    this.#unansweredSince = Infinity;
  }

  /** Remembers that a frame has arrived. Returns true if it is a pong, which is not for the application. */
  onFrame(event: MessageEvent): boolean {
    this.#lastFrameAt = Date.now();
    // Other frames leave the timer alone: it checks again when it fires.
    if (this.#unansweredSince < Infinity) {
      this.#unansweredSince = Infinity;
      this.#schedule();
    }
    if (!this.#isPong(event)) return false;
    if (this.#pongAwaitedSince !== null) this.#roundTrip = Math.max(this.#lastFrameAt - this.#pongAwaitedSince, 0);
    this.#pongAwaitedSince = null;
    return true;
  }

  /** Pings at once, if pings are configured, and checks the timeouts: after sleep, or when the network has changed. */
  probe(): void {
    if (this.#options.ping) this.#ping();
    this.#check();
  }

  /** The time of the next ping: none while an answer is due. */
  get #pingAt(): number {
    return this.#unansweredSince < Infinity ? Infinity : this.#lastPingAt + toDuration(this.#options.ping?.interval);
  }

  /** The time when a peer that stays silent counts as gone. */
  get #deadAt(): number {
    const { idleTimeout, ping } = this.#options;
    return Math.min(
      this.#lastFrameAt + toDuration(idleTimeout),
      this.#unansweredSince + toDuration(ping?.timeout, PING_TIMEOUT),
    );
  }

  #check(): void {
    const { ping } = this.#options;
    const now = Date.now();
    const late = now - this.#dueAt;
    // A wall clock that was set back would keep a dead peer alive until it caught up.
    this.#lastFrameAt = Math.min(this.#lastFrameAt, now);
    this.#lastPingAt = Math.min(this.#lastPingAt, now);
    if (this.#unansweredSince < Infinity) this.#unansweredSince = Math.min(this.#unansweredSince, now);

    const buffered = this.#callbacks.bufferedAmount();
    // An upload that began after the last check is given the time until the next.
    const isMoving = buffered < this.#buffered || (buffered > 0 && this.#buffered === 0);
    const isUploading = isMoving && now - this.#lastFrameAt < UPLOAD_LIMIT;
    this.#buffered = buffered;

    if (now >= this.#deadAt) {
      if (isUploading) return this.#arm(this.#patience);
      if (late >= 0 && late < LATE_TIMER) return this.#callbacks.onTimeout();
      if (late < 0) return this.#arm(-late);
      if (ping && this.#lastPingAt < now) this.#ping();
      return this.#arm(ping ? this.#patience : LATE_TIMER);
    }
    if (now >= this.#pingAt) this.#ping();
    this.#schedule();
  }

  #ping(): void {
    this.#lastPingAt = this.#pongAwaitedSince = Date.now();
    const message = this.#pingMessage;
    if (message === null) return;
    this.#unansweredSince = Math.min(this.#unansweredSince, this.#lastPingAt);
    // Without the ping itself, which leaves the buffer whether the peer is there or not.
    this.#buffered = Math.max(this.#buffered, this.#callbacks.bufferedAmount());
    this.#callbacks.send(message);
  }

  /** The message of a ping; null if it is none, or if its function throws: that is reported, and nothing is sent. */
  get #pingMessage(): Message | null {
    try {
      const { message } = this.#options.ping!;
      const value: unknown = typeof message === 'function' ? message() : message;
      if (isMessage(value)) return value;
      throw new TypeError(`ping.message: ${describe(value)}`);
    } catch (error) {
      report(error);
      return null;
    }
  }

  /** The extra time for a peer that may still be there, in milliseconds. */
  get #patience(): number {
    return toDuration(this.#options.ping?.timeout, PING_TIMEOUT);
  }

  /** An exception of `isPong` is reported; the frame is then a message. */
  #isPong(event: MessageEvent): boolean {
    try {
      return Boolean(this.#options.ping?.isPong?.(event));
    } catch (error) {
      report(error);
      return false;
    }
  }

  #schedule(): void {
    this.#arm(Math.min(this.#deadAt, this.#pingAt) - Date.now());
  }

  #arm(delay: number): void {
    clearTimeout(this.#timer);
    const bounded = Math.min(Math.max(delay, 0), MAX_TIMEOUT);
    this.#dueAt = Date.now() + bounded;
    // `probe` sets it again when the page is visible.
    if (delay < Infinity && !this.#callbacks.isHidden()) this.#timer = setTimeout(() => this.#check(), bounded);
  }
}
