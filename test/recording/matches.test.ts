import { expect } from '@open-wc/testing';
import { Matches } from '../../src/recording/matches.js';
import { Recorder } from '../../src/recording/recorder.js';
import { recordOpenSource } from './open-source.js';

/** The indices of the entries in the rows. */
const rows = (matches: Matches) => Array.from({ length: matches.length }, (_, row) => matches.at(row));

/** The number of each row and the index of its entry, as `number:index`. */
const numbered = (matches: Matches) => rows(matches).map((index, row) => `${matches.origin + row}:${index}`);

const isEven = (index: number) => index % 2 === 0;

const multiplesOf = (divisor: number, start: number, end: number) =>
  Array.from({ length: end - start }, (_, i) => i + start).filter((index) => index % divisor === 0);

/** A recorder with so many entries, and a function that adds entries. */
function recorderWith(entries: number, limit = 1_000_000) {
  const { recorder, source } = recordOpenSource({ limit, byteLimit: Infinity });
  const event = new MessageEvent('message', { data: '' });
  const add = (count: number) => {
    for (let i = 0; i < count; i++) source.dispatchEvent(event);
  };
  add(entries - 1);
  return { recorder, add };
}

describe('Matches without a test', () => {
  it('every entry is a row, also those that come later, without `update()`', () => {
    const { recorder, add } = recorderWith(3);
    const matches = new Matches(recorder, null);
    expect(rows(matches)).to.deep.equal([0, 1, 2]);
    add(2);
    expect(rows(matches)).to.deep.equal([0, 1, 2, 3, 4]);
    expect(matches).to.include({ unsearched: 0, arrived: 5, origin: 0 });
  });

  it('entries that are let go leave, and the numbers of the other rows stay', () => {
    const { recorder, add } = recorderWith(3, 3);
    const matches = new Matches(recorder, null);
    add(2);
    expect(numbered(matches)).to.deep.equal(['2:2', '3:3', '4:4']);
    expect(matches.arrived).to.equal(5);
  });

  it('`rowOf()` is the row of an index, or of the next entry that is here', () => {
    const { recorder } = recorderWith(6, 4);
    const matches = new Matches(recorder, null);
    expect([0, 2, 3, 5, 6, 100].map((index) => matches.rowOf(index))).to.deep.equal([0, 0, 1, 3, 4, 4]);
  });

  it('`has()` is true for the entries that are here, and for no other index', () => {
    const { recorder } = recorderWith(6, 4);
    const matches = new Matches(recorder, null);
    expect([-1, 1, 2, 5, 6].map((index) => matches.has(index))).to.deep.equal([false, false, true, true, false]);
  });

  it('`has()` is false on an empty list', () => {
    const matches = new Matches(new Recorder(), null);
    expect([-1, 0, 1].map((index) => matches.has(index))).to.deep.equal([false, false, false]);
    expect([matches.length, matches.rowOf(0)]).to.deep.equal([0, 0]);
  });

  it('`has()` is false for every index after `clear()`', () => {
    const { recorder } = recorderWith(3);
    const matches = new Matches(recorder, null);
    recorder.clear();
    expect([2, 3, 4].map((index) => matches.has(index))).to.deep.equal([false, false, false]);
  });
});

