import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Message } from '../connection/web-idl.js';
import type { StringsController } from '../view/strings-controller.js';
import { HISTORY_LIMIT, InputHistory } from './input-history.js';

/** The host of the form. */
export interface SendFormHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
  send(data: Message): boolean;
}

/**
 * Renders the form, sends its text, recalls sent texts, and offers to restore unsent ones. Knows nothing of the
 * connection.
 */
export class SendForm implements ReactiveController {
  readonly #host: SendFormHost;
  readonly #strings: StringsController;
  readonly #history = new InputHistory();
  /** The input while an IME composition is active; `--send` must not submit half a word. */
  #composing: EventTarget | null = null;
  #isQueueFull = false;
  /** The number of messages that could not be sent. */
  #discardedCount = 0;
  /** Their texts, the newest ones: as many as the history holds. */
  #discarded: readonly string[] = [];

  constructor(host: SendFormHost, strings: StringsController) {
    this.#host = host;
    this.#strings = strings;
    host.addController(this);
  }

  /** A button that is disabled loses the focus; the input is next to it. */
  hostUpdated(): void {
    if (this.#host.renderRoot.querySelector('[part=send]:disabled:focus')) this.#input.focus();
  }

  /** Sends the text of the input, as the send button does. */
  submit(): void {
    this.#form?.requestSubmit();
  }

  /** Sends `text`, and adds it to the history; shows a notice if it cannot be sent. */
  send(text: string): void {
    try {
      this.#isQueueFull = false;
      this.#host.send(text);
      this.#history.add(text);
      this.#forgetUnsent(text);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      // There is no connection, or no queue.
      if (error.name === 'InvalidStateError') this.onDiscard([text]);
      else this.#isQueueFull = true;
    }
    this.#host.requestUpdate();
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
    const input = this.#input;
    const { submitter } = event as SubmitEvent;
    // Enter and Send are intentional: on a touch screen a word is composed until the next one begins.
    if ((this.#composing === input && !submitter) || input.value === '') return;
    this.send(input.value);
    // select() also moves the focus: wanted after Send, but not away from a button that sends by a command.
    if (submitter) input.select();
    else input.setSelectionRange(0, input.value.length);
  };

  /** A message was handed to the socket: there is room again. */
  onSend(): void {
    this.#isQueueFull = false;
  }

  /** Removes the notice about unsent messages, and the texts to restore. They were handed back in `discard` events. */
  clear(): void {
    this.#isQueueFull = false;
    this.#discardedCount = 0;
    this.#discarded = [];
  }

  /** Offers to restore the texts of messages that could not be sent. */
  onDiscard(messages: readonly Message[]): void {
    this.#isQueueFull = false;
    this.#discardedCount += messages.length;
    const texts = messages.filter((message) => typeof message === 'string');
    this.#discarded = [...this.#discarded, ...texts].slice(-HISTORY_LIMIT);
  }

  render(label: string | null, isClosed: boolean, queued: number): unknown {
    const restore = this.#strings.sentence('restore');
    return html`
      <form part="form">
        <label part="label" for="input"><slot name="label">${label || this.#strings.sentence('label')}</slot></label>
        <input
          part="input"
          id="input"
          autocomplete="off"
          aria-describedby="notice"
          @keydown=${this.#onKeydown}
          @compositionstart=${this.#onComposition}
          @compositionend=${this.#onComposition}
        />
        <button part="send" type="submit" title=${this.#strings.sentence('sendMessage')} ?disabled=${isClosed}>
          <slot name="send">${this.#strings.sentence('send')}</slot>
        </button>
        <div part="notice">
          <span id="notice">${this.notice(queued)}</span>
          ${
            this.#discarded.length > 0
              ? html`<button part="restore" type="button" @click=${this.#restore}>${restore}</button>`
              : nothing
          }
        </div>
      </form>
    `;
  }

  /** The text of the line under the input. The line is always there, so that nothing moves when it gets a text. */
  notice(queued: number): string {
    const strings = this.#strings;
    const count = this.#discardedCount;
    const words = [
      this.#isQueueFull ? strings.sentence('queueFull') : '',
      count > 0 ? strings.sentence('discarded', (format) => format.number(count)) : '',
      // Last, because it is no sentence.
      queued > 0 ? strings.sentence('queued', (format) => format.number(queued)) : '',
    ];
    return words.filter(Boolean).join(' ');
  }

  /** Null if the host is readonly. */
  get #form(): HTMLFormElement | null {
    return this.#host.renderRoot.querySelector('form');
  }

  get #input(): HTMLInputElement {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('#input')!;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    if (!isArrow || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const text = this.#history.recall(event.key === 'ArrowUp' ? -1 : 1, this.#input.value);
    if (text === null) return;
    event.preventDefault();
    this.#setInput(text);
  };

  readonly #onComposition = (event: CompositionEvent): void => {
    this.#composing = event.type === 'compositionstart' ? event.target : null;
  };

  /** Puts the newest unsent text into the input; ArrowUp recalls the others. */
  readonly #restore = (): void => {
    const texts = this.#discarded;
    for (const text of texts) this.#history.add(text);
    this.clear();
    // ArrowDown recalls the draft.
    const draft = this.#input.value;
    if (draft !== texts.at(-1)) this.#setInput(this.#history.recall(-1, draft) ?? draft);
    this.#input.focus();
    this.#host.requestUpdate();
  };

  /** Removes `text` from the unsent messages. When no text is left to restore, the notice is cleared. */
  #forgetUnsent(text: string): void {
    const at = this.#discarded.indexOf(text);
    if (at >= 0) {
      this.#discarded = this.#discarded.filter((_, index) => index !== at);
      this.#discardedCount--;
    }
    if (this.#discarded.length === 0) this.#discardedCount = 0;
  }

  /** Sets the text of the input, which has no line breaks: each becomes a space. */
  #setInput(text: string): void {
    const input = this.#input;
    input.value = text.replace(/[\r\n]+/g, ' ');
    input.setSelectionRange(input.value.length, input.value.length);
  }
}
