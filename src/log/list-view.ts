import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Entry } from '../recording/entry.js';
import { heightOf, maxScrollTop, positionAt, scrollTopOf, windowAt, type ListMeasures } from './list-window.js';

/** The host of the list: an element whose render root holds it. */
export interface ListViewHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

/** A row as it is drawn. */
export interface RowContent {
  /** Its parts, beside `row`. */
  readonly part: string;
  /** Its accessible name. */
  readonly name: string;
  readonly cells: unknown;
}

/** The rows of a list, from above. Each has a number that it keeps, whatever row it is in. */
export interface RowSource {
  readonly length: number;
  /** True: new rows come at the end, and the list follows them. False: rows change in place. */
  readonly grows: boolean;
  /** The number of rows that have come until now; it never falls. */
  readonly arrived: number;
  /** The difference between a row and a number of it that stays the same while it is here. */
  readonly origin: number;
  at(row: number): number;
  /** Returns the row with a number, or the next one that is here. */
  rowOf(number: number): number;
  /** Returns the entry with a number; null for a row that is none. */
  entryOf(number: number): Entry | null;
  content(number: number, row: number): RowContent;
  /** Returns true if a number had a row that was let go. */
  isGone(number: number): boolean;
}

/** The functions that a {@link ListView} calls. */
export interface ListViewOptions {
  rows(): RowSource;
  /** Returns true while the list must not follow. */
  isPaused(): boolean;
}

/** A row that was drawn. */
interface Drawn {
  readonly row: number;
  readonly number: number;
  /** The same while the row is here. */
  readonly key: number;
  readonly entry: Entry | null;
  readonly content: RowContent;
}

/** The measures before the list was laid out, in pixels: a screenful, for a document without a layout. */
const ASSUMED = { rowHeight: 24, viewport: 480 };

/**
 * The rows of a log, of which only those in view are in the document. It follows the end until a reader scrolls up or
 * selects a row; then nothing moves under the reader's eyes. Knows nothing of what is recorded, or why.
 */
export class ListView implements ReactiveController {
  readonly #host: ListViewHost;
  readonly #functions: ListViewOptions;
  #rowHeight = ASSUMED.rowHeight;
  #viewport = ASSUMED.viewport;
  /** The scroll position that the next render has, and the one of the document. */
  #scrollTop = 0;
  #renderedTop = 0;
  #isFollowing = true;
  /** The number of the row at the upper edge, and how far it is beyond it in rows, while it holds still. */
  #anchor = { number: 0, fraction: 0 };
  /** The number of entries that had come when it began to hold still. */
  #seen = 0;
  /** The number of the selected row; null without one. */
  #cursor: number | null = null;
  #selected: Entry | null = null;
  /** The styles that the document has: the height of all rows, and the place of the first one that is drawn. */
  #height = -1;
  #top = -1;
  /** The rows that were drawn last. While a reader holds still, they stay, also when they were let go. */
  #drawn: Drawn[] = [];
  #isFrozen = false;
  /** True if it was following when a pointer was pressed. */
  #wasFollowing = false;
  #resizes: ResizeObserver | null = null;

  constructor(host: ListViewHost, functions: ListViewOptions) {
    this.#host = host;
    this.#functions = functions;
    host.addController(this);
  }

  /** The entry of the selected row, also when it was let go; or null. */
  get selected(): Entry | null {
    // A row that changes in place has another entry now.
    return this.#cursor !== null && !this.#source.grows ? this.#source.entryOf(this.#cursor) : this.#selected;
  }

