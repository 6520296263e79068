import { isJson, jsonTokens } from './json-tokens.js';

/** The kind of a value of JSON; `true`, `false` and `null` are literals. */
export type JsonValueKind = 'object' | 'array' | 'string' | 'number' | 'literal';

/** A visible row of a tree: a node, or the children of a node that are not shown yet. */
export interface TreeRow {
  /** The node; in a row for children that are not shown, their parent. */
  readonly node: number;
  /** True if the children of the node are shown; null for a node without children, and in a row with `more`. */
  readonly isOpen: boolean | null;
  /** The number of children of the node that are not shown; 0 in the row of a node. */
  readonly more: number;
  /** The depth of the node, from 0; in a row with `more`, the depth of the children. */
  readonly depth: number;
}

/** The longest text that becomes a tree, in characters. */
export const TREE_LENGTH = 250_000;

/** The number of children of a node that are shown at once. */
export const SHOWN_CHILDREN = 100;

/** The number of rows up to which a new tree opens the containers in its root. */
export const FIRST_ROWS = 100;

/** The number of rows up to which `expandAll()` opens containers. */
export const EXPANDED_ROWS = 1_000;

/** The nodes of a tree in the order of the text, a column for each of their properties. */
interface Nodes {
  /** The start and the end of the key, with its quotes; -1 without a key. */
  readonly keyStart: Int32Array;
  readonly keyEnd: Int32Array;
  readonly valueStart: Int32Array;
  readonly valueEnd: Int32Array;
  /** -1 for the root. */
  readonly parent: Int32Array;
  readonly index: Int32Array;
  readonly childCount: Int32Array;
  /** The node after the last descendant: the next sibling, if there is one. */
  readonly next: Int32Array;
}

/**
 * A text that is JSON, as a tree that is shown row by row. It is made from the tokens of the text, so that no digit,
 * duplicate key or order is lost.
 *
 * Nodes are numbers in the order of the text; the root is 0. Objects and arrays with children can be open; a new tree
 * opens its root, and in it, level by level, each container that still fits into `FIRST_ROWS` rows.
 * Knows nothing of elements.
 */
export class JsonTree {
  readonly #text: string;
  readonly #nodes: Nodes;
  /** The number of children of each node that are shown: 0 for a closed one. */
  #shown: Int32Array;
  #rows: readonly TreeRow[] | null = null;

  private constructor(text: string) {
    this.#text = text;
    this.#nodes = readNodes(text);
    this.#shown = new Int32Array(this.#nodes.parent.length);
    this.#show(0, SHOWN_CHILDREN);
    this.#open(FIRST_ROWS);
  }

  /**
   * Returns the tree of a text that is JSON, also of a number, word or string by itself. Returns null for any other
   * text, and for one with more than `TREE_LENGTH` characters.
   */
  static from(text: string): JsonTree | null {
    return text.length <= TREE_LENGTH && isJson(text, true) ? new JsonTree(text) : null;
  }

  /** The visible rows, in order; the same array until a node is opened or closed. */
  get rows(): readonly TreeRow[] {
    return (this.#rows ??= this.#visibleRows());
  }

  /** The kind of the value. */
  kind(node: number): JsonValueKind {
    const first = this.#text[this.#nodes.valueStart[node]!]!;
    if (first === '{') return 'object';
    if (first === '[') return 'array';
    if (first === '"') return 'string';
    return first === '-' || (first >= '0' && first <= '9') ? 'number' : 'literal';
  }

  /** The key as it is written, with its quotes; null for the root and for an item of an array. */
  key(node: number): string | null {
    const start = this.#nodes.keyStart[node]!;
    return start === -1 ? null : this.#text.slice(start, this.#nodes.keyEnd[node]);
  }

  /** The position among the children of the parent, from 0. */
  index(node: number): number {
    return this.#nodes.index[node]!;
  }

  /** The number of members of an object or items of an array; 0 for any other value. */
  childCount(node: number): number {
    return this.#nodes.childCount[node]!;
  }

  /** The parent; -1 for the root. */
  parent(node: number): number {
    return this.#nodes.parent[node]!;
  }

  /** The value as it is written. */
  text(node: number): string {
    return this.#text.slice(this.#nodes.valueStart[node], this.#nodes.valueEnd[node]);
  }

  /**
   * The path from the root, as in `$.a[0]["b c"]`: valid in JavaScript and as a JSONPath (RFC 9535). Members with the
   * same key have the same path.
   */
  path(node: number): string {
    const steps = [];
    for (let at = node; at > 0; at = this.parent(at)) {
      const key = this.key(at);
      steps.push(key === null ? `[${this.index(at)}]` : memberStep(JSON.parse(key) as string));
    }
    return `$${steps.reverse().join('')}`;
  }

  /** Opens or closes a node. One that opens shows its first `SHOWN_CHILDREN` children, which are as they were. */
  toggle(node: number): void {
    this.#show(node, this.#shown[node] ? 0 : SHOWN_CHILDREN);
  }

  /** Shows the next `SHOWN_CHILDREN` children of a node. */
  showMore(node: number): void {
    this.#show(node, this.#shown[node]! + SHOWN_CHILDREN);
  }

  /** Opens, level by level, each container that still fits into `EXPANDED_ROWS` rows; closes none. */
  expandAll(): void {
    this.#open(EXPANDED_ROWS);
  }

  #show(node: number, children: number): void {
    this.#shown[node] = Math.min(children, this.#nodes.childCount[node]!);
    this.#rows = null;
  }

