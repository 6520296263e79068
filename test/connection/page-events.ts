/**
 * Stands for the browser's own signals, which a page cannot cause: it sends the same events to the same targets.
 * The real ones are in lifecycle.node.mjs.
 */
export const page = {
  hide: () => show('hidden'),
  show: () => show('visible'),
  online: () => window.dispatchEvent(new Event('online')),
  freeze: () => document.dispatchEvent(new Event('freeze')),
  resume: () => document.dispatchEvent(new Event('resume')),
  /** It goes away: to the back/forward cache, or for good. */
  leave: (persisted = true) => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted })),
  comeBack: (persisted = true) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted })),
  /** The events are sent, the visibility is real again. */
  restore: () => Reflect.deleteProperty(document, 'visibilityState'),
};

function show(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Counts the listeners on `window` and `document` that are added and neither removed nor ended by their signal. */
export class ListenerCount {
  /** What was listened for, though it be no longer. */
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
