import { expect } from '@open-wc/testing';
import { isPageHidden, onPageSignal, type PageSignal } from '../../src/connection/page-lifecycle.js';
import { ListenerCount, page } from './page-events.js';

/** Listens, until the function that it returns is called. */
function listen(listener: (signal: PageSignal) => void): () => void {
  const end = new AbortController();
  onPageSignal(listener, end.signal);
  return () => end.abort();
}

describe('Page signals', () => {
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

  it('say sleep when the page goes away, for good or into the back/forward cache', () => {
    expect(signalsOf(() => page.leave(true))).to.deep.equal(['sleep']);
    expect(signalsOf(() => page.leave(false))).to.deep.equal(['sleep']);
  });

  it('say sleep when the page freezes, seen or not', () => {
    expect(signalsOf(page.freeze)).to.deep.equal(['sleep']);
    page.hide();
    expect(signalsOf(page.freeze)).to.deep.equal(['sleep']);
  });

  it('say wake when the page comes back from the back/forward cache', () => {
    expect(signalsOf(() => page.comeBack(true))).to.deep.equal(['wake']);
  });

  it('say nothing when the page shows for the first time', () => {
    expect(signalsOf(() => page.comeBack(false))).to.deep.equal([]);
  });

  it('say wake when the page thaws, though no visibilitychange comes', () => {
    expect(signalsOf(page.resume)).to.deep.equal(['wake']);
  });

  it('say wake when somebody looks at the page, and nothing when nobody does any more', () => {
    expect(signalsOf(page.hide)).to.deep.equal([]);
    expect(signalsOf(page.show)).to.deep.equal(['wake']);
  });

  it('say probe when the network may have changed', () => {
    expect(signalsOf(page.online)).to.deep.equal(['probe']);
  });

  it('wake nobody while the page is hidden', () => {
    page.hide();
    expect(signalsOf(page.online)).to.deep.equal([]);
    expect(signalsOf(page.resume)).to.deep.equal([]);
    expect(signalsOf(() => page.comeBack(true))).to.deep.equal([]);
  });

  it('tell whether the page is hidden', () => {
    expect(isPageHidden()).to.equal(false);
    page.hide();
    expect(isPageHidden()).to.equal(true);
    page.show();
    expect(isPageHidden()).to.equal(false);
  });

  it('reach every listener until it is stopped', () => {
    const others: PageSignal[] = [];
    const stopOther = listen((signal) => others.push(signal));
    page.online();
    stopOther();
    stopOther();
    page.online();
    expect(signals).to.deep.equal(['probe', 'probe']);
    expect(others).to.deep.equal(['probe']);
  });

  it('reach every listener, though the first stops itself', () => {
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

  it('do not reach who begins to listen while they are told', () => {
    stop();
    const stops: (() => void)[] = [];
    // Without the limit, a failure would never end.
    const listenAgain = () => stops.length < 5 && stops.push(listen(listenAgain));
    listenAgain();
    page.leave(true);
    expect(stops).to.have.length(2);
    for (const stopOne of stops) stopOne();
  });

  it('leave no listener on the page behind', () => {
    stop();
    const listeners = new ListenerCount();
    const stopAgain = listen(() => {});
    const { count } = listeners;
    stopAgain();
    listeners.uninstall();
    expect(count).to.equal(6);
    expect(listeners.count).to.equal(0);
  });

  it('need none of the events that keep a page from the back/forward cache', () => {
    stop();
    const listeners = new ListenerCount();
    const stopAgain = listen(() => {});
    expect(listeners.types).to.have.members(['pagehide', 'pageshow', 'online', 'freeze', 'resume', 'visibilitychange']);
    stopAgain();
    listeners.uninstall();
  });
});
