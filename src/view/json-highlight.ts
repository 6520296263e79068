import { jsonTokens, type JsonKind } from './json-tokens.js';

/** The highlights, by the names that styles have for them: `::highlight(ws-echo-key)`. */
const NAMES: Readonly<Partial<Record<JsonKind, string>>> = {
  key: 'ws-echo-key',
  string: 'ws-echo-string',
  number: 'ws-echo-number',
  literal: 'ws-echo-literal',
};

/** The most tokens that are coloured: more would cost a frame too much. */
const COLOURED_TOKENS = 1_000;

/**
 * Colours the tokens of JSON in a text node, without any markup: the highlights belong to the document, and the ranges
 * in them to the element. Does nothing where there are none. Source: CSS Custom Highlight API.
 */
export class JsonHighlight {
  #node: Text | null = null;
  #text = '';
  /** The ranges of the node, and the highlight that each is in. */
  #ranges: [highlight: Highlight, range: AbstractRange][] = [];

  /** Colours `target`, which holds `text`; null, and one outside the page: nothing. */
  update(target: Text | null, text: string): void {
    // A render may come after the element has left the page: nothing would take its ranges away.
    const node = target?.isConnected ? target : null;
    if (node === this.#node && text === this.#text) return;
    for (const [highlight, range] of this.#ranges) highlight.delete(range);
    this.#ranges = [];
    this.#node = node;
    this.#text = text;
    const view = node?.ownerDocument.defaultView;
    // Not every engine has them, nor the DOM of a test.
    if (!node || !view?.CSS?.highlights) return;
    for (const { kind, start, end } of jsonTokens(text)) {
      const name = NAMES[kind];
      if (!name) continue;
      const range = new view.StaticRange({
        startContainer: node,
        startOffset: start,
        endContainer: node,
        endOffset: end,
      });
      const { highlights } = view.CSS;
      const highlight = highlights.get(name) ?? new view.Highlight();
      highlight.add(range);
      highlights.set(name, highlight);
      if (this.#ranges.push([highlight, range]) === COLOURED_TOKENS) break;
    }
  }
}
