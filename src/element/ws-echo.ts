import { html, LitElement, nothing } from 'lit';
import type { ProtocolSource, UrlSource } from '../connection/attempt.js';
import { checkClose, type CloseCodes } from '../connection/close-code.js';
import type { Connection, ConnectionState } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import type { ConnectionEventMap, DiscardEvent } from '../connection/events.js';
import { defineEventHandlers, READY_STATES, requireArgument, type Listen } from '../connection/web-idl.js';
import type { Message } from '../connection/send-queue.js';
import { Announcer, type Sight } from './announcer.js';
import { adoptProperties, fromBooleanAttribute, toBoolean, toWish } from './attributes.js';
import { ConnectionController, type ConnectionHost, type ConnectionWish } from './connection-controller.js';
import { EchoTimer } from './echo-timer.js';
import type { MessageFormat } from './message-text.js';
import { MessageView } from './message-view.js';
import { SendForm } from './send-form.js';
import { isServed } from './served.js';
import { StatusView } from './status-view.js';
import { StringsController } from './strings.js';
import { adoptStyles, styles } from './ws-echo.styles.js';

/** The events of `<ws-echo>`, by type: the connection's, and those of every element. None of the connection's bubbles. */
export type WsEchoEventMap = Omit<HTMLElementEventMap, keyof ConnectionEventMap> & ConnectionEventMap;

/** The events whose handlers `HTMLElement` lacks. */
const HANDLERS = ['open', 'message', 'statechange', 'discard'];

/**
 * A WebSocket that you can see: connects while it is in the page, sends what its form holds, and shows the newest message.
 * A setting that makes no sense throws nothing: the element says so, and has the diagnosis `bad-configuration`.
 *
 * Buttons command it without JavaScript: `<button commandfor="…" command="--reconnect">`, `--close`, `--clear`, and
 * `--send`, which sends the value of the button, or else what the form holds.
 *
 * @element ws-echo
 *
 * @event {Event} open - A socket has opened.
 * @event {MessageEvent} message - A message has come: `data` is a string, or bytes as `binaryType` says. One for each, in order.
 * @event {CloseEvent} close - A socket, or an attempt at one, has ended, with `code` and `reason`. Unless `state` is `closed`, another will follow.
 * @event {Event} error - An attempt has failed; `close` follows, and `diagnosis` says why.
 * @event {Event} statechange - `state` has changed.
 * @event {DiscardEvent} discard - Hands back the `messages` that can no longer be sent, oldest first.
 *
 * @attr {string} lang - The language of its words, numbers and times; that of the nearest element that has one by default.
 *
 * @slot label - The label of the input, if text is not enough.
 * @slot send - What the send button shows.
 * @slot empty - What stands in the place of the message while there is none.
 *
 * @csspart status - All about the connection.
 * @csspart state - The dot, and the state in words.
 * @csspart indicator - The dot in the colour of the state.
 * @csspart reason - Why it is so, and when the next attempt is due; the address, if all is well.
 * @csspart action - The button that disconnects, connects, or tries again now.
 * @csspart form - The form, with all that belongs to it.
 * @csspart label - The label of the input.
 * @csspart input - Where a person types.
 * @csspart send - The button that sends.
 * @csspart notice - The line under the input: what waits, and what could not be sent.
 * @csspart restore - The button that puts back what could not be sent.
 * @csspart message - The newest message. Can be resized.
 * @csspart details - The line under the message: when it came, how fast, how long it is.
 *
 * @cssState connecting - An attempt is under way.
 * @cssState open - Messages can come and go.
 * @cssState waiting - The next attempt is due at `connection.retryAt`.
 * @cssState asleep - Nobody sees the page; it connects when somebody does.
 * @cssState closing - It was closed, and the server has not answered yet.
 * @cssState closed - Nothing happens until `reconnect()`, another address or other subprotocols.
 * @cssState failed - There is a `diagnosis`; beside one of the others.
 *
 * @cssprop --ws-echo-accent - Buttons, and the ring around what has the focus.
 * @cssprop --ws-echo-on-accent - The text of the send button.
 * @cssprop --ws-echo-background - Behind everything.
 * @cssprop --ws-echo-surface - Behind the message.
 * @cssprop --ws-echo-border - Around the element and its lesser buttons.
 * @cssprop --ws-echo-text - Text.
 * @cssprop --ws-echo-muted - Text of less weight, and the border of the input.
 * @cssprop --ws-echo-good - The dot while open.
 * @cssprop --ws-echo-busy - The dot while connecting, waiting or closing.
 * @cssprop --ws-echo-bad - The dot after a failure that is final.
 * @cssprop --ws-echo-radius - How round the corners are.
 * @cssprop --ws-echo-space - The space between the lines, and inside the message.
 * @cssprop --ws-echo-padding - The space around everything.
 * @cssprop --ws-echo-font - As the `font` property has it.
 * @cssprop --ws-echo-max-width - How wide it grows.
 * @cssprop --ws-echo-message-size - How high the message is.
 */
