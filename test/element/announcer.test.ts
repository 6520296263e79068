import { expect } from '@open-wc/testing';
import { Announcer, ANNOUNCEMENT_INTERVAL, News, type Sight } from '../../src/element/announcer.js';
import { Clock } from '../clock.js';

describe('News', () => {
  const sight: Sight = { state: 'Connected', notice: '', message: null, text: 'Received' };
  let news: News;

  beforeEach(() => {
    news = new News();
    news.in(sight);
  });

  it('are nothing at first, and nothing when nothing has changed', () => {
    expect(new News().in(sight)).to.equal('');
    expect(news.in(sight)).to.equal('');
  });

  it('are the state, the notice and the message that are new', () => {
    const all = { state: 'Closed', notice: '1 waiting', message: {}, text: 'Hello' };
    expect(news.in(all)).to.equal('Closed 1 waiting Hello');
    expect(news.in({ ...all, notice: '' })).to.equal('');
    expect(news.in({ ...all, notice: '', state: 'Connected' })).to.equal('Connected');
  });

  it('are a message even if it reads as the one before, or as nothing', () => {
    expect(news.in({ ...sight, message: {}, text: 'Hello' })).to.equal('Hello');
    expect(news.in({ ...sight, message: {}, text: 'Hello' })).to.equal('Hello');
    expect(news.in({ ...sight, message: {} })).to.equal('Received');
    expect(news.in(sight)).to.equal('');
  });

  it('are no more than the beginning of a long message', () => {
    expect(news.in({ ...sight, message: {}, text: 'x'.repeat(10_000) })).to.equal('x'.repeat(200));
  });
});

describe('Announcer', () => {
  let clock: Clock;
  let spoken: { text: string; at: number }[];
  let announcer: Announcer;

  beforeEach(() => {
    clock = new Clock();
    spoken = [];
    announcer = new Announcer(() => announce(''));
  });

  afterEach(() => clock.uninstall());

  /** Speaks, as a render does. */
  function announce(news: string): void {
    const text = announcer.next(news);
    if (text) spoken.push({ text, at: Date.now() });
  }

  const texts = () => spoken.map(({ text }) => text);

  it('says the first thing at once', () => {
    announce('Connected');
    expect(texts()).to.deep.equal(['Connected']);
  });

  it('says one thing an interval under a flood, and the last one always', () => {
    for (let i = 0; i <= 10_000; i++) {
      announce(`message ${i}`);
      clock.tick(1);
    }
    clock.tick(ANNOUNCEMENT_INTERVAL);
    for (let i = 1; i < spoken.length; i++) {
      expect(spoken[i]!.at - spoken[i - 1]!.at).to.be.at.least(ANNOUNCEMENT_INTERVAL);
    }
    expect(spoken).to.have.length(12);
    expect(texts().at(-1)).to.equal('message 10000');
  });

  it('says the newest of several things, when the interval is over', () => {
    announce('a');
    announce('b');
    announce('c');
    clock.tick(ANNOUNCEMENT_INTERVAL - 1);
    expect(texts()).to.deep.equal(['a']);
    clock.tick(1);
    expect(texts()).to.deep.equal(['a', 'c']);
  });

  it('says at once what comes after a quiet interval', () => {
    announce('a');
    clock.tick(ANNOUNCEMENT_INTERVAL);
    announce('b');
    expect(texts()).to.deep.equal(['a', 'b']);
  });

  it('says what waits only when the interval is over, however often it is asked', () => {
    announce('a');
    announce('b');
    announce('');
    expect(texts()).to.deep.equal(['a']);
    clock.tick(ANNOUNCEMENT_INTERVAL);
    announce('');
    expect(texts()).to.deep.equal(['a', 'b']);
  });

  it('runs no timer at rest', () => {
    expect(clock.timers).to.equal(0);
    announce('a');
    announce('b');
    expect(clock.timers).to.equal(1);
    clock.tick(2 * ANNOUNCEMENT_INTERVAL);
    expect(clock.timers).to.equal(0);
  });

  it('says nothing more once it is stopped, runs no timer, and may begin again', () => {
    announce('a');
    announce('b');
    announcer.stop();
    expect(clock.timers).to.equal(0);
    clock.tick(2 * ANNOUNCEMENT_INTERVAL);
    expect(texts()).to.deep.equal(['a']);
    announce('c');
    expect(texts()).to.deep.equal(['a', 'c']);
  });
});
