import { groupOf } from '../recording/entry.js';
import type { Searchable } from '../recording/filter.js';
import type { Recorder } from '../recording/recorder.js';
import { clockTime } from '../strings/format.js';
import type { RowWriter } from './row-text.js';

const decoder = new TextDecoder();

/**
 * One entry after the other as a query sees it: the whole text of a message, bytes as UTF-8, the sentence about an
 * event. One object for all of them: a search looks at many.
 */
export class EntryReader implements Searchable {
  readonly #recorder: Recorder;
  readonly #writer: RowWriter;
  #index = 0;

  constructor(recorder: Recorder, writer: RowWriter) {
    this.#recorder = recorder;
    this.#writer = writer;
  }

  /** Returns the entry with an index, until the next call. */
  read(index: number): Searchable {
    this.#index = index;
    return this;
  }

  get group(): Searchable['group'] {
    const kind = this.#recorder.kindAt(this.#index);
    const group = groupOf(kind);
    return group === 'ping' ? (kind === 'ping' ? 'sent' : 'received') : group;
  }

  get text(): string {
    const entry = this.#recorder.at(this.#index)!;
    const { data } = entry;
    if (typeof data === 'string') return data;
    if (data !== null && 'byteLength' in data) return decoder.decode(data);
    // A blob is read asynchronously: it is not searched.
    return data === null ? this.#writer.text(entry) : '';
  }

  get time(): string {
    return clockTime(this.#recorder.at(this.#index)!.time);
  }

  get bytes(): number {
    return this.#recorder.at(this.#index)!.bytes;
  }
}
