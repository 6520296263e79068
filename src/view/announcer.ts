import { truncate } from '../connection/quote.js';

/** The default of the shortest time between two announcements, in milliseconds. */
export const ANNOUNCEMENT_INTERVAL = 1_000;

/**
 * The member of an element that announces messages by itself, as `<ws-log>`: an element around it leaves them to it. A
 * symbol of the whole page, since elements may come from different scripts.
 */
export const ANNOUNCES_MESSAGES: unique symbol = Symbol.for('ws-echo.announces-messages') as never;

/** The longest part of a text that is announced, in characters. */
const ANNOUNCED_LENGTH = 200;

/** The content of an element that is announced when it changes. */
export interface Announceable {
  /** The state of the connection, in words. */
  readonly state: string;
  /** The line under the input. */
  readonly notice: string;
  /** The newest message, or a number for it; null before the first. */
  readonly message: object | number | null;
  /** The text of the message, or a function for it, which takes the `message` at the last announcement. */
  readonly text: string | ((announced: unknown) => string);
}

/**
 * Decides what a screen reader announces, and when: at most once per interval, and then everything that has changed
 * since the last announcement. A change that was undone in between is not announced. Knows nothing of live regions: the
 * owner of one calls `update` at every render.
 */
export class Announcer {
  readonly #onDue: () => void;
  readonly #interval: number;
  /** The content at the last announcement; null before the first, which announces no state. */
  #announced: Announceable | null = null;
  #isPending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls `onDue` when the interval is over and a change is still to be announced. */
  constructor(onDue: () => void, interval = ANNOUNCEMENT_INTERVAL) {
    this.#onDue = onDue;
    this.#interval = interval;
  }

  /** Returns the text to announce now; `''` if nothing has changed, or if it is too early. */
  update(content: Announceable): string {
    const announced = this.#announced ?? { ...content, notice: '', message: null };
    if (this.#timer !== undefined) {
      this.#isPending = differs(content, announced);
      return '';
    }
    this.#announced = content;
    this.#isPending = false;
    const changes = changesIn(content, announced);
    if (changes) this.#timer = setTimeout(() => this.#end(), this.#interval);
    return changes;
  }

  #end(): void {
    this.#timer = undefined;
    if (this.#isPending) this.#onDue();
  }
}

function differs(content: Announceable, announced: Announceable): boolean {
  const { state, notice, message } = announced;
  return content.state !== state || content.notice !== notice || (content.message !== message && !!content.message);
}

function changesIn({ state, notice, message, text }: Announceable, announced: Announceable): string {
  const changes = [
    state === announced.state ? '' : state,
    notice === announced.notice ? '' : notice,
    message === announced.message || !message ? '' : typeof text === 'string' ? text : text(announced.message),
  ];
  return changes
    .filter(Boolean)
    .map((words) => truncate(words, ANNOUNCED_LENGTH))
    .join(' ');
}
