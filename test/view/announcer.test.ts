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

  /** Changes the content and updates the announcer, as a render does. */
  function render(change: Partial<Announceable> = {}): void {
    content = { ...content, ...change };
    const text = announcer.update(content);
    if (text) spoken.push({ text, at: Date.now() });
  }

  const receive = (text: string) => render({ message: {}, text });
  const texts = () => spoken.map(({ text }) => text);

  it('`Announcer.update()` returns no announcement for the first state and for unchanged content', () => {
    render();
    expect(texts()).to.deep.equal([]);
  });

  it('`Announcer.update()` announces the notice and the message of the first content, not its state', () => {
    expect(
      new Announcer(() => {}).update({ state: 'Connected', notice: '1 waiting', message: {}, text: 'Hello' }),
    ).to.equal('1 waiting Hello');
  });

  it('`Announcer.update()` announces a changed state, notice and message', () => {
    render({ state: 'Closed', notice: '1 waiting', message: {}, text: 'Hello' });
    clock.tick(ANNOUNCEMENT_INTERVAL);
    render({ notice: '' });
    render({ state: 'Connected' });
    expect(texts()).to.deep.equal(['Closed 1 waiting Hello', 'Connected']);
  });

  it('`Announcer.update()` announces every new message, even one with the text of the previous one', () => {
    for (const text of ['Hello', 'Hello', 'Received']) {
      receive(text);
      clock.tick(ANNOUNCEMENT_INTERVAL);
    }
    render({ message: null });
    expect(texts()).to.deep.equal(['Hello', 'Hello', 'Received']);
  });

  it('`Announcer.update()` announces only the first 200 characters of a long text', () => {
    render({ state: 'y'.repeat(10_000), message: {}, text: 'x'.repeat(10_000) });
    expect(texts()).to.deep.equal([`${'y'.repeat(200)} ${'x'.repeat(200)}`]);
  });

  it('`Announcer.update()` announces at most once per interval, and always the last message', () => {
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

  it('`Announcer` announces only the newest of several messages when the interval ends', () => {
    for (const text of ['a', 'b', 'c']) receive(text);
    clock.tick(ANNOUNCEMENT_INTERVAL - 1);
    expect(texts()).to.deep.equal(['a']);
    clock.tick(1);
    expect(texts()).to.deep.equal(['a', 'c']);
  });

  it('`Announcer` announces a changed state and notice together with a later message', () => {
    receive('a');
    render({ state: 'Closed' });
    render({ notice: 'Not sent: 1.' });
    receive('b');
    clock.tick(ANNOUNCEMENT_INTERVAL);
    expect(texts()).to.deep.equal(['a', 'Closed Not sent: 1. b']);
  });

  it('`Announcer` does not announce a state that changed back before the interval ended', () => {
    receive('a');
    render({ state: 'Connecting' });
    render({ state: 'Connected' });
    clock.tick(ANNOUNCEMENT_INTERVAL);
    expect(texts()).to.deep.equal(['a']);
  });

  it('`Announcer.update()` announces a message at once after an interval without changes', () => {
    receive('a');
    clock.tick(ANNOUNCEMENT_INTERVAL);
    receive('b');
    expect(texts()).to.deep.equal(['a', 'b']);
  });

  it('`Announcer.update()` does not announce a pending message before the interval ends', () => {
    receive('a');
    receive('b');
    render();
    expect(texts()).to.deep.equal(['a']);
    clock.tick(ANNOUNCEMENT_INTERVAL);
    render();
    expect(texts()).to.deep.equal(['a', 'b']);
  });

  it('`Announcer` runs no timer before the first message and after the last interval', () => {
    expect(clock.timers).to.equal(0);
    receive('a');
    receive('b');
    expect(clock.timers).to.equal(1);
    clock.tick(2 * ANNOUNCEMENT_INTERVAL);
    expect(clock.timers).to.equal(0);
  });
});
