import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { groupOf } from '../recording/entry.js';
import { parseQuery, type Query } from '../recording/filter.js';
import type { JsonPath } from '../recording/json-path.js';
import { Latest } from '../recording/latest.js';
import { Matches } from '../recording/matches.js';
import type { Recorder } from '../recording/recorder.js';
import { EntryReader } from './entry-reader.js';
import type { RowWriter } from './row-text.js';

/** The longest time that a search takes from the page without a pause, in milliseconds. */
const SLICE = 8;

/**
 * Which entries are listed, and which are found: a query hides the others, or finds them among all. The newest are
 * searched first; a search of many goes on in slices, so that typing never waits.
 */
export class Finder implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #recorder: Recorder;
  readonly #reader: EntryReader;
  #query = parseQuery('');
  #showsPings = false;
  #hasPings = false;
  /** All entries, but for hidden pings. */
  #all: Matches;
  #listed: Matches;
  /** The entries that the query finds, where it does not hide the others; else null. */
  #found: Matches | null = null;
  #latest: Latest | null = null;
  #isContinued = false;

  constructor(host: ReactiveControllerHost, recorder: Recorder, writer: RowWriter) {
    this.#host = host;
    this.#recorder = recorder;
    this.#reader = new EntryReader(recorder, writer);
    this.#all = this.#listed = new Matches(recorder, this.#isListed);
    host.addController(this);
  }

  /** The query as it was read. */
  get query(): Query {
    return this.#query;
  }

  /** The entries that are listed. */
  get listed(): Matches {
    return this.#listed;
  }

  /** The entries that the query has found; all that are listed, without one. */
  get found(): Matches {
    return this.#found ?? this.#listed;
  }

  /** True while a query hides the other entries. */
  get isFiltered(): boolean {
    return !this.#query.isEmpty && this.#found === null;
  }

  /** True if pings were recorded, and are hidden. */
  get hasPings(): boolean {
    return this.#hasPings;
  }

  /** The newest message for each key, if that is asked for. */
  get latest(): Latest | null {
    return this.#latest;
  }

  /** The number of entries that were not searched yet. */
  get unsearched(): number {
    return this.#listed.unsearched + (this.#found?.unsearched ?? 0) + (this.#latest?.unread ?? 0);
  }

  /** Sets what is listed; with a path, also the newest message for each key. */
  set(query: string, hidesOthers: boolean, showsPings: boolean, path: JsonPath | null): void {
    this.#query = parseQuery(query);
    const isFiltered = !this.#query.isEmpty;
    if (showsPings !== this.#showsPings) this.#all = new Matches(this.#recorder, this.#isListed);
    this.#showsPings = showsPings;
    this.#listed = isFiltered && hidesOthers ? new Matches(this.#recorder, this.#isFound) : this.#all;
    this.#found = isFiltered && !hidesOthers ? new Matches(this.#recorder, this.#isFound) : null;
    const textOf = (index: number) => this.#reader.read(index).text;
    this.#latest = path && new Latest(this.#recorder, path, this.#isFound, textOf);
    this.#host.requestUpdate();
  }

  /** An entry has come. The newest of a key is kept at once: it may soon be let go. */
  onEntry(): void {
    if (this.#latest?.unread === 1) this.#latest.update();
  }

  hostUpdate(): void {
    this.#search();
  }

  /** Searches for a slice of time, and goes on in a task of its own if there is more. */
  #search(): void {
    const end = performance.now() + SLICE;
    const isOver = () => performance.now() > end;
    this.#listed.update(isOver);
    if (this.#all !== this.#listed) this.#all.update(isOver);
    this.#found?.update(isOver);
    this.#latest?.update(isOver);
    if (this.#isContinued || this.unsearched === 0) return;
    this.#isContinued = true;
    // Not a timer: browsers slow nested ones down to 4 ms, and in hidden pages to a second.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      this.#isContinued = false;
      this.#search();
      this.#host.requestUpdate();
    };
    port2.postMessage(null);
  }

  readonly #isListed = (index: number): boolean => {
    if (groupOf(this.#recorder.kindAt(index)) !== 'ping' || this.#showsPings) return true;
    this.#hasPings = true;
    return false;
  };

  readonly #isFound = (index: number): boolean => this.#isListed(index) && this.#query.test(this.#reader.read(index));
}
