import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { Announcer, type Announceable } from './announcer.js';

/** A host whose render root holds the region. */
export interface LiveRegionHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

/** A region that a screen reader reads when its text changes. The host renders it once, and never its text. */
export class LiveRegion implements ReactiveController {
  readonly #host: LiveRegionHost;
  readonly #content: () => Announceable;
  readonly #announcer: Announcer;

  /** After each render, announces what has changed in `content()`; at most once in `interval` milliseconds. */
  constructor(host: LiveRegionHost, content: () => Announceable, interval?: number) {
    this.#host = host;
    this.#content = content;
    this.#announcer = new Announcer(() => host.requestUpdate(), interval);
    host.addController(this);
  }

  hostUpdated(): void {
    const text = this.#announcer.update(this.#content());
    if (text) this.#host.renderRoot.querySelector('#announcement')!.textContent = text;
  }

  /** Removes what was announced, so that nobody reads it later. */
  clear(): void {
    const region = this.#host.renderRoot?.querySelector('#announcement');
    if (region) region.textContent = '';
  }

  render(): unknown {
    return html`<div id="announcement" role="status"></div>`;
  }
}
