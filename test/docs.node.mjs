// README.md and docs/: every snippet is compiled, parsed, or compared with a file that a test runs, and the tables of
// docs/api.md are those that the source makes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fill, reference } from '../scripts/reference.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];

/** The fenced code of every document. */
const snippets = documents.flatMap((path) =>
  [...read(path).matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, code]) => ({ path, language, code })),
);

/** The examples that other tests run, as they stand there: those of test/embedding, and of test/apps. */
const examples = [
  'test/embedding/react/example.tsx',
  'test/embedding/react/banner.tsx',
  'test/embedding/vue/example.vue',
  'test/embedding/angular/example.ts',
  'test/embedding/svelte/example.svelte',
  'test/embedding/solid/example.tsx',
  'test/embedding/preact/example.tsx',
  'test/embedding/lit/example.ts',
  'test/embedding/composables/vue.ts',
  'test/embedding/composables/svelte.svelte.ts',
  'test/embedding/composables/solid.ts',
  'test/embedding/composables/angular.ts',
  'test/embedding/composables/lit.ts',
  'test/apps/vitest/element.test.js',
  'test/apps/vitest/retry.test.js',
  'test/apps/vitest/react.test.jsx',
  'test/apps/vitest/vitest.config.js',
  'test/apps/vitest/msw.test.js',
  'test/apps/playwright/element.spec.js',
  ...readdirSync(join(root, 'test/recipes'))
    .filter((name) => /\.(?:js|html|md|mdx)$|^in-node\.mjs$/.test(name))
    .map((name) => `test/recipes/${name}`),
].map((path) => {
  // A project says once, in its configuration, whose JSX it is.
  const code = read(path).replace(/^\/\*\* @jsxImportSource .*\n/, '');
  return { path, code };
});

const { exports: entries, scripts } = JSON.parse(read('package.json'));

