import { html, nothing, type ReactiveControllerHost } from 'lit';
import { describeBytes, describeText, shownBytes, type MessageFormat, type MessageText } from './message-text.js';
import type { StringsController } from './strings.js';

/** A message that has come. */
interface Received {
  readonly event: MessageEvent;
  /** The time from its sending to its return in milliseconds, if it is an echo. */
  readonly roundTrip: number | null;
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
}

/** The newest message, as it is shown. Text from the wire stays text. */
export class MessageView {
  readonly #host: ReactiveControllerHost;
  readonly #strings: StringsController;
  #newest: Received | null = null;
  /** What is described: a message in a format. */
  #described: Received | null = null;
  #format: MessageFormat = 'auto';
  /** How many were described, and which of them is shown. */
  #count = 0;
  #shownCount = 0;
  #shown: Received | null = null;
  #text: MessageText | null = null;

  constructor(host: ReactiveControllerHost, strings: StringsController) {
    this.#host = host;
    this.#strings = strings;
  }

  /** The newest message event, or null. */
  get event(): MessageEvent | null {
    return this.#newest?.event ?? null;
  }

  /** The time from its sending to its return in milliseconds, if it is an echo. */
  get roundTrip(): number | null {
    return this.#newest?.roundTrip ?? null;
  }

  /** The message whose text is shown: the newest, or one before it while a blob is read. */
  get shown(): object | null {
    return this.#shown;
  }

  /** The text that is shown; `''` without a message. */
  get text(): string {
    return this.#text?.text ?? '';
  }

  receive(event: MessageEvent, roundTrip: number | null): void {
    this.#newest = { event, roundTrip, at: Date.now() };
  }

  clear(): void {
    this.#newest = this.#described = this.#shown = this.#text = null;
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
    if (!this.#shown || !this.#text) return [];
    const strings = this.#strings;
    const { at, roundTrip } = this.#shown;
    const { bytes, cut } = this.#text;
    const sizeOf = (length: number): string =>
      bytes === null ? strings.number(length) : strings.get('bytes')(strings.number(length));
    return [
      `${strings.get('received')} ${strings.date(new Date(at), { timeStyle: 'medium' })}`,
      roundTrip === null ? '' : strings.get('echoed')(strings.milliseconds(roundTrip)),
      bytes === null || cut ? '' : sizeOf(bytes),
      cut ? strings.get('cut')(strings.number(cut.shown), sizeOf(cut.total)) : '',
    ].filter(Boolean);
  }

  /** Once a render, not once a message. */
  #describe(format: MessageFormat): void {
    const newest = this.#newest;
    if (newest === this.#described && format === this.#format) return;
    this.#described = newest;
    this.#format = format;
    if (!newest) return;
    const count = ++this.#count;
    const data: unknown = newest.event.data;
    if (data instanceof Blob) void this.#read(newest, data, count);
    else if (data instanceof ArrayBuffer) this.#show(newest, describeBytes(new Uint8Array(data), data.byteLength, format), count);
    else this.#show(newest, describeText(String(data), format), count);
  }

  /** Blobs tell their bytes late, and not in order. Where the browser cannot read one, none of them is shown. */
  async #read(received: Received, blob: Blob, count: number): Promise<void> {
    const format = this.#format;
    const bytes = await blob.slice(0, shownBytes(format)).arrayBuffer().catch(() => new ArrayBuffer(0));
    this.#show(received, describeBytes(new Uint8Array(bytes), blob.size, format), count);
    this.#host.requestUpdate();
  }

  /** An older one never replaces a newer one. */
  #show(received: Received, text: MessageText, count: number): void {
    if (count <= this.#shownCount) return;
    this.#shownCount = count;
    this.#shown = received;
    this.#text = text;
  }
}
