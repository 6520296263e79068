import { html, nothing } from 'lit';
import { parsePath } from '../recording/json-path.js';
import { adoptStyles } from '../view/adopt-styles.js';
import { ANNOUNCES_MESSAGES, type Announceable } from '../view/announcer.js';
import { toBoolean } from '../view/attribute-values.js';
import { elementStyles } from '../view/element.styles.js';
import { LiveRegion } from '../view/live-region.js';
import { NextFrame } from '../view/next-frame.js';
import { tokens } from '../view/tokens.styles.js';
import { Copier } from './copier.js';
import { detailStyles } from './detail.styles.js';
import { DetailView } from './detail-view.js';
import { foundText, renderFindBox, renderFindButtons, type FindBarOptions } from './find-bar.js';
import { FindingElement, TIMES } from './finding-element.js';
import { KeyHelp } from './key-help.js';
import { LOG_ANNOUNCEMENT_INTERVAL, LogNews } from './log-news.js';
import { likelyPath, pathsIn } from './paths.js';
import { renderNewer, renderToolbar } from './toolbar.js';
import { rowsStyles } from './rows.styles.js';
import { styles } from './ws-log.styles.js';

/**
 * Everything that passed on a connection, in both directions, and its story: a list of which only the rows in view are
 * in the document, and the whole of the selected message. It records the `<ws-echo>` that it is in, or the elements
 * that `for` names, or `source`; as long as it is in the page, also while it is not shown.
 *
 * @element ws-log
 *
 * @attr {string} [lang=that of the nearest element with one] - The language of words, numbers and times.
 *
 * @slot empty - Shown in place of the list while there is nothing to record.
 *
 * @csspart toolbar - The line above the list.
 * @csspart find - The find box.
 * @csspart buttons - The buttons beside the find box, or below it.
 * @csspart chips - The buttons that write into the find box.
 * @csspart chip - One of these buttons.
 * @csspart mark - The button that marks what is found, and hides nothing.
 * @csspart step - The buttons that go to the previous and the next row that was found.
 * @csspart pause - The button that holds the list still.
 * @csspart latest-by - The button that shows the newest message of each key.
 * @csspart latest-path - The input for the path of the key; only then.
 * @csspart order - The choice of the order of the keys; only then.
 * @csspart times - The button that changes how times are shown.
 * @csspart pings - The button that shows pings; only when there are some.
 * @csspart copy-all - The button that copies all rows as text.
 * @csspart clear - The button that removes all rows.
 * @csspart help - The button that lists the keys.
 * @csspart count - The number of entries that were recorded, or found.
 * @csspart notice - A line about what cannot be recorded, or was copied.
 * @csspart empty - Shown in place of the list while there is nothing to record.
 * @csspart list - The list. Scrolls.
 * @csspart row - A row. It has a second part, after its kind: `ws-log::part(sent)`; of an event also a third, for good
 *   and bad news.
 * @csspart sent - The row of a message that was sent.
 * @csspart received - The row of a message that was received.
 * @csspart ping - The row of a ping.
 * @csspart pong - The row of the answer to a ping.
 * @csspart queued - The row of a message that waits for a socket.
 * @csspart discarded - The row of a message that was handed back.
 * @csspart story - The row of an event of the connection.
 * @csspart open - The row of the event that it has opened.
 * @csspart failed - The row of an event with a reason: it broke, or could not connect.
 * @csspart latest - The row of a key.
 * @csspart key - The key in its row.
 * @csspart number - The number of messages with the key.
 * @csspart rate - The number of messages with the key in a second.
 * @csspart time - The time in a row.
 * @csspart direction - The direction in a row: a sign, and where there is room a word.
 * @csspart size - The size of the message in a row.
 * @csspart source - The source of a row, where there is more than one.
 * @csspart text - The beginning of the message in a row, or the sentence about an event.
 * @csspart newer - The button that goes to the newest row, and says how many are new.
 * @csspart detail - The pane with the whole message.
 * @csspart detail-header - The first line of the pane: time, direction and size.
 * @csspart context - The button that shows a row that was found among the others.
 * @csspart close - The button that closes the pane.
 * @csspart views - The line of buttons that choose the view of a message.
 * @csspart view - One of these buttons.
 * @csspart copy - The button that copies the message as it is viewed.
 * @csspart content - The message as text, hex or Base64. Scrolls.
 * @csspart tree - The message as a tree. Scrolls.
 * @csspart tree-actions - The path of the active row of the tree, and the buttons for it.
 * @csspart path - This path.
 * @csspart note - A line about the view: a selected range, a text that is too long for a tree.
 * @csspart pager - The buttons that turn the pages of a long message.
 * @csspart keys - The dialog that lists the keys.
 * @csspart close-keys - The button that closes it.
 *
 * @cssState following - The newest row is kept in view.
 * @cssState paused - It is paused.
 *
 * @cssprop --ws-log-block-size - The height of the element; in a `<ws-echo>`, it takes the place of the message.
 * @cssprop --ws-log-max-width - The greatest width of the element; `none`: as wide as its place.
 * @cssprop --ws-log-selected - The background of the selected row.
 * @cssprop --ws-log-mark - The background of what was found.
 */
