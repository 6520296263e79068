// The HTML around the content of a page: one design for all.
import { posix } from 'node:path';
import { license, version } from './facts.mjs';
import { escape } from './markdown.mjs';
import { findPage, pages, versionsOf } from './pages.mjs';

/** Nothing comes from elsewhere, and no text becomes markup; a WebSocket may lead anywhere. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self' ws: wss:",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html',
};

const WORDS = {
  en: {
    skip: 'Skip to the content',
    menu: 'Menu',
    site: 'Site',
    contents: 'On this page',
    search: 'Search',
    placeholder: 'A code, a word, an attribute: 1006',
    close: 'Close',
    found: 'Results',
    nothing: 'Nothing found.',
    failed: 'The index of the search could not be loaded.',
    copy: 'Copy',
    copied: 'Copied',
    code: 'Code',
    table: 'Table',
    markdown: 'This page as Markdown',
    groups: { main: 'The site', frameworks: 'In your framework', more: 'More' },
  },
  'zh-Hant': {
    skip: '跳到內容',
    menu: '選單',
    site: '網站',
    contents: '本頁內容',
    search: '搜尋',
    placeholder: '代碼、字詞或屬性，例如 1006',
    close: '關閉',
    found: '搜尋結果',
    nothing: '找不到。',
    failed: '無法載入搜尋索引。',
    copy: '複製',
    copied: '已複製',
    code: '程式碼',
    table: '表格',
    markdown: '本頁的 Markdown',
    groups: { main: '全部頁面', frameworks: '在框架裡', more: '更多' },
  },
};

const LANGUAGES = { en: 'English', 'zh-Hant': '繁體中文' };

/** The whole page, as Vite takes it: with the scripts and styles in demo/ that it has yet to bundle. */
export function renderPage(page, { html, heading, contents }) {
  const words = WORDS[page.lang];
  // The first page and the apps need the room.
  const hasContents = contents.length > 3 && page.group !== 'frameworks' && !page.name.endsWith('index');
  return `<!doctype html>
<html lang="${page.lang}">
  <head>${headOf(page, page.title ?? `${heading} · ws-echo`)}</head>
  <body>
    <a class="skip" href="#content">${words.skip}</a>
    <header class="top">
      <a class="brand" href="${hrefOf(page, translated(findPage('index'), page))}">ws-echo</a>
      <nav id="menu" popover aria-label="${words.site}">${listOf(page, 'main', languagesOf(page))}</nav>
      <search>
        <button class="find" type="button" data-root="${rootOf(page)}/" hidden>${words.search} <kbd>/</kbd></button>
      </search>
      <button class="menu" type="button" popovertarget="menu">${words.menu}</button>
    </header>
    <div class="frame">
      ${hasContents ? contentsOf(contents, words) : ''}
      <main id="content">
        ${page.group === 'frameworks' ? siblingsOf(page, words) : ''}
        ${html}
      </main>
    </div>
    <footer>${footerOf(page, words)}</footer>
    <template id="site-words" ${dataOf(words)}></template>
  </body>
</html>
`;
}

function headOf(page, title) {
  const root = rootOf(page);
  const versions = versionsOf(page).map(
    (other) => `<link rel="alternate" hreflang="${other.lang}" href="${hrefOf(page, other)}" />`,
  );
  const styles = ['site/site.css', ...(page.styles ?? [])].map(
    (path) => `<link rel="stylesheet" href="${root}/${path}" />`,
  );
  const scripts = ['site/site.ts', ...(page.script ? [page.script] : [])].map(
    (path) => `<script type="module" src="${root}/${path}"></script>`,
  );
  return `
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policyOf(page)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="${escape(page.description)}" />
    <title>${escape(title)}</title>
    <link rel="icon" href="${root}/site/icon.svg" />
    <link rel="alternate" type="text/markdown" href="${markdownOf(page)}" />
    ${[...versions, ...styles, ...scripts].join('\n    ')}
  `;
}

function footerOf(page, words) {
  const lists = Object.entries(words.groups).map(
    ([group, title]) => `<nav aria-label="${title}"><h2>${title}</h2>${listOf(page, group)}</nav>`,
  );
  const languages = languagesOf(page).map((item) => `${item} · `);
  return `${lists.join('')}
      <p>
        ${languages.join('')}<a href="${markdownOf(page)}">${words.markdown}</a> ·
        <a href="${rootOf(page)}/llms.txt">llms.txt</a><br />
        ws-echo ${version} · <a href="${rootOf(page)}/LICENSE.txt">${license}</a>
      </p>`;
}

function policyOf(page) {
  return Object.entries({ ...POLICY, ...page.policy })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Beside the page where there is room; elsewhere behind a button. */
function contentsOf(contents, words) {
  const items = contents.map(
    ({ id, label, depth }) => `<li><a class="h${depth}" href="#${id}">${escape(label)}</a></li>`,
  );
  return `<div class="contents">
        <button type="button" popovertarget="contents">${words.contents}</button>
        <nav id="contents" popover aria-label="${words.contents}"><h2>${words.contents}</h2><ul>${items.join('')}</ul></nav>
      </div>`;
}

function siblingsOf(page, words) {
  const { frameworks } = words.groups;
  return `<nav class="siblings" aria-label="${frameworks}, ${words.contents}">${listOf(page, 'frameworks')}</nav>`;
}

/** What the scripts of a page say, as attributes. */
function dataOf({ groups: _groups, ...words }) {
  return Object.entries(words)
    .map(([name, text]) => `data-${name}="${escape(text)}"`)
    .join(' ');
}

/** Links to the same page in other languages. */
function languagesOf(page) {
  return versionsOf(page)
    .filter((other) => other !== page)
    .map((other) => link(page, other, LANGUAGES[other.lang]));
}

/** The pages of a group, each in the language of this page if there is such a version; and more links. */
function listOf(page, group, more = []) {
  const originals = pages.filter((other) => other.group === group && !other.translates);
  const links = [...originals.map((other) => link(page, translated(other, page))), ...more];
  return `<ul>${links.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function translated(original, { lang }) {
  return versionsOf(original).find((other) => other.lang === lang) ?? original;
}

function link(page, other, label = other.label) {
  const current = other === page ? ' aria-current="page"' : '';
  const lang = other.lang === page.lang ? '' : ` lang="${other.lang}" hreflang="${other.lang}"`;
  return `<a href="${hrefOf(page, other)}"${current}${lang}>${escape(label)}</a>`;
}

function hrefOf(page, other) {
  return `${posix.relative(posix.dirname(page.name), other.name)}.html`;
}

function markdownOf(page) {
  return `${posix.basename(page.name)}.md`;
}

/** The way from a page to the root of the site. */
function rootOf(page) {
  return posix.relative(posix.dirname(page.name), '.') || '.';
}
