/**
 * Stands for the browser, which hides, freezes, leaves and restores a page: each function dispatches the event that
 * the browser would, at the same target. Call `restore()` after each test. For a new signal, add a function that
 * dispatches its event. The real events of a browser are tested in lifecycle.node.mjs.
 */
export const page = {
  hide: () => show('hidden'),
  show: () => show('visible'),
  online: () => window.dispatchEvent(new Event('online')),
  freeze: () => document.dispatchEvent(new Event('freeze')),
  resume: () => document.dispatchEvent(new Event('resume')),
  /** The user leaves the page, which goes to the back/forward cache or is discarded. */
  leave: (persisted = true) => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted })),
  comeBack: (persisted = true) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted })),
  /** Restores the real visibility; dispatches no event. */
  restore: () => Reflect.deleteProperty(document, 'visibilityState'),
};

function show(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Counts the listeners on `window` and `document` that are added and neither removed nor ended by their signal. */
export class ListenerCount {
  /** The types of all listeners that were added, including those that were removed since. */
  readonly types: string[] = [];
  #count = 0;
  readonly #restore: (() => void)[] = [];

  constructor() {
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target;
      Object.assign(target, {
        addEventListener: (...args: Parameters<typeof addEventListener>) => {
          const [type, , options] = args;
          this.#count += 1;
          this.types.push(type);
          if (typeof options === 'object') options.signal?.addEventListener('abort', () => (this.#count -= 1));
          addEventListener.apply(target, args);
        },
        removeEventListener: (...args: Parameters<typeof removeEventListener>) => {
          this.#count -= 1;
          removeEventListener.apply(target, args);
        },
      });
      this.#restore.push(() => {
        Reflect.deleteProperty(target, 'addEventListener');
        Reflect.deleteProperty(target, 'removeEventListener');
      });
    }
  }

  get count(): number {
    return this.#count;
  }

  uninstall(): void {
    for (const restore of this.#restore) restore();
  }
}
