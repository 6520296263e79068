/** The shortest time between two announcements, in milliseconds. */
export const ANNOUNCEMENT_INTERVAL = 1_000;

/** How much of a text is announced, in characters. */
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

/**
 * Decides what a screen reader is told, and when: at most once an interval, all that differs then from what it was told
 * before. So what stays is always told, and what came and went meanwhile is not. Knows nothing of live regions: whoever
 * has one asks at every render.
 */
export class Announcer {
  readonly #onDue: () => void;
  /** What was told; null before the first sight, which is no news. */
  #told: Sight | null = null;
  #isBehind = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls `onDue` when the interval is over and there is something to tell. */
  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  /** What to say now that `sight` is what there is to see; `''` if nothing, or not yet. */
  next(sight: Sight): string {
    const news = newsIn(sight, this.#told ?? { ...sight, notice: '', message: null });
    this.#isBehind = news !== '' && this.#timer !== undefined;
    if (this.#isBehind) return '';
    this.#told = sight;
    if (news) this.#timer = setTimeout(() => this.#end(), ANNOUNCEMENT_INTERVAL);
    return news;
  }

  #end(): void {
    this.#timer = undefined;
    if (this.#isBehind) this.#onDue();
  }
}

function newsIn({ state, notice, message, text }: Sight, told: Sight): string {
  const news = [
    state === told.state ? '' : state,
    notice === told.notice ? '' : notice,
    message === told.message || !message ? '' : text,
  ];
  return news.filter(Boolean).map((words) => words.slice(0, ANNOUNCED_LENGTH)).join(' ');
}
