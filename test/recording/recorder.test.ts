import { expect } from '@open-wc/testing';
import type { Entry } from '../../src/recording/entry.js';
import { Recorder } from '../../src/recording/recorder.js';
import { Clock } from '../clock.js';
import { lines, newest, OpenSource, recordOpenSource } from './open-source.js';

const list = (data: Entry['data']) => [...new Uint8Array(data as ArrayBuffer)];

describe('Recorder', () => {
  it('a new `Recorder` is empty', () => {
    const recorder = new Recorder();
    expect(recorder).to.include({ first: 0, end: 0, length: 0, bytes: 0, letGo: 0, missed: 0, held: false });
    expect([...recorder]).to.deep.equal([]);
    expect(recorder.sources).to.deep.equal([]);
  });

  describe('`record()`', () => {
    it('`record()` records the messages of both directions in the order in which they passed', () => {
      const { recorder, source } = recordOpenSource();
      source.send('Hello?');
      source.receive('Hello!');
      source.receive('Still there?');
      source.send('');
      expect(lines(recorder)).to.deep.equal([
        '0 recording',
        '1 sent Hello?',
        '2 received Hello!',
        '3 received Still there?',
        '4 sent',
      ]);
    });

    it('`record()` of a source that is recorded already changes nothing', () => {
      const { recorder, source } = recordOpenSource();
      recorder.record(source);
      source.receive('once');
      expect(lines(recorder)).to.deep.equal(['0 recording', '1 received once']);
      expect(recorder.sources).to.have.length(1);
    });

    it('`record()` of several sources numbers them in their order, and each entry has the number of its source', () => {
      const { recorder, source } = recordOpenSource();
      const other = new OpenSource();
      recorder.record(other);
      other.receive('b');
      source.receive('a');
      other.send('b');
      expect([...recorder].map((entry) => entry.source)).to.deep.equal([0, 1, 1, 0, 1]);
      expect(recorder.sources[0] === source && recorder.sources[1] === other).to.be.true;
    });

    it('`record()` calls `onchange` when `sources` has the source of the first entry', () => {
      const recorder = new Recorder();
      const source = new OpenSource();
      const seen: boolean[] = [];
      recorder.onchange = () => seen.push(recorder.sources[newest(recorder).source] === source);
      recorder.record(source);
      expect(seen).to.deep.equal([true]);
    });

    it('`record()` of what is no source throws, records nothing and adds no source', () => {
      const recorder = new Recorder();
      expect(() => recorder.record({} as OpenSource)).to.throw(TypeError, '[object Object]');
      expect([recorder.length, recorder.sources.length]).to.deep.equal([0, 0]);
      recorder.record(new OpenSource());
      expect(newest(recorder).source).to.equal(0);
    });
  });

  describe('`stop()`', () => {
    it('`stop()` with a source stops only that one, and its entries stay', () => {
      const { recorder, source } = recordOpenSource();
      const other = new OpenSource();
      recorder.record(other);
      source.receive('before');
      recorder.stop(source);
      source.receive('after');
      other.receive('other');
      expect(lines(recorder)).to.deep.equal(['0 recording', '1 recording', '2 received before', '3 received other']);
    });

    it('`stop()` without a source stops all', () => {
      const { recorder, source } = recordOpenSource();
      const other = new OpenSource();
      recorder.record(other);
      recorder.stop();
      source.receive('after');
      other.receive('after');
      expect(lines(recorder)).to.deep.equal(['0 recording', '1 recording']);
    });

    it('`stop()` of a source that is not recorded does nothing', () => {
      const { recorder, source } = recordOpenSource();
      recorder.stop(new OpenSource());
      source.receive('goes on');
      expect(newest(recorder).data).to.equal('goes on');
    });

    it('a source that is recorded again after `stop()` has its number, and an entry says that it began again', () => {
      const { recorder, source } = recordOpenSource();
      const other = new OpenSource();
      recorder.record(other);
      recorder.stop(source);
      source.receive('unheard');
      recorder.record(source);
      source.receive('heard');
      expect(lines(recorder)).to.deep.equal(['0 recording', '1 recording', '2 recording', '3 received heard']);
      expect([...recorder].map((entry) => entry.source)).to.deep.equal([0, 1, 0, 0]);
      expect(recorder.sources).to.have.length(2);
    });
  });

  describe('`data` and `bytes` of an entry', () => {
    it('`bytes` of text is its size in UTF-8, in which half of a surrogate pair has 3 bytes', () => {
      const { recorder, source } = recordOpenSource();
      recorder.clear();
      source.receive('', 'a', 'é', '漢', '😀', '\uD83D', 'x'.repeat(1_000));
      expect([...recorder].map(({ bytes }) => bytes)).to.deep.equal([0, 1, 2, 3, 4, 3, 1_000]);
      expect(recorder.at(6)!.data).to.equal('\uD83D');
    });

    it('`data` of bytes is a copy: a sender may use its buffer again', () => {
      const { recorder, source } = recordOpenSource();
      const buffer = new Uint8Array([1, 2, 3]);
      source.send(buffer.buffer);
      source.send(buffer);
      buffer.fill(9);
      expect(list(recorder.at(1)!.data)).to.deep.equal([1, 2, 3]);
      expect(list(recorder.at(2)!.data)).to.deep.equal([1, 2, 3]);
    });

    it('`data` of bytes is a copy: a receiver may transfer its buffer', () => {
      const { recorder, source } = recordOpenSource();
      const { buffer } = new Uint8Array([1, 2, 3]);
      source.receive(buffer);
      structuredClone(buffer, { transfer: [buffer] });
      expect(buffer.byteLength).to.equal(0);
      expect(list(newest(recorder).data)).to.deep.equal([1, 2, 3]);
      expect(newest(recorder).bytes).to.equal(3);
    });

    it('bytes that another listener has transferred before they were heard have an entry without data', () => {
      const recorder = new Recorder();
      const source = new OpenSource();
      source.addEventListener('message', (event) => {
        const { data } = event as MessageEvent<ArrayBuffer>;
        structuredClone(data, { transfer: [data] });
      });
      recorder.record(source);
      const reported: unknown[] = [];
      const { onerror } = window;
      window.onerror = (message) => reported.push(message) > 0;
      source.receive(new ArrayBuffer(3));
      window.onerror = onerror;
      expect(reported).to.deep.equal([]);
      expect(newest(recorder)).to.include({ kind: 'received', data: null });
    });

    it('`data` of a view is the part of the buffer that it shows', () => {
      const { recorder, source } = recordOpenSource();
      source.send(new DataView(new Uint8Array([0, 1, 2, 3, 4]).buffer, 1, 3));
      expect(list(newest(recorder).data)).to.deep.equal([1, 2, 3]);
      expect(newest(recorder).bytes).to.equal(3);
    });

    it('`data` of a `Blob` is that `Blob`, which nobody can change', () => {
      const { recorder, source } = recordOpenSource();
      const blob = new Blob(['漢']);
      source.receive(blob);
      expect(newest(recorder).data === blob).to.be.true;
      expect([newest(recorder).bytes, recorder.bytes]).to.deep.equal([3, 64 + 64 + 3]);
    });

    it('`data` is text for a message that is neither text nor bytes, as `WebSocket.send()` has it', () => {
      const { recorder, source } = recordOpenSource();
      source.send(42, null, { toString: () => 'object' });
      expect([...recorder].slice(1).map(({ data }) => data)).to.deep.equal(['42', 'null', 'object']);
    });

    it('an event of the connection has no data and no bytes, and a message has no story', () => {
      const { recorder, source } = recordOpenSource();
      source.receive('x');
      expect(recorder.at(0)).to.include({ kind: 'recording', data: null, bytes: 0 });
      expect(recorder.at(0)!.story).to.include({ isOpen: true, count: 0, diagnosis: null });
      expect(recorder.at(1)!.story).to.equal(null);
    });

    it('an entry never changes, also after the recorder has let it go', () => {
      const { recorder, source } = recordOpenSource({ limit: 5, byteLimit: 1_000 });
      source.receive('漢字', new Uint8Array([1, 2]), new Blob(['x']), 'x'.repeat(2_000));
      const entries = [...recorder];
      const view = ({ index, kind, time, source: number, data, story }: Entry) => [
        index,
        kind,
        time,
        number,
        typeof data === 'string' ? data : Object.prototype.toString.call(data),
        JSON.stringify(story),
      ];
      const before = entries.map(view);
      source.receive('a', 'b', 'c', 'd', 'e');
      expect(recorder.first).to.equal(5);
      expect(entries.map(view)).to.deep.equal(before);
      expect(entries.map(({ bytes }) => bytes)).to.deep.equal([0, 6, 2, 1, 2_000]);
      recorder.clear();
      expect(entries.map(({ bytes }) => bytes)).to.deep.equal([0, 6, 2, 1, 2_000]);
    });
  });

  describe('`at()`', () => {
    it('`at()` is undefined where there is no entry', () => {
      const { recorder, source } = recordOpenSource({ limit: 2 });
      source.receive('a', 'b');
      expect([recorder.first, recorder.end]).to.deep.equal([1, 3]);
      expect([-1, 0, 3, NaN].map((index) => recorder.at(index))).to.deep.equal([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    });

    it('`kindAt()` is the kind of an entry', () => {
      const { recorder, source } = recordOpenSource({ limit: 2 });
      source.receive('a');
      source.send('b');
      expect([recorder.kindAt(1), recorder.kindAt(2)]).to.deep.equal(['received', 'sent']);
    });
  });

  describe('`clear()`', () => {
    it('`clear()` removes all entries, the recording goes on, and the indices go on', () => {
      const { recorder, source } = recordOpenSource({ limit: 2 });
      source.receive('a', 'b', 'c');
      recorder.clear();
      expect(recorder).to.include({ first: 4, end: 4, length: 0, letGo: 0, bytes: 0 });
      expect([...recorder]).to.deep.equal([]);
      source.receive('d');
      expect(lines(recorder)).to.deep.equal(['4 received d']);
    });
  });

  describe('iteration', () => {
    it('iteration goes on while entries are let go, and leaves those out', () => {
      const { recorder, source } = recordOpenSource({ limit: 4 });
      source.receive('a', 'b', 'c');
      const seen: number[] = [];
      for (const { index } of recorder) {
        seen.push(index);
        if (index === 0) source.receive('d', 'e');
      }
      expect(seen).to.deep.equal([0, 2, 3, 4, 5]);
    });

    it('iteration ends when the recorder is cleared meanwhile', () => {
      const { recorder, source } = recordOpenSource();
      source.receive('a', 'b', 'c');
      const seen: number[] = [];
      for (const { index } of recorder) {
        seen.push(index);
        if (index === 1) recorder.clear();
      }
      expect(seen).to.deep.equal([0, 1]);
    });
  });

  describe('`onchange`', () => {
    it('`onchange` is called after each entry, each missed one, `trim()`, `clear()` and the end of `held`', () => {
      const { recorder, source } = recordOpenSource({ limit: 2 });
      const seen: string[] = [];
      recorder.onchange = () => seen.push(`${recorder.first} to ${recorder.end}, missed ${recorder.missed}`);
      source.receive('a');
      source.receive('b');
      recorder.held = true;
      source.receive('c');
      recorder.held = false;
      recorder.trim();
      recorder.clear();
      expect([...new Set(seen)]).to.deep.equal([
        '0 to 2, missed 0',
        '1 to 3, missed 0',
        '1 to 3, missed 1',
        '2 to 4, missed 0',
        '4 to 4, missed 0',
      ]);
      expect(seen.filter((line) => line === '2 to 4, missed 0').length).to.be.above(1);
    });

    it('`onchange` is not called any more when it is null', () => {
      const { recorder, source } = recordOpenSource();
      recorder.onchange = null;
      source.receive('a');
      expect(recorder.length).to.equal(2);
    });
  });

  describe('`time` of an entry', () => {
    let clock: Clock;
    /**
     * Stands for the monotonic clock of a page: it goes on while the wall clock is set, and it rests, in some engines,
     * while the machine sleeps. Starts with a fraction that a float has exactly.
     */
    let monotonic: number;

    beforeEach(() => {
      clock = new Clock();
      monotonic = 12_345.5;
      performance.now = () => monotonic;
    });

    afterEach(() => {
      Reflect.deleteProperty(performance, 'now');
      clock.uninstall();
    });

    const START = 1_700_000_000_000;

    /** Lets time pass on both clocks, as while the machine is awake. */
    function pass(milliseconds: number): void {
      clock.tick(milliseconds);
      monotonic += milliseconds;
    }

    const times = (recorder: Recorder) => [...recorder].map(({ time }) => time - START);

    it('`time` is the time of the day in milliseconds, with a fraction', () => {
      const { recorder, source } = recordOpenSource();
      pass(1.25);
      source.receive('a');
      pass(60_000);
      source.receive('b');
      expect(times(recorder)).to.deep.equal([0, 1.25, 60_001.25]);
    });

    it('`time` does not go back when the clock is set back', () => {
      const { recorder, source } = recordOpenSource();
      pass(100);
      source.receive('a');
      clock.setForward(-3_600_000);
      source.receive('b');
      pass(100);
      source.receive('c');
      expect(times(recorder)).to.deep.equal([0, 100, 100, 200]);
    });

    it('`time` jumps forward after a sleep of the machine in which the monotonic clock rested', () => {
      const { recorder, source } = recordOpenSource();
      pass(100);
      source.receive('a');
      clock.sleep(3_600_000);
      source.receive('b');
      pass(100);
      source.receive('c');
      expect(times(recorder)).to.deep.equal([0, 100, 3_600_100, 3_600_200]);
    });

    it('`time` jumps by nothing after a sleep of the machine in which the monotonic clock went on', () => {
      const { recorder, source } = recordOpenSource();
      pass(3_600_000);
      source.receive('a');
      expect(times(recorder)).to.deep.equal([0, 3_600_000]);
    });

    it('`time` does not go back after the clock was set forward and back again', () => {
      const { recorder, source } = recordOpenSource();
      clock.setForward(7_200_000);
      source.receive('a');
      clock.setForward(-7_200_000);
      pass(100);
      source.receive('b');
      expect(times(recorder)).to.deep.equal([0, 7_200_000, 7_200_100]);
    });

    it('`time` follows the monotonic clock, and not the wall clock, while they differ by less than a second', () => {
      const { recorder, source } = recordOpenSource();
      for (const step of [300, -500, 900]) {
        clock.setForward(step);
        pass(1);
        source.receive('a');
      }
      expect(times(recorder)).to.deep.equal([0, 1, 2, 3]);
    });
  });
});
