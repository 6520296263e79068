import { html } from 'lit';
import { toggleTerm } from '../recording/filter.js';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';

/** The state of the find box and its buttons, and the functions that they call. */
export interface FindBarOptions {
  readonly query: string;
  /** True: what is found is marked, and the others stay. */
  readonly marks: boolean;
  /** The number of entries that were found. */
  readonly found: number;
  /** The number of the selected one among them, from 1; 0 if it is none. */
  readonly position: number;
  /** The number of entries that were searched, and of all; null if all were. */
  readonly searched: readonly [searched: number, total: number] | null;
  readonly onQuery: (query: string) => void;
  readonly onMark: () => void;
  readonly onStep: (direction: 1 | -1) => void;
  /** Called when a person leaves the box for the list. */
  readonly onLeave: () => void;
}

/** The buttons that write into the box: the term, and the string for it. */
const CHIPS = [
  ['', 'findAll'],
  ['is:sent', 'findSent'],
  ['is:received', 'findReceived'],
  ['is:story', 'findStory'],
] as const;

/** Renders the find box. */
export function renderFindBox(strings: StringsController<AllStrings>, options: FindBarOptions): unknown {
  return html`<input
      part="find"
      type="search"
      .value=${options.query}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      placeholder=${strings.sentence('find')}
      aria-label=${strings.sentence('findLabel')}
      title=${strings.sentence('find')}
      @input=${(event: Event) => options.onQuery((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => onKey(event, options)}
    />`;
}

/** Renders the buttons of the find box. */
export function renderFindButtons(strings: StringsController<AllStrings>, options: FindBarOptions): unknown {
  const { query, marks } = options;
  const terms = query.split(/\s+/);
  const chosen = CHIPS.find(([term]) => term && terms.includes(term))?.[0] ?? '';
  return html`<div part="chips" role="group">
      ${CHIPS.map(
        ([term, key]) =>
          html`<button
            part="chip"
            type="button"
            aria-pressed=${term === chosen}
            @click=${() => options.onQuery(withTerm(query, term))}
          >
            ${strings.sentence(key)}
          </button>`,
      )}
    </div>
    <button part="mark" type="button" aria-pressed=${marks} @click=${options.onMark}>
      ${strings.sentence('markOnly')}
    </button>
    ${renderStep(strings, options, -1)}${renderStep(strings, options, 1)}`;
}

function renderStep(strings: StringsController<AllStrings>, options: FindBarOptions, direction: 1 | -1): unknown {
  return html`<button
    part="step"
    type="button"
    aria-label=${strings.sentence(direction > 0 ? 'nextFound' : 'previousFound')}
    ?disabled=${options.found === 0 || options.query.trim() === ''}
    @click=${() => options.onStep(direction)}
  >
    ${direction > 0 ? '↓' : '↑'}
  </button>`;
}

/** The words about what was found; `''` without a query. */
export function foundText(strings: StringsController<AllStrings>, options: FindBarOptions): string {
  const { query, marks, found, position, searched } = options;
  if (query.trim() === '') return '';
  const words = [
    marks && position > 0
      ? strings.sentence(
          'foundPosition',
          (format) => format.number(position),
          (format) => format.number(found),
        )
      : strings.sentence('foundCount', (format) => format.number(found)),
    searched
      ? strings.sentence(
          'searched',
          (format) => format.number(searched[0]),
          (format) => format.number(searched[1]),
        )
      : '',
  ];
  return words.filter(Boolean).join(', ');
}

/** Enter steps through what is found; the arrow goes to the list, as Escape does. */
function onKey(event: KeyboardEvent, options: FindBarOptions): void {
  if (event.isComposing) return;
  if (event.key === 'Enter') options.onStep(event.shiftKey ? -1 : 1);
  else if (event.key === 'Escape' || event.key === 'ArrowDown') options.onLeave();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The query with a term of the group `is:`, or without any. */
function withTerm(query: string, term: string): string {
  if (term) return toggleTerm(query, term);
  return CHIPS.reduce(
    (rest, [other]) => (other && rest.split(/\s+/).includes(other) ? toggleTerm(rest, other) : rest),
    query,
  );
}
