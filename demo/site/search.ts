import type MiniSearch from 'minisearch';
import { options } from './search-options.mjs';

/** The words of a page, in its language. */
export interface Words {
  readonly search: string;
  readonly placeholder: string;
  readonly close: string;
  readonly found: string;
  readonly nothing: string;
  readonly copy: string;
  readonly copied: string;
  readonly code: string;
  readonly table: string;
}

/** The most results that are listed. */
const MOST = 20;

let dialog: HTMLDialogElement | undefined;
let index: Promise<MiniSearch> | undefined;

/** Opens the search. `root` leads from this page to the root of the site, where the index is. */
export function openSearch(root: string, words: Words): void {
  dialog ??= createDialog(root, words);
  index ??= load(root);
  dialog.showModal();
  dialog.querySelector('input')!.select();
}

/** The index, and the library that reads it: loaded when they are wanted. */
async function load(root: string): Promise<MiniSearch> {
  const [{ default: Library }, response] = await Promise.all([import('minisearch'), fetch(`${root}search.json`)]);
  return Library.loadJSON(await response.text(), options);
}

function createDialog(root: string, words: Words): HTMLDialogElement {
  const element = document.createElement('dialog');
  element.className = 'search';
  element.setAttribute('aria-label', words.search);
  const input = Object.assign(document.createElement('input'), {
    type: 'search',
    placeholder: words.placeholder,
    ariaLabel: words.search,
    autocomplete: 'off',
    spellcheck: false,
  });
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: words.close });
  const status = Object.assign(document.createElement('p'), { role: 'status' });
  const list = Object.assign(document.createElement('ul'), { ariaLabel: words.found });
  const row = document.createElement('div');
  row.append(input, close);
  element.append(row, status, list);
  document.body.append(element);

  input.addEventListener('input', () => void show());
  close.addEventListener('click', () => element.close());
  element.addEventListener('keydown', (event) => moveFocus(event, [input, ...list.querySelectorAll('a')]));
  // A link to a section of this page would leave the dialog open.
  list.addEventListener(
    'click',
    (event) => event.target instanceof Element && event.target.closest('a') && element.close(),
  );
  return element;

  async function show(): Promise<void> {
    const query = input.value.trim();
    const found = query ? (await index!).search(query) : [];
    // Another letter was typed meanwhile.
    if (query !== input.value.trim()) return;
    const { lang } = document.documentElement;
    // In the language of the reader first; the order is otherwise kept.
    found.sort((one, other) => Number(other['lang'] === lang) - Number(one['lang'] === lang));
    status.textContent = query && found.length === 0 ? words.nothing : '';
    list.replaceChildren(...found.slice(0, MOST).map(({ id, ...rest }) => item(`${root}${String(id)}`, rest)));
  }
}

function item(href: string, { label, page, lang }: Record<string, unknown>): HTMLLIElement {
  const link = Object.assign(document.createElement('a'), { href, textContent: String(label), lang: String(lang) });
  const from = Object.assign(document.createElement('small'), { textContent: String(page) });
  link.append(' ', from);
  const li = document.createElement('li');
  li.append(link);
  return li;
}

/** The arrows move between the input and the results; Enter in the input follows the first. */
function moveFocus(event: KeyboardEvent, stops: HTMLElement[]): void {
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.key === 'Enter' && at === 0) stops[1]?.click();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || at < 0) return;
  event.preventDefault();
  stops.at((at + step) % stops.length)!.focus();
}
