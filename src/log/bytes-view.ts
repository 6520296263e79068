import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';
import { selectedRange } from '../view/text-selection.js';
import { hexOf } from './row-text.js';

/** The name of the highlight, as the styles have it. The registry is the document's. */
const HIGHLIGHT = 'ws-echo-bytes';

/** The host of the view: an element whose render root holds it. */
export interface BytesViewHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
  readonly ownerDocument: Document;
}

/** The columns of bytes: their digits, and their characters. */
type Column = 'digits' | 'characters';

/** The width of a byte in each column, with the space or the line break after it, in characters. */
const WIDTHS: Record<Column, number> = { digits: 3, characters: 1 };

/** Bytes as hex beside their characters. A range that is selected in one column is marked in the other. */
export class BytesView implements ReactiveController {
  readonly #host: BytesViewHost;
  readonly #strings: StringsController<AllStrings>;
  #bytesPerRow = 16;
  /** The first and the last selected byte; null without a selection. */
  #selected: { from: number; to: number; column: Column } | null = null;
  #offset = 0;
  #length = 0;
  #watch: AbortController | null = null;

  constructor(host: BytesViewHost, strings: StringsController<AllStrings>) {
    this.#host = host;
    this.#strings = strings;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#watch?.abort();
    this.#watch = null;
    this.#mark(null);
  }

  hostUpdated(): void {
    const isShown = this.#column('digits') !== null;
    if (!isShown) this.hostDisconnected();
    else if (!this.#watch) {
      const { signal } = (this.#watch = new AbortController());
      this.#host.ownerDocument.addEventListener('selectionchange', () => this.#onSelection(), { signal });
    }
  }

  /** Shows a page of bytes that begins at `offset` of the message. */
  render(bytes: Uint8Array, offset: number, bytesPerRow: number): unknown {
    this.#bytesPerRow = bytesPerRow;
    this.#offset = offset;
    this.#length = bytes.length;
    const rows = Array.from({ length: Math.ceil(bytes.length / bytesPerRow) }, (_, row) =>
      bytes.subarray(row * bytesPerRow, (row + 1) * bytesPerRow),
    );
    const offsets = rows.map((_, row) => (offset + row * bytesPerRow).toString(16).padStart(6, '0')).join('\n');
    const digits = rows.map(hexOf).join('\n');
    const characters = rows.map((row) => Array.from(row, characterOf).join('')).join('\n');
    return html`<div class="bytes">
      <pre class="offsets" aria-hidden="true">${offsets}</pre>
      <pre data-column="digits">${digits}</pre>
      <pre data-column="characters">${characters}</pre>
    </div>`;
  }

  /** The words about the selected range; `''` without one. */
  get selectionText(): string {
    if (!this.#selected) return '';
    const from = this.#offset + this.#selected.from;
    const to = this.#offset + this.#selected.to;
    return this.#strings.sentence(
      'selectedBytes',
      (format) => format.number(from),
      (format) => format.number(to),
      (format) => format.number(to - from + 1),
    );
  }

  #onSelection(): void {
    const selected = this.#readSelection();
    if (JSON.stringify(selected) === JSON.stringify(this.#selected)) return;
    this.#mark(selected);
    this.#host.requestUpdate();
  }

  #readSelection(): { from: number; to: number; column: Column } | null {
    for (const column of ['digits', 'characters'] as const) {
      const element = this.#column(column);
      const range = element && selectedRange(element);
      const text = element?.lastChild;
      if (!range || range.startContainer !== text || range.endContainer !== range.startContainer) continue;
      const from = this.#byteAt(range.startOffset, column);
      const to = Math.min(this.#byteAt(range.endOffset - 1, column), this.#length - 1);
      if (to >= from) return { from, to, column };
    }
    return null;
  }

  /** Marks the selected bytes in the other column, where the engine has highlights. */
  #mark(selected: { from: number; to: number; column: Column } | null): void {
    this.#selected = selected;
    const view = this.#host.ownerDocument.defaultView;
    if (!view?.CSS?.highlights) return;
    const { highlights } = view.CSS;
    highlights.delete(HIGHLIGHT);
    const column = selected?.column === 'digits' ? 'characters' : 'digits';
    const text = selected && this.#column(column)?.lastChild;
    if (!text) return;
    const startOffset = this.#offsetOf(selected.from, column);
    const endOffset = this.#offsetOf(selected.to, column) + (column === 'digits' ? 2 : 1);
    const range = new view.StaticRange({ startContainer: text, startOffset, endContainer: text, endOffset });
    highlights.set(HIGHLIGHT, new view.Highlight(range));
  }

  #column(column: Column): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>(`[data-column=${column}]`) ?? null;
  }

  /** The number of characters in a row of a column, with its line break. */
  #rowLength(column: Column): number {
    return this.#bytesPerRow * WIDTHS[column] + (column === 'characters' ? 1 : 0);
  }

  #byteAt(offset: number, column: Column): number {
    const row = Math.floor(offset / this.#rowLength(column));
    const inRow = Math.floor((offset % this.#rowLength(column)) / WIDTHS[column]);
    return row * this.#bytesPerRow + Math.min(inRow, this.#bytesPerRow - 1);
  }

  #offsetOf(byte: number, column: Column): number {
    return Math.floor(byte / this.#bytesPerRow) * this.#rowLength(column) + (byte % this.#bytesPerRow) * WIDTHS[column];
  }
}

/** The character of a byte of ASCII; a dot for any other. */
function characterOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
