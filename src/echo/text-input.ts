import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { StringsController } from '../view/strings-controller.js';
import { InputHistory } from './input-history.js';

/** The attributes of every element that belong to its input. */
export const INPUT_ATTRIBUTES = ['autocapitalize', 'autocorrect', 'inputmode', 'spellcheck'] as const;

/** The greatest number of lines that the input shows; it scrolls beyond. As in the styles, as the next. */
const SHOWN_LINES = 8;

/** The number of lines that it shows with `multiline`. */
const MULTILINE_ROWS = 3;

/** The host of the input. */
export interface TextInputHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

/** The settings of the input. */
export interface TextInputSettings {
  readonly placeholder: string | null;
  /** True: Enter breaks the line, and Ctrl+Enter sends. */
  readonly isMultiline: boolean;
  /** The name of the input, if an element outside labels it; otherwise `''`. */
  readonly name: string;
}

/**
 * The text area: its text, to the letter; its keys; the texts that it recalls. Knows nothing of what is sent.
 *
 * Its element comes and goes with `readonly`; the text stays.
 */
export class TextInput implements ReactiveController {
  readonly #host: TextInputHost;
  readonly #strings: StringsController;
  readonly #history = new InputHistory();
  /** Called when a key sends. */
  readonly #onSend: () => void;
  /** The text that was set. The element turns each CR into LF. */
  #text = '';
  /** True if the text was typed or set: the attribute `value` does not count any more. */
  #isDirty = false;
  /** True if the text was typed, and `change` has not been emitted since. */
  #isChanged = false;
  #isMultiline = false;
  /** The element while an IME composition is active; `--send` must not send half a word. */
  #composing: EventTarget | null = null;
  #rendered: HTMLTextAreaElement | null = null;

  constructor(host: TextInputHost, strings: StringsController, onSend: () => void) {
    this.#host = host;
    this.#strings = strings;
    this.#onSend = onSend;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#composing = null;
  }

  hostUpdate(): void {
    this.#text = this.text;
  }