  /** Opens the visible containers, level by level, and what they show, if the tree then has at most `limit` rows. */
  #open(limit: number): void {
    const { childCount, next } = this.#nodes;
    let rows = this.rows.length;
    // Only visible nodes stay open: each one that is opened here has as many rows as it has shown children.
    const shown = new Int32Array(this.#shown.length);
    for (const { node } of this.rows) shown[node] = this.#shown[node]!;
    const containers = [0];
    for (const container of containers) {
      const count = childCount[container]!;
      if (shown[container] === 0) {
        const added = Math.min(count, SHOWN_CHILDREN + 1);
        if (rows + added > limit) continue;
        rows += added;
        shown[container] = Math.min(count, SHOWN_CHILDREN);
      }
      const end = shown[container]!;
      for (let index = 0, child = container + 1; index < end; index++, child = next[child]!) {
        if (childCount[child]! > 0) containers.push(child);
      }
    }
    this.#shown = shown;
    this.#rows = null;
  }

  #visibleRows(): TreeRow[] {
    const { childCount, index, next, parent } = this.#nodes;
    const shown = this.#shown;
    const rows: TreeRow[] = [];
    let depth = 0;
    for (let node = 0; node !== -1;) {
      rows.push({ node, isOpen: childCount[node] ? shown[node]! > 0 : null, more: 0, depth });
      if (shown[node]) {
        node++;
        depth++;
        continue;
      }
      // After the last shown child comes the node after its parent.
      while (node > 0 && index[node]! + 1 === shown[parent[node]!]) {
        node = parent[node]!;
        const more = childCount[node]! - shown[node]!;
        if (more > 0) rows.push({ node, isOpen: null, more, depth });
        depth--;
      }
      node = node > 0 ? next[node]! : -1;
    }
    return rows;
  }
}

/** Reads the nodes of a text that is JSON, in one pass; the parents of the current node are the stack. */
function readNodes(text: string): Nodes {
  // Each node is the root, the first child of its parent, or after a comma; characters in strings only add room.
  const most = Math.min(text.split(/[,[{]/).length, (text.length + 1) >> 1);
  const column = () => new Int32Array(most);
  const keyStart = column();
  const keyEnd = column();
  const valueStart = column();
  const valueEnd = column();
  const parent = column();
  const index = column();
  const childCount = column();
  const next = column();
  let count = 0;
  let container = -1;
  let key: { readonly start: number; readonly end: number } | null = null;
  for (const token of jsonTokens(text)) {
    const { kind, start, end } = token;
    const character = kind === 'punctuation' ? text[start] : '';
    if (kind === 'key') {
      key = token;
    } else if (character === '}' || character === ']') {
      valueEnd[container] = end;
      next[container] = count;
      container = parent[container]!;
    } else if (character !== ',' && character !== ':') {
      const node = count++;
      keyStart[node] = key?.start ?? -1;
      keyEnd[node] = key?.end ?? -1;
      key = null;
      valueStart[node] = start;
      valueEnd[node] = end;
      parent[node] = container;
      if (container !== -1) index[node] = childCount[container]!++;
      next[node] = count;
      if (character) container = node;
    }
  }
  return { keyStart, keyEnd, valueStart, valueEnd, parent, index, childCount, next };
}

/** The step of a path to the member of an object with this name. */
function memberStep(name: string): string {
  return /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
