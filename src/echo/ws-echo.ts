import { html, LitElement, nothing } from 'lit';
import { validateCloseArguments, type CloseCodes } from '../connection/close-code.js';
import type { Connection } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import { CONNECTION_EVENTS, type ConnectionEventMap, type DiscardEvent } from '../connection/events.js';
import type { ConnectionState } from '../connection/lifecycle.js';
import type { ProtocolSource, UrlSource } from '../connection/options.js';
import {
  defineEventHandlers,
  READY_STATES,
  requireArgument,
  type ListenerMethod,
  type Message,
} from '../connection/web-idl.js';
import { EchoTimer } from '../recording/echo-timer.js';
import { adoptStyles } from '../view/adopt-styles.js';
import type { Announceable } from '../view/announcer.js';
import { isServerRendered } from '../view/hydration.js';
import { LiveRegion } from '../view/live-region.js';
import type { MessageFormat } from '../view/message-text.js';
import { StringsController } from '../view/strings-controller.js';
import { tokens } from '../view/tokens.styles.js';
import { fromBooleanAttribute, toBoolean, toConfig, upgradeProperties } from './attributes.js';
import { runCommand } from './commands.js';
import { ConnectionController, type ConnectionHost } from './connection-controller.js';
import { MessageView } from './message-view.js';
import { SendForm } from './send-form.js';
import { StatusView } from './status-view.js';
import { styles } from './ws-echo.styles.js';

/** The events of `<ws-echo>`, by type: those of its connection, which do not bubble, and those of every element. */
export type WsEchoEventMap = Omit<HTMLElementEventMap, keyof ConnectionEventMap> & ConnectionEventMap;

/** The events for which `HTMLElement` has no handler. */
const HANDLER_TYPES = CONNECTION_EVENTS.filter((type) => type !== 'close' && type !== 'error');

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
 * @event {MessageEvent} message - A message has arrived; `data` is a string, or bytes as set by `binaryType`.
 * @event {MessageEvent} send - A message was handed to the socket: handed over, not delivered. Never a ping.
 * @event {CloseEvent} close - A socket, or an attempt, has ended. `code` and `reason` tell why, `state` what follows.
 * @event {Event} error - An attempt has failed; `close` follows, and `diagnosis` has the reason.
 * @event {Event} statechange - `state` has changed.
 * @event {DiscardEvent} discard - Hands back the `messages` that can no longer be sent, oldest first.
 *
 * @attr {string} lang - The language of words, numbers and times; by default that of the nearest element with one.
 *
 * @slot label - The label of the input, if text is not enough.
 * @slot send - The content of the send button.
 * @slot empty - Shown in place of the message while there is none.
 *
 * @csspart status - The status of the connection: state, reason and button.
 * @csspart state - The indicator and the state in words.
 * @csspart indicator - The dot in the colour of the state.
 * @csspart reason - The reason of the state, and the time of the next attempt; otherwise the address.
 * @csspart action - The button Disconnect, Connect or Retry now.
 * @csspart form - The form: label, input, send button and notice.
 * @csspart label - The label of the input.
 * @csspart input - The input.
 * @csspart send - The send button.
 * @csspart notice - The line under the input, about queued and unsent messages.
 * @csspart restore - The button that puts an unsent text back into the input.
 * @csspart message - The newest message. Can be resized.
 * @csspart details - The line under the message: its time, its round trip, its size.
 *
 * @cssState connecting - An attempt is under way.
 * @cssState open - Messages can be sent and received.
 * @cssState waiting - The next attempt is due at `connection.retryAt`.
 * @cssState asleep - The page is hidden or frozen; it connects when the page is visible.
 * @cssState closing - It was closed, and the server has not answered yet.
 * @cssState closed - It stays closed until `reconnect()`, another URL or other subprotocols.
 * @cssState failed - There is a `diagnosis`; together with one of the others.
 *
 * @cssprop --ws-echo-accent - The buttons, and the focus ring.
 * @cssprop --ws-echo-on-accent - The text of the send button.
 * @cssprop --ws-echo-background - The background of the element.
 * @cssprop --ws-echo-surface - The background of the message.
 * @cssprop --ws-echo-border - The border of the element and of secondary buttons.
 * @cssprop --ws-echo-text - The colour of text.
 * @cssprop --ws-echo-muted - The colour of secondary text, and of the border of the input.
 * @cssprop --ws-echo-good - The dot while open.
 * @cssprop --ws-echo-busy - The dot while connecting, waiting or closing.
 * @cssprop --ws-echo-bad - The dot after a failure that is final.
 * @cssprop --ws-echo-radius - The radius of the corners.
 * @cssprop --ws-echo-space - The space between the lines, and inside the message.
 * @cssprop --ws-echo-padding - The padding of the element.
 * @cssprop --ws-echo-font - The font, as in the `font` property.
 * @cssprop --ws-echo-max-width - The greatest width of the element.
 * @cssprop --ws-echo-message-size - The height of the message.
 */
