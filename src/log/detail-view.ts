import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Entry } from '../recording/entry.js';
import { clockTime } from '../strings/format.js';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';
import { BytesView } from './bytes-view.js';
import { MessageContent, toBase64, type ContentView } from './message-content.js';
import { hexOf, type RowWriter } from './row-text.js';
import { TreeView } from './tree-view.js';

/** The size of a page of a message: in characters, or in bytes. */
export const PAGE_SIZE = 65_536;

/** The least width of the pane in which 16 bytes have room in a row, in pixels. */
const WIDE = 600;

/** The host of the pane: an element whose render root holds it. */
export interface DetailViewHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
  readonly ownerDocument: Document;
}

/** The functions that a {@link DetailView} calls. */
export interface DetailViewOptions {
  copy(text: string): void;
  /** Called when a reader leaves the pane. */
  onClose(): void;
  /** Called when a reader wants to see the row among those that a query hides. */
  onContext(): void;
}

const VIEW_NAMES = { tree: 'viewTree', text: 'viewText', hex: 'viewHex', base64: 'viewBase64' } as const;

/** The whole of one entry: a message as a tree, text, hex or Base64; or the sentence about an event. */
export class DetailView implements ReactiveController {
  readonly #host: DetailViewHost;
  readonly #strings: StringsController<AllStrings>;
  readonly #writer: RowWriter;
  readonly #functions: DetailViewOptions;
  readonly #tree: TreeView;
  readonly #bytes: BytesView;
  #entry: Entry | null = null;
  #content: MessageContent | null = null;
  /** The view that a reader has chosen; it stays for the next messages that have it. */
  #chosen: ContentView | null = null;
  /** The page that is shown, from 0. */
  #page = 0;
  #isWide = false;
  #resizes: ResizeObserver | null = null;

  constructor(
    host: DetailViewHost,
    strings: StringsController<AllStrings>,
    writer: RowWriter,
    functions: DetailViewOptions,
  ) {
    this.#functions = functions;
    this.#host = host;
    this.#strings = strings;
    this.#writer = writer;
    this.#tree = new TreeView(host, strings, (text) => functions.copy(text));
    this.#bytes = new BytesView(host, strings);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = null;
  }

  hostUpdated(): void {
    const pane = this.#host.renderRoot.querySelector('[part=detail]');
    if (!pane || typeof ResizeObserver !== 'function') return this.hostDisconnected();
    if (this.#resizes) return;
    this.#resizes = new ResizeObserver(() => {
      const isWide = pane.clientWidth >= WIDE;
      if (isWide === this.#isWide) return;
      this.#isWide = isWide;
      this.#host.requestUpdate();
    });
    this.#resizes.observe(pane);
  }

  /** Moves the focus into the pane. */
  focus(): void {
    this.#host.renderRoot.querySelector<HTMLElement>('[part=detail] [tabindex="0"]')?.focus();
  }

