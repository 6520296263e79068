import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Entry } from '../recording/entry.js';
import type { Matches } from '../recording/matches.js';
import type { Recorder } from '../recording/recorder.js';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';
import { heightOf, maxScrollTop, positionAt, scrollTopOf, windowAt, type ListMeasures } from './list-window.js';
import { RowWriter } from './row-text.js';

/** The host of the list: an element whose render root holds it. */
export interface ListViewHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

/** The functions that a {@link ListView} calls. */
export interface ListViewOptions {
  /** Returns the entries that are listed. */
  matches(): Matches;
  /** Returns true while the list must not follow. */
  isPaused(): boolean;
  /** Returns the name of the source of an entry; `''` with one source. */
  sourceName(entry: Entry): string;
}

/** The index of the first row, which says how many entries were let go. */
const LET_GO = -1;

/** The measures before the list was laid out, in pixels: a screenful, for a document without a layout. */
const ASSUMED = { rowHeight: 24, viewport: 480 };

/**
 * The rows of a log, of which only those in view are in the document. It follows the end until a reader scrolls up or
 * selects a row; then nothing moves under the reader's eyes. Knows nothing of what is recorded, or why.
 */
export class ListView implements ReactiveController {
  readonly #host: ListViewHost;
  readonly #recorder: Recorder;
  readonly #strings: StringsController<AllStrings>;
  readonly #functions: ListViewOptions;
  readonly #writer: RowWriter;
  #rowHeight = ASSUMED.rowHeight;
  #viewport = ASSUMED.viewport;
  /** The scroll position that the next render has, and the one of the document. */
  #scrollTop = 0;
  #renderedTop = 0;
  #isFollowing = true;
  /** The entry at the upper edge, and how far it is beyond it in rows, while it holds still. */
  #anchor = { index: 0, fraction: 0 };
  /** The number of entries that had come when it began to hold still. */
  #seen = 0;
  /** The index of the selected row; null without one. */
  #cursor: number | null = null;
  #selected: Entry | null = null;
  /** The styles that the document has: the height of all rows, and the place of the first one that is drawn. */
  #height = -1;
  #top = -1;
  #resizes: ResizeObserver | null = null;

  constructor(
    host: ListViewHost,
    recorder: Recorder,
    strings: StringsController<AllStrings>,
    functions: ListViewOptions,
  ) {
    this.#functions = functions;
    this.#host = host;
    this.#recorder = recorder;
    this.#strings = strings;
    this.#writer = new RowWriter(strings, () => host.requestUpdate());
    host.addController(this);
  }

  /** The entry of the selected row, also when it was let go; or null. */
  get selected(): Entry | null {
    return this.#selected;
  }

  /** True while the newest row is kept in view. */
  get isFollowing(): boolean {
    return this.#isFollowing && !this.#functions.isPaused();
  }

