import { toUSVString } from '../connection/web-idl.js';

/** How many sent messages may be unanswered before further ones are not timed. */
export const UNANSWERED_LIMIT = 1_000;

/** The longest text that is timed, in characters. */
const TIMED_LENGTH = 10_000;

/**
 * Times echoes: a message equal to the oldest unanswered sent one is its echo. Anything else, such as
 * a greeting, is none. Times only text. Knows nothing of sockets or of what is shown.
 */
export class EchoTimer {
  #unanswered: { readonly text: string; readonly sentAt: number }[] = [];
  /** What waits for a socket; its time begins when it goes out. */
  #waiting: string[] = [];

  /** Takes note of a message that went out. */
  sent(data: unknown, now: number): void {
    if (this.#isTimed(data)) this.#unanswered.push({ text: toUSVString(data), sentAt: now });
  }

  /** Takes note of a message that waits. */
  queued(data: unknown): void {
    if (this.#isTimed(data)) this.#waiting.push(toUSVString(data));
  }

  /** What waited went out, after all that was sent before. */
  flushed(now: number): void {
    for (const text of this.#waiting.splice(0)) this.#unanswered.push({ text, sentAt: now });
  }

  /** What waited was handed back. */
  discarded(): void {
    this.#waiting = [];
  }

  /** The socket is gone: what went out over it is not answered any more. */
  dropped(): void {
    this.#unanswered = [];
  }

  /** The round trip in milliseconds if the message is an echo, else null. Reads it only if an echo is due. */
  received(event: Pick<MessageEvent, 'data' | 'timeStamp'>): number | null {
    const oldest = this.#unanswered[0];
    if (oldest === undefined || oldest.text !== event.data) return null;
    this.#unanswered.shift();
    // Browsers make their clocks coarse, each in its own way.
    return Math.max(event.timeStamp - oldest.sentAt, 0);
  }

  #isTimed(data: unknown): data is string {
    const count = this.#unanswered.length + this.#waiting.length;
    return typeof data === 'string' && data.length <= TIMED_LENGTH && count < UNANSWERED_LIMIT;
  }
}
