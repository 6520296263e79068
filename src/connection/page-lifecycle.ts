import type { ConnectionOptions } from './options.js';

/**
 * A change of the page that matters to a connection:
 * - `sleep`: the page freezes, or is left, perhaps for the back/forward cache;
 * - `wake`: the page is back, and visible;
 * - `probe`: the network may have changed.
 *
 * Source: WHATWG HTML, page lifecycle; WICG Page Lifecycle, `freeze` and `resume`.
 */
export type PageSignal = 'sleep' | 'wake' | 'probe';

const SIGNAL_OF_EVENT: Readonly<Record<string, PageSignal>> = {
  pagehide: 'sleep',
  freeze: 'sleep',
  pageshow: 'wake',
  resume: 'wake',
  visibilitychange: 'wake',
  online: 'probe',
};

/** Returns the document whose signals count for a connection: none in a worker. */
export function documentOf({ document: find }: ConnectionOptions): Document | undefined {
  return find ? find() : globalThis.document;
}

/**
 * Calls `listener` on every signal of `page`, until `end` is aborted. In a worker there is none but `online`; in Node
 * there is none.
 */
export function onPageSignal(listener: (signal: PageSignal) => void, end: AbortSignal, page?: Document): void {
  const target: Partial<EventTarget> = page?.defaultView ?? globalThis;
  for (const [type, signal] of Object.entries(SIGNAL_OF_EVENT)) {
    const onEvent = (event: Event) => {
      const isTransient = (event as Partial<PageTransitionEvent>).persisted !== false;
      if (signal === 'sleep') {
        if (isTransient || target === globalThis) listener(signal);
        // The window is gone, but not the script. Listeners of the page may move its content to another window first.
        else setTimeout(() => !end.aborted && listener(signal));
      } else if (isTransient && !isPageHidden(page)) listener(signal);
      // `pageshow` also fires after the page has loaded: then it is not persisted, and the page did not sleep.
    };
    // Not all events of the document bubble, but all pass the window in the capture phase.
    target.addEventListener?.(type, onEvent, { capture: true, signal: end });
  }
}

/** True if `page` is hidden. A worker is not. */
export function isPageHidden(page?: Document): boolean {
  return page?.visibilityState === 'hidden';
}
