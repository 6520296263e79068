import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { findMarks, type Query } from '../recording/filter.js';

/** The name of the highlight, as the styles have it. The registry is the document's: elements share it. */
const HIGHLIGHT = 'ws-echo-mark';

/** The most marks in a row. */
const MARKS = 20;

/** The host of the marks: an element whose render root holds the rows. */
export interface MarksHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
  readonly isConnected: boolean;
  readonly ownerDocument: Document;
}

/** Marks what a query has found in the rows that are drawn: with highlights, or with `<mark>` where there are none. */
export class Marks implements ReactiveController {
  readonly #host: MarksHost;
  readonly #query: () => Query;
  #ranges: StaticRange[] = [];

  constructor(host: MarksHost, query: () => Query) {
    this.#host = host;
    this.#query = query;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#clear();
  }

  hostUpdated(): void {
    this.#clear();
    const { needles } = this.#query();
    const view = this.#host.ownerDocument.defaultView;
    // A render may come after the host has left the page.
    if (needles.length === 0 || !this.#host.isConnected || !view?.CSS?.highlights) return;
    const { highlights } = view.CSS;
    const highlight = highlights.get(HIGHLIGHT) ?? new view.Highlight();
    for (const element of this.#host.renderRoot.querySelectorAll('[role=option] [part=text]')) {
      const node = element.lastChild;
      if (!node) continue;
      for (const [start, end] of findMarks(needles, node.textContent ?? '', MARKS)) {
        const places = { startContainer: node, startOffset: start, endContainer: node, endOffset: end };
        this.#ranges.push(new view.StaticRange(places));
      }
    }
    for (const range of this.#ranges) highlight.add(range);
    highlights.set(HIGHLIGHT, highlight);
  }

  /** Renders the text of a row. */
  render(text: string): unknown {
    const { needles } = this.#query();
    if (needles.length === 0 || this.#host.ownerDocument?.defaultView?.CSS?.highlights) return text;
    let end = 0;
    const parts = findMarks(needles, text, MARKS).map(([start, stop]) => {
      const before = text.slice(end, start);
      end = stop;
      return html`${before}<mark>${text.slice(start, stop)}</mark>`;
    });
    return html`${parts}${text.slice(end)}`;
  }

  #clear(): void {
    const highlight = this.#host.ownerDocument.defaultView?.CSS?.highlights?.get(HIGHLIGHT);
    for (const range of this.#ranges) highlight?.delete(range);
    this.#ranges = [];
  }
}
