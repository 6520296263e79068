/** The limit of the history, in texts. */
export const HISTORY_LIMIT = 100;

/**
 * The texts sent from the input, for ArrowUp and ArrowDown; the unsent draft is at its end. Knows nothing of elements.
 */
export class InputHistory {
  #texts: string[] = [];
  #index = 0;
  #draft = '';

  /** Remembers `text` as the newest, and only as that, and goes back to the end. */
  add(text: string): void {
    this.#texts = [...this.#texts.filter((other) => other !== text), text].slice(-HISTORY_LIMIT);
    this.#index = this.#texts.length;
    this.#draft = '';
  }

  /**
   * The text `step` further on (-1: older), or null at either end. `current` is kept as the draft when leaving the end.
   */
  recall(step: -1 | 1, current: string): string | null {
    if (this.#index === this.#texts.length) this.#draft = current;
    // As in a shell: edits to a recalled entry are kept.
    else if (current) this.#texts[this.#index] = current;
    let index = this.#index + step;
    // Skip the text that is in the input already, as it is after sending.
    if (step === -1 && this.#texts[index] === current) index--;
    if (index < 0 || index > this.#texts.length) return null;
    this.#index = index;
    return this.#texts[index] ?? this.#draft;
  }
}
