import { truncate } from '../connection/quote.js';

/** The shortest time between two announcements, in milliseconds. */
export const ANNOUNCEMENT_INTERVAL = 1_000;

/** The longest part of a text that is announced, in characters. */
const ANNOUNCED_LENGTH = 200;

/** The content of an element that is announced when it changes. */
export interface Announceable {
  /** The state of the connection, in words. */
  readonly state: string;
  /** The line under the input. */
  readonly notice: string;
  readonly message: object | null;
  /** The text of the message, or the words for a message without one. */
  readonly text: string;
}

/**
 * Decides what a screen reader announces, and when: at most once per interval, and then everything that has changed
 * since the last announcement. A change that was undone in between is not announced. Knows nothing of live regions: the
 * owner of one calls `update` at every render.
 */
export class Announcer {
  readonly #onDue: () => void;
  /** The content at the last announcement; null before the first, which announces no state. */
  #announced: Announceable | null = null;
  #isPending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls `onDue` when the interval is over and a change is still to be announced. */
  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  /** Returns the text to announce now; `''` if nothing has changed, or if it is too early. */
  update(content: Announceable): string {
    const changes = changesIn(content, this.#announced ?? { ...content, notice: '', message: null });
    this.#isPending = changes !== '' && this.#timer !== undefined;
    if (this.#isPending) return '';
    this.#announced = content;
    if (changes) this.#timer = setTimeout(() => this.#end(), ANNOUNCEMENT_INTERVAL);
    return changes;
  }

  #end(): void {
    this.#timer = undefined;
    if (this.#isPending) this.#onDue();
  }
}

function changesIn({ state, notice, message, text }: Announceable, announced: Announceable): string {
  const changes = [
    state === announced.state ? '' : state,
    notice === announced.notice ? '' : notice,
    message === announced.message || !message ? '' : text,
  ];
  return changes
    .filter(Boolean)
    .map((words) => truncate(words, ANNOUNCED_LENGTH))
    .join(' ');
}