export class WsEcho extends LitElement implements ConnectionHost {
  static override styles = styles;

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

  /** `lang` belongs to every element, and is no property of ours. @ignore */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** The address: ws:, wss:, http:, https:, or relative to the page; `loopback:` echoes inside the page. Empty: no connection. A function, sync or async, is called before every attempt. */
  declare url: UrlSource | null;
  /** The subprotocols to offer, in the attribute with spaces between; none by default. A function, sync or async, is called before every attempt. */
  declare protocols: ProtocolSource | null;
  /** How bytes arrive in `message` events: `arraybuffer` by default; a `blob` is read late. */
  declare binaryType: BinaryType;
  /** Whether to try again after a transient failure, or how many times in a row; `on` by default. With `off`, messages still wait for the first connection. */
  declare retry: boolean | number | 'off' | 'on';
  /** The close codes after which it is not tried again, as in `1000 4400-4499`, or a function that tells; {@link FATAL_CODES} by default. */
  declare fatalCodes: string | CloseCodes | ((event: CloseEvent) => boolean) | null;
  /** How long an attempt may take, in milliseconds; {@link CONNECT_TIMEOUT} by default. 0: without limit, which is the default with `retry="off"`. */
  declare connectTimeout: number | null;
  /** Silence for so many milliseconds means that the server is gone; 0, the default: never. Heard of when it next opens. */
  declare idleTimeout: number | null;
  /** Time from one ping to the next, in milliseconds; 0, the default: no pings. Needs a `pingMessage`. Heard of when it next opens. */
  declare pingInterval: number | null;
  /** What to send as a ping: browsers expose no ping frames. A server that then says nothing for {@link PING_TIMEOUT} milliseconds is gone. */
  declare pingMessage: string | null;
  /** What the server answers to a ping. With a `pingInterval`, messages equal to it are neither shown nor emitted, and give the `roundTrip`. */
  declare pongMessage: string | null;
  /** How many messages may wait while no socket is open; {@link QUEUE_LIMIT} by default. 0: `send()` throws instead. */
  declare queueLimit: number | null;
  /** Whether to wait for `reconnect()` or the Connect button, instead of connecting at once; false by default. */
  declare manual: boolean;
  /** Whether it only listens and has no form; false by default. */
  declare readonly: boolean;
  /** How messages are shown: `auto`, the default, indents JSON and shows bytes as hex. What listeners get stays as it came. */
  declare format: MessageFormat;
  /** The label of the input; “Send a message”, in the language of the page, by default. */
  declare label: string | null;

  /** Handles `open`. */
  declare onopen: ((event: Event) => unknown) | null;
  /** Handles `message`. */
  declare onmessage: ((event: MessageEvent) => unknown) | null;
  /** Handles `statechange`. */
  declare onstatechange: ((event: Event) => unknown) | null;
  /** Handles `discard`. */
  declare ondiscard: ((event: DiscardEvent) => unknown) | null;

  declare addEventListener: Listen<this, WsEchoEventMap>;
  declare removeEventListener: Listen<this, WsEchoEventMap>;

  readonly #controller = new ConnectionController(this);
  readonly #strings = new StringsController(this);
  readonly #internals = this.attachInternals();
  readonly #status = new StatusView(this, this.#controller, this.#strings);
  readonly #form = new SendForm(this, this.#strings);
  readonly #message = new MessageView(this, this.#strings);
  readonly #echoes = new EchoTimer();
  readonly #announcer = new Announcer(() => this.requestUpdate());

