import type { Entry } from './entry.js';
import { valueAt, type JsonPath } from './json-path.js';
import type { EntryTest } from './matches.js';
import { ENTRY_BYTE_LIMIT, type Recorder } from './recorder.js';

/** The most keys. Messages with others are counted. */
export const KEY_LIMIT = 10_000;

/** The time in which an old message counts 1/e of a new one in a rate, in milliseconds. */
const RATE_TIME = 10_000;

/** The shortest time over which a rate is taken, in milliseconds. */
const SHORTEST_TIME = 1_000;

/** The newest message with a key, and how many there were. */
export interface LatestValue {
  /** The key as it is written in JSON: `"ACME"`, `12`. */
  readonly key: string;
  /** Its number, from 0, in the order in which the keys came. */
  readonly number: number;
  readonly entry: Entry;
  readonly count: number;
  /** The number of messages in a second, of late. */
  readonly rate: number;
}

/** The order of the keys. */
export type LatestOrder = 'key' | 'time' | 'rate';

interface Tally {
  readonly key: string;
  readonly number: number;
  entry: Entry;
  count: number;
  firstAt: number;
  lastAt: number;
  weight: number;
}

/**
 * The newest message for each value at a path of JSON messages, as `$.symbol`. It keeps them, also when the recording
 * has let them go, up to {@link KEY_LIMIT} keys and {@link ENTRY_BYTE_LIMIT} bytes; a message without room loses its
 * data.
 */
export class Latest {
  readonly #recorder: Recorder;
  readonly #path: JsonPath;
  readonly #test: EntryTest;
  readonly #textOf: (index: number) => string;
  readonly #tallies = new Map<string, Tally>();
  readonly #byNumber: Tally[] = [];
  #readTo: number;
  /** The memory of the messages that are kept, in bytes. */
  #bytes = 0;
  #others = 0;
  #sorted: number[] = [];
  #order: LatestOrder = 'key';

  /** Looks at the entries that pass `test`; `textOf` returns the text of one. */
  constructor(recorder: Recorder, path: JsonPath, test: EntryTest, textOf: (index: number) => string) {
    this.#recorder = recorder;
    this.#path = path;
    this.#test = test;
    this.#textOf = textOf;
    this.#readTo = recorder.first;
  }

  /** The number of keys. */
  get length(): number {
    return this.#byNumber.length;
  }

  /** The number of messages whose key was one too many. */
  get others(): number {
    return this.#others;
  }

  /** The number of entries that were not read yet. */
  get unread(): number {
    return this.#recorder.end - Math.max(this.#readTo, this.#recorder.first);
  }

  /** The numbers of the keys, in an order. */
  get numbers(): readonly number[] {
    return this.#sorted;
  }

  /** Returns the value with a number. */
  at(number: number): LatestValue | undefined {
    const tally = this.#byNumber[number];
    if (!tally) return undefined;
    return { key: tally.key, number, entry: tally.entry, count: tally.count, rate: this.#rateOf(tally) };
  }

  /** Sorts by the key, the newest first, or the fastest first. */
  set order(order: LatestOrder) {
    this.#order = order;
    this.#sort();
  }

  /** Reads the entries that came, until all are read, or until `isOver` returns true. */
  update(isOver: () => boolean = () => false): void {
    const { first, end } = this.#recorder;
    const { length } = this;
    for (let index = Math.max(this.#readTo, first); index < end; index++) {
      this.#readTo = index + 1;
      if (this.#test(index)) this.#read(index);
      if ((index & 63) === 63 && isOver()) break;
    }
    if (this.#order !== 'key' || this.length !== length) this.#sort();
  }

  #read(index: number): void {
    const key = valueAt(this.#textOf(index), this.#path);
    if (key === null) return;
    const time = this.#recorder.timeAt(index);
    const known = this.#tallies.get(key);
    if (known) {
      known.weight = known.weight * decay(time - known.lastAt) + 1;
      known.lastAt = time;
      known.entry = this.#keep(index, known.entry);
      known.count += 1;
    } else if (this.#byNumber.length >= KEY_LIMIT) this.#others += 1;
    else {
      const number = this.#byNumber.length;
      const entry = this.#keep(index, null);
      const tally: Tally = { key, number, entry, count: 1, firstAt: time, lastAt: time, weight: 1 };
      this.#byNumber.push(tally);
      this.#tallies.set(key, tally);
    }
  }

  /** Takes an entry out of the recording, in place of another. Without room, it loses its data. */
  #keep(index: number, old: Entry | null): Entry {
    const entry = this.#recorder.at(index)!;
    const others = this.#bytes - memoryOf(old);
    const isKept = others + memoryOf(entry) <= ENTRY_BYTE_LIMIT;
    this.#bytes = others + (isKept ? memoryOf(entry) : 0);
    return isKept ? entry : { ...entry, data: null };
  }

  #rateOf({ weight, firstAt, lastAt }: Tally): number {
    const now = this.#recorder.length > 0 ? this.#recorder.timeAt(this.#recorder.end - 1) : lastAt;
    const age = Math.max(now - firstAt, SHORTEST_TIME);
    // The first message begins the time, and is not in it.
    const inTime = Math.max(weight * decay(now - lastAt) - decay(now - firstAt), 0);
    return (inTime / (RATE_TIME * (1 - decay(age)))) * 1_000;
  }

  #sort(): void {
    const compare: Record<LatestOrder, (a: Tally, b: Tally) => number> = {
      key: (a, b) => collator.compare(a.key, b.key),
      time: (a, b) => b.entry.index - a.entry.index,
      rate: (a, b) => this.#rateOf(b) - this.#rateOf(a),
    };
    this.#sorted = [...this.#byNumber].sort(compare[this.#order]).map(({ number }) => number);
  }
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** The memory of a message, in bytes. */
function memoryOf(entry: Entry | null): number {
  const data = entry?.data ?? null;
  if (typeof data === 'string') return 2 * data.length;
  return data === null ? 0 : 'size' in data ? data.size : data.byteLength;
}

function decay(time: number): number {
  return Math.exp(-time / RATE_TIME);
}
