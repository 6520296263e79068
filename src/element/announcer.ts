/** The shortest time from one announcement to the next, in milliseconds. */
export const ANNOUNCEMENT_INTERVAL = 1_000;

/**
 * Decides what a screen reader is told, and when: at most one thing an interval, always the last one.
 * Knows nothing of live regions: `speak` puts the text into one.
 */
export class Announcer {
  readonly #speak: (text: string) => void;
  #next: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(speak: (text: string) => void) {
    this.#speak = speak;
  }

  /** Says `text` now, or as soon as the interval allows, if nothing newer comes until then. */
  announce(text: string): void {
    this.#next = text;
    if (this.#timer === undefined) this.#flush();
  }

  /** Forgets what was not said. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = null;
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#next === null) return;
    const text = this.#next;
    this.#next = null;
    this.#timer = setTimeout(() => this.#flush(), ANNOUNCEMENT_INTERVAL);
    this.#speak(text);
  }
}
