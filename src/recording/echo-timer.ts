import { toUSVString } from '../connection/web-idl.js';

/** The limit of unanswered messages: further ones are not timed. */
export const UNANSWERED_LIMIT = 1_000;

/** The limit of messages that are compared while no echo comes: after them, the unanswered messages are forgotten. */
export const COMPARED_LIMIT = 1_000;

/** The longest text that is timed, in characters. */
const TIMED_LENGTH = 10_000;

/**
 * Times echoes: a message equal to an unanswered sent one is its echo, and those sent before it get none. Anything
 * else, such as a greeting, is not. Times only text. Knows nothing of sockets or elements.
 */
export class EchoTimer {
  #unanswered: { readonly text: string; readonly sentAt: number }[] = [];
  /** The number of messages compared since the last message was sent or answered. */
  #compared = 0;

  /** Remembers a sent message, to time its echo. */
  sent({ data, timeStamp }: Pick<MessageEvent<unknown>, 'data' | 'timeStamp'>): void {
    if (typeof data !== 'string' || data.length > TIMED_LENGTH || this.#unanswered.length >= UNANSWERED_LIMIT) return;
    this.#unanswered.push({ text: toUSVString(data), sentAt: timeStamp });
    this.#compared = 0;
  }

  /** Forgets the unanswered messages: their socket is gone. */
  dropped(): void {
    this.#unanswered = [];
  }

  /**
   * Returns the round trip in milliseconds if the message is an echo, else null. Reads `data` only if an echo is due: a
   * server that never echoes costs nothing in the long run.
   */
  received(event: Pick<MessageEvent, 'data' | 'timeStamp'>): number | null {
    if (this.#unanswered.length === 0) return null;
    const { data }: { data: unknown } = event;
    const index = this.#unanswered.findIndex(({ text }) => text === data);
    if (index < 0) {
      if (++this.#compared === COMPARED_LIMIT) this.dropped();
      return null;
    }
    this.#compared = 0;
    const { sentAt } = this.#unanswered.splice(0, index + 1)[index]!;
    // Browsers make their clocks coarse, each in its own way.
    return Math.max(event.timeStamp - sentAt, 0);
  }
}
