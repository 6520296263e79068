// The index of the search, made by the build: each section of each page, under its heading.
import MiniSearch from 'minisearch';
import { readMarkdown, renderMarkdown } from './markdown.mjs';
import { pages } from './pages.mjs';
import { options } from './search-options.mjs';

/** The index as JSON. The text of the sections is searched, and not kept. */
export async function searchIndex() {
  const index = new MiniSearch(options);
  for (const page of pages) {
    const { heading, sections } = renderMarkdown(await readMarkdown(page, 'html'));
    for (const { id, label, text } of sections) {
      const url = `${page.name}.html${id && `#${id}`}`;
      index.add({ url, lang: page.lang, page: page.label, label: id ? label : heading, text });
    }
  }
  return JSON.stringify(index);
}
