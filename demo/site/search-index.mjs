// The index of the search, made by the build: each section of each page, under its heading, and each name in a table.
import MiniSearch from 'minisearch';
import { readMarkdown, renderMarkdown } from './markdown.mjs';
import { pages } from './pages.mjs';
import { options } from './search-options.mjs';

/** How much of a section is shown, in characters. */
const EXCERPT = 80;

/** The index as JSON. The whole text of a section is searched, and its beginning kept. */
export async function searchIndex() {
  const index = new MiniSearch(options);
  for (const page of pages) {
    const { sections } = renderMarkdown(await readMarkdown(page, 'html'));
    for (const { id, label, chapter, text, words } of sections) {
      const excerpt = words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words;
      const place = chapter ? `${page.label} · ${chapter}` : page.label;
      index.add({ url: `${page.name}.html${id && `#${id}`}`, lang: page.lang, place, label, text, excerpt });
    }
  }
  return JSON.stringify(index);
}