export class WsLog extends FindingElement {
  static override styles = [tokens, elementStyles, styles, rowsStyles, detailStyles];

  static override properties = {
    ...FindingElement.properties,
    label: {},
  };

  /** These belong to every element, and are not in `properties`. @ignore */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** The name of the list. @default “Messages”, in the language of the page */
  declare label: string | null;

  /** It says itself which messages came: an element around it has no need to. @ignore */
  readonly [ANNOUNCES_MESSAGES] = true;

  /** Undefined in a document that has none, as that of a test. */
  readonly #internals = this.attachInternals?.() as ElementInternals | undefined;
  readonly #copier = new Copier(this);
  readonly #detail = new DetailView(this, this.strings, this.writer, {
    copy: (text) => void this.#copier.copy(text),
    onClose: () => this.#closeDetail(),
    onContext: () => this.#showInContext(),
  });
  readonly #keys = new KeyHelp(this, this.strings);
  readonly #liveRegion = new LiveRegion(this, () => this.#announceable, LOG_ANNOUNCEMENT_INTERVAL);
  readonly #news = new LogNews(this.recorder, this.strings, this.writer);
  readonly #nextFrame = new NextFrame();
  /** The time of `clear()`, in milliseconds since the epoch. */
  #clearedAt: number | null = null;

  constructor() {
    super();
    this.label = null;
  }

  /** Removes all rows. The recording goes on. */
  clear(): void {
    this.#clearedAt = Date.now();
    this.recorder.clear();
    this.find();
    this.list.restart();
    this.#liveRegion.clear();
  }

  /** Moves the focus to the list. */
  override focus(options?: FocusOptions): void {
    const list = this.renderRoot?.querySelector<HTMLElement>('[part=list]');
    if (list) list.focus(options);
    else super.focus(options);
  }

  /** @ignore */
  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') this.requestUpdate();
  }

  /** Its presence keeps `moveBefore` from disconnecting and connecting. @ignore */
  connectedMoveCallback(): void {
    this.requestUpdate();
  }

  /** @ignore */
  adoptedCallback(): void {
    this.#nextFrame.end();
    adoptStyles(this.renderRoot as ShadowRoot, WsLog.styles);
  }

  /** Renders once per animation frame, and not while the page is hidden; the first time at once. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await this.#nextFrame.wait(this);
    await super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('keydown', (event) => this.#onKeyDown(event as KeyboardEvent));
    return root;
  }

  protected override render(): unknown {
    const notices = this.#notices;
    const entry = this.list.selected;
    const isEmpty = this.recorder.length === 0 && this.recorder.letGo === 0;
    return html`
      <div id="frame">
        ${this.#renderToolbar()}
        ${notices.length > 0 ? html`<div part="notice" tabindex="-1">${notices.join(' ')}</div>` : nothing}
        <div id="panes" class=${entry ? 'has-detail' : nothing}>
          ${isEmpty ? html`<div part="empty"><slot name="empty">${this.#emptyText}</slot></div>` : this.#renderList()}
          ${entry ? this.#detail.render(entry, this.finder.isFiltered) : nothing}
        </div>
      </div>
      ${this.#keys.render()}
      ${this.#liveRegion.render()}
    `;
  }

  protected override updated(): void {
    const states = this.#internals?.states;
    if (!states) return;
    for (const [state, isSet] of [
      ['following', this.list.isFollowing],
      ['paused', this.isPaused],
    ] as const) {
      if (isSet) states.add(state);
      else states.delete(state);
    }
  }

  get #findOptions(): FindBarOptions {
    const { found, unsearched } = this.finder;
    const { cursor } = this.list;
    const { length } = this.recorder;
    return {
      query: this.queryText,
      marks: toBoolean(this.mark),
      found: found.length,
      position: cursor !== null && found.has(cursor) ? found.rowOf(cursor) + 1 : 0,
      searched: unsearched > 0 ? [Math.max(length - unsearched, 0), length] : null,
      onQuery: this.#setQuery,
      onMark: this.#toggleMark,
      onStep: this.step,
      onLeave: this.#leaveFind,
    };
  }

  #renderToolbar(): unknown {
    const { letGo, length } = this.recorder;
    const strings = this.strings;
    const showsPings = toBoolean(this.pings);
    const find = this.#findOptions;
    const recorded = strings.sentence('recorded', (format) => format.number(letGo + length));
    const buttons = renderToolbar(strings, {
      isPaused: this.isPaused,
      hasPings: this.finder.hasPings || showsPings,
      showsPings,
      times: this.shownTimes,
      latestBy: this.latestBy ?? null,
      paths: this.latestBy === null ? [] : pathsIn(this.recorder),
      order: this.order,
      count: this.#outcome || foundText(strings, find) || recorded,
      onPause: this.#togglePause,
      onPings: this.#togglePings,
      onTimes: this.#nextTimes,
      onLatestBy: this.#toggleLatest,
      onLatest: this.#setLatest,
      onOrder: this.setOrder,
      onCopyAll: this.#copyAll,
      onClear: this.#clear,
      onHelp: this.#keys.show,
    });
    return html`<div part="toolbar">
      ${renderFindBox(strings, find)}
      <div part="buttons">${renderFindButtons(strings, find)}${buttons}</div>
    </div>`;
  }

  #renderList(): unknown {
    const strings = this.strings;
    const label = this.label ?? strings.sentence('logLabel');
    const newer = renderNewer(strings, this.list.newer, this.recorder.missed, this.isPaused, this.#goToEnd);
    return html`<div id="list">${this.list.render(label, strings.sentence('keysHint'))}${newer}</div>`;
  }

  get #emptyText(): string {
    const at = this.#clearedAt;
    if (at === null) return this.strings.sentence('logEmpty');
    return this.strings.sentence('recordingSince', (format) => format.time(at));
  }

  /** The outcome of the last copy in words; `''` after a while. */
  get #outcome(): string {
    const { outcome } = this.#copier;
    return outcome ? this.strings.sentence(outcome) : '';
  }

  /** The sentences about sources, terms and settings that make no sense. */
  get #notices(): string[] {
    const strings = this.strings;
    const { latest, query } = this.finder;
    const problems = this.sources.problems.map((problem) =>
      'id' in problem ? strings.sentence('noElement', problem.id) : strings.sentence('noConnection', problem.what),
    );
    return [
      ...problems,
      this.mistake && strings.sentence('badSetting', this.mistake),
      ...query.literals.map(({ term, reason }) => strings.sentence('literal', term, reason)),
      this.latestPath && !parsePath(this.latestPath) ? strings.sentence('badPath', this.latestPath) : '',
      latest?.others ? strings.sentence('tooManyKeys', (format) => format.number(latest.others)) : '',
    ].filter(Boolean);
  }

  get #announceable(): Announceable {
    const isHeard = this.rows.grows ? this.list.isFollowing : !this.isPaused;
    return this.#news.content(isHeard, [...this.#notices, this.#outcome].join(' ').trim());
  }

  #closeDetail(): void {
    this.list.deselect();
    this.focus();
  }

  #showInContext(): void {
    this.mark = true;
    this.focus();
  }

  readonly #setQuery = (query: string): void => {
    this.query = query;
  };

  readonly #toggleMark = (): void => {
    this.mark = !toBoolean(this.mark);
  };

  readonly #leaveFind = (): void => this.focus();

  readonly #nextTimes = (): void => {
    this.times = TIMES[(TIMES.indexOf(this.shownTimes) + 1) % TIMES.length]!;
  };

  /** Begins with the path that is most likely meant. */
  readonly #toggleLatest = (): void => {
    this.latestBy = this.latestBy === null ? likelyPath(pathsIn(this.recorder)) : null;
  };

  readonly #setLatest = (path: string): void => {
    this.latestBy = path;
  };

  readonly #togglePause = (): void => {
    this.paused = !this.isPaused;
  };

  readonly #togglePings = (): void => {
    this.pings = !toBoolean(this.pings);
  };

  readonly #clear = (): void => this.clear();

  readonly #goToEnd = (): void => {
    this.paused = false;
    this.list.follow();
    this.focus();
  };

  readonly #copyAll = (): void => {
    const entries = Array.from({ length: this.rows.length }, (_, row) => this.rows.entryOf(this.rows.at(row)));
    const lines = entries.flatMap((entry) => (entry ? [this.writer.line(entry)] : []));
    void this.#copier.copy(Promise.all(lines).then((texts) => texts.join('\n')));
  };

  #onKeyDown(event: KeyboardEvent): void {
    const isInList = (event.target as Element).getAttribute('part') === 'list';
    if (!isInList || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.list.onKey(event.key) && !this.#runKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Runs the command of a key, and returns true if there is one. */
  #runKey(key: string): boolean {
    const { current } = this.list;
    switch (key) {
      case 'Enter':
        this.list.open();
        void this.updateComplete.then(() => this.#detail.focus());
        return true;
      case 'Escape':
        if (!current) return false;
        this.list.deselect();
        return true;
      case '/':
        this.renderRoot.querySelector<HTMLInputElement>('[part=find]')!.select();
        return true;
      case 'n':
        this.step(1);
        return true;
      case 'N':
        this.step(-1);
        return true;
      case 'c':
        if (current) void this.#copier.copy(this.writer.whole(current));
        return true;
      case 'p':
        this.#togglePause();
        return true;
      case '?':
        this.#keys.show();
        return true;
      default:
        return false;
    }
  }
}
