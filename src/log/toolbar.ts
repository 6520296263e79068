import { html, nothing } from 'lit';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';

/** The state of the buttons, and the functions that they call. */
export interface ToolbarOptions {
  readonly isPaused: boolean;
  readonly hasPings: boolean;
  readonly showsPings: boolean;
  /** The number of entries that were recorded. */
  readonly recorded: number;
  readonly onPause: () => void;
  readonly onPings: () => void;
  readonly onCopyAll: () => void;
  readonly onClear: () => void;
  readonly onHelp: () => void;
}

/** Renders the buttons above the list. */
export function renderToolbar(strings: StringsController<AllStrings>, options: ToolbarOptions): unknown {
  const { isPaused, hasPings, showsPings, recorded } = options;
  return html`<div part="toolbar">
    <button part="pause" type="button" aria-pressed=${isPaused} @click=${options.onPause}>
      ${strings.sentence('pause')}
    </button>
    ${
      hasPings
        ? html`<button part="pings" type="button" aria-pressed=${showsPings} @click=${options.onPings}>
            ${strings.sentence('pings')}
          </button>`
        : nothing
    }
    <button part="copy-all" type="button" @click=${options.onCopyAll}>${strings.sentence('copyAll')}</button>
    <button part="clear" type="button" @click=${options.onClear}>${strings.sentence('clearLog')}</button>
    <span part="count">${strings.sentence('recorded', (format) => format.number(recorded))}</span>
    <button part="help" type="button" aria-label=${strings.sentence('keysTitle')} @click=${options.onHelp}>?</button>
  </div>`;
}

/** Renders the button that goes to the newest row, if there are new ones, or some that were not recorded. */
export function renderNewer(
  strings: StringsController<AllStrings>,
  newer: number,
  missed: number,
  onClick: () => void,
): unknown {
  if (newer === 0 && missed === 0) return nothing;
  const words = [
    newer > 0 ? strings.sentence('newRows', (format) => format.number(newer)) : '',
    missed > 0 ? strings.sentence('notRecorded', (format) => format.number(missed)) : '',
  ];
  return html`<button part="newer" type="button" @click=${onClick}>${words.filter(Boolean).join(' · ')}</button>`;
}
