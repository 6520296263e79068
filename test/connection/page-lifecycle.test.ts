import { expect } from '@open-wc/testing';
import { isPageHidden, onPageSignal, type PageSignal } from '../../src/connection/page-lifecycle.js';
import { ListenerCount, page } from './page-events.js';

/** Listens, until the function that it returns is called. */
function listen(listener: (signal: PageSignal) => void): () => void {
  const end = new AbortController();
  onPageSignal(listener, end.signal, document);
  return () => end.abort();
}

describe('onPageSignal()', () => {
  let signals: PageSignal[];
  let stop: () => void;

  beforeEach(() => {
    signals = [];
    stop = listen((signal) => signals.push(signal));
  });

  afterEach(() => {
    stop();
    page.restore();
  });

  /** The signals of this moment. */
  const signalsOf = (action: () => unknown) => {
    signals.length = 0;
    action();
    return signals;
  };

  it('`onPageSignal()` reports `sleep` on `pagehide`, with or without the back/forward cache', () => {
    expect(signalsOf(() => page.leave(true))).to.deep.equal(['sleep']);
    expect(signalsOf(() => page.leave(false))).to.deep.equal(['sleep']);
  });

  it('`onPageSignal()` reports `sleep` on `freeze`, whether the page is visible or hidden', () => {
    expect(signalsOf(page.freeze)).to.deep.equal(['sleep']);
    page.hide();
    expect(signalsOf(page.freeze)).to.deep.equal(['sleep']);
  });

  it('`onPageSignal()` reports `wake` when the page returns from the back/forward cache', () => {
    expect(signalsOf(() => page.comeBack(true))).to.deep.equal(['wake']);
  });

  it('`onPageSignal()` reports nothing when the page is shown for the first time', () => {
    expect(signalsOf(() => page.comeBack(false))).to.deep.equal([]);
  });

  it('`onPageSignal()` reports `wake` on `resume`, without a `visibilitychange` event', () => {
    expect(signalsOf(page.resume)).to.deep.equal(['wake']);
  });

  it('`onPageSignal()` reports `wake` when the page becomes visible, and nothing when it becomes hidden', () => {
    expect(signalsOf(page.hide)).to.deep.equal([]);
    expect(signalsOf(page.show)).to.deep.equal(['wake']);
  });

  it('`onPageSignal()` reports `probe` on `online`', () => {
    expect(signalsOf(page.online)).to.deep.equal(['probe']);
  });

  it('`onPageSignal()` reports nothing on `online`, `resume` and `pageshow` while the page is hidden', () => {
    page.hide();
    expect(signalsOf(page.online)).to.deep.equal([]);
    expect(signalsOf(page.resume)).to.deep.equal([]);
    expect(signalsOf(() => page.comeBack(true))).to.deep.equal([]);
  });

  it('`isPageHidden()` returns true exactly while the page is hidden', () => {
    expect(isPageHidden(document)).to.equal(false);
    page.hide();
    expect(isPageHidden(document)).to.equal(true);
    page.show();
    expect(isPageHidden(document)).to.equal(false);
  });

  it('`onPageSignal()` calls every listener until the AbortSignal of that listener is aborted', () => {
    const others: PageSignal[] = [];
    const stopOther = listen((signal) => others.push(signal));
    page.online();
    stopOther();
    stopOther();
    page.online();
    expect(signals).to.deep.equal(['probe', 'probe']);
    expect(others).to.deep.equal(['probe']);
  });

  it('`onPageSignal()` calls every listener although the first one removes itself', () => {
    stop();
    const heard: string[] = [];
    const stopFirst = listen(() => {
      heard.push('first');
      stopFirst();
    });
    const stopSecond = listen(() => heard.push('second'));
    page.online();
    page.online();
    stopSecond();
    expect(heard).to.deep.equal(['first', 'second', 'second']);
  });

  it('`onPageSignal()` does not call a listener that is added during the same signal', () => {
    stop();
    const stops: (() => void)[] = [];
    // Without the limit, a failure would never end.
    const listenAgain = () => stops.length < 5 && stops.push(listen(listenAgain));
    listenAgain();
    page.leave(true);
    expect(stops).to.have.length(2);
    for (const stopOne of stops) stopOne();
  });

  it('`onPageSignal()` removes its listeners from `window` and `document` when it is aborted', () => {
    stop();
    const listeners = new ListenerCount();
    const stopAgain = listen(() => {});
    const { count } = listeners;
    stopAgain();
    listeners.uninstall();
    expect(count).to.equal(6);
    expect(listeners.count).to.equal(0);
  });

  it('`onPageSignal()` uses no event that keeps a page out of the back/forward cache', () => {
    stop();
    const listeners = new ListenerCount();
    const stopAgain = listen(() => {});
    expect(listeners.types).to.have.members(['pagehide', 'pageshow', 'online', 'freeze', 'resume', 'visibilitychange']);
    stopAgain();
    listeners.uninstall();
  });
});
