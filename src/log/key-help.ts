import { html, type ReactiveControllerHost } from 'lit';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';

/** The keys of the list, in the order of their explanation. */
const KEYS = [
  [['↑', '↓', 'PgUp', 'PgDn', 'Home'], 'keyMove'],
  [['End'], 'keyEnd'],
  [['Enter'], 'keyDetail'],
  [['/'], 'keyFind'],
  [['n', 'N'], 'keyStep'],
  [['c'], 'keyCopy'],
  [['p'], 'keyPause'],
  [['Esc'], 'keyEscape'],
  [['?'], 'keyHelp'],
] as const;

/** A dialog that says which keys there are. */
export class KeyHelp {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  readonly #strings: StringsController<AllStrings>;

  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
    strings: StringsController<AllStrings>,
  ) {
    this.#host = host;
    this.#strings = strings;
  }

  readonly show = (): void => this.#dialog.showModal();

  render(): unknown {
    const strings = this.#strings;
    const title = strings.sentence('keysTitle');
    return html`<dialog part="keys" aria-label=${title}>
      <h2>${title}</h2>
      <dl>
        ${KEYS.map(
          ([keys, meaning]) =>
            html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${strings.sentence(meaning)}</dd>`,
        )}
      </dl>
      <p>${strings.sentence('find')}</p>
      <button part="close-keys" type="button" @click=${this.#close}>${strings.sentence('closeKeys')}</button>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('[part=keys]')!;
  }

  readonly #close = (): void => this.#dialog.close();
}
