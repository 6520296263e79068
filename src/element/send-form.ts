import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Message } from '../connection/send-queue.js';
import { HISTORY_LIMIT, InputHistory } from './input-history.js';
import type { StringsController } from './strings.js';

/** Whose form it is. */
export interface SendFormHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
  send(data: Message): boolean;
}

/** The form: what is typed, sent, recalled, and could not be sent. Knows nothing of the connection. */
export class SendForm implements ReactiveController {
  readonly #host: SendFormHost;
  readonly #strings: StringsController;
  readonly #history = new InputHistory();
  /** The input, between the first key and the last of a word that takes several: no command from outside sends half of it. */
  #composing: EventTarget | null = null;
  #isFull = false;
  /** How many messages could not be sent. */
  #discardedCount = 0;
  /** The texts among them, the newest: as many as the history can hold. */
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

  /** Sends what the form holds, as its button does. */
  submit(): void {
    this.#form?.requestSubmit();
  }

  /** Sends `text`, and remembers it for ArrowUp; says so if it cannot be sent. */
  send(text: string): void {
    try {
      this.#isFull = false;
      this.#host.send(text);
      this.#history.add(text);
      this.#forget(text);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      // There is nothing to send to, and nothing may wait for it.
      if (error.name === 'InvalidStateError') this.discarded([text]);
      else this.#isFull = true;
    }
    this.#host.requestUpdate();
  }

  /**
   * Listens for `submit` on the render root, not on the form: Chromium takes longer to make forms that have listeners,
   * the more of them there were. Sends what is there, if anything, and keeps it, selected: Enter repeats it, and typing
   * replaces it.
   */
  readonly onSubmit = (event: Event): void => {
    // There may be another form in a slot.
    if (event.target !== this.#form) return;
    event.preventDefault();
    const input = this.#input;
    const { submitter } = event as SubmitEvent;
    // Somebody who presses Enter or Send means it: on a touch screen a word is composed until the next one begins.
    if ((this.#composing === input && !submitter) || input.value === '') return;
    this.send(input.value);
    // select() moves the focus, too: to type on after Send, but not away from a button outside that sends by a command.
    if (submitter) input.select();
    else input.setSelectionRange(0, input.value.length);
  };

  /** What waited is on its way, and there is room again. */
  flushed(): void {
    this.#isFull = false;
  }

  /** Forgets what could not be sent. */
  clear(): void {
    this.#isFull = false;
    this.#discardedCount = 0;
    this.#discarded = [];
  }

  /** Offers to put back what could not be sent. */
  discarded(messages: readonly Message[]): void {
    this.#isFull = false;
    this.#discardedCount += messages.length;
    const texts = messages.filter((message) => typeof message === 'string');
    this.#discarded = [...this.#discarded, ...texts].slice(-HISTORY_LIMIT);
  }

  render(label: string | null, isClosed: boolean, queued: number): unknown {
    return html`
      <form part="form">
        <label part="label" for="input"><slot name="label">${label || this.#strings.get('label')}</slot></label>
        <input
          part="input"
          id="input"
          autocomplete="off"
          aria-describedby="notice"
          @keydown=${this.#onKeydown}
          @compositionstart=${this.#onComposition}
          @compositionend=${this.#onComposition}
        />
        <button part="send" type="submit" title=${this.#strings.get('sendMessage')} ?disabled=${isClosed}>
          <slot name="send">${this.#strings.get('send')}</slot>
        </button>
        <div part="notice">
          <span id="notice">${this.notice(queued)}</span>
          ${this.#discarded.length > 0
            ? html`<button part="restore" type="button" @click=${this.#restore}>${this.#strings.get('restore')}</button>`
            : nothing}
        </div>
      </form>
    `;
  }

  /** What the line under the input says. The line is always there, so that nothing jumps when it has something to say. */
  notice(queued: number): string {
    const strings = this.#strings;
    const count = this.#discardedCount;
    const words = [
      this.#isFull ? strings.get('queueFull') : '',
      count > 0 ? strings.get('discarded')(strings.number(count)) : '',
      // The last: it is no sentence.
      queued > 0 ? strings.get('queued')(strings.number(queued)) : '',
    ];
    return words.filter(Boolean).join(' ');
  }

  /** Null where it is readonly. */
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
    this.#fill(text);
  };

  readonly #onComposition = (event: CompositionEvent): void => {
    this.#composing = event.type === 'compositionstart' ? event.target : null;
  };

  /** Puts the newest discarded text into the input; the others are one ArrowUp away. */
  readonly #restore = (): void => {
    const texts = this.#discarded;
    for (const text of texts) this.#history.add(text);
    this.clear();
    // The draft is one ArrowDown away.
    const draft = this.#input.value;
    if (draft !== texts.at(-1)) this.#fill(this.#history.recall(-1, draft) ?? draft);
    this.#input.focus();
    this.#host.requestUpdate();
  };

  /** What is sent after all need not be put back; and what cannot be put back need not be told for ever. */
  #forget(text: string): void {
    const at = this.#discarded.indexOf(text);
    if (at >= 0) {
      this.#discarded = this.#discarded.filter((_, index) => index !== at);
      this.#discardedCount--;
    }
    if (this.#discarded.length === 0) this.#discardedCount = 0;
  }

  /** An input has no line breaks: without a space it would join what they part. */
  #fill(text: string): void {
    const input = this.#input;
    input.value = text.replace(/[\r\n]+/g, ' ');
    input.setSelectionRange(input.value.length, input.value.length);
  }
}
