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

/** Calls `listener` on every page signal, until `end` is aborted. In a worker there are none. */
export function onPageSignal(listener: (signal: PageSignal) => void, end: AbortSignal): void {
  if (typeof document === 'undefined') return;
  for (const [type, signal] of Object.entries(SIGNAL_OF_EVENT)) {
    const onEvent = (event: Event) => {
      // `pageshow` also fires after the page has loaded: then it is not persisted, and the page did not sleep.
      const isNew = (event as Partial<PageTransitionEvent>).persisted === false;
      if (signal === 'sleep' || !(isNew || isPageHidden())) listener(signal);
    };
    // Not all events of the document bubble, but all pass the window in the capture phase.
    addEventListener(type, onEvent, { capture: true, signal: end });
  }
}

/** True if the page is hidden. */
export function isPageHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden';
}
