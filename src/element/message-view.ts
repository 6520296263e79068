import { html, nothing, type ReactiveControllerHost } from 'lit';
import { describeBytes, describeText, shownBytes, type MessageFormat, type MessageText } from './message-text.js';
import type { StringsController } from './strings.js';

/** The newest message, as it is shown. Text from the wire stays text. */
export class MessageView {
  readonly #host: ReactiveControllerHost;
  readonly #strings: StringsController;
  #event: MessageEvent | null = null;
  #roundTrip: number | null = null;
  /** What is described: an event in a format. */
  #described: MessageEvent | null = null;
  #format: MessageFormat = 'auto';
  /** How many were described, and which of them is shown. */
  #count = 0;
  #shownCount = 0;
  #shown: MessageEvent | null = null;
  #text: MessageText | null = null;
  #receivedAt = 0;

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

  /** The message whose text is shown: the newest, or one before it while a blob is read. */
  get shown(): MessageEvent | null {
    return this.#shown;
  }

  /** The text that is shown; `''` without a message. */
  get text(): string {
    return this.#text?.text ?? '';
  }

  receive(event: MessageEvent, roundTrip: number | null): void {
    this.#event = event;
    this.#roundTrip = roundTrip;
  }

  clear(): void {
    this.#event = this.#described = this.#shown = this.#text = this.#roundTrip = null;
    this.#shownCount = this.#count;
  }

  render(format: MessageFormat): unknown {
    const strings = this.#strings;
    this.#describe(format);
    const has = this.#shown !== null;
    // The text has no white space around it: it is shown as it is.
    return html`<div
        part="message"
        role=${has ? 'group' : nothing}
        tabindex=${has ? 0 : nothing}
        aria-label=${has ? strings.get('received') : nothing}
        ?data-bytes=${this.#text?.isHex}
        ?data-json=${/^[[{]\n/.test(this.text)}
      >${has ? html`<bdi>${this.text}</bdi>` : html`<slot name="empty">${strings.get('empty')}</slot>`}</div>
      <div part="details"><div class="facts">${this.#details().map((detail) => html`<span>${detail}</span> `)}</div></div>`;
  }

  #details(): string[] {
    if (!this.#text) return [];
    const strings = this.#strings;
    const { bytes, cut } = this.#text;
    const sizeOf = (length: number): string =>
      bytes === null ? strings.number(length) : strings.get('bytes')(strings.number(length));
    return [
      `${strings.get('received')} ${strings.date(new Date(this.#receivedAt), { timeStyle: 'medium' })}`,
      this.#roundTrip === null ? '' : strings.get('echoed')(strings.milliseconds(this.#roundTrip)),
      bytes === null || cut ? '' : sizeOf(bytes),
      cut ? strings.get('cut')(strings.number(cut.shown), sizeOf(cut.total)) : '',
    ].filter(Boolean);
  }

  /** Once a render, not once a message. */
  #describe(format: MessageFormat): void {
    const event = this.#event;
    if (event === this.#described && format === this.#format) return;
    this.#described = event;
    this.#format = format;
    if (!event) return;
    const count = ++this.#count;
    const data: unknown = event.data;
    if (data instanceof Blob) void this.#read(event, data, count);
    else if (data instanceof ArrayBuffer) this.#show(event, describeBytes(new Uint8Array(data), data.byteLength, format), count);
    else this.#show(event, describeText(String(data), format), count);
  }

  /** Blobs tell their bytes late, and not in order. Where the browser cannot read one, none of them is shown. */
  async #read(event: MessageEvent, blob: Blob, count: number): Promise<void> {
    const format = this.#format;
    const bytes = await blob.slice(0, shownBytes(format)).arrayBuffer().catch(() => new ArrayBuffer(0));
    this.#show(event, describeBytes(new Uint8Array(bytes), blob.size, format), count);
    this.#host.requestUpdate();
  }

  /** An older one never replaces a newer one. */
  #show(event: MessageEvent, text: MessageText, count: number): void {
    if (count <= this.#shownCount) return;
    this.#shownCount = count;
    this.#shown = event;
    this.#text = text;
    // It may have come long before anybody looked.
    this.#receivedAt = Date.now() - (performance.now() - event.timeStamp);
  }
}
