import { html, LitElement, nothing } from 'lit';
import type { DiscardEvent } from '../connection/events.js';
import { EchoTimer } from '../recording/echo-timer.js';
import { adoptStyles } from '../view/adopt-styles.js';
import { ANNOUNCES_MESSAGES, type Announceable } from '../view/announcer.js';
import { fromBooleanAttribute, toBoolean, toBooleanAttribute, upgradeProperties } from '../view/attribute-values.js';
import { elementStyles } from '../view/element.styles.js';
import { LiveRegion } from '../view/live-region.js';
import { NextFrame } from '../view/next-frame.js';
import { echoVocabulary } from '../strings/echo-vocabulary.js';
import { StringsController } from '../view/strings-controller.js';
import { tokens } from '../view/tokens.styles.js';
import { runCommand } from './commands.js';
import { compactStyles } from './compact.styles.js';
import { ConnectionElement } from './connection-element.js';
import { messageStyles } from './message.styles.js';
import { MessageView, type MessageFormatter } from './message-view.js';
import { SendForm } from './send-form.js';
import { StatusView } from './status-view.js';
import { INPUT_ATTRIBUTES } from './text-input.js';
import { styles } from './ws-echo.styles.js';

/**
 * A WebSocket that you can see: connects while it is in the page, sends the text of its form, and shows the newest
 * message. An invalid setting throws nothing: the element says so, and has the diagnosis `bad-configuration`.
 *
 * Buttons command it without JavaScript: `<button commandfor="…" command="--reconnect">`, `--close`, `--clear`, and
 * `--send`, which sends the value of the button, or else the text of the form.
 *
 * @element ws-echo
 *
 * @event {Event} open - A socket has opened.
 * @event {MessageEvent} message - A message has arrived: each one, in order, at once. `data` and `origin` are as with
 *   `WebSocket`: `data` is a string, or bytes as set by `binaryType`.
 * @event {MessageEvent} send - A message was handed to the socket, at once or from the queue, with `data` as given:
 *   handed over, not delivered, which no WebSocket tells. Never a ping.
 * @event {CloseEvent} close - A socket, or an attempt, has ended; also when it is closed while it waits. `code`,
 *   `reason` and `wasClean` tell why, `state` what follows.
 * @event {Event} error - An attempt has failed; `close` follows, and `diagnosis` has the reason.
 * @event {Event} statechange - `state` has changed.
 * @event {DiscardEvent} discard - Hands back the `messages` that can no longer be sent, oldest first.
 *
 * @attr {string} autocapitalize - For the input.
 * @attr {string} autocorrect - For the input.
 * @attr {string} inputmode - For the input.
 * @attr {string} spellcheck - For the input.
 * @attr {string} [lang=that of the nearest element with one] - The language of words, numbers and times.
 *
 * @slot label - The label of the input, if text is not enough.
 * @slot send - The content of the send button.
 * @slot message - Takes the place of the newest message.
 * @slot empty - Shown in place of the message while there is none.
 *
 * @csspart status - The status of the connection, on one line: state, address and button.
 * @csspart state - The indicator and the state in words.
 * @csspart indicator - The dot in the colour of the state.
 * @csspart address - The address: host and path.
 * @csspart body - Everything under the status. Scrolls where there is no room.
 * @csspart reason - The reason of the state, and the time of the next attempt. Only when there is one.
 * @csspart help - The link from a failure to the help page.
 * @csspart stop - The button that ends the retries, while waiting.
 * @csspart action - The button Disconnect, Connect or Retry now.
 * @csspart form - The form: label, input, send button and notice.
 * @csspart label - The label of the input.
 * @csspart input - The input.
 * @csspart send - The send button.
 * @csspart notice - The line under the input, about queued and unsent messages.
 * @csspart restore - The button that puts an unsent text back into the input.
 * @csspart resend - The button that sends unsent bytes again.
 * @csspart line-break - The button that breaks a line, on touch screens.
 * @csspart message - The newest message.
 * @csspart text - The text of the newest message.
 * @csspart details - The line under the message: its time, its round trip, its size; and its buttons. While text of
 *   the message is selected, it stays.
 * @csspart newer - The button that shows the newest message, while text of an earlier one is selected.
 * @csspart copy - The button that copies the message.
 *
 * @cssState connecting - An attempt is under way.
 * @cssState open - Messages can be sent and received.
 * @cssState waiting - The next attempt is due at `connection.retryAt`.
 * @cssState asleep - The page is hidden or frozen; it connects when the page is visible.
 * @cssState closing - It was closed, and the server has not answered yet.
 * @cssState closed - It stays closed until `reconnect()`, another URL or other subprotocols.
 * @cssState failed - There is a `diagnosis`; together with one of the others.
 *
 * @cssprop --ws-echo-accent - The buttons, the link to the help page, and the focus ring.
 * @cssprop --ws-echo-on-accent - The text of the send button.
 * @cssprop --ws-echo-background - The background of the element.
 * @cssprop --ws-echo-surface - The background of the form.
 * @cssprop --ws-echo-border - The border of the element and of secondary buttons.
 * @cssprop --ws-echo-text - The colour of text.
 * @cssprop --ws-echo-muted - The colour of secondary text, and of the border of the input.
 * @cssprop --ws-echo-good - The dot while open.
 * @cssprop --ws-echo-busy - The dot while connecting, waiting or closing.
 * @cssprop --ws-echo-busy-surface - The background of a reason that will pass.
 * @cssprop --ws-echo-bad-surface - The background of a reason that is final.
 * @cssprop --ws-echo-bad - The dot after a failure that is final.
 * @cssprop --ws-echo-json-key - The colour of keys in JSON.
 * @cssprop --ws-echo-json-string - The colour of strings in JSON.
 * @cssprop --ws-echo-json-number - The colour of numbers, true, false and null in JSON.
 * @cssprop --ws-echo-radius - The radius of the corners.
 * @cssprop --ws-echo-space - The space around the form, and above and below the message.
 * @cssprop --ws-echo-padding - The space at the sides of texts.
 * @cssprop --ws-echo-font - The font, as in the `font` property.
 * @cssprop --ws-echo-max-width - The greatest width of the element; `none`: as wide as its place.
 * @cssprop --ws-echo-block-size - The height of the element; `auto`: as high as what it holds.
 */
