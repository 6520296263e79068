// The pages of the site. To add one: write its Markdown, and add an entry here; the navigation, the search, llms.txt and
// the tests read this list.

/**
 * @typedef {object} Page
 * @property {string} name The address, without .html: `why-it-failed`, `zh-hant/index`.
 * @property {string} source The Markdown, from the root of the repository.
 * @property {string} label The name in the navigation.
 * @property {string} group Where it is listed: `main` in the header and the footer, `frameworks` and `more` in the footer.
 * @property {string} description One sentence, for search engines and llms.txt.
 * @property {string} [title] The title of the window; by default the heading of the page.
 * @property {string} [script] The script of a page on which something lives, from demo/.
 * @property {string[]} [styles] Style sheets of its own, from demo/, beside site/site.css.
 * @property {string[]} [framework] Packages that do not count as the weight of the page.
 * @property {Record<string, string | null>} [policy] Changes to the strict Content-Security-Policy; null leaves one out.
 * @property {string} lang The language, as in HTML.
 * @property {string} [translates] The name of the page that it is a translation of.
 */

/** A page that shows a framework: React, Vue, and the others write markup, which Trusted Types would refuse. */
function framework(name, label, script, ...packages) {
  return {
    name,
    source: `demo/${name}.md`,
    label,
    group: 'frameworks',
    title: `WebSocket in ${label}: a live app with its source`,
    description: `A small app in ${label} over a WebSocket that comes back: live, its source, and its traps.`,
    script,
    styles: ['app.css'],
    framework: packages,
    policy: { 'require-trusted-types-for': null, 'trusted-types': null },
  };
}

