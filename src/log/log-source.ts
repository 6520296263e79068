import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { shortAddress } from '../connection/quote.js';
import type { Entry } from '../recording/entry.js';
import type { Recorder } from '../recording/recorder.js';
import { isConnection, type RecordingSource } from '../recording/source.js';
import { isServerRendered, type HydratableHost } from '../view/hydration.js';

/** The host of a log: an element. */
export interface LogSourceHost extends ReactiveControllerHost, HydratableHost {
  readonly parentElement: HTMLElement | null;
  readonly isConnected: boolean;
  /** The ids of the elements to record, separated by spaces; `''` without. */
  readonly for: unknown;
  /** The sources that the page has set; null without. */
  readonly source: unknown;
  getRootNode(): Node;
}

/** The reason why something is not recorded. */
export type SourceProblem = { readonly id: string } | { readonly what: string };

/**
 * Finds the sources of a log, and has them recorded while the log is in the page: those of the property `source`; else
 * the elements that `for` names, in the same root; else the nearest ancestor that is an element with a connection.
 * Waits for elements that are not there yet, or not defined yet.
 */
export class LogSource implements ReactiveController {
  readonly #host: LogSourceHost;
  readonly #recorder: Recorder;
  #problems: SourceProblem[] = [];
  #recorded: RecordingSource[] = [];
  #observer: MutationObserver | null = null;
  #isScheduled = false;
  /** A server has rendered a log without a source: the first render has to be the same. */
  #waitsForRender: boolean;

  constructor(host: LogSourceHost, recorder: Recorder) {
    this.#host = host;
    this.#recorder = recorder;
    this.#waitsForRender = isServerRendered(host);
    host.addController(this);
  }

  /** Why a source is not recorded. */
  get problems(): readonly SourceProblem[] {
    return this.#problems;
  }

  /** The sources that are recorded now. */
  get recorded(): readonly RecordingSource[] {
    return this.#recorded;
  }

  /** The name of the source of an entry: its id, its address or its number; `''` if there is only one. */
  nameOf({ source }: Entry): string {
    const { sources } = this.#recorder;
    if (sources.length < 2) return '';
    const { id = '', url = '' } = sources[source] as Partial<HTMLElement & WebSocket>;
    return id || (typeof url === 'string' && shortAddress(url)) || String(source + 1);
  }

  hostConnected(): void {
    // At once: what an element does in its first microtask is recorded, too.
    this.update();
  }

  hostDisconnected(): void {
    // A move ends in the same task.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#record([], []);
    });
  }

  hostUpdated(): void {
    if (!this.#waitsForRender) return;
    this.#waitsForRender = false;
    this.#schedule();
  }

  /** Finds the sources anew: `for` or `source` has changed, or the page. */
  update(): void {
    if (!this.#host.isConnected || this.#waitsForRender) return;
    const { source } = this.#host;
    if (source !== null && source !== undefined) this.#record(Array.isArray(source) ? source : [source], []);
    else this.#recordElements();
  }

  #recordElements(): void {
    const root = this.#host.getRootNode() as ParentNode & Node;
    const ids = String(this.#host.for ?? '')
      .split(/\s+/)
      .filter(Boolean);
    const found = ids.map((id) => root.querySelector(`#${CSS.escape(id)}`));
    const missing = ids.filter((_, index) => !found[index]);
    const elements = ids.length > 0 ? found.filter((element) => element !== null) : this.#ancestor();
    this.#record(
      elements.filter((element) => !isUndefined(element)),
      missing.map((id) => ({ id })),
    );
    for (const element of elements.filter(isUndefined)) {
      void customElements.whenDefined(element.localName).then(() => this.#schedule());
    }
    // Those that are there now may be replaced.
    if (ids.length > 0) this.#watch(root);
  }

  #ancestor(): Element[] {
    for (let element = this.#host.parentElement; element; element = element.parentElement) {
      if (isConnection(element) || isUndefined(element)) return [element];
    }
    return [];
  }

  #record(sources: readonly unknown[], problems: SourceProblem[]): void {
    this.#observer?.disconnect();
    this.#observer = null;
    for (const source of this.#recorded) if (!sources.includes(source)) this.#recorder.stop(source);
    this.#problems = problems;
    this.#recorded = [];
    for (const source of sources as RecordingSource[]) {
      try {
        this.#recorder.record(source);
        this.#recorded.push(source);
      } catch (error) {
        this.#problems.push({ what: (error as Error).message });
      }
    }
    this.#host.requestUpdate();
  }

  #watch(root: Node): void {
    this.#observer = new MutationObserver(() => this.#schedule());
    this.#observer.observe(root, { subtree: true, childList: true, attributeFilter: ['id'] });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.update();
    });
  }
}

/** True for a custom element whose definition has not come yet. */
function isUndefined(element: Element): boolean {
  return element.localName.includes('-') && !customElements.get(element.localName);
}
