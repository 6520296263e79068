/**
 * What the page tells a connection:
 * - `sleep`: it freezes, or goes away, perhaps into the back/forward cache;
 * - `wake`: it is back, and seen;
 * - `probe`: the network may have changed.
 *
 * Source: WHATWG HTML, page lifecycle; WICG Page Lifecycle, `freeze` and `resume`.
 */
export type PageSignal = 'sleep' | 'wake' | 'probe';

const listeners = new Set<(signal: PageSignal) => void>();

/** Calls `listener` on every signal; returns the function that stops it. In a worker there are no signals. */
export function onPageSignal(listener: (signal: PageSignal) => void): () => void {
  if (typeof document === 'undefined') return () => {};
  if (listeners.size === 0) toggleListeners('addEventListener');
  listeners.add(listener);
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) toggleListeners('removeEventListener');
  };
}

/** Whether nobody can see the page. */
export function isPageHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden';
}

function toggleListeners(method: 'addEventListener' | 'removeEventListener'): void {
  for (const type of ['pagehide', 'pageshow', 'online']) window[method](type, onPageEvent);
  for (const type of ['freeze', 'resume', 'visibilitychange']) document[method](type, onPageEvent);
}

function onPageEvent(event: Event): void {
  const signal = signalOf(event);
  if (signal) for (const listener of [...listeners]) listener(signal);
}

function signalOf(event: Event): PageSignal | null {
  if (event.type === 'pagehide' || event.type === 'freeze') return 'sleep';
  if (isPageHidden() || (event.type === 'pageshow' && !(event as PageTransitionEvent).persisted)) return null;
  return event.type === 'online' ? 'probe' : 'wake';
}