export class WsEcho extends LitElement implements ConnectionHost {
  static override styles = [tokens, styles];

  static override properties = {
    url: {},
    protocols: {},
    binaryType: { attribute: 'binary-type' },
    retry: {},
    fatalCodes: { attribute: 'fatal-codes' },
    connectTimeout: { attribute: 'connect-timeout' },
    idleTimeout: { attribute: 'idle-timeout' },
    pingInterval: { attribute: 'ping-interval' },
    pingMessage: { attribute: 'ping-message' },
    pongMessage: { attribute: 'pong-message' },
    queueLimit: { attribute: 'queue-limit' },
    manual: { converter: fromBooleanAttribute },
    readonly: { converter: fromBooleanAttribute },
    format: {},
    label: {},
  };

  /** `lang` belongs to every element, and is not in `properties`. @ignore */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** The URL: ws:, wss:, http:, https:, relative, `loopback:`, or a function called before each attempt. */
  declare url: UrlSource | null;
  /** The subprotocols to offer, separated by spaces; or a list, or a function called before each attempt. */
  declare protocols: ProtocolSource | null;
  /** The type of binary messages: `arraybuffer` by default; a `blob` is read asynchronously. */
  declare binaryType: BinaryType;
  /** `on`, the default, `off`, or the number of retries in a row. With `off`, messages still wait for an open. */
  declare retry: boolean | number | 'off' | 'on';
  /** The close codes that end the retries, as in `1000 4400-4499`, or a function; {@link FATAL_CODES} by default. */
  declare fatalCodes: string | CloseCodes | ((event: CloseEvent) => boolean) | null;
  /** The time limit of an attempt, in milliseconds; {@link CONNECT_TIMEOUT} by default. 0, or `retry="off"`: none. */
  declare connectTimeout: number | null;
  /** The longest silence of the server, in milliseconds; 0, the default: no limit. Takes effect at the next open. */
  declare idleTimeout: number | null;
  /** The time between pings, in milliseconds; 0, the default: none. Needs `pingMessage`, and the next open. */
  declare pingInterval: number | null;
  /**
   * The text of a ping, or a function for it. A server that is silent for {@link PING_TIMEOUT} ms after one is gone.
   */
  declare pingMessage: string | (() => Message) | null;
  /** The answer to a ping. With `pingInterval`, such messages are not shown or dispatched, and set `roundTrip`. */
  declare pongMessage: string | ((event: MessageEvent) => boolean) | null;
  /** The most messages in the queue; {@link QUEUE_LIMIT} by default. At the limit, and with 0, `send()` throws. */
  declare queueLimit: number | null;
  /** True: wait for `reconnect()` or the Connect button, instead of connecting at once. False by default. */
  declare manual: boolean;
  /** True: only receive, without a form. False by default. */
  declare readonly: boolean;
  /** The format of the message: `auto`, the default, indents JSON and shows bytes as hex. Events have the original. */
  declare format: MessageFormat;
  /** The label of the input; “Send a message” by default, in the language of the page. */
  declare label: string | null;

  /** The handler of `open`. */
  declare onopen: ((event: Event) => unknown) | null;
  /** The handler of `message`. */
  declare onmessage: ((event: MessageEvent) => unknown) | null;
  /** The handler of `send`. */
  declare onsend: ((event: MessageEvent) => unknown) | null;
  /** The handler of `statechange`. */
  declare onstatechange: ((event: Event) => unknown) | null;
  /** The handler of `discard`. */
  declare ondiscard: ((event: DiscardEvent) => unknown) | null;

  declare addEventListener: ListenerMethod<this, WsEchoEventMap>;
  declare removeEventListener: ListenerMethod<this, WsEchoEventMap>;

