// Makes a site of the pages in pages.mjs: for the development server as for the build.
import { readFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLES } from '../../scripts/package.mjs';
import { bundles } from './facts.mjs';
import { renderPage } from './layout.mjs';
import { readMarkdown, renderMarkdown } from './markdown.mjs';
import { findPage, pages } from './pages.mjs';
import { searchIndex } from './search-index.mjs';

const demo = fileURLToPath(new URL('..', import.meta.url));

/** The modules in the paths that Vite takes: pages that are written as Markdown, and rendered when they are asked for. */
export const inputs = pages.map(({ name }) => `${demo}${name}.html`);

/** The plugin. What the site has beside its pages, in {@link files}, is at the root of the site. */
export function site() {
  return {
    name: 'site',
    enforce: 'pre',
    resolveId(id) {
      return pageOf(id) ? id : null;
    },
    load(id) {
      const page = pageOf(id);
      return page ? render(page) : null;
    },
    transformIndexHtml: {
      order: 'post',
      // From file://, where a browser has no origin to compare, a page would lose its styles.
      handler: (html) => html.replace(/<head>.*?<\/head>/s, (head) => head.replaceAll(' crossorigin', '')),
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        // Vite answers for what is no path.
        const [, path] = /^\/([\w./-]*)(?:\?.*)?$/.exec(request.url) ?? [];
        if (path === undefined) return next();
        return serve(server, path, response).then((isServed) => isServed || next(), next);
      });
    },
    async generateBundle() {
      for (const [fileName, make] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: await make() });
      }
    },
  };
}

/** What the site has beside its pages, by path, each made when it is asked for. */
const files = {
  ...Object.fromEntries(pages.map((page) => [`${page.name}.md`, () => readMarkdown(page, 'md')])),
  ...Object.fromEntries(Object.keys(BUNDLES).map((name) => [name, async () => (await bundles()).codes[name]])),
  'integrity.json': async () => `${JSON.stringify((await bundles()).integrity, null, 2)}\n`,
  'ws-echo.LICENSES.txt': async () => (await bundles()).licences,
  'LICENSE.txt': () => readFileSync(`${demo}../LICENSE`, 'utf8'),
  'search.json': searchIndex,
  'llms.txt': list,
};

/** A page of the site, of which only the Markdown is a file. */
function pageOf(id) {
  if (!isAbsolute(id) || !id.endsWith('.html')) return undefined;
  return findPage(relative(demo, id).replaceAll('\\', '/').slice(0, -'.html'.length));
}

async function render(page) {
  return renderPage(page, renderMarkdown(await readMarkdown(page, 'html')));
}

async function serve(server, path, response) {
  const page = findPage(path.replace(/(^|\/)$/, '$1index').replace(/\.html$/, ''));
  if (page) {
    const html = await server.transformIndexHtml(`/${page.name}.html`, await render(page));
    response.setHeader('Content-Type', 'text/html;charset=utf-8').end(html);
  } else if (Object.hasOwn(files, path)) {
    const type = { js: 'text/javascript', json: 'application/json', md: 'text/markdown' }[/\w+$/.exec(path)[0]];
    response.setHeader('Content-Type', `${type ?? 'text/plain'};charset=utf-8`).end(await files[path]());
  } else {
    return false;
  }
  return true;
}

/** The pages for a reader that is a program. Format: llmstxt.org. */
function list() {
  const groups = { main: 'Pages', frameworks: 'In a framework', more: 'Optional' };
  const lists = Object.entries(groups).map(([group, title]) => {
    const links = pages
      .filter((page) => page.group === group)
      .map(({ name, label, description }) => `- [${label}](${name}.md): ${description}`);
    return `## ${title}\n\n${links.join('\n')}\n`;
  });
  return `# ws-echo\n\n> ${findPage('index').description}\n\n${lists.join('\n')}`;
}