const written = [
  {
    name: 'index',
    source: 'demo/index.md',
    label: 'Home',
    group: 'main',
    title: 'ws-echo: a WebSocket that you can see',
    description: 'A web component that opens a WebSocket, shows the newest message, and says in words why it failed.',
    script: 'index.ts',
    styles: ['home.css'],
  },
  {
    name: 'recipe',
    source: 'demo/recipe.md',
    label: 'The recipe',
    group: 'main',
    title: 'Work with WebSockets, step by step: connect, listen, send, close',
    description: 'Four steps from nothing to a working WebSocket: connect, listen, send, close; each one live.',
    script: 'recipe.ts',
    styles: ['recipe.css'],
  },
  {
    name: 'get-it',
    source: 'docs/get-it.md',
    label: 'Get it',
    group: 'main',
    description: 'npm, a script tag, an import map or a classic script; integrity, policies, bundlers, browsers.',
  },
  {
    name: 'frameworks',
    source: 'docs/frameworks.md',
    label: 'Frameworks',
    group: 'main',
    title: 'WebSocket in React, Vue, Angular, Svelte, Solid, Preact and Lit',
    description: 'An example for each framework, its traps, and a connection without a face.',
  },
  {
    name: 'why-it-failed',
    source: 'docs/when-things-go-wrong.md',
    label: 'Why it failed',
    group: 'main',
    title: 'Why a WebSocket failed: close code 1006 and every other one, and what to check',
    description: 'Every close code and every failure of a WebSocket in words, with what to check.',
    script: 'why-it-failed.ts',
    styles: ['why-it-failed.css'],
  },
  {
    name: 'reference',
    source: 'docs/api.md',
    label: 'Reference',
    group: 'main',
    title: 'Reference of <ws-echo>, <ws-log> and Connection',
    description: 'Every attribute, property, method, event, part, state, option and string, with its default.',
  },
  {
    name: 'recipes',
    source: 'docs/recipes.md',
    label: 'Recipes',
    group: 'main',
    title: 'WebSocket recipes: tokens, gaps, acknowledgements, binary, tests',
    description: 'Tokens, resuming after a gap, an outbox, binary messages, two languages, Markdown, tests.',
  },
  framework('react', 'React', 'react/main.tsx', 'react', 'react-dom', 'scheduler', '@lit/react'),
  framework('vue', 'Vue', 'vue/main.ts', 'vue', '@vue'),
  {
    ...framework(
      'angular',
      'Angular',
      'angular/main.ts',
      '@angular/core',
      '@angular/common',
      '@angular/compiler',
      '@angular/platform-browser',
      'rxjs',
    ),
    // The templates are compiled in the page.
    policy: {
      'script-src': "'self' 'unsafe-eval'",
      'require-trusted-types-for': null,
      'trusted-types': null,
    },
  },
  framework('svelte', 'Svelte', 'svelte/main.ts', 'svelte', 'esm-env', 'clsx'),
  framework('solid', 'Solid', 'solid/main.tsx', 'solid-js'),
  framework('preact', 'Preact', 'preact/main.tsx', 'preact'),
  { ...framework('lit', 'Lit', 'lit/main.ts'), policy: {} },
  {
    ...framework('plain', 'plain JavaScript', 'plain/main.js'),
    label: 'Plain',
    policy: {},
  },
  {
    name: 'log',
    source: 'demo/log.md',
    label: 'The log',
    group: 'more',
    title: 'A log of everything that passed on a WebSocket',
    description: 'Everything that passed on a WebSocket, in both directions, and why it ended: live.',
    script: 'log.ts',
    styles: ['log.css'],
  },
  {
    name: 'theming',
    source: 'demo/theming.md',
    label: 'Four looks',
    group: 'more',
    title: 'Four looks of one WebSocket element, with CSS alone',
    description: 'The same element four times, dressed from outside with CSS alone: live, with the styles.',
    script: 'theming.ts',
    styles: ['theming-page.css', 'theming/terminal.css', 'theming/card.css', 'theming/one-line.css'],
  },
  {
    name: 'testing',
    source: 'docs/testing.md',
    label: 'Testing',
    group: 'more',
    description: 'A server that is a function: in vitest, MSW, Playwright and Web Test Runner.',
  },
  {
    name: 'architecture',
    source: 'docs/architecture.md',
    label: 'Architecture',
    group: 'more',
    description: 'The source in reading order, its rules, its decisions and its dependencies.',
  },
  {
    name: 'contributing',
    source: 'CONTRIBUTING.md',
    label: 'Contributing',
    group: 'more',
    description: 'How to build, test and change ws-echo.',
  },
  {
    name: 'security',
    source: 'SECURITY.md',
    label: 'Security',
    group: 'more',
    description: 'What ws-echo does with text from the wire, and how to report a problem.',
  },
  {
    name: 'changelog',
    source: 'CHANGELOG.md',
    label: 'Changelog',
    group: 'more',
    description: 'What changed, version by version.',
  },
];

const translations = [
  {
    translates: 'index',
    label: '首頁',
    title: 'ws-echo：看得見的 WebSocket',
    description: '一個網頁元件：開啟 WebSocket、顯示最新訊息，並用文字說明為什麼失敗。',
  },
  {
    translates: 'recipe',
    label: '實作步驟',
    title: '一步一步使用 WebSocket：連線、監聽、傳送、關閉',
    description: '從零到能用的 WebSocket 只要四步：連線、監聽、傳送、關閉；每一步都能當場試。',
  },
  {
    translates: 'why-it-failed',
    label: '為什麼失敗',
    title: 'WebSocket 為什麼失敗：關閉代碼 1006 與其他代碼，以及如何檢查',
    description: '用文字說明 WebSocket 的每個關閉代碼和每種失敗，以及如何檢查。',
  },
].map((translation) => {
  const original = written.find(({ name }) => name === translation.translates);
  const name = `zh-hant/${translation.translates}`;
  return { ...original, name, source: `demo/${name}.md`, lang: 'zh-Hant', ...translation };
});

/**
 * Every page, in the order of the navigation.
 *
 * @type {Page[]}
 */
export const pages = [...written, ...translations].map((page) => ({ lang: 'en', ...page }));

/** The page at an address without .html, if there is one. */
export function findPage(name) {
  return pages.find((page) => page.name === name);
}

/** The same page in every language in which there is one. */
export function versionsOf({ name, translates = name }) {
  return pages.filter((page) => page.name === translates || page.translates === translates);
}