  hostUpdated(): void {
    const { element } = this;
    if (element && element !== this.#rendered && element.value === '' && this.#text !== '') this.#write(this.#text);
    this.#rendered = element;
    // A dialog moves the focus to it. In the template, the attribute would take the focus when the page loads.
    element?.toggleAttribute('autofocus', this.#host.closest('dialog, [popover], [autofocus]') !== null);
  }

  /** The text area; null if the host is readonly. */
  get element(): HTMLTextAreaElement | null {
    return this.#host.renderRoot?.querySelector<HTMLTextAreaElement>('#input') ?? null;
  }

  /** The text: as it was set, unless it was edited. */
  get text(): string {
    const { element } = this;
    return !element || element !== this.#rendered || element.value === withLineFeeds(this.#text)
      ? this.#text
      : element.value;
  }

  set text(text: string) {
    this.#isDirty = true;
    this.#write(text);
  }

  /** The attribute `value`: the text until another one is typed or set. */
  setDefault(text: string): void {
    if (!this.#isDirty) this.#write(text);
  }

  /** True while an IME composition is active. */
  get isComposing(): boolean {
    return this.#composing !== null && this.#composing === this.element;
  }

  /** Emits `change` if the text was typed since the last one. */
  commit(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#host.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Adds a text to those that ArrowUp recalls. */
  remember(text: string): void {
    this.#history.add(text);
  }

  /** Recalls an older or newer text, as a user's edit. Returns false if there is none. */
  recall(step: -1 | 1): boolean {
    const text = this.#history.recall(step, this.text);
    if (text !== null) this.edit(text);
    return text !== null;
  }

  /** Replaces the text, as a user's edit. */
  edit(text: string): void {
    this.text = text;
    this.element?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  render({ placeholder, isMultiline, name }: TextInputSettings): TemplateResult {
    this.#isMultiline = isMultiline;
    const [autocapitalize, autocorrect, inputmode, spellcheck] = INPUT_ATTRIBUTES.map(
      (attribute) => this.#host.getAttribute(attribute) ?? nothing,
    );
    // For a keyboard without Shift+Enter, as that of a touch screen.
    const lineBreak = this.#strings.sentence('lineBreak');
    return html`
      <div class="field">
        <textarea
          part="input"
          id="input"
          class=${isMultiline ? 'multiline' : nothing}
          rows=${isMultiline ? MULTILINE_ROWS : 1}
          autocomplete="off"
          enterkeyhint=${isMultiline ? 'enter' : 'send'}
          placeholder=${placeholder ?? nothing}
          autocapitalize=${autocapitalize}
          autocorrect=${autocorrect}
          inputmode=${inputmode}
          spellcheck=${spellcheck}
          aria-label=${name || nothing}
          aria-labelledby=${name ? nothing : 'label'}
          aria-describedby="keys notice"
          @keydown=${this.#onKeydown}
          @input=${this.#onInput}
          @change=${this.#onChange}
          @compositionstart=${this.#onComposition}
          @compositionend=${this.#onComposition}
        ></textarea>
        <button
          part="line-break"
          type="button"
          title=${lineBreak}
          aria-label=${lineBreak}
          ?hidden=${isMultiline}
          @click=${this.#breakLine}
        >
          ↵
        </button>
        <span id="keys" hidden>${this.#strings.sentence(isMultiline ? 'controlEnterSends' : 'enterSends')}</span>
      </div>
    `;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // Safari ends a composition before the Enter that ends it; 229 is its code for a key that an input method took.
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.shiftKey) return;
    const isControl = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter') {
      if (this.#isMultiline && !isControl) return;
      event.preventDefault();
      this.#onSend();
    } else if (!isControl && event.key === 'ArrowUp') this.#onArrow(event, -1);
    else if (!isControl && event.key === 'ArrowDown') this.#onArrow(event, 1);
  };

  /** On the first line ArrowUp recalls, on the last ArrowDown. On the others the arrow moves, as in any text area. */
  #onArrow(event: KeyboardEvent, step: -1 | 1): void {
    const element = this.element!;
    const { value, selectionStart, selectionEnd } = element;
    const beyond = step < 0 ? value.slice(0, selectionStart) : value.slice(selectionEnd);
    if (beyond.includes('\n')) return;
    if (beyond === '' || isOneRow(element)) {
      if (this.recall(step)) event.preventDefault();
      return;
    }
    // The line is wrapped into rows, which only the browser knows: on the first of them, the arrow does not move.
    setTimeout(() => {
      if (element.value === value && element.selectionStart === selectionStart) this.recall(step);
    });
  }

  readonly #onInput = (): void => {
    this.#isDirty = this.#isChanged = true;
    this.#fit();
  };

  readonly #onChange = (): void => this.commit();

  readonly #onComposition = (event: CompositionEvent): void => {
    this.#composing = event.type === 'compositionstart' ? event.target : null;
  };

  readonly #breakLine = (): void => {
    const element = this.element!;
    element.setRangeText('\n', element.selectionStart, element.selectionEnd, 'end');
    element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    element.focus();
  };

  #write(text: string): void {
    this.#text = text;
    const { element } = this;
    if (!element) return;
    element.value = text;
    element.setSelectionRange(element.value.length, element.value.length);
    this.#fit();
  }

  /** Grows with its lines, where styles cannot (`field-sizing`). */
  #fit(): void {
    const element = this.element!;
    const lines = Math.min(element.value.split('\n').length, SHOWN_LINES);
    element.rows = Math.max(lines, this.#isMultiline ? MULTILINE_ROWS : 1);
  }
}

/** A text as a text area has it. Source: WHATWG HTML, the value API of `textarea`. */
function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** True if the text is not wrapped. */
function isOneRow(element: HTMLTextAreaElement): boolean {
  const { lineHeight, paddingBlockStart, paddingBlockEnd } = getComputedStyle(element);
  const padding = parseFloat(paddingBlockStart) + parseFloat(paddingBlockEnd);
  return element.scrollHeight - padding < 2 * parseFloat(lineHeight);
}