  constructor() {
    super();
    this.binaryType = 'arraybuffer';
    this.retry = 'on';
    // Vue looks what type a property has before it sets one.
    this.manual = false;
    this.readonly = false;
    this.format = 'auto';
    this.addEventListener('command', this.#onCommand);
    adoptProperties(this, [...HANDLERS.map((type) => `on${type}`), 'readOnly']);
    this.#showState();
  }

  /** `readonly`, under the name that inputs have for it: Angular knows no other. */
  get readOnly(): boolean {
    return toBoolean(this.readonly);
  }
  set readOnly(value: boolean) {
    this.readonly = value;
  }

  /** The connection; null before there was an address. */
  get connection(): Connection | null {
    return this.#controller.connection;
  }

  /** Where the life of the connection stands; `closed` without one. */
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

  /** How many bytes were handed to `send` and have not left. */
  get bufferedAmount(): number {
    return this.connection?.bufferedAmount ?? 0;
  }

  /** The newest message event, or null. */
  get lastMessage(): MessageEvent | null {
    return this.#message.event;
  }

  /** The time from sending the newest message to its echo, or from the last ping to its pong, in milliseconds; or null. */
  get roundTrip(): number | null {
    return this.#message.roundTrip ?? this.connection?.roundTrip ?? null;
  }

  /** Why the connection failed last; null if it did not. */
  get diagnosis(): Diagnosis | null {
    return this.#controller.diagnosis;
  }

  /** What the attributes and properties ask for. @ignore */
  get wish(): ConnectionWish {
    return toWish(this);
  }

  /**
   * Sends a message. Returns true if it went to the socket, false if it waits for one or came back in a `discard` event.
   *
   * @throws {DOMException} `QuotaExceededError` if too much waits; `InvalidStateError` if there is no connection, or if it is not open and `queueLimit` is 0.
   */
  send(data: Message): boolean {
    requireArgument(arguments);
    const connection = this.#settle();
    if (!connection) throw new DOMException('There is no connection to send to.', 'InvalidStateError');
    const isSent = connection.send(data) ?? this.readyState === READY_STATES.OPEN;
    const isWaiting = connection.queued > 0;
    if (!isSent) {
      if (isWaiting) this.#echoes.queued(data);
      this.requestUpdate();
      return false;
    }
    // What waited went out before, unless it still waits for the listeners to `open`.
    if (!isWaiting) this.#echoes.flushed(performance.now());
    this.#echoes.sent(data, performance.now());
    return true;
  }

  /** Closes the connection for good: nothing but `reconnect()`, another address or other subprotocols open it again. Arguments and exceptions as `WebSocket.close`. */
  close(code?: number, reason?: string): void {
    const connection = this.#settle();
    if (connection) connection.close(code, reason);
    else checkClose(code, reason);
  }

  /** Connects anew and at once, from any state; does nothing without an address or outside the page. */
  reconnect(): void {
    this.#settle();
    this.#controller.reconnect();
  }

  /** Forgets the newest message, and what could not be sent. */
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
    adoptStyles(this.renderRoot as ShadowRoot);
  }

  override requestUpdate(...args: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...args);
    // A property has changed. The constructor of LitElement calls this too, before there is a controller.
    if (args[0] !== undefined && #controller in this) this.#controller.look();
  }

  /** @ignore */
  onConnectionEvent(event: Event): void {
    switch (event.type) {
      case 'message':
        this.#message.receive(event as MessageEvent, this.#echoes.received(event as MessageEvent));
        break;
      case 'statechange':
        if (this.state !== 'open') this.#echoes.dropped();
        this.#showState();
        break;
      case 'open':
        // What waits goes out after the listeners have sent.
        queueMicrotask(() => {
          if (this.state !== 'open') return;
          this.#echoes.flushed(performance.now());
          this.#form.flushed();
        });
        break;
      case 'discard':
        this.#echoes.discarded();
        this.#form.discarded((event as DiscardEvent).messages);
    }
    if (!this.isUpdatePending) this.requestUpdate();
  }

  /** @ignore */
  onDiagnosis(): void {
    this.#showState();
    this.requestUpdate();
  }

  /** One render per animation frame, and none while nobody sees the page; the first at once. */
  protected override async scheduleUpdate(): Promise<void> {
    // Of the window that it is in now: it may have moved into a frame, or into a picture of its own.
    const view = this.ownerDocument.defaultView ?? window;
    if (this.hasUpdated) await new Promise((resolve) => view.requestAnimationFrame(resolve));
    await super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('submit', this.#form.onSubmit);
    return root;
  }

  protected override updated(): void {
    const text = this.#announcer.next(this.#sight);
    if (text) this.renderRoot.querySelector('#announcement')!.textContent = text;
  }

  protected override render(): unknown {
    const isClosed = this.state === 'closed' || this.state === 'closing';
    return html`
      ${this.#status.render()}
      ${this.readOnly ? nothing : this.#form.render(this.label, isClosed, this.connection?.queued ?? 0)}
      ${this.#message.render(this.format)}
      <div id="announcement" role="status"></div>
    `;
  }

  /** The connection for what is asked now. What a server has rendered comes alive first. */
  #settle(): Connection | null {
    if (isServed(this)) this.performUpdate();
    return this.#controller.settle();
  }

  /** What is told when it changes; the countdown is not. */
  get #sight(): Sight {
    const { shown: message, text } = this.#message;
    const notice = this.readOnly ? '' : this.#form.notice(this.connection?.queued ?? 0);
    return { state: this.#status.text, notice, message, text: text || this.#strings.get('received') };
  }

  /** Mirrors the state to CSS. */
  #showState(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.state);
    if (this.diagnosis) states.add('failed');
  }

  /** `<button commandfor="…" command="--reconnect">` and the like. `--send` sends the value of the button, or else what the form holds. */
  readonly #onCommand = (event: Event): void => {
    const { command, source } = event as Event & { command: string; source: Element | null };
    if (command === '--reconnect') this.reconnect();
    else if (command === '--close') this.close(1000);
    else if (command === '--clear') this.clear();
    else if (command === '--send') {
      const value = source instanceof HTMLButtonElement ? source.value : '';
      if (value) this.#form.send(value);
      else this.#form.submit();
    }
  };
}

defineEventHandlers(WsEcho, HANDLERS);
