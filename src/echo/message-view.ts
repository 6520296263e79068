import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { truncate } from '../connection/quote.js';
import { report } from '../connection/web-idl.js';
import { JsonHighlight } from '../view/json-highlight.js';
import {
  BYTES_PER_ROW,
  formatBytes,
  formatText,
  rowLength,
  SHOWN_CHARACTERS,
  shownBytes,
  type FormattedMessage,
  type MessageFormat,
} from '../view/message-text.js';
import type { StringsController } from '../view/strings-controller.js';
import { hasSelection } from '../view/text-selection.js';

/** The longest tooltip, in characters. */
const TOOLTIP_LENGTH = 500;

/** The time that the copy button says “Copied”, in milliseconds. */
const COPIED_DURATION = 2_000;

/** A format, or a function that returns the text to show for the `data` of a message. */
export type MessageFormatter = MessageFormat | ((data: unknown) => string);

/** The host whose render root holds the message. */
export interface MessageViewHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
  readonly ownerDocument: Document;
}

/** A received message. */
interface Received {
  readonly event: MessageEvent;
  /** The round trip in milliseconds, if the message is an echo. */
  readonly roundTrip: number | null;
  /** The time when the message arrived, in milliseconds since the epoch. */
  readonly at: number;
  /** The number of the message, from 1. */
  readonly number: number;
}

/**
 * Renders the latest message; an earlier one while a person has selected some of its text. Text from the wire stays
 * text.
 */
export class MessageView implements ReactiveController {
  readonly #host: MessageViewHost;
  readonly #strings: StringsController;
  readonly #highlight = new JsonHighlight();
  #latest: Received | null = null;
  /** The message that was formatted last, and how. */
  #formatted: Received | null = null;
  #format: MessageFormatter = 'auto';
  #isOneLine = false;
  #bytesPerRow = BYTES_PER_ROW;
  /** The number of the last formatting, and of the one that is visible. */
  #sequence = 0;
  #visibleSequence = 0;
  #visible: Received | null = null;
  #text: FormattedMessage | null = null;
  /** The message that a person has scrolled. */
  #scrolled: Received | null = null;
  /** Ends the wait for the end of a selection; null while the latest message is shown. */
  #hold: AbortController | null = null;
  #isCopied = false;
  #resizes: ResizeObserver | null = null;
  /** The last function for the format that threw. */
  #failed: unknown;

  constructor(host: MessageViewHost, strings: StringsController) {
    this.#host = host;
    this.#strings = strings;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#release();
    this.#highlight.update(null, '');
    this.#resizes?.disconnect();
    this.#resizes = null;
  }

  hostUpdated(): void {
    const box = this.#box!;
    // A message is read from its beginning. To scroll is slow: it lays the page out.
    if (this.#scrolled && this.#scrolled !== this.#visible) {
      this.#scrolled = null;
      box.scrollTop = 0;
    }
    const node = box.querySelector('bdi')?.lastChild;
    const isJson = this.#text?.kind === 'json' && !this.#isOneLine;
    this.#highlight.update(isJson && node ? (node as Text) : null, this.text);
    if (this.#text?.kind === 'hex') this.#watchWidth(box);
  }

  /** The latest message event, or null. */
  get event(): MessageEvent | null {
    return this.#latest?.event ?? null;
  }

  /** The round trip in milliseconds, if the message is an echo. */
  get roundTrip(): number | null {
    return this.#latest?.roundTrip ?? null;
  }

  /** The message whose text is visible: the latest, or an earlier one. */
  get visible(): object | null {
    return this.#visible;
  }

  /** The visible text; `''` without a message. */
  get text(): string {
    return this.#text?.text ?? '';
  }

  /** The words about what the copy button has done, or `''`. */
  get notice(): string {
    return this.#isCopied ? this.#strings.sentence('copied') : '';
  }

  receive(event: MessageEvent, roundTrip: number | null): void {
    this.#latest = { event, roundTrip, at: Date.now(), number: (this.#latest?.number ?? 0) + 1 };
  }

  clear(): void {
    this.#release();
    this.#latest = this.#formatted = this.#visible = this.#text = null;
    this.#visibleSequence = this.#sequence;
  }

  /** Renders the latest message. While a log is in the slot, what is hidden behind it stays as it is. */
  render(format: MessageFormatter, isOneLine: boolean, isReplaced: boolean): unknown {
    const strings = this.#strings;
    if (!isReplaced) this.#update(format, isOneLine);
    const has = this.#visible !== null;
    const details = this.#details().map((detail) => html`<span>${detail}</span> `);
    const content = has
      ? html`<bdi part="text">${this.text}</bdi>`
      : html`<slot name="empty">${strings.sentence('empty')}</slot>`;
    // No white space around the text: it is shown as it is.
    return html`<slot name="message"><div
        part="message"
        role=${has ? 'group' : nothing}
        tabindex=${has ? 0 : -1}
        aria-label=${has ? strings.sentence('messageName') : nothing}
        title=${isOneLine && has ? truncate(this.text, TOOLTIP_LENGTH) : nothing}
        @scroll=${this.#onScroll}
        data-format=${this.#text?.kind ?? nothing}
      >${content}</div>
      <div part="details" tabindex="-1">${details}${has ? this.#renderButtons() : nothing}</div></slot>`;
  }

  #renderButtons(): unknown {
    const newer = this.#latest!.number - this.#visible!.number;
    const words = this.#strings.sentence(this.#isCopied ? 'copied' : 'copy');
    return html`
      ${
        this.#hold && newer > 0
          ? html`<button part="newer" type="button" @click=${this.#showLatest}>
              ${this.#strings.sentence('newer', (format) => format.number(newer))}
            </button>`
          : nothing
      }
      <button part="copy" type="button" @click=${this.#copy}>${words}</button>
    `;
  }

  #details(): string[] {
    if (!this.#visible || !this.#text) return [];
    const strings = this.#strings;
    const { at, roundTrip } = this.#visible;
    const { bytes, truncation } = this.#text;
    const sizeOf = (length: number) => strings.sentence('bytes', (format) => format.number(length));
    return [
      strings.sentence('receivedAt', (format) => format.time(at)),
      roundTrip === null ? '' : strings.sentence('echoed', (format) => format.milliseconds(roundTrip)),
      bytes === null || truncation ? '' : sizeOf(bytes),
      truncation
        ? strings.sentence(
            'cut',
            (format) => format.number(truncation.shown),
            (format) => (bytes === null ? format.number(truncation.total) : sizeOf(truncation.total)),
          )
        : '',
    ].filter(Boolean);
  }

  /** Null before the first render. */
  get #box(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('[part=message]') ?? null;
  }

  /** Formats once a render, not once a message. */
  #update(format: MessageFormatter, isOneLine: boolean): void {
    const isNew = this.#latest !== this.#formatted;
    const isOtherwise = format !== this.#format || isOneLine !== this.#isOneLine;
    this.#format = format;
    this.#isOneLine = isOneLine;
    if (isNew && this.#visible && hasSelection(this.#box!)) {
      this.#holdUntilDeselected();
      if (isOtherwise) this.#formatMessage(this.#visible);
    } else if (isNew || isOtherwise) {
      this.#release();
      this.#formatMessage(this.#latest);
    }
  }