export class WsEcho extends ConnectionElement {
  static override styles = [tokens, elementStyles, styles, messageStyles, compactStyles];

  static override properties = {
    ...ConnectionElement.properties,
    value: { noAccessor: true },
    readonly: { converter: fromBooleanAttribute },
    format: {},
    label: {},
    placeholder: {},
    multiline: { converter: fromBooleanAttribute },
    clearOnSend: { attribute: 'clear-on-send', converter: fromBooleanAttribute },
    helpUrl: { attribute: 'help-url' },
    compact: { reflect: true, converter: { fromAttribute: fromBooleanAttribute, toAttribute: toBooleanAttribute } },
  };

  /** A `<label for>` outside may label it. @ignore */
  static readonly formAssociated = true;

  /** Labels and dialogs move the focus to the input. @ignore */
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  /** These belong to every element, and are not in `properties`. @ignore */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', ...INPUT_ATTRIBUTES];
  }

  /** True: only receives, without a form. `readOnly` is the same property. */
  declare readonly: boolean;
  /**
   * The format of the message: `auto` indents JSON and shows bytes as hex; `text`, `json`, `hex`, or `escaped`, which
   * shows the characters that cannot be seen. The property may be a function: it gets the `data` of a message and
   * returns the text to show. Events have the original.
   */
  declare format: MessageFormatter;
  /**
   * The label of the input. A `<label for>` in the page replaces it.
   *
   * @default “Send a message”, in the language of the page
   */
  declare label: string | null;
  /** The placeholder of the input. */
  declare placeholder: string | null;
  /**
   * True: Enter breaks the line, and Ctrl+Enter or ⌘+Enter sends. Otherwise Enter sends, and Shift+Enter breaks the
   * line.
   */
  declare multiline: boolean;
  /**
   * True: the input is empty after its text was sent. Otherwise the text stays, selected: Enter repeats it, and typing
   * replaces it.
   */
  declare clearOnSend: boolean;
  /**
   * The help page of the application. The sentence of a failure links to it, in a new tab, at the anchor of the close
   * code, as in `#1008`, or else of the kind, as in `#unreachable`; after `gave-up`, at that of the last failure. Only
   * http:, https: and file: addresses make a link, also relative ones.
   */
  declare helpUrl: string;
  /**
   * True: one line, 56 px high, from 480 px of width on; two lines where it is narrower. The reason of a failure takes
   * the place of the message.
   */
  declare compact: boolean;

  readonly #strings = new StringsController(this, echoVocabulary);
  /** Undefined in a document that has none, as that of a test. */
  readonly #internals = this.attachInternals?.() as ElementInternals | undefined;
  readonly #status = new StatusView(this, () => this.resolvedUrl, this.#strings);
  readonly #form = new SendForm(this, this.#strings);
  readonly #message = new MessageView(this, this.#strings);
  readonly #echoTimer = new EchoTimer();
  readonly #liveRegion = new LiveRegion(this, () => this.#announceable);
  readonly #nextFrame = new NextFrame();

  constructor() {
    super();
    this.readonly = false;
    this.multiline = false;
    this.clearOnSend = false;
    this.helpUrl = '';
    this.compact = false;
    this.format = 'auto';
    this.addEventListener('command', (event) => runCommand(event, this, this.#form));
    this.addEventListener('click', (event) => this.#onClick(event));
    upgradeProperties(this, ['readOnly', 'value']);
    this.#syncCustomStates();
  }

  /** `readonly`, under the name that inputs have for it: Angular knows no other. @default false */
  get readOnly(): boolean {
    return toBoolean(this.readonly);
  }
  set readOnly(value: boolean) {
    this.readonly = value;
  }

  /**
   * The text of the input. The attribute is the text until another one is typed or set. Its edits fire `input` and
   * `change`, as those of an input.
   *
   * @default ''
   */
  get value(): string {
    return this.#form.input.text;
  }
  set value(value: string) {
    this.#form.input.text = String(value ?? '');
  }

  /** The newest `message` event, or null before the first. */
  get lastMessage(): MessageEvent | null {
    return this.#message.event;
  }

  /**
   * The round trip of the newest message, if it is an echo, or of the last ping, in milliseconds; or null. An echo is
   * equal to a sent message that is unanswered; those sent before it get none.
   */
  get roundTrip(): number | null {
    return this.#message.roundTrip ?? this.connection?.roundTrip ?? null;
  }

  /** Removes the newest message and the unsent ones. */
  clear(): void {
    this.#message.clear();
    this.#form.clear();
    this.#liveRegion.clear();
    this.requestUpdate();
  }

  /** Moves the focus to the input; without one, to the message. */
  override focus(options?: FocusOptions): void {
    const target = this.#form.input.element ?? this.renderRoot?.querySelector<HTMLElement>('[part=message]');
    if (target) target.focus(options);
    else super.focus(options);
  }

  /** @ignore */
  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name === 'value') this.#form.input.setDefault(value ?? '');
    else super.attributeChangedCallback(name, old, value);
    if (!(this.constructor as typeof WsEcho).elementProperties.has(name)) this.requestUpdate();
  }

  /** Its presence keeps `moveBefore` from disconnecting and connecting. @ignore */
  connectedMoveCallback(): void {
    this.requestUpdate();
  }

  /** @ignore */
  override adoptedCallback(): void {
    super.adoptedCallback();
    this.#nextFrame.end();
    adoptStyles(this.renderRoot as ShadowRoot, WsEcho.styles);
  }

  /** Renders once per animation frame, and not while the page is hidden; the first time at once. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await this.#nextFrame.wait(this);
    await super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('submit', this.#form.onSubmit);
    root.addEventListener('slotchange', () => this.requestUpdate());
    return root;
  }

  protected override render(): unknown {
    const queued = this.#queued;
    const notice = this.#form.notice({ queued });
    return html`
      ${this.#status.render()}
      <div part="body" class=${this.#status.hasReason || notice ? 'has-words' : nothing}>
      ${this.#status.renderReason()}
      ${this.#form.render({
        label: this.label,
        name: this.#outerLabel,
        placeholder: this.placeholder,
        isMultiline: toBoolean(this.multiline),
        clearsOnSend: toBoolean(this.clearOnSend),
        isReadonly: this.readOnly,
        isClosed: this.state === 'closed' || this.state === 'closing',
        queued,
      })}
      ${this.#message.render(this.format, toBoolean(this.compact), this.#isReplaced)}
      </div>
      ${this.#liveRegion.render()}
    `;
  }

  /** The focus of `autofocus`, where the browser has given it up before the element was defined. */
  protected override firstUpdated(): void {
    const { activeElement, body } = this.ownerDocument;
    if (this.hasAttribute('autofocus') && (!activeElement || activeElement === body)) this.focus();
  }

  protected override onConnectionEvent(event: Event): void {
    switch (event.type) {
      case 'message':
        this.#message.receive(event as MessageEvent, this.#echoTimer.received(event as MessageEvent));
        break;
      case 'send':
        this.#echoTimer.sent(event as MessageEvent);
        this.#form.onSend();
        break;
      case 'statechange':
        if (this.state !== 'open') this.#echoTimer.dropped();
        this.#syncCustomStates();
        break;
      case 'discard':
        this.#form.onDiscard((event as DiscardEvent).messages);
    }
    if (!this.isUpdatePending) this.requestUpdate();
  }

  protected override onNewAddress(): void {
    this.#message.clear();
  }

  protected override onDiagnosis(): void {
    this.#syncCustomStates();
    this.requestUpdate();
  }

  get #queued(): number {
    return this.connection?.queued ?? 0;
  }

  /** The text of the `<label for>` elements outside; `''` without one. */
  get #outerLabel(): string {
    // The list is live, which makes every change of the page slower. A server has none.
    if (!this.isConnected || !(this.id || this.closest('label'))) return '';
    return Array.from(this.#internals?.labels ?? [], ({ textContent }) => textContent?.trim()).join(' ');
  }

  /** True while an element that announces messages itself, as `<ws-log>`, stands in the place of the message. */
  get #isReplaced(): boolean {
    // Most elements have no children; on a server nobody knows.
    const element = this.firstElementChild && this.querySelector(':scope > [slot=message]');
    return element ? ANNOUNCES_MESSAGES in element : false;
  }

  /** A label outside clicks the element itself. */
  #onClick(event: Event): void {
    if (event.composedPath()[0] === this) this.focus();
  }

  /** The content that is announced when it changes (without the countdown). */
  get #announceable(): Announceable {
    const { visible, text } = this.#message;
    const message = this.#isReplaced ? null : visible;
    const notice = [this.#form.notice({ queued: this.#queued }), this.#message.notice].filter(Boolean).join(' ');
    return { state: this.#status.text, notice, message, text: text || this.#strings.sentence('messageWithoutText') };
  }

  #syncCustomStates(): void {
    const states = this.#internals?.states;
    if (!states) return;
    states.clear();
    states.add(this.state);
    if (this.diagnosis) states.add('failed');
  }
}