  /** The number of rows below those in view that came since it holds still; 0 while it follows. */
  get newer(): number {
    if (this.isFollowing) return 0;
    const lastSeen = positionAt(this.#measures, this.#scrollTop) + this.#viewport / this.#rowHeight;
    const below = Math.max(Math.ceil(this.#rows - lastSeen), 0);
    return Math.min(Math.max(this.#matches.arrived - this.#seen, 0), below);
  }

  /** The text of a row, as one line. */
  get writer(): RowWriter {
    return this.#writer;
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = null;
  }

  hostUpdate(): void {
    this.#matches.update();
    const measures = this.#measures;
    if (this.isFollowing) {
      this.#scrollTop = maxScrollTop(measures);
      this.#seen = this.#matches.arrived;
      return;
    }
    const { index, fraction } = this.#anchor;
    // Without a reader's hand it stays where it is, whatever was let go above.
    this.#scrollTop = scrollTopOf(measures, this.#rowOf(index) + fraction);
  }

  hostUpdated(): void {
    const scroller = this.#scroller;
    if (!scroller) return this.#reset();
    const spacer = scroller.firstElementChild as HTMLElement;
    const rows = spacer.firstElementChild as HTMLElement;
    const height = heightOf(this.#measures);
    const { top } = windowAt(this.#measures, this.#scrollTop);
    // By script: a strict policy does not allow style attributes.
    if (height !== this.#height) spacer.style.blockSize = `${height}px`;
    if (top !== this.#top) rows.style.translate = `0 ${top}px`;
    this.#height = height;
    this.#top = top;
    if (this.#scrollTop !== this.#renderedTop) {
      this.#renderedTop = this.#scrollTop;
      scroller.scrollTop = this.#scrollTop;
    }
    this.#observe(scroller);
  }

  /** Keeps the newest row in view from now on. */
  follow(): void {
    this.#isFollowing = true;
    this.#host.requestUpdate();
  }

  /** Lets the rows stay where they are. */
  hold(): void {
    if (this.#isFollowing) this.#seen = this.#matches.arrived;
    this.#isFollowing = false;
    this.#setAnchor();
    this.#host.requestUpdate();
  }

  /** Selects the entry of a row, and brings it into view. Beyond the ends, the first or the last row. */
  selectRow(row: number): void {
    if (this.#rows === 0) return;
    const target = Math.min(Math.max(row, 0), this.#rows - 1);
    this.hold();
    this.#cursor = this.#indexOf(target);
    this.#selected = this.#recorder.at(this.#cursor) ?? null;
    this.#reveal(target);
  }

  /** Selects nothing. */
  deselect(): void {
    this.#cursor = this.#selected = null;
    this.#host.requestUpdate();
  }

  /** Moves the selection by a key of a list. Returns true if it was one. */
  onKey(key: string): boolean {
    const last = this.#rows - 1;
    // While it follows, a selected row may be far above: the newest is the next one.
    const row = this.#isCursorFarAbove ? last + (key === 'ArrowUp' ? 1 : 0) : this.#rowOf(this.#cursor!);
    const page = Math.max(Math.floor(this.#viewport / this.#rowHeight) - 1, 1);
    switch (key) {
      case 'ArrowUp':
        this.selectRow(row - 1);
        return true;
      case 'ArrowDown':
        this.selectRow(row + 1);
        return true;
      case 'PageUp':
        this.selectRow(row - page);
        return true;
      case 'PageDown':
        this.selectRow(row + page);
        return true;
      case 'Home':
        this.selectRow(0);
        return true;
      case 'End':
        this.selectRow(last);
        this.follow();
        return true;
      default:
        return false;
    }
  }

  render(label: string): unknown {
    const measures = this.#measures;
    const { first, count } = windowAt(measures, this.#scrollTop);
    const rows = Array.from({ length: Math.max(count, 0) }, (_, offset) => first + offset);
    const isCursorShown = rows.some((row) => this.#indexOf(row) === this.#cursor);
    // Not one more row than before would make all of them new: a row keeps its node while it is in view.
    const slots = Math.ceil(this.#viewport / this.#rowHeight) + 2;
    const origin = this.#matches.origin - this.#header;
    return html`<div
      part="list"
      role="listbox"
      tabindex="0"
      aria-label=${label}
      aria-description=${this.#strings.sentence('keysHint')}
      aria-activedescendant=${isCursorShown ? `row-${this.#cursor}` : nothing}
      @scroll=${this.#onScroll}
      @click=${this.#onClick}
    ><div id="spacer"><div id="rows">${repeat(
      rows,
      (row) => (((origin + row) % slots) + slots) % slots,
      (row) => this.#renderRow(row),
    )}</div></div></div><div id="probe" aria-hidden="true"></div>`;
  }

  #renderRow(row: number): unknown {
    const index = this.#indexOf(row);
    const entry = this.#recorder.at(index);
    const source = entry ? this.#functions.sourceName(entry) : '';
    const words = entry ? this.#writer.row(entry, source) : this.#writer.letGo(this.#recorder);
    const { time, sign, word, size, text, name } = words;
    return html`<div
      part=${entry && !entry.story ? `row ${entry.kind}` : 'row story'}
      role="option"
      id="row-${index}"
      aria-selected=${index === this.#cursor}
      aria-setsize=${this.#rows}
      aria-posinset=${row + 1}
      aria-label=${name}
    >
      <span part="direction" title=${word || nothing}><span>${sign}</span><span class="word">${word}</span></span>
      <span part="time">${time}</span>
      <span part="size">${size}</span>
      ${source ? html`<span part="source">${source}</span>` : nothing}
      <bdi part="text">${text}</bdi>
    </div>`;
  }

  get #matches(): Matches {
    return this.#functions.matches();
  }

  get #scroller(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('[part=list]') ?? null;
  }

  get #measures(): ListMeasures {
    return { rows: this.#rows, rowHeight: this.#rowHeight, viewport: this.#viewport };
  }

  /** 1 if there is a row about what was let go. */
  get #header(): number {
    return this.#recorder.letGo > 0 ? 1 : 0;
  }

  get #rows(): number {
    return this.#matches.length + this.#header;
  }

  #indexOf(row: number): number {
    return row < this.#header ? LET_GO : this.#matches.at(row - this.#header);
  }

  #rowOf(index: number): number {
    return index === LET_GO ? 0 : this.#matches.rowOf(index) + this.#header;
  }

  get #isCursorFarAbove(): boolean {
    if (this.#cursor === null) return true;
    return this.isFollowing && this.#rowOf(this.#cursor) < positionAt(this.#measures, this.#scrollTop);
  }

  /** The list is not in the document: it is empty. */
  #reset(): void {
    this.hostDisconnected();
    this.#height = this.#top = -1;
    this.#scrollTop = this.#renderedTop = 0;
  }

  /** Scrolls as little as needed. */
  #reveal(row: number): void {
    const measures = this.#measures;
    const position = positionAt(measures, this.#scrollTop);
    const seen = this.#viewport / this.#rowHeight;
    const wanted = row < position ? row : row + 1 > position + seen ? row + 1 - seen : position;
    this.#scrollTop = scrollTopOf(measures, wanted);
    this.#setAnchor();
  }

  #setAnchor(): void {
    if (this.#rows === 0) return;
    const position = positionAt(this.#measures, this.#scrollTop);
    const row = Math.min(Math.floor(position), this.#rows - 1);
    this.#anchor = { index: this.#indexOf(row), fraction: position - row };
  }

  readonly #onScroll = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller!;
    // Its own scrolling fires events, too; engines round the position.
    if (Math.abs(scrollTop - this.#renderedTop) < 2) return;
    this.#scrollTop = this.#renderedTop = scrollTop;
    if (scrollTop + clientHeight >= scrollHeight - 2) this.follow();
    else this.hold();
  };

  readonly #onClick = (event: Event): void => {
    const option = (event.target as Element).closest('[role=option]');
    if (!option) return;
    this.selectRow(this.#rowOf(Number(option.id.slice('row-'.length))));
  };

  #observe(scroller: HTMLElement): void {
    if (this.#resizes || typeof ResizeObserver !== 'function') return;
    const probe = this.#host.renderRoot.querySelector('#probe')!;
    this.#resizes = new ResizeObserver(() => {
      const rowHeight = probe.getBoundingClientRect().height || this.#rowHeight;
      const viewport = scroller.clientHeight;
      if (rowHeight === this.#rowHeight && viewport === this.#viewport) return;
      this.#rowHeight = rowHeight;
      this.#viewport = viewport;
      this.#host.requestUpdate();
    });
    this.#resizes.observe(scroller);
    this.#resizes.observe(probe);
  }
}
