import { html, nothing, type ReactiveController } from 'lit';
import type { Message } from '../connection/web-idl.js';
import type { StringsController } from '../view/strings-controller.js';
import { HISTORY_LIMIT } from './input-history.js';
import { TextInput, type TextInputHost, type TextInputSettings } from './text-input.js';

/** The host of the form. */
export interface SendFormHost extends TextInputHost {
  send(data: Message): boolean;
}

/** The settings of the form. */
export interface SendFormSettings extends TextInputSettings {
  /** The label; by default that of the language. */
  readonly label: string | null;
  /** True: the input is empty after its text was sent. */
  readonly clearsOnSend: boolean;
  /** True: there is no form. */
  readonly isReadonly: boolean;
  /** True if nothing can be sent. */
  readonly isClosed: boolean;
  /** The number of messages in the queue. */
  readonly queued: number;
}

/** Renders the form, sends its text, and offers unsent messages again. Knows nothing of the connection. */
export class SendForm implements ReactiveController {
  readonly input: TextInput;
  readonly #host: SendFormHost;
  readonly #strings: StringsController;
  #clearsOnSend = false;
  #isQueueFull = false;
  /** The number of messages that could not be sent. */
  #unsentCount = 0;
  /** The newest of them: as many as the history holds. */
  #unsent: readonly Message[] = [];

  constructor(host: SendFormHost, strings: StringsController) {
    this.#host = host;
    this.#strings = strings;
    this.input = new TextInput(host, strings, () => this.#submitByKey());
    host.addController(this);
  }

  /** A button that is disabled loses the focus; the input is next to it. */
  hostUpdated(): void {
    if (this.#host.renderRoot.querySelector('[part=send]:disabled:focus')) this.input.element!.focus();
  }

  /** Sends the text of the input, as the send button does. */
  submit(): void {
    this.#form?.requestSubmit();
  }

  /** Sends a message, and remembers a text; says so if it cannot be sent. Returns false then. */
  send(message: Message): boolean {
    this.#host.requestUpdate();
    this.#isQueueFull = false;
    try {
      this.#host.send(message);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      // There is no connection, or no queue; or no room in it.
      if (error.name === 'InvalidStateError') this.onDiscard([message]);
      else this.#isQueueFull = true;
      return false;
    }
    if (typeof message === 'string') this.input.remember(message);
    this.#forgetUnsent(message);
    return true;
  }

  /**
   * Sends the text of the input if it is not empty, and keeps it, selected: Enter repeats it, and typing replaces it.
   * Listens for `submit` on the render root, not on the form: in Chromium each form with a listener makes the next one
   * slower to create.
   */
  readonly onSubmit = (event: Event): void => {
    // There may be another form in a slot.
    if (event.target !== this.#form) return;
    event.preventDefault();
    const { submitter } = event as SubmitEvent;
    const { text, isComposing, element } = this.input;
    // Enter and Send are intentional: on a touch screen a word is composed until the next one begins.
    if ((isComposing && !submitter) || text === '') return;
    this.input.commit();
    const isSent = this.send(text);
    if (isSent && this.#clearsOnSend) this.input.edit('');
    // select() also moves the focus: wanted after Send, but not away from a button that sends by a command.
    if (submitter) element!.select();
    else element!.setSelectionRange(0, element!.value.length);
  };

  /** A message was handed to the socket: there is room again. */
  onSend(): void {
    this.#isQueueFull = false;
  }

  /** Removes the notice about unsent messages, and the messages. They were handed back in `discard` events. */
  clear(): void {
    this.#isQueueFull = false;
    this.#unsentCount = 0;
    this.#unsent = [];
  }

  /** Offers messages again that could not be sent. */
  onDiscard(messages: readonly Message[]): void {
    this.#isQueueFull = false;
    this.#unsentCount += messages.length;
    this.#unsent = [...this.#unsent, ...messages].slice(-HISTORY_LIMIT);
  }

  render(settings: SendFormSettings): unknown {
    const { label, isReadonly, isClosed, name } = settings;
    this.#clearsOnSend = settings.clearsOnSend;
    const notice = this.notice(settings);
    const buttons = this.#renderButtons(settings);
    if (isReadonly) {
      return notice
        ? html`<div part="notice" tabindex="-1"><span id="notice">${notice}</span>${buttons}</div>`
        : nothing;
    }
    // One template: each more makes an element slower to create.
    return html`
      <form part="form">
        <label part="label" id="label" for="input" ?hidden=${name !== ''}>
          <slot name="label">${label || this.#strings.sentence('label')}</slot>
        </label>
        ${this.input.render(settings)}
        <button part="send" type="submit" title=${this.#strings.sentence('sendMessage')} ?disabled=${isClosed}>
          <slot name="send">${this.#strings.sentence('send')}</slot>
        </button>
        <div part="notice" tabindex="-1" ?hidden=${notice === ''}><span id="notice">${notice}</span>${buttons}</div>
      </form>
    `;
  }

  /** The words about messages that wait, or could not be sent. */
  notice({ queued }: Pick<SendFormSettings, 'queued'>): string {
    const strings = this.#strings;
    const count = this.#unsentCount;
    const words = [
      this.#isQueueFull ? strings.sentence('queueFull') : '',
      count > 0 ? strings.sentence('discarded', (format) => format.number(count)) : '',
      // Last, because it is no sentence.
      queued > 0 ? strings.sentence('queued', (format) => format.number(queued)) : '',
    ];
    return words.filter(Boolean).join(' ');
  }

  #renderButtons({ isReadonly, isClosed }: SendFormSettings): unknown {
    if (this.#unsent.length === 0) return nothing;
    const strings = this.#strings;
    const canRestore = !isReadonly && this.#unsent.some(isText);
    const canResend = !isClosed && this.#unsent.some((message) => !isText(message));
    return html`
      ${
        canRestore
          ? html`<button part="restore" type="button" @click=${this.#restore}>${strings.sentence('restore')}</button>`
          : nothing
      }
      ${
        canResend
          ? html`<button part="resend" type="button" @click=${this.#resend}>${strings.sentence('resend')}</button>`
          : nothing
      }
    `;
  }

  /** Null if the host is readonly. */
  get #form(): HTMLFormElement | null {
    return this.#host.renderRoot.querySelector('form');
  }

  #submitByKey(): void {
    const button = this.#form!.querySelector<HTMLButtonElement>('[part=send]')!;
    if (!button.disabled) this.#form!.requestSubmit(button);
  }

  /** Puts the newest unsent text into the input; ArrowUp recalls the others. */
  readonly #restore = (): void => {
    const texts = this.#unsent.filter(isText);
    for (const text of texts) this.input.remember(text);
    this.#unsent = this.#unsent.filter((message) => !isText(message));
    this.#unsentCount = this.#unsent.length;
    // ArrowDown recalls the draft.
    if (this.input.text !== texts.at(-1)) this.input.recall(-1);
    this.input.element!.focus();
    this.#host.requestUpdate();
  };

  /** Sends the unsent bytes again: they cannot be put into the input. */
  readonly #resend = (): void => {
    for (const message of this.#unsent) if (!isText(message) && !this.send(message)) return;
  };

  /** Removes a message from the unsent ones. When none is left to offer, the notice is cleared. */
  #forgetUnsent(message: Message): void {
    const at = this.#unsent.indexOf(message);
    if (at < 0) return;
    this.#unsent = this.#unsent.filter((_, index) => index !== at);
    this.#unsentCount = this.#unsent.length > 0 ? this.#unsentCount - 1 : 0;
  }
}

function isText(message: Message): message is string {
  return typeof message === 'string';
}