  #formatMessage(message: Received | null): void {
    this.#formatted = message;
    if (!message) return;
    const sequence = ++this.#sequence;
    const data: unknown = message.event.data;
    if (typeof this.#format === 'function') {
      try {
        const text = truncate(String(this.#format(data)), SHOWN_CHARACTERS);
        return this.#show(message, { text, kind: 'text', bytes: null, truncation: null }, sequence);
      } catch (error) {
        if (this.#failed !== this.#format) report(error);
        this.#failed = this.#format;
      }
    }
    const format = typeof this.#format === 'function' ? 'auto' : this.#format;
    if (data instanceof Blob) void this.#read(message, data, format, sequence);
    else if (data instanceof ArrayBuffer) {
      this.#show(message, formatBytes(new Uint8Array(data), data.byteLength, format, this.#bytesPerRow), sequence);
    } else {
      const wanted = format === 'auto' && this.#isOneLine ? 'text' : format;
      this.#show(message, formatText(String(data), wanted, this.#bytesPerRow), sequence);
    }
  }

  /**
   * Reads a blob and shows it. Blobs may be read in another order than they came. One that cannot be read shows as
   * empty.
   */
  async #read(received: Received, blob: Blob, format: MessageFormat, sequence: number): Promise<void> {
    const bytes = await blob
      .slice(0, shownBytes(format))
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0));
    this.#show(received, formatBytes(new Uint8Array(bytes), blob.size, format, this.#bytesPerRow), sequence);
    this.#host.requestUpdate();
  }

  /** Shows a message unless a newer one is visible. */
  #show(received: Received, text: FormattedMessage, sequence: number): void {
    if (sequence <= this.#visibleSequence) return;
    this.#visibleSequence = sequence;
    this.#visible = received;
    this.#text = text;
  }

  readonly #onScroll = (): void => {
    this.#scrolled = this.#visible;
  };

  /** Keeps the visible message while some of its text is selected. */
  #holdUntilDeselected(): void {
    if (this.#hold) return;
    const { signal } = (this.#hold = new AbortController());
    const onChange = () => {
      if (!hasSelection(this.#box!)) this.#host.requestUpdate();
    };
    this.#host.ownerDocument.addEventListener('selectionchange', onChange, { signal });
  }

  #release(): void {
    this.#hold?.abort();
    this.#hold = null;
  }

  readonly #showLatest = (): void => {
    this.#host.ownerDocument.getSelection()?.removeAllRanges();
    this.#host.requestUpdate();
  };

  /** Copies the whole message: text as it came, anything else as it is shown. Without a clipboard, selects the text. */
  readonly #copy = async (): Promise<void> => {
    const data: unknown = this.#visible!.event.data;
    try {
      await navigator.clipboard.writeText(typeof data === 'string' ? data : this.text);
    } catch {
      this.#host.ownerDocument.getSelection()?.selectAllChildren(this.#box!.querySelector('bdi')!);
      return;
    }
    this.#isCopied = true;
    this.#host.requestUpdate();
    setTimeout(() => {
      this.#isCopied = false;
      this.#host.requestUpdate();
    }, COPIED_DURATION);
  };

  #watchWidth(box: HTMLElement): void {
    if (this.#resizes || typeof ResizeObserver !== 'function') return;
    this.#resizes = new ResizeObserver(() => this.#fitRows(box));
    this.#resizes.observe(box);
  }

  /** Puts as many bytes into a row of hex as fit: 16, 8 or 4. */
  #fitRows(box: HTMLElement): void {
    const node = box.querySelector('bdi');
    if (!node || this.#text?.kind !== 'hex' || !this.text) return;
    const range = this.#host.ownerDocument.createRange();
    range.selectNodeContents(node);
    const characterWidth = range.getBoundingClientRect().width / this.text.split('\n', 1)[0]!.length;
    const bytesPerRow = [BYTES_PER_ROW, 8].find((count) => rowLength(count) * characterWidth <= node.clientWidth) ?? 4;
    if (bytesPerRow === this.#bytesPerRow) return;
    this.#bytesPerRow = bytesPerRow;
    this.#formatMessage(this.#visible);
    this.#host.requestUpdate();
  }
}
