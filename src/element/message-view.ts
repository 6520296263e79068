import { html, nothing, type ReactiveControllerHost } from 'lit';
import { describeBytes, describeText, SHOWN_BYTES, type MessageFormat, type MessageText } from './message-text.js';
import type { StringsController } from './strings.js';

/** The newest message, as it is shown. Text from the wire stays text. */
export class MessageView {
  readonly #host: ReactiveControllerHost;
  readonly #strings: StringsController;
  #event: MessageEvent | null = null;
  #receivedAt = 0;
  #roundTrip: number | null = null;
  /** What is described: an event in a format. */
  #described: MessageEvent | null = null;
  #format: MessageFormat = 'auto';
  #text: MessageText | null = null;

  constructor(host: ReactiveControllerHost, strings: StringsController) {
    this.#host = host;
    this.#strings = strings;
  }

  /** The newest message event, or null. */
  get event(): MessageEvent | null {
    return this.#event;
  }

  /** The time from its sending to its return in milliseconds, if it is an echo. */
  get roundTrip(): number | null {
    return this.#roundTrip;
  }

  /** The text that is shown; `''` without a message, and while a blob is read. */
  get text(): string {
    return this.#text?.text ?? '';
  }

  receive(event: MessageEvent, roundTrip: number | null): void {
    this.#event = event;
    this.#roundTrip = roundTrip;
    this.#receivedAt = 0;
  }

  clear(): void {
    this.#event = this.#described = this.#text = this.#roundTrip = null;
  }

  render(format: MessageFormat): unknown {
    const strings = this.#strings;
    this.#describe(format);
    if (!this.#event) {
      return html`<div part="message"><slot name="empty">${strings.get('empty')}</slot></div><div part="details"></div>`;
    }
    // The text has no white space around it: it is shown as it is.
    return html`<div part="message" role="group" tabindex="0" aria-label=${strings.get('received')} ?data-bytes=${this.#isHex}><bdi>${this.text}</bdi></div>
      <div part="details">${this.#details().map((detail) => html`<span>${detail}</span> `)}</div>`;
  }

  get #isHex(): boolean {
    return this.#text !== null && this.#text.bytes !== null && this.#format !== 'text' && this.#format !== 'json';
  }

  #details(): unknown[] {
    const strings = this.#strings;
    const { bytes = null, cut = null } = this.#text ?? {};
    const time = strings.date(new Date(this.#receivedAt), { timeStyle: 'medium' });
    return [
      `${strings.get('received')} ${time}`,
      this.#roundTrip === null ? nothing : strings.get('echoed')(strings.number(this.#roundTrip, { maximumSignificantDigits: 2 })),
      bytes === null ? nothing : strings.get('bytes')(strings.number(bytes)),
      cut ? strings.get('cut')(strings.number(cut.shown), strings.number(cut.total)) : nothing,
    ].filter((detail) => detail !== nothing);
  }

  /** Once a render, not once a message. */
  #describe(format: MessageFormat): void {
    const event = this.#event;
    if (event === this.#described && format === this.#format) return;
    this.#described = event;
    this.#format = format;
    if (!event) return;
    this.#receivedAt ||= Date.now();
    const data: unknown = event.data;
    this.#text = null;
    if (data instanceof Blob) void this.#read(event, data);
    else if (data instanceof ArrayBuffer) this.#text = describeBytes(new Uint8Array(data), data.byteLength, format);
    else this.#text = describeText(String(data), format);
  }

  /** A blob tells its bytes later; by then another message may be the newest. */
  async #read(event: MessageEvent, blob: Blob): Promise<void> {
    const bytes = await blob.slice(0, SHOWN_BYTES).arrayBuffer();
    if (event !== this.#described) return;
    this.#text = describeBytes(new Uint8Array(bytes), blob.size, this.#format);
    this.#host.requestUpdate();
  }
}
