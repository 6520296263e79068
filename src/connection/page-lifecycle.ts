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

const listeners = new Set<(signal: PageSignal) => void>();

/** Calls `listener` on every signal; returns the function that stops it. In a worker there are no signals. */
export function onPageSignal(listener: (signal: PageSignal) => void): () => void {
  if (typeof document === 'undefined') return () => {};
  if (listeners.size === 0) toggleListeners('addEventListener');
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) toggleListeners('removeEventListener');
  };
}

/** Whether nobody can see the page. */
export function isPageHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden';
}

function toggleListeners(method: 'addEventListener' | 'removeEventListener'): void {
  // Those of the document do not all bubble, but all pass the window on their way down.
  for (const type of Object.keys(SIGNALS)) window[method](type, onPageEvent, true);
}

function onPageEvent(event: Event): void {
  const signal = SIGNALS[event.type]!;
  // `pageshow` comes after the page was loaded, too; then it is not persisted, and it did not sleep.
  const isNew = (event as Partial<PageTransitionEvent>).persisted === false;
  if (signal !== 'sleep' && (isNew || isPageHidden())) return;
  // A copy: one may begin to listen because of another, and a set is walked to its end, however it grows.
  for (const listener of [...listeners]) listener(signal);
}
