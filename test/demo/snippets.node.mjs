// The snippets of the site in Chromium, as they are written: what stands in HTML as a page beside the bundles, what stands in
// JavaScript as a module over the published package. The others are files, which run in tests of their own.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { withPublicNames } from '../../demo/site/facts.mjs';
import { readMarkdown } from '../../demo/site/markdown.mjs';
import { pages } from '../../demo/site/pages.mjs';
import { aliases, inChromium, useServer } from '../embedding/site.mjs';
import { packed } from '../package/packed.mjs';
import { startSite, typeOf } from '../servers/site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files of the repository that a page may show: they run in tests of their own. */
const known = new Set(
  ['demo', 'test/embedding', 'test/apps', 'test/recipes'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules') && !entry.name.endsWith('.png'))
      .map((entry) =>
        withPublicNames(readFileSync(join(entry.parentPath, entry.name), 'utf8'))
          .replace(/^\/\*\* @jsxImportSource .*\n/, '')
          .trim(),
      ),
  ),
);

/** What a snippet takes from the page around it. */
const AROUND = `
  window.echo = document.querySelector('ws-echo');
  window.freshToken = async () => 'token';
`;

const documents = [...pages, { name: 'README', source: 'README.md' }];
const snippets = [];
for (const page of documents) {
  const text = await readMarkdown(page, 'md');
  const found = [...text.matchAll(/^( *)```(html|js)\n(.*?)^\1```$/gms)].map(([, indent, language, code]) => ({
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
  const own = found.filter(({ code }) => !known.has(code.trim()));
  snippets.push(
    ...own.map((snippet, index) => ({
      ...snippet,
      number: index + 1,
      path: `${page.name.replace('/', '-')}-${index + 1}`,
      source: page.source,
    })),
  );
}

describe('Snippets of the site', inChromium, () => {
  const open = useServer(async () => startSite(await buildSnippets()));

  for (const { path, source, language, number } of snippets) {
    it(`snippet ${number} of ${source}, in ${language}, runs as it is written`, async () => {
      // Stands for the name service: the servers of the examples are this one.
      const app = await open(`${path}.html`, (url) => {
        window.WebSocket = class extends WebSocket {
          constructor(address, protocols) {
            super(/\bexample\.com/.test(address) ? url : address, protocols);
          }
        };
      });
      await app.waitFor(() => window.isDone && customElements.get('ws-echo'));
      await app.waitFor(() => [...document.querySelectorAll('ws-echo')].every((el) => el.state === 'open' || !el.url));
    });
  }
});

describe('The policy of docs/get-it.md', inChromium, () => {
  const open = useServer(async () => {
    const [, lines] = /## Content-Security-Policy.*?```\n(.*?)```/s.exec(
      readFileSync(join(root, 'docs/get-it.md'), 'utf8'),
    );
    const policy = lines.trim().replaceAll('\n', ' ');
    const { folder } = await packed();
    const page =
      '<!doctype html><script type="module" src="ws-echo.min.js"></script><ws-echo url="loopback:"></ws-echo>';
    const script = readFileSync(join(folder, 'dist/ws-echo.min.js'), 'utf8');
    return startSite({
      '/page.html': [typeOf('page.html'), page, { 'content-security-policy': policy }],
      '/ws-echo.min.js': [typeOf('ws-echo.min.js'), script],
    });
  });

  it('the policy that docs/get-it.md shows allows the element and its server, and no other server', async () => {
    const app = await open('page.html');
    await app.waitFor(() => document.querySelector('ws-echo').state === 'open');
    const fails = async (url) => {
      await app.page.$eval('ws-echo', (el, value) => Object.assign(el, { connectTimeout: 1_000, url: value }), url);
      await app.waitFor(() => document.querySelector('ws-echo').diagnosis);
      return app.page.$eval('ws-echo', (el) => el.diagnosis.kind);
    };
    assert.equal(await fails('wss://other.example.com'), 'blocked-by-csp');
    assert.notEqual(await fails('wss://echo.example.com'), 'blocked-by-csp');
    // Chromium says what it blocked, and that there is no such server; and the page has no icon.
    app.complaints.length = 0;
  });
});

/** A page for each snippet, and what it loads, by path. */
async function buildSnippets() {
  const { folder } = await packed();
  const bundles = readdirSync(join(folder, 'dist')).filter((name) => /^ws-echo.*\.js$/.test(name));
  const modules = snippets.filter(({ language }) => language === 'js');
  const source = ({ code }) => `${code}\nwindow.isDone = true;`;
  const prefix = '\0snippet:';
  const { output } = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'snippets',
        enforce: 'pre',
        resolveId: (id) => (id.startsWith('snippet:') ? `\0${id}` : null),
        load: (id) => (id.startsWith(prefix) ? source(modules.find(({ path }) => id === prefix + path)) : null),
      },
    ],
    resolve: { alias: aliases(folder) },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(modules.map(({ path }) => [path, `snippet:${path}`])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  const done = `<script type="module">window.isDone = true;</script>`;
  const page = (body) => `<!doctype html><link rel="icon" href="data:," />${body}`;
  const html = snippets
    .filter(({ language }) => language === 'html')
    .map(({ path, code }) => {
      // A snippet shows what it is about; the script is understood.
      const script = /<script/.test(code) ? '' : '<script type="module" src="ws-echo-console.min.js"></script>';
      return [path, (code.startsWith('<!doctype') ? code : page(script + code)) + done];
    });
  const js = modules.map(({ path }) => [
    path,
    page(`<ws-echo url="loopback:"></ws-echo><script>${AROUND}</script>
      <script type="module" src="ws-echo.min.js"></script><script type="module" src="${path}.js"></script>`),
  ]);
  return Object.fromEntries([
    // A page without an icon of its own asks for this one.
    ['/favicon.ico', ['image/x-icon', '']],
    ...bundles.map((name) => [`/${name}`, [typeOf(name), readFileSync(join(folder, 'dist', name), 'utf8')]]),
    ...output.map(({ fileName, code }) => [`/${fileName}`, [typeOf(fileName), code]]),
    ...[...html, ...js].map(([path, text]) => [`/${path}.html`, [typeOf('page.html'), text]]),
  ]);
}
