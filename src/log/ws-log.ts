import { html, LitElement, nothing } from 'lit';
import { groupOf } from '../recording/entry.js';
import { Matches } from '../recording/matches.js';
import { Recorder, type RecorderOptions } from '../recording/recorder.js';
import type { RecordingSource } from '../recording/source.js';
import { logVocabulary } from '../strings/log-vocabulary.js';
import { adoptStyles } from '../view/adopt-styles.js';
import { ANNOUNCES_MESSAGES, type Announceable } from '../view/announcer.js';
import { fromBooleanAttribute, toBoolean, toNumber } from '../view/attribute-values.js';
import { elementStyles } from '../view/element.styles.js';
import { LiveRegion } from '../view/live-region.js';
import { NextFrame } from '../view/next-frame.js';
import { StringsController } from '../view/strings-controller.js';
import { tokens } from '../view/tokens.styles.js';
import { Copier } from './copier.js';
import { detailStyles } from './detail.styles.js';
import { DetailView } from './detail-view.js';
import { KeyHelp } from './key-help.js';
import { ListView } from './list-view.js';
import { LOG_ANNOUNCEMENT_INTERVAL, LogNews } from './log-news.js';
import { LogSource } from './log-source.js';
import { renderNewer, renderToolbar } from './toolbar.js';
import { styles } from './ws-log.styles.js';

/**
 * Everything that passed on a connection, in both directions, and its story: a list of which only the rows in view are
 * in the document, and the whole of the selected message. It records the `<ws-echo>` that it is in, or the elements
 * that `for` names, or `source`; as long as it is in the page, also while it is not shown.
 *
 * @element ws-log
 *
 * @attr {string} lang - The language of words, numbers and times; by default that of the nearest element with one.
 *
 * @slot empty - Shown in place of the list while there is nothing to record.
 *
 * @csspart toolbar - The buttons above the list.
 * @csspart pause - The button that holds the list still.
 * @csspart pings - The button that shows pings; only when there are some.
 * @csspart copy-all - The button that copies all rows as text.
 * @csspart clear - The button that removes all rows.
 * @csspart help - The button that lists the keys.
 * @csspart count - The number of entries that were recorded.
 * @csspart notice - A line about what cannot be recorded, or was copied.
 * @csspart empty - Shown in place of the list while there is nothing to record.
 * @csspart list - The list. Scrolls.
 * @csspart row - A row. It has a second part, after its kind.
 * @csspart sent - The row of a message that was sent.
 * @csspart received - The row of a message that was received.
 * @csspart ping - The row of a ping.
 * @csspart pong - The row of the answer to a ping.
 * @csspart queued - The row of a message that waits for a socket.
 * @csspart discarded - The row of a message that was handed back.
 * @csspart story - The row of an event of the connection.
 * @csspart time - The time in a row.
 * @csspart direction - The direction in a row: a sign, and where there is room a word.
 * @csspart size - The size of the message in a row.
 * @csspart source - The source of a row, where there is more than one.
 * @csspart text - The beginning of the message in a row, or the sentence about an event.
 * @csspart newer - The button that goes to the newest row, and says how many are new.
 * @csspart detail - The pane with the whole message.
 * @csspart detail-header - The first line of the pane: time, direction and size.
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
 */
export class WsLog extends LitElement {
  static override styles = [tokens, elementStyles, styles, detailStyles];

  static override properties = {
    for: {},
    source: { attribute: false },
    limit: {},
    byteLimit: { attribute: 'byte-limit' },
    paused: { converter: fromBooleanAttribute },
    pings: { converter: fromBooleanAttribute },
    label: {},
  };