describe('Matches with a test', () => {
  it('has no row before `update()`, and then the entries that pass the test, in order', () => {
    const { recorder } = recorderWith(10);
    const matches = new Matches(recorder, isEven);
    expect(matches).to.include({ length: 0, unsearched: 10 });
    matches.update();
    expect(rows(matches)).to.deep.equal([0, 2, 4, 6, 8]);
    expect(matches).to.include({ unsearched: 0, arrived: 0 });
  });

  it('`update()` adds the entries that came since and pass the test, and `arrived` counts them', () => {
    const { recorder, add } = recorderWith(4);
    const matches = new Matches(recorder, isEven);
    matches.update();
    add(5);
    expect(matches.unsearched).to.equal(5);
    matches.update();
    expect(rows(matches)).to.deep.equal([0, 2, 4, 6, 8]);
    expect(matches).to.include({ unsearched: 0, arrived: 3 });
  });

  it('`update()` asks the test once for each entry', () => {
    const { recorder, add } = recorderWith(100);
    const asked: number[] = [];
    const matches = new Matches(recorder, (index) => asked.push(index) > 0);
    for (let i = 0; i < 3; i++) {
      matches.update();
      add(10);
    }
    matches.update();
    expect(asked.sort((a, b) => a - b)).to.deep.equal(multiplesOf(1, 0, 130));
  });

  it('`update()` searches the newest entries first', () => {
    const { recorder } = recorderWith(4);
    const asked: number[] = [];
    new Matches(recorder, (index) => asked.push(index) > 0).update();
    expect(asked).to.deep.equal([3, 2, 1, 0]);
  });

  it('`update()` removes the rows of entries that were let go, found in the search or later', () => {
    const { recorder, add } = recorderWith(10, 10);
    const matches = new Matches(recorder, isEven);
    matches.update();
    add(4);
    matches.update();
    expect(rows(matches)).to.deep.equal([4, 6, 8, 10, 12]);
    add(9);
    matches.update();
    expect(rows(matches)).to.deep.equal([14, 16, 18, 20, 22]);
    add(1_000);
    matches.update();
    expect(rows(matches)).to.deep.equal([1_014, 1_016, 1_018, 1_020, 1_022]);
  });

  it('`update()` removes all rows after `clear()`, and adds the later ones', () => {
    const { recorder, add } = recorderWith(10);
    const matches = new Matches(recorder, isEven);
    matches.update();
    recorder.clear();
    matches.update();
    expect(rows(matches)).to.deep.equal([]);
    expect([matches.has(8), matches.has(10), matches.rowOf(8)]).to.deep.equal([false, false, 0]);
    add(3);
    matches.update();
    expect(rows(matches)).to.deep.equal([10, 12]);
  });

  it('`rowOf()` is the row of an index, or of the next match that is here', () => {
    const { recorder, add } = recorderWith(6, 6);
    const matches = new Matches(recorder, isEven);
    matches.update();
    add(4);
    matches.update();
    expect(rows(matches)).to.deep.equal([4, 6, 8]);
    expect([0, 4, 5, 6, 7, 8, 9, 100].map((index) => matches.rowOf(index))).to.deep.equal([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('`has()` is true for the matches that are here, and for no other index', () => {
    const { recorder } = recorderWith(6);
    const matches = new Matches(recorder, isEven);
    matches.update();
    expect([-1, 0, 1, 4, 5, 6].map((index) => matches.has(index))).to.deep.equal([
      false,
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it('`has()` is false where nothing passes the test, and on an empty list', () => {
    const { recorder } = recorderWith(6);
    const none = new Matches(recorder, () => false);
    none.update();
    const empty = new Matches(new Recorder(), isEven);
    empty.update();
    for (const matches of [none, empty]) {
      expect([-1, 0, 1, 6].map((index) => matches.has(index))).to.deep.equal([false, false, false, false]);
      expect([matches.length, matches.rowOf(0), matches.unsearched]).to.deep.equal([0, 0, 0]);
    }
  });

  it('the number of a row, `origin` and its place, never changes while rows are found, added and let go', () => {
    const { recorder, add } = recorderWith(3_000, 3_000);
    const matches = new Matches(recorder, (index) => index % 3 === 0);
    const numbers = new Map<number, number>();
    const changed: string[] = [];
    for (let i = 0; i < 200; i++) {
      matches.update(() => true);
      rows(matches).forEach((index, row) => {
        const number = matches.origin + row;
        if ((numbers.get(index) ?? number) !== number) changed.push(`${numbers.get(index)} is ${number}`);
        numbers.set(index, number);
      });
      add(100);
    }
    expect(changed).to.deep.equal([]);
    matches.update();
    expect(rows(matches)).to.deep.equal(multiplesOf(3, recorder.first, recorder.end));
  });

  it('every row is right after thousands of matches were let go', () => {
    const { recorder, add } = recorderWith(100, 100);
    const matches = new Matches(recorder, isEven);
    for (let i = 0; i < 100; i++) {
      add(97);
      matches.update();
    }
    expect(rows(matches)).to.deep.equal(multiplesOf(2, recorder.first, recorder.end));
    expect(rows(matches).map((index) => matches.rowOf(index))).to.deep.equal(multiplesOf(1, 0, 50));
    expect(matches.arrived).to.equal(multiplesOf(2, 100, recorder.end).length);
  });

  describe('`update()` with `isOver`', () => {
    it('an interrupted search has the newest matches, and goes on where it stopped', () => {
      const { recorder } = recorderWith(1_000);
      const matches = new Matches(recorder, isEven);
      matches.update(() => true);
      const { unsearched } = matches;
      expect(unsearched).to.be.within(1, 999);
      expect(rows(matches)).to.deep.equal(multiplesOf(2, unsearched, 1_000));
      for (let steps = 0; matches.unsearched > 0; steps++) {
        const before = matches.unsearched;
        matches.update(() => true);
        expect(matches.unsearched).to.be.below(before);
      }
      expect(rows(matches)).to.deep.equal(multiplesOf(2, 0, 1_000));
    });

    it('entries that come during a search are searched before the older ones', () => {
      const { recorder, add } = recorderWith(1_000);
      const matches = new Matches(recorder, isEven);
      matches.update(() => true);
      const { unsearched, length } = matches;
      add(10);
      expect(matches.unsearched).to.equal(unsearched + 10);
      let asked = 0;
      matches.update(() => ++asked > 0);
      expect(asked).to.equal(1);
      expect(matches.length).to.be.above(length);
      expect(matches.has(1_008)).to.be.true;
      expect(matches.arrived).to.equal(5);
    });

    it('an interrupted search of entries that came later goes on where it stopped, too', () => {
      const { recorder, add } = recorderWith(10);
      const matches = new Matches(recorder, isEven);
      matches.update();
      add(1_000);
      matches.update(() => true);
      expect(matches.unsearched).to.be.within(1, 999);
      expect(rows(matches)).to.deep.equal(multiplesOf(2, 0, 1_010 - matches.unsearched));
      while (matches.unsearched > 0) matches.update(() => true);
      expect(rows(matches)).to.deep.equal(multiplesOf(2, 0, 1_010));
      expect(matches.arrived).to.equal(500);
    });

    it('a search ends where the entries that are left to search were let go', () => {
      const { recorder, add } = recorderWith(1_000, 1_000);
      const asked: number[] = [];
      const matches = new Matches(recorder, (index) => asked.push(index) > 0);
      matches.update(() => true);
      add(999);
      expect(matches.unsearched).to.equal(999);
      matches.update();
      expect(matches.unsearched).to.equal(0);
      expect(rows(matches)).to.deep.equal(multiplesOf(1, 999, 1_999));
      add(5_000);
      expect(matches.unsearched).to.equal(1_000);
      asked.length = 0;
      matches.update();
      expect(asked).to.deep.equal(multiplesOf(1, 5_999, 6_999));
      expect(rows(matches)).to.deep.equal(asked);
    });
  });
});
