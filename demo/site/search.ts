import type MiniSearch from 'minisearch';
import type { SearchResult } from 'minisearch';
import { options } from './search-options.mjs';

/** The words of a page, in its language. */
export interface Words {
  readonly search: string;
  readonly placeholder: string;
  readonly close: string;
  readonly found: string;
  readonly nothing: string;
  readonly failed: string;
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
  dialog.showModal();
  dialog.querySelector('input')!.select();
}

/** The index, and the library that reads it: loaded when they are wanted, and again if that failed. */
function loadIndex(root: string): Promise<MiniSearch> {
  index ??= load(root).catch((error: unknown) => {
    index = undefined;
    throw error;
  });
  return index;
}

async function load(root: string): Promise<MiniSearch> {
  const [{ default: Library }, response] = await Promise.all([import('minisearch'), fetch(`${root}search.json`)]);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return Library.loadJSON(await response.text(), options);
}

function createDialog(root: string, words: Words): HTMLDialogElement {
  const element = document.createElement('dialog');
  element.className = 'search';
  element.setAttribute('aria-label', words.search);
  const input = Object.assign(document.createElement('input'), {
    type: 'text',
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
    let found: SearchResult[] = [];
    let news = '';
    try {
      if (query) found = inLanguage((await loadIndex(root)).search(query));
      if (query && !found.length) news = words.nothing;
    } catch {
      news = words.failed;
    }
    // Another letter was typed meanwhile.
    if (query !== input.value.trim()) return;
    status.textContent = news;
    list.replaceChildren(...found.slice(0, MOST).map((result) => item(root, result)));
  }
}

/** The results in the language of the reader; in another language those in English, after them. */
function inLanguage(results: SearchResult[]): SearchResult[] {
  const { lang } = document.documentElement;
  const own = results.filter((result) => result['lang'] === lang);
  return lang === 'en' ? own : [...own, ...results.filter((result) => result['lang'] === 'en')];
}

function item(root: string, { id, label, place, lang, excerpt }: SearchResult): HTMLLIElement {
  const href = `${root}${String(id)}`;
  const link = Object.assign(document.createElement('a'), { href, textContent: String(label), lang: String(lang) });
  const from = Object.assign(document.createElement('small'), { textContent: String(place) });
  const text = Object.assign(document.createElement('span'), { textContent: String(excerpt) });
  link.append(' ', from, text);
  const li = document.createElement('li');
  li.append(link);
  return li;
}

/** The arrows move between the input and the results; Enter in the input follows the first. */
function moveFocus(event: KeyboardEvent, stops: HTMLElement[]): void {
  // The keys of an input method are its own.
  if (event.isComposing) return;
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.key === 'Enter' && at === 0) stops[1]?.click();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || at < 0) return;
  event.preventDefault();
  stops.at((at + step) % stops.length)!.focus();
}