  /** These belong to every element, and are not in `properties`. @ignore */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** The ids of the elements to record, separated by spaces; in the same root. */
  declare for: string | null;
  /** The connection, element or `WebSocket` to record, or a list of them. It takes the place of `for`. */
  declare source: RecordingSource | readonly RecordingSource[] | null;
  /** The most entries; {@link ENTRY_LIMIT} by default. The oldest are let go, and counted. */
  declare limit: number | null;
  /** The most bytes: text at 2 bytes a UTF-16 unit, and 64 an entry; {@link ENTRY_BYTE_LIMIT} by default. */
  declare byteLimit: number | null;
  /** True: the list holds still, and nothing is let go; what has no room is counted. False by default. */
  declare paused: boolean;
  /** True: pings and their answers are listed, too. False by default. */
  declare pings: boolean;
  /** The name of the list; “Messages” by default, in the language of the page. */
  declare label: string | null;

  /** It says itself which messages came: an element around it has no need to. @ignore */
  readonly [ANNOUNCES_MESSAGES] = true;

  readonly #options: RecorderOptions = {};
  readonly #recorder = new Recorder(this.#options);
  readonly #strings = new StringsController(this, logVocabulary);
  /** Undefined in a document that has none, as that of a test. */
  readonly #internals = this.attachInternals?.() as ElementInternals | undefined;
  readonly #source = new LogSource(this, this.#recorder);
  #matches = new Matches(this.#recorder, null);
  #hasPings = false;
  readonly #copier = new Copier(this);
  readonly #list = new ListView(this, this.#recorder, this.#strings, {
    matches: () => this.#matches,
    isPaused: () => this.#isPaused,
    sourceName: (entry) => this.#source.nameOf(entry),
  });
  readonly #detail = new DetailView(this, this.#strings, this.#list.writer, {
    copy: (text) => void this.#copier.copy(text),
    onClose: () => this.#closeDetail(),
  });
  readonly #keys = new KeyHelp(this, this.#strings);
  readonly #liveRegion = new LiveRegion(this, () => this.#announceable, LOG_ANNOUNCEMENT_INTERVAL);
  readonly #news = new LogNews(this.#recorder, this.#strings, this.#list.writer);
  readonly #nextFrame = new NextFrame();
  /** The setting that makes no sense, quoted; `''` without. */
  #mistake = '';
  /** The time of `clear()`, in milliseconds since the epoch. */
  #clearedAt: number | null = null;
  constructor() {
    super();
    this.for = null;
    this.source = null;
    this.paused = false;
    this.pings = false;
    this.#recorder.onchange = () => {
      if (!this.isUpdatePending) this.requestUpdate();
    };
    this.#match();
  }

  /** What was recorded. */
  get recorder(): Recorder {
    return this.#recorder;
  }

  /** Removes all rows. The recording goes on. */
  clear(): void {
    this.#clearedAt = Date.now();
    this.#recorder.clear();
    this.#list.deselect();
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

  override requestUpdate(...args: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...args);
    // At once: what comes before the next frame is recorded as the page has asked for. The constructor of LitElement
    // calls this too, before there are fields.
    if (args[0] !== undefined && #source in this) this.#apply(args[0]);
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
    const entry = this.#list.selected;
    const isEmpty = this.#recorder.length === 0 && this.#recorder.letGo === 0;
    return html`
      <div id="frame">
        ${this.#renderToolbar()}
        ${notices.length > 0 ? html`<div part="notice" tabindex="-1">${notices.join(' ')}</div>` : nothing}
        <div id="panes" class=${entry ? 'has-detail' : nothing}>
          ${isEmpty ? html`<div part="empty"><slot name="empty">${this.#emptyText}</slot></div>` : this.#renderList()}
          ${entry ? this.#detail.render(entry) : nothing}
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
      ['following', this.#list.isFollowing],
      ['paused', this.#isPaused],
    ] as const) {
      if (isSet) states.add(state);
      else states.delete(state);
    }
  }

  get #isPaused(): boolean {
    return toBoolean(this.paused);
  }

  #renderToolbar(): unknown {
    const { letGo, length } = this.#recorder;
    const showsPings = toBoolean(this.pings);
    return renderToolbar(this.#strings, {
      isPaused: this.#isPaused,
      hasPings: this.#hasPings || showsPings,
      showsPings,
      recorded: letGo + length,
      onPause: this.#togglePause,
      onPings: this.#togglePings,
      onCopyAll: this.#copyAll,
      onClear: this.#clear,
      onHelp: this.#keys.show,
    });
  }

  #renderList(): unknown {
    const label = this.label ?? this.#strings.sentence('logLabel');
    const newer = renderNewer(this.#strings, this.#list.newer, this.#recorder.missed, this.#goToEnd);
    return html`<div id="list">${this.#list.render(label)}${newer}</div>`;
  }

  get #emptyText(): string {
    const at = this.#clearedAt;
    if (at === null) return this.#strings.sentence('logEmpty');
    return this.#strings.sentence('recordingSince', (format) => format.time(at));
  }

  /** What cannot be recorded, and what was copied. */
  get #notices(): string[] {
    const strings = this.#strings;
    const problems = this.#source.problems.map((problem) =>
      'id' in problem ? strings.sentence('noElement', problem.id) : strings.sentence('noConnection', problem.what),
    );
    return [
      ...problems,
      this.#mistake && strings.sentence('badSetting', this.#mistake),
      this.#copier.outcome ? strings.sentence(this.#copier.outcome) : '',
    ].filter(Boolean);
  }

  get #announceable(): Announceable {
    return this.#news.content(this.#list.isFollowing, this.#notices.join(' '));
  }

  /** Lists other entries. */
  #match(): void {
    const isPing = (index: number) => groupOf(this.#recorder.kindAt(index)) === 'ping';
    const hidePings = (index: number) => {
      if (!isPing(index)) return true;
      this.#hasPings = true;
      return false;
    };
    this.#matches = new Matches(this.#recorder, toBoolean(this.pings) ? null : hidePings);
  }

  #apply(property: PropertyKey): void {
    switch (property) {
      case 'limit':
      case 'byteLimit':
        this.#applyLimits();
        break;
      case 'paused':
        this.#applyPause();
        break;
      case 'pings':
        this.#match();
        break;
      case 'for':
      case 'source':
        this.#source.update();
    }
  }

  #applyLimits(): void {
    try {
      this.#mistake = '';
      this.#options.limit = toNumber('limit', this.limit);
      this.#options.byteLimit = toNumber('byte-limit', this.byteLimit);
    } catch (error) {
      this.#mistake = (error as Error).message;
    }
    this.#recorder.trim();
  }

  #applyPause(): void {
    if (this.#recorder.held === this.#isPaused) return;
    this.#recorder.held = this.#isPaused;
    if (this.#isPaused) this.#list.hold();
    else this.#list.follow();
  }

  #closeDetail(): void {
    this.#list.deselect();
    this.focus();
  }

  readonly #togglePause = (): void => {
    this.paused = !this.#isPaused;
  };

  readonly #togglePings = (): void => {
    this.pings = !toBoolean(this.pings);
  };

  readonly #clear = (): void => this.clear();

  readonly #goToEnd = (): void => {
    this.paused = false;
    this.#list.follow();
    this.focus();
  };

  readonly #copyAll = (): void => {
    const { writer } = this.#list;
    const lines = Array.from({ length: this.#matches.length }, (_, row) =>
      writer.line(this.#recorder.at(this.#matches.at(row))!),
    );
    void this.#copier.copy(Promise.all(lines).then((texts) => texts.join('\n')));
  };

  #onKeyDown(event: KeyboardEvent): void {
    const isInList = (event.target as Element).getAttribute('part') === 'list';
    if (!isInList || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#list.onKey(event.key) && !this.#runKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Runs the command of a key, and returns true if there is one. */
  #runKey(key: string): boolean {
    const { selected } = this.#list;
    switch (key) {
      case 'Enter':
        this.#detail.focus();
        return true;
      case 'Escape':
        if (!selected) return false;
        this.#list.deselect();
        return true;
      case 'c':
        if (selected) void this.#copier.copy(this.#list.writer.whole(selected));
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