  /** The entry of the selected row, also if its pane is not open. */
  get current(): Entry | null {
    return this.selected ?? (this.#cursor === null ? null : this.#source.entryOf(this.#cursor));
  }

  /** The number of the selected row; null without one. */
  get cursor(): number | null {
    return this.#cursor;
  }

  /** True while the newest row is kept in view. */
  get isFollowing(): boolean {
    return this.#isFollowing && this.#source.grows && !this.#functions.isPaused();
  }

  /** The number of rows below those in view that came since it holds still; 0 while it follows. */
  get newer(): number {
    if (this.isFollowing || !this.#source.grows) return 0;
    const lastSeen = positionAt(this.#measures, this.#scrollTop) + this.#viewport / this.#rowHeight;
    // Some of them may have been let go.
    return this.#source.length > lastSeen ? Math.max(this.#source.arrived - this.#seen, 0) : 0;
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = null;
  }

  hostUpdate(): void {
    const measures = this.#measures;
    const isGone = this.#source.isGone(this.#anchor.number);
    this.#isFrozen = !this.isFollowing && isGone && this.#drawn.length > 0;
    if (this.#isFrozen) return;
    if (this.isFollowing) {
      this.#scrollTop = maxScrollTop(measures);
      this.#seen = this.#source.arrived;
      return;
    }
    const { number, fraction } = this.#anchor;
    // Without a reader's hand it stays where it is, whatever was let go above. Rows that change in place may change
    // places, too: then the place stays.
    const position = this.#source.grows ? this.#source.rowOf(number) + fraction : positionAt(measures, this.#scrollTop);
    this.#scrollTop = scrollTopOf(measures, position);
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
    if (top !== this.#top) rows.style.insetBlockStart = `${top}px`;
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
    if (this.#isFollowing) this.#seen = this.#source.arrived;
    this.#isFollowing = false;
    if (!this.#isFrozen) this.#setAnchor();
    this.#host.requestUpdate();
  }

  /** Selects the entry of a row, and brings it into view. Beyond the ends, the first or the last row. */
  selectRow(row: number): void {
    if (this.#source.length === 0) return;
    const target = Math.min(Math.max(row, 0), this.#source.length - 1);
    this.#isFrozen = false;
    this.hold();
    this.#cursor = this.#source.at(target);
    this.#selected = this.#source.entryOf(this.#cursor);
    this.#reveal(target);
  }

  /** Opens the pane of the selected row. */
  open(): void {
    this.#selected = this.current;
    this.hold();
  }

  /** Selects a row by its number, if it is there, and brings it into view. */
  selectNumber(number: number): void {
    const row = this.#source.rowOf(number);
    if (this.#source.at(row) === number) this.selectRow(row);
  }

  /**
   * Changes what is listed with `change`: the selected row, or else the one at the upper edge, stays where it is, if it
   * is still there, or comes into view.
   */
  keepPlace(change: () => void): void {
    const cursor = this.#cursor;
    const offset = cursor === null ? 0 : this.#source.rowOf(cursor) - positionAt(this.#measures, this.#scrollTop);
    const seen = this.#viewport / this.#rowHeight;
    change();
    this.#seen = this.#source.arrived;
    if (cursor === null) return;
    this.#isFollowing = false;
    this.#anchor = { number: cursor, fraction: offset >= 0 && offset <= seen - 1 ? -offset : -seen / 2 };
  }

  /** Forgets the selection and the place: the rows are others. */
  restart(): void {
    this.#drawn = [];
    this.#isFollowing = true;
    this.#scrollTop = 0;
    this.#anchor = { number: 0, fraction: 0 };
    this.deselect();
  }

  /** Selects nothing. */
  deselect(): void {
    this.#cursor = this.#selected = null;
    this.#host.requestUpdate();
  }

  /** Moves the selection by a key of a list. Returns true if it was one. */
  onKey(key: string): boolean {
    const last = this.#source.length - 1;
    // While it follows, a selected row may be far above: the newest is the next one.
    const row = this.#isCursorFarAbove ? last + (key === 'ArrowUp' ? 1 : 0) : this.#source.rowOf(this.#cursor!);
    const page = Math.max(Math.floor(this.#viewport / this.#rowHeight) - 1, 1);
    const rows = { ArrowUp: row - 1, ArrowDown: row + 1, PageUp: row - page, PageDown: row + page, Home: 0, End: last };
    if (!Object.hasOwn(rows, key)) return false;
    this.selectRow(rows[key as keyof typeof rows]);
    if (key === 'End') {
      // The list goes on: a pane would keep what is no longer the newest.
      this.#selected = null;
      this.follow();
    }
    return true;
  }

  render(label: string, description: string): unknown {
    const measures = this.#measures;
    const { first, count } = windowAt(measures, this.#scrollTop);
    const rows = Array.from({ length: Math.max(count, 0) }, (_, offset) => first + offset);
    if (!this.#isFrozen) this.#drawn = rows.map((row) => this.#draw(row));
    const isCursorShown = this.#drawn.some(({ number }) => number === this.#cursor);
    // A row keeps its node while it is in view: what comes in takes the node of what went out.
    const slots = Math.ceil(this.#viewport / this.#rowHeight) + 2;
    return html`<div
      part="list"
      role="listbox"
      tabindex="0"
      aria-label=${label}
      aria-description=${description}
      aria-activedescendant=${isCursorShown ? `row-${this.#cursor}` : nothing}
      @scroll=${this.#onScroll}
      @click=${this.#onClick}
      @pointerdown=${this.#onPointerDown}
      @pointercancel=${this.#onPointerCancel}
    ><div id="spacer"><div id="rows">${repeat(
      this.#drawn,
      ({ key }) => ((key % slots) + slots) % slots,
      (drawn) => this.#renderRow(drawn),
    )}</div></div></div><div id="probe" aria-hidden="true"></div>`;
  }

  #draw(row: number): Drawn {
    const number = this.#source.at(row);
    const content = this.#source.content(number, row);
    return { row, number, key: this.#source.origin + row, entry: this.#source.entryOf(number), content };
  }

  #renderRow({ row, number, content: { part, name, cells } }: Drawn): unknown {
    return html`<div
      part="row ${part}"
      role="option"
      id="row-${number}"
      aria-selected=${number === this.#cursor}
      aria-setsize=${this.#source.length}
      aria-posinset=${row + 1}
      aria-label=${name}
    >
      ${cells}
    </div>`;
  }

  get #source(): RowSource {
    return this.#functions.rows();
  }

  get #scroller(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('[part=list]') ?? null;
  }

  get #measures(): ListMeasures {
    return { rows: this.#source.length, rowHeight: this.#rowHeight, viewport: this.#viewport };
  }

  get #isCursorFarAbove(): boolean {
    if (this.#cursor === null) return true;
    return this.isFollowing && this.#source.rowOf(this.#cursor) < positionAt(this.#measures, this.#scrollTop);
  }

  get #isCursorInView(): boolean {
    if (this.#cursor === null || this.#source.isGone(this.#cursor)) return false;
    const offset = this.#source.rowOf(this.#cursor) - positionAt(this.#measures, this.#scrollTop);
    return offset > -1 && offset < this.#viewport / this.#rowHeight;
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
    if (this.#source.length === 0) return;
    const position = positionAt(this.#measures, this.#scrollTop);
    let row = Math.min(Math.floor(position), this.#source.length - 1);
    // A row without an entry stays above all others, whatever is let go.
    if (this.#source.at(row) < 0 && row + 1 < this.#source.length) row += 1;
    this.#anchor = { number: this.#source.at(row), fraction: position - row };
  }

  readonly #onScroll = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller!;
    // Its own scrolling fires events, too; engines round the position.
    if (Math.abs(scrollTop - this.#renderedTop) < 2) return;
    this.#scrollTop = this.#renderedTop = scrollTop;
    this.#isFrozen = false;
    if (scrollTop + clientHeight >= scrollHeight - 2) this.follow();
    else this.hold();
  };

  readonly #onClick = (event: Event): void => {
    const option = (event.target as Element).closest('[role=option]');
    if (!option) return;
    const number = Number(option.id.slice('row-'.length));
    if (!this.#source.isGone(number)) return this.selectRow(this.#source.rowOf(number));
    this.#cursor = number;
    this.#selected = this.#drawn.find((drawn) => drawn.number === number)?.entry ?? null;
    this.#host.requestUpdate();
  };

  /** A row that moves away while a pointer is pressed would not be clicked. */
  readonly #onPointerDown = (event: PointerEvent): void => {
    this.#wasFollowing = this.isFollowing;
    if (event.button === 0 && (event.target as Element).closest('[role=option]')) this.hold();
  };

  /** The pointer scrolls. */
  readonly #onPointerCancel = (): void => {
    if (this.#wasFollowing) this.follow();
  };

  #observe(scroller: HTMLElement): void {
    if (this.#resizes || typeof ResizeObserver !== 'function') return;
    const probe = this.#host.renderRoot.querySelector('#probe')!;
    this.#resizes = new ResizeObserver(() => {
      const rowHeight = probe.getBoundingClientRect().height || this.#rowHeight;
      const viewport = scroller.clientHeight;
      if (rowHeight === this.#rowHeight && viewport === this.#viewport) return;
      const isShown = this.#isCursorInView;
      this.#rowHeight = rowHeight;
      this.#viewport = viewport;
      // The pane takes the room below the selected row, or its own.
      if (isShown && !this.isFollowing) this.#reveal(this.#source.rowOf(this.#cursor!));
      this.#host.requestUpdate();
    });
    this.#resizes.observe(scroller);
    this.#resizes.observe(probe);
  }
}
