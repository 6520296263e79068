import { html, nothing, type ReactiveControllerHost } from 'lit';
import {
  formatBytes,
  formatText,
  shownBytes,
  type FormattedMessage,
  type MessageFormat,
} from '../view/message-text.js';
import type { StringsController } from '../view/strings-controller.js';

/** A received message. */
interface Received {
  readonly event: MessageEvent;
  /** The round trip in milliseconds, if the message is an echo. */
  readonly roundTrip: number | null;
  /** The time when the message arrived, in milliseconds since the epoch. */
  readonly at: number;
}

/** Renders the latest message. Text from the wire stays text. */
export class MessageView {
  readonly #host: ReactiveControllerHost;
  readonly #strings: StringsController;
  #latest: Received | null = null;
  /** The message that was formatted last. */
  #formatted: Received | null = null;
  #format: MessageFormat = 'auto';
  /** The number of the message that was formatted last, and of the one that is visible. */
  #sequence = 0;
  #visibleSequence = 0;
  #visible: Received | null = null;
  #text: FormattedMessage | null = null;

  constructor(host: ReactiveControllerHost, strings: StringsController) {
    this.#host = host;
    this.#strings = strings;
  }

  /** The latest message event, or null. */
  get event(): MessageEvent | null {
    return this.#latest?.event ?? null;
  }

  /** The round trip in milliseconds, if the message is an echo. */
  get roundTrip(): number | null {
    return this.#latest?.roundTrip ?? null;
  }

  /** The message whose text is visible: the latest, or an earlier one while a blob is read. */
  get visible(): object | null {
    return this.#visible;
  }

  /** The visible text; `''` without a message. */
  get text(): string {
    return this.#text?.text ?? '';
  }

  receive(event: MessageEvent, roundTrip: number | null): void {
    this.#latest = { event, roundTrip, at: Date.now() };
  }

  clear(): void {
    this.#latest = this.#formatted = this.#visible = this.#text = null;
    this.#visibleSequence = this.#sequence;
  }

  render(format: MessageFormat): unknown {
    const strings = this.#strings;
    this.#formatLatest(format);
    const has = this.#visible !== null;
    const details = this.#details().map((detail) => html`<span>${detail}</span> `);
    // No white space around the text: it is shown as it is.
    return html`<div
        part="message"
        role=${has ? 'group' : nothing}
        tabindex=${has ? 0 : nothing}
        aria-label=${has ? strings.sentence('messageName') : nothing}
        ?data-bytes=${this.#text?.isHex}
        ?data-json=${/^[[{]\n/.test(this.text)}
      >${has ? html`<bdi>${this.text}</bdi>` : html`<slot name="empty">${strings.sentence('empty')}</slot>`}</div>
      <div part="details"><div class="facts">${details}</div></div>`;
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

  /** Formats once a render, not once a message. */
  #formatLatest(format: MessageFormat): void {
    const latest = this.#latest;
    if (latest === this.#formatted && format === this.#format) return;
    this.#formatted = latest;
    this.#format = format;
    if (!latest) return;
    const sequence = ++this.#sequence;
    const data: unknown = latest.event.data;
    if (data instanceof Blob) void this.#read(latest, data, sequence);
    else if (data instanceof ArrayBuffer)
      this.#show(latest, formatBytes(new Uint8Array(data), data.byteLength, format), sequence);
    else this.#show(latest, formatText(String(data), format), sequence);
  }

  /**
   * Reads a blob and shows it. Blobs may be read in another order than they came. One that cannot be read shows as
   * empty.
   */
  async #read(received: Received, blob: Blob, sequence: number): Promise<void> {
    const format = this.#format;
    const bytes = await blob
      .slice(0, shownBytes(format))
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0));
    this.#show(received, formatBytes(new Uint8Array(bytes), blob.size, format), sequence);
    this.#host.requestUpdate();
  }

  /** Shows a message unless a newer one is visible. */
  #show(received: Received, text: FormattedMessage, sequence: number): void {
    if (sequence <= this.#visibleSequence) return;
    this.#visibleSequence = sequence;
    this.#visible = received;
    this.#text = text;
  }
}
