/** How many sent messages may be unanswered before further ones are not timed. */
export const UNANSWERED_LIMIT = 1_000;

/** The longest text that is timed, in characters. */
const TIMED_LENGTH = 10_000;

/**
 * Times echoes: a message equal to the oldest unanswered sent one is its echo. Anything else, such as
 * a greeting, is none. Times only text. Knows nothing of sockets or of what is shown.
 */
export class EchoTimer {
  #unanswered: { readonly text: string; sentAt: number | null }[] = [];

  /** Takes note of a sent message; `now` is null while it waits for a socket. */
  sent(data: unknown, now: number | null): void {
    if (typeof data !== 'string' || data.length > TIMED_LENGTH || this.#unanswered.length >= UNANSWERED_LIMIT) return;
    this.#unanswered.push({ text: data, sentAt: now });
  }

  /** A socket opened: what waited goes out now, and nothing else will be answered. */
  opened(now: number): void {
    this.#unanswered = this.#unanswered.filter(({ sentAt }) => sentAt === null);
    for (const message of this.#unanswered) message.sentAt = now;
  }

  /** What waited was handed back. */
  discarded(): void {
    this.#unanswered = this.#unanswered.filter(({ sentAt }) => sentAt !== null);
  }

  /** The round trip in milliseconds if `data` is an echo, else null. */
  received(data: unknown, now: number): number | null {
    const oldest = this.#unanswered[0];
    if (oldest === undefined || oldest.text !== data) return null;
    this.#unanswered.shift();
    return oldest.sentAt === null ? null : now - oldest.sentAt;
  }
}
