/** The shortest time from one announcement to the next, in milliseconds. */
export const ANNOUNCEMENT_INTERVAL = 1_000;

/** How much of a message is announced, in characters. */
const ANNOUNCED_LENGTH = 200;

/** What an element shows that is worth telling. */
export interface Sight {
  /** What is said of the connection. */
  readonly state: string;
  /** The line under the input. */
  readonly notice: string;
  readonly message: object | null;
  /** The text of the message, or what is said of one without any. */
  readonly text: string;
}

/** Finds what is new. The state that an element begins with is no news. */
export class News {
  #last: Sight | null = null;

  /** What to tell of `sight`, when that of the call before is known; `''` if nothing. */
  in(sight: Sight): string {
    const { state, notice, message, text } = sight;
    const last = this.#last ?? { state, notice: '', message: null };
    this.#last = sight;
    const news = [
      state === last.state ? '' : state,
      notice === last.notice ? '' : notice,
      message === last.message || !message ? '' : text.slice(0, ANNOUNCED_LENGTH),
    ];
    return news.filter(Boolean).join(' ');
  }
}

/**
 * Decides what a screen reader is told, and when: at most one thing an interval, always the last one.
 * Knows nothing of live regions: whoever has one asks at every render.
 */
export class Announcer {
  readonly #onDue: () => void;
  #waiting = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls `onDue` when the interval is over and something waits. */
  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  /** What to say now: `news`, or what waited, if there is none; `''` if nothing, or not yet. Only the newest waits. */
  next(news: string): string {
    const text = news || this.#waiting;
    this.#waiting = '';
    if (text && this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#end(), ANNOUNCEMENT_INTERVAL);
      return text;
    }
    this.#waiting = text;
    return '';
  }

  /** Forgets what was not said. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = '';
  }

  #end(): void {
    this.#timer = undefined;
    if (this.#waiting) this.#onDue();
  }
}
