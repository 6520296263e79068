// What the build finds out for the pages. `<!-- site: NAME ARGUMENTS -->` in a page's Markdown is replaced by the Markdown
// of that fact.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { makeBundles } from '../../scripts/package.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');

export const { version, license, peerDependencies } = JSON.parse(read('package.json'));

/** The entries of the package that the demo takes from the source. */
const ENTRIES = {
  define: 'ws-echo',
  index: 'ws-echo',
  'frameworks/react': 'ws-echo/react',
  'frameworks/solid': 'ws-echo/solid',
  'frameworks/preact': 'ws-echo/preact',
  'frameworks/vue': 'ws-echo/vue',
  'frameworks/svelte': 'ws-echo/svelte',
};

const facts = {
  /** The size of the script, the engines of the tests, and the licence, as a list. */
  async numbers(lang = 'en') {
    const { codes } = await bundles();
    const size = kilobytes(codes['ws-echo.min.js']);
    const engines = tested().engines.map(({ name }) => name);
    return {
      en: `- **${size}** with gzip, everything inside
- **${engines.length} engines** run the tests in browsers: ${engines.join(', ')}
- **${license}** is the licence; version ${version}`,
      'zh-Hant': `- **${size}** gzip 壓縮後，已包含所有相依套件
- **${engines.length} 種引擎** 都通過瀏覽器測試：${engines.join('、')}
- **${license}** 授權，版本 ${version}`,
    }[lang];
  },

  /** The files for script tags, each with its size and a link to it. */
  async bundles() {
    const { codes, integrity } = await bundles();
    return table(
      ['file', 'what is in it', 'what it is', 'minified', 'with gzip'],
      Object.keys(integrity).map((name) => [
        `[${name}](${name})`,
        name.includes('console') ? '`<ws-echo>` and `<ws-log>`' : '`<ws-echo>`',
        isModule(name) ? 'a module' : 'a classic script, also from `file://`',
        `${(Buffer.byteLength(codes[name]) / 1000).toFixed(1)}\u00a0kB`,
        kilobytes(codes[name]),
      ]),
    ).concat(
      '\n\nThe licences of what is inside go where these files go: [ws-echo.LICENSES.txt](ws-echo.LICENSES.txt).',
    );
  },

  /** Script tags with the hash of their file. */
  async integrity() {
    const { integrity } = await bundles();
    const tag = (name, type) => `<script ${type} src="${name}" integrity="${integrity[name]}"></script>`;
    const tags = Object.keys(integrity).map((name) => tag(name, isModule(name) ? 'type="module"' : 'defer'));
    return `\`\`\`html\n${tags.join('\n')}\n\`\`\``;
  },

  /** The engines that the tests ran in, with their versions. */
  engines() {
    const { date, engines } = tested();
    return `${table(
      ['engine', 'version', 'tests passed', 'failed'],
      engines.map(({ name, version: number, passed, failed }) => [
        name,
        number,
        passed.toLocaleString('en'),
        `${failed}`,
      ]),
    )}\n\nThe run of ${date}.`;
  },

  /** The versions of the frameworks: what the package asks for, and what the tests ran with. */
  frameworks() {
    const names = { react: 'React', vue: 'Vue', '@angular/core': 'Angular', svelte: 'Svelte', 'solid-js': 'Solid' };
    const rows = Object.entries({ ...names, preact: 'Preact', lit: 'Lit' }).map(([name, label]) => {
      const { version: installed } = JSON.parse(read(`node_modules/${name}/package.json`));
      return [label, peerDependencies[name] ? `\`${peerDependencies[name]}\`` : '–', installed];
    });
    return table(['framework', 'supported', 'tested'], rows);
  },

  /** The text under a heading of docs/frameworks.md, which has a hyphen for each space here, for a page in demo/. */
  section(name) {
    const heading = name.replaceAll('-', ' ');
    const [, text] = read('docs/frameworks.md').split(new RegExp(`^## ${heading}$`, 'm'));
    return text
      .split(/^## /m)[0]
      .replace(/\]\((?![a-z]+:)(#?)/g, (_, hash) => `](../docs/${hash && 'frameworks.md#'}`)
      .trim();
  },

  /** A place to choose a failure, on the page why-it-failed; demo/why-it-failed.ts fills it. */
  try() {
    return `## Try it

Choose a failure. A server that this page plays fails in that way, and the element says what it would say to your users.

<p class="choice"><label for="failure">Failure</label> <select id="failure"></select></p>

<ws-echo id="try" help-url="why-it-failed.html">Alive on a web server, with JavaScript.</ws-echo>`;
  },

  /** A file, as code, under its name. */
  source(path) {
    const [extension] = /[^.]+$/.exec(path);
    const code = withPublicNames(read(path)).trimEnd();
    return `\`${path.replace(/^demo\//, '')}\`\n\n\`\`\`${extension}\n${code}\n\`\`\``;
  },
};

/** Code of the demo in which an import from the source has the name that the package gives it. */
export function withPublicNames(code) {
  return code.replace(/'(?:\.\.\/)+src\/([\w/-]+)\.[jt]s'/g, (_, module) => `'${ENTRIES[module]}'`);
}

/** The Markdown of a fact, by its name and its arguments, with spaces between. */
export async function fact(words) {
  const [name, ...rest] = words.split(' ');
  if (!Object.hasOwn(facts, name)) throw new Error(`There is no fact “${name}” in demo/site/facts.mjs.`);
  return facts[name](...rest);
}

let made;

/** The bundles: made once, in memory. */
export function bundles() {
  made ??= makeBundles(root, false).catch((error) => {
    made = undefined;
    throw error;
  });
  return made;
}

/** The last run that was recorded: see scripts/test.mjs. */
function tested() {
  const run = JSON.parse(read('test/tested.json'));
  if (!run.engines.length) throw new Error('test/tested.json has no engine: RECORD=1 ENGINES=all npm test');
  return run;
}

function isModule(name) {
  return name.endsWith('.min.js');
}

function kilobytes(code) {
  return `${(gzipSync(code, { level: 9 }).length / 1000).toFixed(1)}\u00a0kB`;
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
