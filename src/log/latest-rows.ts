import { html } from 'lit';
import type { Entry } from '../recording/entry.js';
import type { Latest } from '../recording/latest.js';
import { clockTime } from '../strings/format.js';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';
import type { RowContent, RowSource } from './list-view.js';
import type { Marks } from './marks.js';
import type { RowWriter } from './row-text.js';

/** The newest message of each key, as rows that change in place. */
export class LatestRows implements RowSource {
  readonly grows = false;
  readonly origin = 0;
  readonly #latest: Latest;
  readonly #writer: RowWriter;
  readonly #marks: Marks;
  readonly #strings: StringsController<AllStrings>;

  constructor(latest: Latest, writer: RowWriter, marks: Marks, strings: StringsController<AllStrings>) {
    this.#latest = latest;
    this.#writer = writer;
    this.#marks = marks;
    this.#strings = strings;
  }

  get length(): number {
    return this.#latest.length;
  }

  get arrived(): number {
    return this.#latest.length;
  }

  at(row: number): number {
    return this.#latest.numbers[row] ?? -1;
  }

  rowOf(number: number): number {
    const row = this.#latest.numbers.indexOf(number);
    return row < 0 ? this.length : row;
  }

  entryOf(number: number): Entry | null {
    return this.#latest.at(number)?.entry ?? null;
  }

  isGone(): boolean {
    return false;
  }

  content(number: number): RowContent {
    const { key, entry, count, rate } = this.#latest.at(number)!;
    const strings = this.#strings;
    const name = key.replace(/^"(.*)"$/s, '$1');
    const counted = strings.sentence('countOf', (format) => format.number(count));
    const perSecond = strings.sentence('rateOf', (format) => format.number(Number(rate.toPrecision(2))));
    const time = clockTime(entry.time);
    const text = this.#writer.text(entry);
    return {
      part: 'latest',
      name: strings.sentence('rowName', name, [counted, perSecond, time, text]),
      cells: html`
        <bdi part="key">${name}</bdi>
        <span part="number">${counted}</span>
        <span part="rate" title=${strings.sentence('rateTitle')}>${perSecond}</span>
        <span part="time">${time}</span>
        <bdi part="text">${this.#marks.render(text)}</bdi>
      `,
    };
  }
}