describe('README.md and docs/', () => {
  const isExample = ({ code }) => examples.some((example) => example.code === code);

  for (const { path, code } of examples) {
    it(`docs/ shows ${path} as the tests have it`, () => {
      assert.ok(
        snippets.some((snippet) => snippet.path.startsWith('docs/') && snippet.code === code),
        code,
      );
    });
  }

  it('every snippet is in a language that these tests can check', () => {
    const checked = ['', 'html', 'js', 'json', 'sh'];
    const others = snippets.filter((snippet) => !checked.includes(snippet.language) && !isExample(snippet));
    assert.deepEqual(others, []);
  });

  it('every JavaScript snippet compiles', () => {
    // In test/, whose tsconfig knows the source under the names of the package.
    const folder = mkdtempSync(join(root, 'test/snippets-'));
    try {
      const ambient = `import type { WsEcho } from '../../src/echo/ws-echo.js';
        declare global { const echo: WsEcho; function freshToken(): Promise<string>; } export {};`;
      writeFileSync(join(folder, 'ambient.d.ts'), ambient);
      const written = snippets.filter((snippet) => snippet.language === 'js' && !isExample(snippet));
      for (const [index, { code }] of written.entries()) {
        // In a block, a snippet may have a name that is global in others.
        const [, imports, body] = /^((?:import .*\n)*)(.*)$/s.exec(code);
        writeFileSync(join(folder, `${index}.ts`), `${imports}{\n${body}}\nexport {};\n`);
      }
      const config = { extends: '../tsconfig.json', include: ['.'], compilerOptions: { noUnusedLocals: false } };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      assert.equal(stdout, '');
      assert.equal(status, 0);
      assert.ok(written.length > 3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('every JSON snippet parses', () => {
    for (const { language, code } of snippets) if (language === 'json') JSON.parse(code);
  });

  it('every command in a shell snippet exists', () => {
    const known = ['ci', 'pack', 'test', 'start', ...Object.keys(scripts).map((name) => `run ${name}`)];
    for (const { code, language } of snippets.filter((snippet) => snippet.language === 'sh')) {
      for (const line of code.trim().split('\n')) {
        const [, command] = /^(?:ENGINES=\w+ )?npm (run \w+|\w+)/.exec(line) ?? assert.fail(`${language}: ${line}`);
        assert.ok(known.includes(command), line);
      }
    }
  });

  it('every relative link leads to a file', () => {
    for (const path of documents) {
      for (const [, target] of read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        assert.ok(existsSync(join(root, dirname(path), target)), `${path}: ${target}`);
      }
    }
  });

  it('README.md has at most 1 500 words', () => {
    assert.ok(read('README.md').split(/\s+/).length <= 1_500);
  });
});

describe('docs/api.md', () => {
  const api = read('docs/api.md');
  let tables;

  before(async () => {
    tables = await reference(root);
  });

  it('docs/api.md has the tables that `node scripts/reference.mjs` makes', () => {
    assert.ok(fill(api, tables) === api, 'docs/api.md has old tables. `node scripts/reference.mjs` makes them anew.');
  });

  it('docs/api.md says something in every row of these tables, without names of the source', () => {
    const rows = [...tables].flatMap(([name, table]) =>
      table
        .split('\n')
        .slice(2, -1)
        .map((row) => ({ name, row })),
    );
    assert.ok(rows.length > 200, `${rows.length} rows`);
    for (const { name, row } of rows) {
      assert.match(row, name.endsWith('strings') ? /\S \|$/ : /\. \|$/, name);
      assert.doesNotMatch(row, name.endsWith('strings') ? /\bundefined\b/ : /\b[A-Z]+_[A-Z]+\b/, name);
    }
  });

  it('docs/api.md has a row for each option of `Connection`, and for each member that `WebSocket` lacks', () => {
    const names = (table) => [...tables.get(table).matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
    const [, body] = /interface ConnectionOptions {(.*?)^}/ms.exec(read('src/connection/options.ts'));
    const options = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
    assert.deepEqual(names('Connection options'), options);
    const source = read('src/connection/connection.ts');
    const members = [...source.matchAll(/^ {2}(?:get )?(\w+)\([^)]*\): /gm)].map(([, name]) => name);
    const platform = ['readyState', 'url', 'protocol', 'extensions', 'bufferedAmount', 'binaryType', 'send', 'close'];
    assert.deepEqual(new Set(names('Connection members')), new Set(members.filter((name) => !platform.includes(name))));
  });

  it('docs/api.md shows the defaults of options, attributes and custom properties as the source has them', () => {
    const constants = read('src/connection/options.ts');
    const valueOf = (name) =>
      new RegExp(`^export const ${name} = ([\\d_]+);`, 'm').exec(constants)[1].replaceAll('_', '');
    const defaultIn = (table, name) => {
      const row = tables
        .get(table)
        .split('\n')
        .find((line) => line.startsWith(`| \`${name}\` |`));
      return row.split(/(?<!\\) \| /).at(-2);
    };
    assert.equal(defaultIn('Connection options', 'queueByteLimit'), valueOf('QUEUE_BYTE_LIMIT'));
    assert.equal(defaultIn('Connection ping', 'timeout'), valueOf('PING_TIMEOUT'));
    assert.match(defaultIn('Connection options', 'fatalCodes'), /^1002, 1003, .*, 4400–4407, 4409–4428, 4430–4499$/);
    assert.equal(defaultIn('ws-echo attributes', 'binary-type'), '`arraybuffer`');
    assert.equal(defaultIn('ws-echo custom properties', '--ws-echo-max-width'), '`40rem`');
  });

  it('a table without a place in docs/api.md, or a place without a table, is an error', () => {
    const place = '<!-- made by scripts/reference.mjs: of nothing -->\n<!-- end -->\n';
    assert.throws(() => fill(`${api}${place}`, tables), /no table “of nothing”/);
    assert.throws(() => fill('', tables), /no place for these tables: ws-echo attributes, /);
  });

  it('docs/api.md names each entry of the package', () => {
    const [, section] = /^## Entries of the package$(.*?)(?=^#|(?![^]))/ms.exec(api);
    const documented = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) =>
      cell.replaceAll('`', '').split(', '),
    );
    const real = Object.keys(entries).filter((path) => path !== './package.json');
    assert.deepEqual(new Set(documented), new Set(real.map((path) => path.replace('.', 'ws-echo'))));
  });
});
