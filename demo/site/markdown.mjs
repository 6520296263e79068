// A page's Markdown as HTML, as sections for the search, and as the Markdown that stands beside it on the site.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import { Marked } from 'marked';
import { fact } from './facts.mjs';
import { findPage, pages } from './pages.mjs';

const root = new URL('../../', import.meta.url);

for (const [name, language] of Object.entries({ bash, css, javascript, json, typescript, xml })) {
  hljs.registerLanguage(name, language);
}

/** The languages of fenced code, under the names that highlight.js has for their grammar. */
const GRAMMARS = {
  css: 'css',
  html: 'xml',
  js: 'javascript',
  json: 'json',
  jsx: 'javascript',
  mdx: 'xml',
  sh: 'bash',
  svelte: 'xml',
  ts: 'typescript',
  tsx: 'typescript',
  vue: 'xml',
};

/** The most headings that are listed beside a page with those of the third level. */
const MOST_CONTENTS = 24;

/** A link to a file for script tags, which the site offers: to be saved, not to be read. */
const BUNDLE = /^(?:\.\.\/)*ws-echo[\w.-]+\.(?:js|txt)$/;

/**
 * The Markdown of a page as it stands on the site: `<!-- site: NAME -->` is replaced by what the build found out (see
 * facts.mjs), and links lead to files with `extension`.
 */
export async function readMarkdown(page, extension) {
  const text = readFileSync(new URL(page.source, root), 'utf8').replace(/^<!-- (?:made by .*|end) -->\n/gm, '');
  const parts = text.split(/^<!-- site: (.*) -->$/m);
  const found = await Promise.all(parts.map(async (part, index) => (index % 2 ? fact(part) : part)));
  return outsideOfCode(found.join(''), (prose) =>
    prose.replace(/(\[[^\]]*\])\(([^)\s]+)\)/g, (_, label, target) => {
      const address = addressOf(target, page, extension);
      // There is no public address of the repository to lead to.
      return address === null ? label.slice(1, -1) : `${label}(${address})`;
    }),
  );
}

/** The HTML of a page, its first heading, its contents, and its sections for the search. */
export function renderMarkdown(markdown) {
  const slugger = new GithubSlugger();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        const [, written] = /<a id="([^"]+)"><\/a>/.exec(html) ?? [];
        const label = html.replace(/<a id="[^"]+"><\/a>/, '');
        const slug = slugger.slug(textOf(label));
        if (depth === 1) return `<h1>${label}</h1>\n`;
        const id = written ?? slug;
        const link = `<a class="anchor" href="#${id}" aria-label="${escape(textOf(label))}">#</a>`;
        return `<h${depth} id="${id}">${label} ${link}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const download = BUNDLE.test(href) ? ' download' : '';
        return `<a href="${escape(href)}"${download}>${this.parser.parseInline(tokens)}</a>`;
      },
      code({ text, lang }) {
        const grammar = GRAMMARS[lang];
        const code = grammar ? hljs.highlight(text, { language: grammar }).value : escape(text);
        return `<pre><code${lang ? ` class="language-${lang}"` : ''}>${code}\n</code></pre>\n`;
      },
      table({ header, rows }) {
        const labels = header.map(({ tokens }) => this.parser.parseInline(tokens));
        const head = labels
          .map((label) => (label ? `<th role="columnheader" scope="col">${label}</th>` : '<td role="cell"></td>'))
          .join('');
        const body = rows.map((cells) => {
          const columns = cells.map(({ tokens }, column) => {
            const label = textOf(labels[column]);
            return `<td role="cell"${label && ` data-label="${escape(label)}"`}>${this.parser.parseInline(tokens)}</td>`;
          });
          // A row about a name can be led to, and found; the key of a string need not.
          const [, name] = labels[0] === 'key' ? [] : (/^`([^`]+)`$/.exec(cells[0].text) ?? []);
          return `<tr role="row"${name ? ` id="${slugger.slug(name)}"` : ''}>${columns.join('')}</tr>`;
        });
        const thead = labels.some(Boolean) ? `<thead role="rowgroup"><tr role="row">${head}</tr></thead>` : '';
        const tbody = `<tbody role="rowgroup">${body.join('')}</tbody>`;
        return `<div class="table"><table role="table">${thead}${tbody}</table></div>\n`;
      },
    },
  });
  const html = marked.parse(markdown);
  const sections = sectionsOf(html);
  return { html, heading: sections[0]?.label ?? '', contents: contentsOf(sections), sections };
}

/** The headings of the second level; and those of the third, if that is no long list. */
function contentsOf(sections) {
  const [chapters, all] = [2, 3].map((most) => sections.filter(({ depth }) => depth > 1 && depth <= most));
  return all.length > MOST_CONTENTS ? chapters : all;
}

/**
 * The parts of a page that can be led to: the text under each heading, and each row about a name, whose depth is 7.
 * `chapter` is the heading of the second level above, and `words` is the part of the text that a search shows.
 */
function sectionsOf(html) {
  const starts = [
    ...html.matchAll(
      /<(?:h1|h([2-6]) id="([^"]+)"[^>]*)>(.*?)<\/h\d>|<tr role="row" id="([^"]+)"><td[^>]*>(.*?)<\/td>/gs,
    ),
  ];
  let chapter = '';
  return starts.map((start, index) => {
    const [whole, level, heading, title, row, name] = start;
    const depth = row ? 7 : Number(level ?? 1);
    const label = textOf((title ?? name).replace(/<a class="anchor".*/s, '')).trim();
    if (depth === 2) chapter = label;
    const cells = html.slice(start.index + whole.length, starts[index + 1]?.index).split('</td>');
    const text = cells.map(textOf).join(' ').replace(/\s+/g, ' ');
    // In a row, the last cell is the one with words.
    const words = row ? textOf(cells.at(-2)) : text;
    return {
      id: row ?? heading ?? '',
      depth,
      label,
      chapter: depth > 2 ? chapter : '',
      text: text.trim(),
      words: words.trim(),
    };
  });
}

/**
 * Where a link of a page leads on the site; null if that is not on the site. `target` is relative to the source of the
 * page, as readers of the repository follow it.
 */
function addressOf(target, page, extension) {
  if (/^(?:[a-z]+:|#)/.test(target)) return target;
  const [, path, fragment] = /^([^#]*)(#.*)?$/.exec(target);
  const source = posix.join(posix.dirname(page.source), path);
  const found =
    pages.find((other) => other.source === source.replace(/\.html$/, '.md')) ??
    findPage(source.replace(/^demo\//, '').replace(/\.(?:html|md)$/, ''));
  if (found) {
    const file = posix.relative(posix.dirname(page.name), found.name);
    return `${file}.${extension}${fragment ?? ''}`;
  }
  // The file of a bundle, which the site offers.
  if (BUNDLE.test(path)) return target;
  if (!existsSync(new URL(source, root))) throw new Error(`${page.source} links to ${target}.`);
  return null;
}

/** Changes the prose of a Markdown text, and leaves its fenced code alone. */
function outsideOfCode(markdown, change) {
  return markdown
    .split(/(^```.*?^```$)/ms)
    .map((part, index) => (index % 2 ? part : change(part)))
    .join('');
}

/** The text of HTML that marked made. */
function textOf(html) {
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Text, for HTML and its attributes. */
export function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