  readonly #controller = new ConnectionController(this, {
    config: () => toConfig(this),
    onEvent: (event) => this.#onConnectionEvent(event),
    onDiagnosis: () => this.#onDiagnosis(),
  });
  readonly #strings = new StringsController(this);
  readonly #internals = this.attachInternals();
  readonly #status = new StatusView(this, this.#controller, this.#strings);
  readonly #form = new SendForm(this, this.#strings);
  readonly #message = new MessageView(this, this.#strings);
  readonly #echoTimer = new EchoTimer();
  readonly #liveRegion = new LiveRegion(this, () => this.#announceable);

  constructor() {
    super();
    this.binaryType = 'arraybuffer';
    this.retry = 'on';
    // Vue reads the type of a property before it sets one.
    this.manual = false;
    this.readonly = false;
    this.format = 'auto';
    this.addEventListener('command', (event) => runCommand(event, this, this.#form));
    upgradeProperties(this, [...HANDLER_TYPES.map((type) => `on${type}`), 'readOnly']);
    this.#syncCustomStates();
  }

  /** `readonly`, under the name that inputs have for it: Angular knows no other. */
  get readOnly(): boolean {
    return toBoolean(this.readonly);
  }
  set readOnly(value: boolean) {
    this.readonly = value;
  }

  /** The connection; null before there was a URL. */
  get connection(): Connection | null {
    return this.#controller.connection;
  }

  /** The state of the connection; `closed` without one. */
  get state(): ConnectionState {
    return this.connection?.state ?? 'closed';
  }

  /** As `WebSocket.readyState`; CLOSED without a connection. */
  get readyState(): number {
    return this.connection?.readyState ?? READY_STATES.CLOSED;
  }

  /** The subprotocol that the server chose, or `''`. */
  get protocol(): string {
    return this.connection?.protocol ?? '';
  }

  /** The number of bytes passed to `send()` and not yet transmitted. */
  get bufferedAmount(): number {
    return this.connection?.bufferedAmount ?? 0;
  }

  /** The newest `message` event, or null before the first. */
  get lastMessage(): MessageEvent | null {
    return this.#message.event;
  }

  /** The round trip of the newest message, if it is an echo, or of the last ping, in milliseconds; or null. */
  get roundTrip(): number | null {
    return this.#message.roundTrip ?? this.connection?.roundTrip ?? null;
  }

  /** The reason of the last failure; null if there is none. */
  get diagnosis(): Diagnosis | null {
    return this.#controller.diagnosis;
  }

  /**
   * Sends a message. Returns true if the socket has it, false if it waits for one or came back in a `discard` event.
   *
   * @throws {DOMException} `QuotaExceededError` if the queue is full; `InvalidStateError` without a connection, or with
   *   `queueLimit` 0 if it is not open.
   */
  send(data: Message): boolean {
    requireArgument(arguments);
    const connection = this.#ready();
    if (!connection) throw new DOMException('There is no connection to send to.', 'InvalidStateError');
    const isSent = connection.send(data) ?? this.readyState === READY_STATES.OPEN;
    if (!isSent) this.requestUpdate();
    return isSent;
  }

  /** As `WebSocket.close`. Only `reconnect()`, another URL or other subprotocols open the connection again. */
  close(code?: number, reason?: string): void {
    const connection = this.#ready();
    if (connection) connection.close(code, reason);
    else validateCloseArguments(code, reason);
  }

  /** Reconnects at once, from any state; does nothing without a URL or outside the page. */
  reconnect(): void {
    this.#ready();
    this.#controller.reconnect();
  }

  /** Removes the newest message and the unsent ones. */
  clear(): void {
    this.#message.clear();
    this.#form.clear();
    this.requestUpdate();
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
    adoptStyles(this.renderRoot as ShadowRoot, [tokens, styles]);
  }

  override requestUpdate(...args: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...args);
    // A property has changed. The constructor of LitElement calls this too, before there is a controller.
    if (args[0] !== undefined && #controller in this) this.#controller.scheduleSync();
  }

  /** Renders once per animation frame, and not while the page is hidden; the first time at once. */
  protected override async scheduleUpdate(): Promise<void> {
    // The window that it is in now: it may have moved into a frame, or into a picture-in-picture window.
    const view = this.ownerDocument.defaultView ?? window;
    if (this.hasUpdated) await new Promise((resolve) => view.requestAnimationFrame(resolve));
    await super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('submit', this.#form.onSubmit);
    return root;
  }

  protected override render(): unknown {
    const isClosed = this.state === 'closed' || this.state === 'closing';
    return html`
      ${this.#status.render()}
      ${this.readOnly ? nothing : this.#form.render(this.label, isClosed, this.connection?.queued ?? 0)}
      ${this.#message.render(this.format)}
      ${this.#liveRegion.render()}
    `;
  }

  #onConnectionEvent(event: Event): void {
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

  #onDiagnosis(): void {
    this.#syncCustomStates();
    this.requestUpdate();
  }

  /** Hydrates if needed, applies pending changes, and returns the connection. */
  #ready(): Connection | null {
    if (isServerRendered(this)) this.performUpdate();
    return this.#controller.syncNow();
  }

  /** The content that is announced when it changes (without the countdown). */
  get #announceable(): Announceable {
    const { visible: message, text } = this.#message;
    const notice = this.readOnly ? '' : this.#form.notice(this.connection?.queued ?? 0);
    return { state: this.#status.text, notice, message, text: text || this.#strings.sentence('messageWithoutText') };
  }

  #syncCustomStates(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.state);
    if (this.diagnosis) states.add('failed');
  }
}

defineEventHandlers(WsEcho, HANDLER_TYPES);
