import { expect } from '@open-wc/testing';
import { type Announceable, ANNOUNCEMENT_INTERVAL, Announcer } from '../../src/view/announcer.js';
import { Clock } from '../clock.js';

describe('Announcer', () => {
  let clock: Clock;
  let spoken: { text: string; at: number }[];
  let announcer: Announcer;

  let content: Announceable;

  beforeEach(() => {
    clock = new Clock();
    spoken = [];
    content = { state: 'Connected', notice: '', message: null, text: 'Received' };
    announcer = new Announcer(() => render());
    render();
  });

  afterEach(() => clock.uninstall());

  /** Speaks, as a render does, when some of what there is to see has changed. */
  function render(change: Partial<Announceable> = {}): void {
    content = { ...content, ...change };
    const text = announcer.update(content);
    if (text) spoken.push({ text, at: Date.now() });
  }

  const receive = (text: string) => render({ message: {}, text });
  const texts = () => spoken.map(({ text }) => text);

  it('says nothing of what it finds, and nothing when nothing has changed', () => {
    render();
    expect(texts()).to.deep.equal([]);
  });

  it('says what a first content has beyond the state', () => {
    expect(
      new Announcer(() => {}).update({ state: 'Connected', notice: '1 waiting', message: {}, text: 'Hello' }),
    ).to.equal('1 waiting Hello');
  });

  it('says the state, the notice and the message that are new', () => {
    render({ state: 'Closed', notice: '1 waiting', message: {}, text: 'Hello' });
    clock.tick(ANNOUNCEMENT_INTERVAL);
    render({ notice: '' });
    render({ state: 'Connected' });
    expect(texts()).to.deep.equal(['Closed 1 waiting Hello', 'Connected']);
  });

  it('says a message even if it reads as the one before, or as nothing', () => {
    for (const text of ['Hello', 'Hello', 'Received']) {
      receive(text);
      clock.tick(ANNOUNCEMENT_INTERVAL);
    }
    render({ message: null });
    expect(texts()).to.deep.equal(['Hello', 'Hello', 'Received']);
  });

  it('says no more than the beginning of a long text', () => {
    render({ state: 'y'.repeat(10_000), message: {}, text: 'x'.repeat(10_000) });
    expect(texts()).to.deep.equal([`${'y'.repeat(200)} ${'x'.repeat(200)}`]);
  });

  it('says one thing an interval under a flood, and the last one always', () => {
    for (let i = 0; i <= 10_000; i++) {
      receive(`message ${i}`);
      clock.tick(1);
    }
    clock.tick(ANNOUNCEMENT_INTERVAL);
    for (let i = 1; i < spoken.length; i++) {
      expect(spoken[i]!.at - spoken[i - 1]!.at).to.be.at.least(ANNOUNCEMENT_INTERVAL);
    }
    expect(spoken).to.have.length(12);
    expect(texts().at(-1)).to.equal('message 10000');
  });

  it('says the newest of several messages, when the interval is over', () => {
    for (const text of ['a', 'b', 'c']) receive(text);
    clock.tick(ANNOUNCEMENT_INTERVAL - 1);
    expect(texts()).to.deep.equal(['a']);
    clock.tick(1);
    expect(texts()).to.deep.equal(['a', 'c']);
  });

  it('says a state and a notice that stay, though messages come after them', () => {
    receive('a');
    render({ state: 'Closed' });
    render({ notice: 'Not sent: 1.' });
    receive('b');
    clock.tick(ANNOUNCEMENT_INTERVAL);
    expect(texts()).to.deep.equal(['a', 'Closed Not sent: 1. b']);
  });

  it('says nothing of a state that came and went before the interval was over', () => {
    receive('a');
    render({ state: 'Connecting' });
    render({ state: 'Connected' });
    clock.tick(ANNOUNCEMENT_INTERVAL);
    expect(texts()).to.deep.equal(['a']);
  });

  it('says at once what comes after a quiet interval', () => {
    receive('a');
    clock.tick(ANNOUNCEMENT_INTERVAL);
    receive('b');
    expect(texts()).to.deep.equal(['a', 'b']);
  });

  it('says what waits only when the interval is over, however often it is asked', () => {
    receive('a');
    receive('b');
    render();
    expect(texts()).to.deep.equal(['a']);
    clock.tick(ANNOUNCEMENT_INTERVAL);
    render();
    expect(texts()).to.deep.equal(['a', 'b']);
  });

  it('runs no timer at rest', () => {
    expect(clock.timers).to.equal(0);
    receive('a');
    receive('b');
    expect(clock.timers).to.equal(1);
    clock.tick(2 * ANNOUNCEMENT_INTERVAL);
    expect(clock.timers).to.equal(0);
  });
});
