import type { Recorder } from './recorder.js';

/** Decides whether an entry is in a list, by its index. */
export type EntryTest = (index: number) => boolean;

/** A search asks for the time every 64 entries. */
const STEP = 63;

/**
 * The entries of a recording that pass a test, in order, as rows from 0: new ones are added, and those that were let go
 * leave. The newest are searched first; a search of many entries may be interrupted and continued. Without a test,
 * every entry is a row, at no cost.
 */
export class Matches {
  readonly #recorder: Recorder;
  readonly #test: EntryTest | null;
  /** The indices that were found from the beginning of the search on back, newest first. */
  readonly #older: number[] = [];
  /** Those that came later, oldest first. */
  #newer: number[] = [];
  /** The number of `#newer` that were let go. */
  #gone = 0;
  /** Every entry from here on was searched, up to `#searchedTo`. */
  #searchedFrom: number;
  #searchedTo: number;
  #newerCount = 0;
  /** The number of all that were let go, also of those that have no place in `#newer` any more. */
  #left = 0;

  constructor(recorder: Recorder, test: EntryTest | null) {
    this.#recorder = recorder;
    this.#test = test;
    this.#searchedFrom = this.#searchedTo = recorder.end;
  }

  /** The number of rows. */
  get length(): number {
    return this.#test ? this.#older.length + this.#newer.length - this.#gone : this.#recorder.length;
  }

  /** The number of entries that were not searched yet. */
  get unsearched(): number {
    if (!this.#test) return 0;
    const { first, end } = this.#recorder;
    return Math.max(this.#searchedFrom - first, 0) + end - Math.max(this.#searchedTo, first);
  }

  /** The number of matches that came after the search began; it never falls. */
  get arrived(): number {
    return this.#test ? this.#newerCount : this.#recorder.end;
  }

  /** The number of row 0, so that the number of a row never changes; it may be negative. */
  get origin(): number {
    return this.#test ? this.#left - this.#older.length : this.#recorder.first;
  }

  /** Returns the index of the entry in a row. */
  at(row: number): number {
    if (!this.#test) return this.#recorder.first + row;
    const { length } = this.#older;
    return row < length ? this.#older[length - 1 - row]! : this.#newer[row - length + this.#gone]!;
  }

  /** Returns the row of the entry with an index, or of the next one that is here; `length` if there is none. */
  rowOf(index: number): number {
    let low = 0;
    let high = this.length;
    if (!this.#test) return Math.min(Math.max(index - this.#recorder.first, low), high);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Returns true if the entry with an index has a row. */
  has(index: number): boolean {
    const row = this.rowOf(index);
    return row < this.length && this.at(row) === index;
  }

  /**
   * Takes in what has changed, and goes on with the search until all is searched, or until `isOver` returns true.
   * `isOver` is asked now and then.
   */
  update(isOver: () => boolean = () => false): void {
    const { first, end } = this.#recorder;
    if (!this.#test) return;
    this.#letGo(first);
    for (let index = Math.max(this.#searchedTo, first); index < end; index++) {
      this.#searchedTo = index + 1;
      if (this.#test(index)) {
        this.#newer.push(index);
        this.#newerCount += 1;
      }
      if ((index & STEP) === STEP && isOver()) return;
    }
    while (this.#searchedFrom > first) {
      const index = --this.#searchedFrom;
      if (this.#test(index)) this.#older.push(index);
      if ((index & STEP) === STEP && isOver()) return;
    }
  }

  #letGo(first: number): void {
    while (this.#older.length > 0 && this.#older.at(-1)! < first) this.#older.pop();
    for (; this.#gone < this.#newer.length && this.#newer[this.#gone]! < first; this.#left++) this.#gone += 1;
    // The room of those that are gone is given back now and then.
    if (this.#gone > 1_024 && this.#gone * 2 > this.#newer.length) {
      this.#newer = this.#newer.slice(this.#gone);
      this.#gone = 0;
    }
  }
}
