import { html, nothing } from 'lit';
import type { Entry } from '../recording/entry.js';
import type { Recorder } from '../recording/recorder.js';
import type { Finder } from './finder.js';
import type { RowContent, RowSource } from './list-view.js';
import type { Marks } from './marks.js';
import type { RowWriter, Times } from './row-text.js';

/** The number of the first row, which says how many entries were let go. */
const LET_GO = -1;

/** The functions that {@link MessageRows} call. */
export interface MessageRowsOptions {
  /** Returns how times are shown. */
  times(): Times;
  /** Returns the name of the source of an entry; `''` with one source. */
  sourceName(entry: Entry): string;
}

/** The entries that a finder lists, as rows with their indices as numbers; above them, how many were let go. */
export class MessageRows implements RowSource {
  readonly grows = true;
  readonly #recorder: Recorder;
  readonly #finder: Finder;
  readonly #writer: RowWriter;
  readonly #marks: Marks;
  readonly #functions: MessageRowsOptions;

  constructor(recorder: Recorder, finder: Finder, writer: RowWriter, marks: Marks, functions: MessageRowsOptions) {
    this.#recorder = recorder;
    this.#finder = finder;
    this.#writer = writer;
    this.#marks = marks;
    this.#functions = functions;
  }

  get length(): number {
    return this.#finder.listed.length + this.#header;
  }

  get arrived(): number {
    return this.#finder.listed.arrived;
  }

  get origin(): number {
    return this.#finder.listed.origin - this.#header;
  }

  at(row: number): number {
    return row < this.#header ? LET_GO : this.#finder.listed.at(row - this.#header);
  }

  rowOf(number: number): number {
    return number === LET_GO ? 0 : this.#finder.listed.rowOf(number) + this.#header;
  }

  entryOf(number: number): Entry | null {
    return this.#recorder.at(number) ?? null;
  }

  isGone(number: number): boolean {
    return number >= 0 && number < this.#recorder.first;
  }

  content(number: number, row: number): RowContent {
    const entry = this.entryOf(number);
    const source = entry ? this.#functions.sourceName(entry) : '';
    const words = entry
      ? this.#writer.row(entry, source, this.#functions.times(), this.#timeAbove(row))
      : this.#writer.letGo(this.#recorder);
    const { time, timeTitle, sign, word, size, text, name } = words;
    return {
      part: partOf(entry),
      name,
      cells: html`
        <span part="direction" title=${word || nothing}><span>${sign}</span><span class="word">${word}</span></span>
        <span part="time" title=${timeTitle || nothing}>${time}</span>
        <span part="size">${size}</span>
        ${source ? html`<span part="source">${source}</span>` : nothing}
        <bdi part="text">${this.#marks.render(text)}</bdi>
      `,
    };
  }

  /** The time of the row above; null for the first one. */
  #timeAbove(row: number): number | null {
    if (row <= this.#header) return null;
    return this.#recorder.timeAt(this.#finder.listed.at(row - 1 - this.#header));
  }

  /** 1 if there is a row about what was let go. A query finds no such row. */
  get #header(): number {
    return this.#recorder.letGo > 0 && !this.#finder.isFiltered ? 1 : 0;
  }
}

/** The parts of a row: its kind; of an event, whether it is good or bad news. */
function partOf(entry: Entry | null): string {
  if (!entry) return 'story';
  if (!entry.story) return entry.kind;
  if (entry.kind === 'open') return 'story open';
  const isFailure = entry.story.diagnosis !== null && (entry.kind === 'waiting' || entry.kind === 'closed');
  return isFailure ? 'story failed' : 'story';
}
