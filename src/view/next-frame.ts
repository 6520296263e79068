/** Waits for the animation frames of the window that an element is in now: it may move into another one. */
export class NextFrame {
  #end: (() => void) | undefined;

  /** Resolves in the next animation frame of the window of `host`, which may be hidden; or when `end()` is called. */
  wait(host: Element): Promise<void> {
    const view = host.ownerDocument.defaultView ?? window;
    return new Promise((resolve) => {
      this.#end = resolve;
      view.requestAnimationFrame(() => resolve());
    });
  }

  /** Ends the wait: the window may be hidden, or gone, and its frame may never come. */
  end(): void {
    this.#end?.();
  }
}
