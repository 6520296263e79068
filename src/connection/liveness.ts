import type { Message } from './send-queue.js';

/** A message of the application that asks the peer for a sign of life. Browsers expose no ping frames. */
export interface Ping {
  /** What to send. */
  message: Message;
  /** Time from one ping to the next, in milliseconds; 0: no pings, but when the page wakes. */
  interval: number;
  /** How long to wait for any frame after a ping, in milliseconds; {@link PING_TIMEOUT} by default. */
  timeout?: number;
  /** Tells which frames are answers to pings. They are not surfaced as `message` events, and they give `roundTrip`. */
  isPong?: (event: MessageEvent) => boolean;
}

/** What a {@link Liveness} is set to. Whether there is anything to watch is read when it starts, and the rest when it matters. */
export interface LivenessOptions {
  /** Silence for so many milliseconds means that the peer is gone; 0 or `undefined`: never. */
  idleTimeout?: number | undefined;
  /** Pings to send; `null` or `undefined`: none. */
  ping?: Ping | null | undefined;
}

/** The longest time that a timer counts, in milliseconds: it has 32 bits. A longer one would be over at once. */
export const LONGEST_DELAY = 2_147_483_647;

/** How long a ping waits for an answer by default, in milliseconds. */
export const PING_TIMEOUT = 10_000;

/**
 * A timer this late tells of a page that slept or was busy, not of a silent peer: frames may be waiting
 * behind it. The peer then gets another chance. In milliseconds.
 */
const LATE = 1_000;

/**
 * Is the peer still there? Knows nothing of sockets: it is told of frames by `heard`, and says what it
 * wants through the two callbacks. One timer at most, none without options, and none while `isHidden`.
 */
export class Liveness {
  readonly #send: (message: Message) => void;
  readonly #onSilent: () => void;
  readonly #isHidden: () => boolean;
  #options: LivenessOptions = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = 0;
  #heardAt = 0;
  #pingedAt = 0;
  /** When the ping went out that no frame has followed; `Infinity`: there is none. */
  #askedAt = Infinity;
  /** When the ping went out that no pong has followed; null: there is none. */
  #pongDueSince: number | null = null;
  #roundTrip: number | null = null;

  constructor(send: (message: Message) => void, onSilent: () => void, isHidden: () => boolean) {
    this.#send = send;
    this.#onSilent = onSilent;
    this.#isHidden = isHidden;
  }

  /** The time from the last ping to its pong in milliseconds, or null. */
  get roundTrip(): number | null {
    return this.#roundTrip;
  }

  /** Starts to watch, if `options` ask for anything; returns whether it does. */
  start(options: LivenessOptions): boolean {
    this.stop();
    this.#roundTrip = this.#pongDueSince = null;
    if (!options.idleTimeout && !options.ping) return false;
    this.#options = options;
    this.#heardAt = this.#pingedAt = Date.now();
    this.#schedule();
    return true;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#options = {};
    this.#askedAt = Infinity;
  }

  /** Takes note of a frame; returns whether it was a pong, which is not for the application. */
  heard(event: MessageEvent): boolean {
    this.#heardAt = Date.now();
    // Other frames do not touch the timer: it looks again when it is due, and sees what came.
    if (this.#askedAt < Infinity) {
      this.#askedAt = Infinity;
      this.#schedule();
    }
    if (!this.#isPong(event)) return false;
    if (this.#pongDueSince !== null) this.#roundTrip = Math.max(this.#heardAt - this.#pongDueSince, 0);
    this.#pongDueSince = null;
    return true;
  }

  /** Asks at once: after sleep, or when the network changed. */
  probe(): void {
    if (this.#options.ping) this.#ping();
    this.#check();
  }

  /** When it is time for a ping: not while an answer is due. */
  get #pingAt(): number {
    return this.#askedAt < Infinity ? Infinity : this.#pingedAt + durationOf(this.#options.ping?.interval);
  }

  /** When the peer counts as dead if it stays silent until then. */
  get #deadAt(): number {
    const { idleTimeout, ping } = this.#options;
    return Math.min(this.#heardAt + durationOf(idleTimeout), this.#askedAt + durationOf(ping?.timeout, PING_TIMEOUT));
  }

  #check(): void {
    const { ping } = this.#options;
    const now = Date.now();
    const late = now - this.#dueAt;
    // A wall clock that was set back would keep a dead peer alive until it caught up.
    this.#heardAt = Math.min(this.#heardAt, now);
    this.#pingedAt = Math.min(this.#pingedAt, now);
    if (this.#askedAt < Infinity) this.#askedAt = Math.min(this.#askedAt, now);

    if (now >= this.#deadAt) {
      if (late >= 0 && late < LATE) return this.#onSilent();
      if (late < 0) return this.#arm(-late);
      if (ping && this.#pingedAt < now) this.#ping();
      return this.#arm(ping ? durationOf(ping.timeout, PING_TIMEOUT) : LATE);
    }
    if (now >= this.#pingAt) this.#ping();
    this.#schedule();
  }

  #ping(): void {
    this.#pingedAt = this.#pongDueSince = Date.now();
    this.#askedAt = Math.min(this.#askedAt, this.#pingedAt);
    this.#send(this.#options.ping!.message);
  }

  /** What `isPong` throws is reported; then the frame is a message. */
  #isPong(event: MessageEvent): boolean {
    try {
      return Boolean(this.#options.ping?.isPong?.(event));
    } catch (error) {
      reportError(error);
      return false;
    }
  }

  #schedule(): void {
    this.#arm(Math.min(this.#deadAt, this.#pingAt) - Date.now());
  }

  #arm(delay: number): void {
    clearTimeout(this.#timer);
    const bounded = Math.min(Math.max(delay, 0), LONGEST_DELAY);
    this.#dueAt = Date.now() + bounded;
    // `probe` starts it again when the page is seen.
    if (delay < Infinity && !this.#isHidden()) this.#timer = setTimeout(() => this.#check(), bounded);
  }
}

/** `value` as a number, or `otherwise` if it is no duration, or 0. */
export function durationOf(value = 0, otherwise = Infinity): number {
  return value > 0 ? +value : otherwise;
}
