import { parsePath } from '../recording/json-path.js';
import type { LatestOrder } from '../recording/latest.js';
import { logVocabulary } from '../strings/log-vocabulary.js';
import type { AllStrings } from '../strings/registry.js';
import { fromBooleanAttribute, toBoolean } from '../view/attribute-values.js';
import { StringsController } from '../view/strings-controller.js';
import { Finder } from './finder.js';
import { LatestRows } from './latest-rows.js';
import { ListView, type RowSource } from './list-view.js';
import { Marks } from './marks.js';
import { MessageRows } from './message-rows.js';
import { RecordingElement } from './recording-element.js';
import { RowWriter, type Times } from './row-text.js';

/** The ways to show times, in the order of their button. */
export const TIMES: readonly Times[] = ['clock', 'open', 'previous'];

/** An element that lists what it records: all of it, what a query finds, or the newest message of each key. */
export abstract class FindingElement extends RecordingElement {
  static override properties = {
    ...RecordingElement.properties,
    query: {},
    mark: { converter: fromBooleanAttribute },
    times: {},
    latestBy: { attribute: 'latest-by' },
    pings: { converter: fromBooleanAttribute },
  };

  /**
   * The text of the find box: words, `-word`, `"a phrase"`, `/expression/i`, `is:sent`, `larger-than:1k`,
   * `$.path=value`. A person may change it.
   */
  declare query: string;
  /** True: a query marks what it finds, and the other rows stay. Otherwise it hides them. */
  declare mark: boolean;
  /**
   * The time of a row: `clock`; `open`, since its connection opened; `previous`, since the row above. The tooltip has
   * all three, and UTC.
   */
  declare times: Times;
  /**
   * A path in JSON messages, as `$.symbol`: one row for each value there, with its newest message, its count and its
   * rate.
   */
  declare latestBy: string | null;
  /** True: pings and their answers are listed, too. */
  declare pings: boolean;
  protected readonly strings: StringsController<AllStrings> = new StringsController(this, logVocabulary);
  protected readonly writer = new RowWriter(this.recorder, this.strings, () => this.requestUpdate());
  protected readonly finder = new Finder(this, this.recorder, this.writer);
  readonly #marks = new Marks(this, () => this.finder.query);
  readonly #messages = new MessageRows(this.recorder, this.finder, this.writer, this.#marks, {
    times: () => this.shownTimes,
    sourceName: (entry) => this.sources.nameOf(entry),
  });
  #rows: RowSource = this.#messages;
  protected readonly list = new ListView(this, { rows: () => this.#rows, isPaused: () => this.isPaused });
  #order: LatestOrder = 'key';

  constructor() {
    super();
    this.query = '';
    this.mark = false;
    this.times = 'clock';
    this.latestBy = null;
    this.pings = false;
  }

  /** The rows that are listed. */
  protected get rows(): RowSource {
    return this.#rows;
  }

  /** The order of the keys. */
  protected get order(): LatestOrder {
    return this.#order;
  }

  protected get isPaused(): boolean {
    return toBoolean(this.paused);
  }

  /** `times`, if it makes sense. */
  protected get shownTimes(): Times {
    return TIMES.includes(this.times) ? this.times : 'clock';
  }

  /** `query` as text. */
  protected get queryText(): string {
    return String(this.query ?? '');
  }

  /** `latestBy` as text; `''` without. */
  protected get latestPath(): string {
    return String(this.latestBy ?? '').trim();
  }

  protected override onProperty(property: PropertyKey): void {
    super.onProperty(property);
    // LitElement sets properties before the fields of this class are there.
    if (!(#order in this)) return;
    if (property === 'paused' && this.isPaused) this.list.hold();
    if (property === 'paused' && !this.isPaused) this.list.follow();
    if (property === 'query' || property === 'mark' || property === 'pings') this.find();
    if (property === 'latestBy') this.#applyLatest();
  }

  protected override onRecorded(): void {
    if (#order in this) this.finder.onEntry();
  }

  /** Lists and finds what the properties say. */
  protected find(): void {
    const path = this.latestPath ? parsePath(this.latestPath) : null;
    this.list.keepPlace(() => {
      this.finder.set(this.queryText, !toBoolean(this.mark), toBoolean(this.pings), path);
      const { latest } = this.finder;
      if (latest) latest.order = this.#order;
      this.#rows = latest ? new LatestRows(latest, this.writer, this.#marks, this.strings) : this.#messages;
    });
  }

  #applyLatest(): void {
    this.list.deselect();
    this.find();
    this.list.restart();
  }

  protected readonly setOrder = (order: LatestOrder): void => {
    this.#order = order;
    if (this.finder.latest) this.finder.latest.order = order;
    this.requestUpdate();
  };

  /** Selects the next row that was found, or the previous one; beyond the last, the first. */
  protected readonly step = (direction: 1 | -1): void => {
    const { found } = this.finder;
    const { cursor } = this.list;
    if (found.length === 0 || !this.#rows.grows) return;
    const from = cursor === null ? (direction > 0 ? 0 : found.length) : found.rowOf(cursor + Number(direction > 0));
    const row = direction > 0 ? from : from - 1;
    this.list.selectNumber(found.at((row + found.length) % found.length));
  };
}
