import { html, nothing } from 'lit';
import type { LatestOrder } from '../recording/latest.js';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';
import type { Times } from './row-text.js';

/** The state of the buttons, and the functions that they call. */
export interface ToolbarOptions {
  readonly isPaused: boolean;
  readonly hasPings: boolean;
  readonly showsPings: boolean;
  readonly times: Times;
  /** The path by which the newest messages are shown; null: all messages are. */
  readonly latestBy: string | null;
  /** Paths in the newest message, to choose from. */
  readonly paths: readonly string[];
  readonly order: LatestOrder;
  /** How many entries were recorded, or found. */
  readonly count: string;
  readonly onPause: () => void;
  readonly onPings: () => void;
  readonly onTimes: () => void;
  readonly onLatestBy: () => void;
  readonly onLatest: (path: string) => void;
  readonly onOrder: (order: LatestOrder) => void;
  readonly onCopyAll: () => void;
  readonly onClear: () => void;
  readonly onHelp: () => void;
}

const TIMES = { clock: 'timesClock', open: 'timesOpen', previous: 'timesPrevious' } as const;

const ORDERS = { key: 'orderKey', time: 'orderTime', rate: 'orderRate' } as const;

/** Renders the buttons above the list. */
export function renderToolbar(strings: StringsController<AllStrings>, options: ToolbarOptions): unknown {
  const { isPaused, hasPings, showsPings, times, latestBy } = options;
  return html`
    <button part="pause" type="button" aria-pressed=${isPaused} @click=${options.onPause}>
      ${strings.sentence('pause')}
    </button>
    <button
      part="latest-by"
      type="button"
      aria-pressed=${latestBy !== null}
      @click=${options.onLatestBy}
    >
      ${strings.sentence('latestBy')}
    </button>
    ${latestBy === null ? nothing : renderLatest(strings, options, latestBy)}
    <button part="times" type="button" @click=${options.onTimes}>${strings.sentence(TIMES[times])}</button>
    ${
      hasPings
        ? html`<button part="pings" type="button" aria-pressed=${showsPings} @click=${options.onPings}>
            ${strings.sentence('pings')}
          </button>`
        : nothing
    }
    <button part="copy-all" type="button" @click=${options.onCopyAll}>${strings.sentence('copyAll')}</button>
    <button part="clear" type="button" @click=${options.onClear}>${strings.sentence('clearLog')}</button>
    <span part="count">${options.count}</span>
    <button part="help" type="button" aria-label=${strings.sentence('keysTitle')} @click=${options.onHelp}>?</button>
  `;
}

/** Renders the path of the key, and the order. */
function renderLatest(strings: StringsController<AllStrings>, options: ToolbarOptions, path: string): unknown {
  const { order } = options;
  return html`<input
      part="latest-path"
      type="text"
      list="paths"
      .value=${path}
      placeholder="$.symbol"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-label=${strings.sentence('latestPath')}
      title=${strings.sentence('latestPath')}
      @input=${(event: Event) => options.onLatest((event.target as HTMLInputElement).value)}
    />
    <datalist id="paths">${options.paths.map((each) => html`<option value=${each}></option>`)}</datalist>
    <select
      part="order"
      aria-label=${strings.sentence(ORDERS[order])}
      @change=${(event: Event) => options.onOrder((event.target as HTMLSelectElement).value as LatestOrder)}
    >
      ${Object.entries(ORDERS).map(
        ([value, key]) => html`<option value=${value} ?selected=${value === order}>${strings.sentence(key)}</option>`,
      )}
    </select>`;
}

/** Renders the button that goes to the newest row, if there are new ones, or some that were not recorded. */
export function renderNewer(
  strings: StringsController<AllStrings>,
  newer: number,
  missed: number,
  isPaused: boolean,
  onClick: () => void,
): unknown {
  if (newer === 0 && missed === 0) return nothing;
  const words = [
    isPaused ? strings.sentence('goOn') : '',
    newer > 0 ? strings.sentence('newRows', (format) => format.number(newer)) : '',
    missed > 0 ? strings.sentence('notRecorded', (format) => format.number(missed)) : '',
  ];
  return html`<button part="newer" type="button" @click=${onClick}>${words.filter(Boolean).join(' · ')}</button>`;
}
