/** The shortest time from one announcement to the next, in milliseconds. */
export const ANNOUNCEMENT_INTERVAL = 1_000;

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
