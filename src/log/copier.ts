import type { ReactiveControllerHost } from 'lit';

/** The time that its outcome is shown, in milliseconds. */
const OUTCOME_DURATION = 2_000;

/** Writes to the clipboard, and keeps for a while whether the browser allowed it. */
export class Copier {
  readonly #host: ReactiveControllerHost;
  #outcome: 'copied' | 'notCopied' | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The outcome of the last copy, as the key of its string; null after a while. */
  get outcome(): 'copied' | 'notCopied' | null {
    return this.#outcome;
  }

  /** Writes a text, or one that is still being made. */
  async copy(text: string | Promise<string>): Promise<void> {
    try {
      await navigator.clipboard.writeText(await text);
      this.#show('copied');
    } catch {
      this.#show('notCopied');
    }
  }

  #show(outcome: 'copied' | 'notCopied'): void {
    this.#outcome = outcome;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#outcome = null;
      this.#host.requestUpdate();
    }, OUTCOME_DURATION);
  }
}
