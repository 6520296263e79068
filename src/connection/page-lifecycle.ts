/**
 * What the page tells a connection:
 * - `sleep`: it freezes, or goes away, perhaps into the back/forward cache;
 * - `wake`: it is back, and seen;
 * - `probe`: the network may have changed.
 *
 * Source: WHATWG HTML, page lifecycle; WICG Page Lifecycle, `freeze` and `resume`.
 */
export type PageSignal = 'sleep' | 'wake' | 'probe';

const SIGNALS: Readonly<Record<string, PageSignal>> = {
  pagehide: 'sleep',
  freeze: 'sleep',
  pageshow: 'wake',
  resume: 'wake',
  visibilitychange: 'wake',
  online: 'probe',
};

/** Calls `listener` on every page signal, until `end` is aborted. In a worker there are none. */
export function onPageSignal(listener: (signal: PageSignal) => void, end: AbortSignal): void {
  if (typeof document === 'undefined') return;
  for (const [type, signal] of Object.entries(SIGNALS)) {
    const onEvent = (event: Event) => {
      // `pageshow` comes after the page was loaded, too; then it is not persisted, and it did not sleep.
      const isNew = (event as Partial<PageTransitionEvent>).persisted === false;
      if (signal === 'sleep' || !(isNew || isPageHidden())) listener(signal);
    };
    // Those of the document do not all bubble, but all pass the window on their way down.
    addEventListener(type, onEvent, { capture: true, signal: end });
  }
}

/** Whether nobody can see the page. */
export function isPageHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden';
}
