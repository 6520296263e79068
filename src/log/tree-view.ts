import { html, nothing, type ReactiveControllerHost } from 'lit';
import { truncate } from '../connection/quote.js';
import type { AllStrings } from '../strings/registry.js';
import type { JsonTree, TreeRow } from '../view/json-tree.js';
import type { StringsController } from '../view/strings-controller.js';

/** The longest value in its row, in characters. */
const VALUE_LENGTH = 300;

/** The deepest indentation; deeper rows keep it. */
const INDENTED_DEPTH = 20;

/** The host of the view: an element whose render root holds it. */
export interface TreeViewHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

/** JSON as a tree with one tab stop. The tree keeps what is open. */
export class TreeView {
  readonly #host: TreeViewHost;
  readonly #strings: StringsController<AllStrings>;
  readonly #copy: (text: string) => void;
  #tree: JsonTree | null = null;
  /** The number of the active row among the visible ones. */
  #active = 0;

  constructor(host: TreeViewHost, strings: StringsController<AllStrings>, copy: (text: string) => void) {
    this.#copy = copy;
    this.#host = host;
    this.#strings = strings;
  }

  /** The number of the active row. */
  get active(): number {
    return this.#active;
  }

  render(tree: JsonTree): unknown {
    if (tree !== this.#tree) this.#active = 0;
    this.#tree = tree;
    const strings = this.#strings;
    const { rows } = tree;
    this.#active = Math.min(this.#active, rows.length - 1);
    return html`<div
        part="tree"
        role="tree"
        tabindex="0"
        aria-label=${strings.sentence('treeLabel')}
        aria-activedescendant="node-${this.#active}"
        @keydown=${this.#onKeyDown}
        @click=${this.#onClick}
      >${rows.map((row, number) => this.#renderRow(tree, row, number))}</div>
      <div part="tree-actions">
        <bdi part="path">${tree.path(rows[this.#active]!.node)}</bdi>
        <button type="button" @click=${this.#copyPath}>${strings.sentence('copyPath')}</button>
        <button type="button" @click=${this.#copyValue}>${strings.sentence('copyValue')}</button>
        <button type="button" @click=${this.#expandAll}>${strings.sentence('expandAll')}</button>
      </div>`;
  }

  #renderRow(tree: JsonTree, row: TreeRow, number: number): unknown {
    const { node, depth, isOpen, more } = row;
    const indent = '  '.repeat(Math.min(depth, INDENTED_DEPTH));
    const sign = more > 0 ? '… ' : isOpen === null ? '  ' : isOpen ? '▾ ' : '▸ ';
    const content =
      more > 0
        ? html`<span class="more">${this.#strings.sentence('more', (format) => format.number(more))}</span>`
        : html`${this.#renderKey(tree, node)}${this.#renderValue(tree, node)}`;
    const parent = tree.parent(node);
    return html`<div
      role="treeitem"
      id="node-${number}"
      aria-level=${depth + 1}
      aria-expanded=${isOpen === null || more > 0 ? nothing : isOpen}
      aria-posinset=${more > 0 ? tree.childCount(node) - more + 1 : tree.index(node) + 1}
      aria-setsize=${more > 0 ? tree.childCount(node) : parent < 0 ? 1 : tree.childCount(parent)}
      aria-selected=${number === this.#active}
    ><span aria-hidden="true">${indent}${sign}</span>${content}</div>`;
  }

  #renderKey(tree: JsonTree, node: number): unknown {
    const key = tree.key(node);
    if (key !== null) return html`<span class="key">${nameOf(key)}</span>: `;
    return tree.parent(node) < 0 ? nothing : html`<span class="index">${tree.index(node)}</span>: `;
  }

  #renderValue(tree: JsonTree, node: number): unknown {
    const kind = tree.kind(node);
    if (kind === 'object' || kind === 'array') {
      const [open, close] = kind === 'object' ? ['{', '}'] : ['[', ']'];
      const count = tree.childCount(node);
      return html`<span class="count">${open}${count > 0 ? count : ''}${close}</span>`;
    }
    const text = tree.text(node);
    return html`<span class=${kind}>${truncate(text, VALUE_LENGTH)}${text.length > VALUE_LENGTH ? '…' : ''}</span>`;
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#tree) return;
    const { rows } = this.#tree;
    const row = rows[this.#active]!;
    switch (event.key) {
      case 'ArrowDown':
        this.#activate(this.#active + 1);
        break;
      case 'ArrowUp':
        this.#activate(this.#active - 1);
        break;
      case 'Home':
        this.#activate(0);
        break;
      case 'End':
        this.#activate(rows.length - 1);
        break;
      case 'ArrowRight':
        if (row.isOpen === false) this.#open(this.#active);
        else if (row.isOpen) this.#activate(this.#active + 1);
        break;
      case 'ArrowLeft':
        if (row.isOpen && row.more === 0) this.#open(this.#active);
        else this.#activate(this.#rowOf(row.more > 0 ? row.node : this.#tree.parent(row.node)));
        break;
      case 'Enter':
      case ' ':
        this.#open(this.#active);
        break;
      case 'c':
        this.#copyValue();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onClick = (event: Event): void => {
    const item = (event.target as Element).closest('[role=treeitem]');
    if (!item) return;
    this.#activate(Number(item.id.slice('node-'.length)));
    this.#open(this.#active);
  };

  /** Opens or closes a row, or shows more of the children. */
  #open(number: number): void {
    const { node, more, isOpen } = this.#tree!.rows[number]!;
    if (more > 0) this.#tree!.showMore(node);
    else if (isOpen !== null) this.#tree!.toggle(node);
    this.#host.requestUpdate();
  }

  #rowOf(node: number): number {
    return Math.max(
      this.#tree!.rows.findIndex((row) => row.node === node && row.more === 0),
      0,
    );
  }

  #activate(number: number): void {
    this.#active = Math.min(Math.max(number, 0), this.#tree!.rows.length - 1);
    this.#host.requestUpdate();
    // A row that is there is scrolled to as it is.
    this.#host.renderRoot
      .querySelector(`#node-${this.#active}`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  readonly #copyPath = (): void => this.#copy(this.#tree!.path(this.#activeNode));

  readonly #copyValue = (): void => this.#copy(this.#tree!.text(this.#activeNode));

  readonly #expandAll = (): void => {
    this.#tree!.expandAll();
    this.#host.requestUpdate();
  };

  get #activeNode(): number {
    return this.#tree!.rows[this.#active]!.node;
  }
}

/** A key without its quotes, unless it needs them. */
function nameOf(key: string): string {
  const name = key.slice(1, -1);
  return /^[\p{ID_Start}$_][\p{ID_Continue}$-]*$/u.test(name) ? name : key;
}