  /** Renders anew only if something of it has changed: the log renders with every message. */
  render(entry: Entry, hasContext: boolean): unknown {
    if (entry !== this.#entry) this.#show(entry);
    const { tree } = this.#content ?? {};
    const state = [
      entry,
      this.#content,
      this.#chosen,
      this.#page,
      this.#isWide,
      tree?.rows,
      this.#tree.active,
      this.#bytes.selectionText,
      this.#strings.language,
      hasContext,
    ];
    return guard(state, () => this.#render(entry, hasContext));
  }

  #render(entry: Entry, hasContext: boolean): unknown {
    const strings = this.#strings;
    const content = this.#content;
    const view = content && this.#viewOf(content);
    const iso = new Date(entry.time).toISOString();
    const size = entry.story ? '' : strings.sentence('bytes', (format) => format.number(entry.bytes));
    return html`<section
      part="detail"
      aria-label=${strings.sentence('detail')}
      @keydown=${this.#onKeyDown}
    >
      <div part="detail-header" tabindex="-1">
        <time datetime=${iso} title=${iso}>${clockTime(entry.time)}</time>
        ${entry.story ? nothing : html`<span>${this.#writer.word(entry)}</span>`}
        ${size && html`<span>${size}</span>`}
        ${
          hasContext
            ? html`<button part="context" type="button" @click=${this.#showContext}>
                ${strings.sentence('showInContext')}
              </button>`
            : nothing
        }
        <button part="close" type="button" aria-label=${strings.sentence('closeDetail')} @click=${this.#close}>
          ×
        </button>
      </div>
      ${
        content && view
          ? html`<div part="views" role="group">
              ${content.views.map(
                (name) =>
                  html`<button
                    part="view"
                    type="button"
                    data-view=${name}
                    aria-pressed=${name === view}
                    @click=${this.#choose}
                  >
                    ${strings.sentence(VIEW_NAMES[name])}
                  </button>`,
              )}
              <button part="copy" type="button" @click=${this.#copy}>${strings.sentence('copy')}</button>
            </div>
            ${this.#renderContent(content, view)}`
          : html`<div part="content" tabindex="0"><bdi>${this.#writer.text(entry)}</bdi></div>`
      }
    </section>`;
  }

  #renderContent(content: MessageContent, view: ContentView): unknown {
    if (view === 'tree') return this.#tree.render(content.tree!);
    const strings = this.#strings;
    const notes = [
      view === 'text' && content.isTooLongForTree ? strings.sentence('tooLongForTree') : '',
      view === 'text' && content.isMalformed ? strings.sentence('notUtf8') : '',
      view === 'hex' ? this.#bytes.selectionText : '',
    ].filter(Boolean);
    const total = view === 'text' ? content.text.length : content.bytes.length;
    const start = this.#page * PAGE_SIZE;
    const end = Math.min(start + PAGE_SIZE, total);
    const bytes = () => content.bytes.subarray(start, end);
    const shown = {
      hex: () => this.#bytes.render(bytes(), start, this.#isWide ? 16 : 8),
      text: () => html`<bdi>${textBetween(content.text, start, end)}</bdi>`,
      base64: () => html`<bdi>${toBase64(bytes())}</bdi>`,
    };
    return html`<div part="content" tabindex="0" data-view=${view}>${shown[view]()}</div>
      ${notes.length > 0 ? html`<div part="note">${notes.join(' ')}</div>` : nothing}
      ${total > PAGE_SIZE ? this.#renderPager(start, end, total) : nothing}`;
  }

  #renderPager(start: number, end: number, total: number): unknown {
    const strings = this.#strings;
    const range = strings.sentence(
      'pageOf',
      (format) => `${format.number(start + 1)}–${format.number(end)}`,
      (format) => format.number(total),
    );
    return html`<div part="pager">
      <button
        type="button"
        aria-label=${strings.sentence('previousPage')}
        ?disabled=${start === 0}
        @click=${this.#previousPage}
      >‹</button>
      <span>${range}</span>
      <button
        type="button"
        aria-label=${strings.sentence('nextPage')}
        ?disabled=${end === total}
        @click=${this.#nextPage}
      >›</button>
    </div>`;
  }

  #show(entry: Entry): void {
    this.#entry = entry;
    this.#page = 0;
    const { data } = entry;
    this.#content = data === null || data instanceof Blob ? null : new MessageContent(data);
    if (data instanceof Blob) void this.#read(entry);
  }

  /** Reads a blob. One that cannot be read stays a word. */
  async #read(entry: Entry): Promise<void> {
    const content = await MessageContent.from(entry).catch(() => null);
    if (entry !== this.#entry) return;
    this.#content = content;
    this.#host.requestUpdate();
  }

  #viewOf(content: MessageContent): ContentView {
    return this.#chosen && content.views.includes(this.#chosen) ? this.#chosen : content.bestView;
  }

  readonly #choose = (event: Event): void => {
    this.#chosen = (event.currentTarget as HTMLElement).dataset['view'] as ContentView;
    this.#page = 0;
    this.#host.requestUpdate();
  };

  readonly #copy = (): void => {
    const content = this.#content!;
    const view = this.#viewOf(content);
    if (view === 'hex') this.#functions.copy(hexOf(content.bytes));
    else this.#functions.copy(view === 'base64' ? toBase64(content.bytes) : content.text);
  };

  readonly #previousPage = (): void => this.#turn(-1);

  readonly #nextPage = (): void => this.#turn(1);

  #turn(pages: number): void {
    this.#page += pages;
    this.#host.renderRoot.querySelector('[part=content]')!.scrollTop = 0;
    this.#host.requestUpdate();
  }

  readonly #showContext = (): void => this.#functions.onContext();

  readonly #close = (): void => this.#functions.onClose();

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#functions.onClose();
  };
}

/** A part of a text that cuts no character in half: one at the end goes to the next part. */
function textBetween(text: string, start: number, end: number): string {
  const isHalf = (position: number) => /[\uDC00-\uDFFF]/.test(text.charAt(position));
  return text.slice(start - Number(start > 0 && isHalf(start)), end - Number(end < text.length && isHalf(end)));
}
