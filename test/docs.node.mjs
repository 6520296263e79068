// README.md and docs/: every snippet is compiled, parsed, or compared with a file that a test runs, and the names and
// defaults of docs/api.md are those of the manifest and of the source.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packed } from './package/packed.mjs';

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
        declare global { const echo: WsEcho; function freshToken(): Promise<string>;
          function openSocket(url: string | URL, protocols: string | string[]): WebSocket; } export {};`;
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
  /** The elements of the manifest, by tag. */
  let elements;

  /** The text under a heading of the second level. */
  function chapter(heading) {
    const [, text] = new RegExp(`^## ${heading}$(.*?)(?=^## |(?![^]))`, 'ms').exec(api);
    return text;
  }

  /** The rows of the table under a heading, as lists of cells. */
  function rowsUnder(heading, text = api) {
    const [, section] = new RegExp(`^#+ ${heading}$(.*?)(?=^#|(?![^]))`, 'ms').exec(text);
    return [...section.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => row.split(/(?<!\\) \| /));
  }

  const codesIn = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
  const names = (list = []) => list.map(({ name }) => name);

  before(async () => {
    const { folder } = await packed();
    const manifest = JSON.parse(readFileSync(join(folder, 'dist/custom-elements.json'), 'utf8'));
    const declarations = manifest.modules.flatMap((module) => module.declarations);
    elements = Object.fromEntries(declarations.map((element) => [element.tagName, element]));
  });

  for (const [tag, sources] of Object.entries({
    'ws-echo': ['src/echo/connection-element.ts', 'src/echo/ws-echo.ts'],
    'ws-log': ['src/log/ws-log.ts'],
  })) {
    const text = chapter(`\`<${tag}>\``);

    it(`docs/api.md names each attribute of \`<${tag}>\` with its property`, () => {
      const documented = rowsUnder('Attributes and properties', text).filter((cells) => cells.length === 4);
      const pairs = documented.map(([attribute, property]) => [...codesIn(attribute), ...codesIn(property)].join());
      const real = elements[tag].attributes.map(({ name, fieldName = name }) => `${name},${fieldName}`);
      assert.deepEqual(new Set(pairs), new Set(real));
    });

    it(`docs/api.md names each read-only property of \`<${tag}>\``, () => {
      const documented = rowsUnder('Attributes and properties', text).filter((cells) => cells.length === 2);
      const real = elements[tag].members.filter(({ kind, readonly }) => kind === 'field' && readonly);
      assert.deepEqual(new Set(documented.flatMap(([name]) => codesIn(name))), new Set(names(real)));
    });

    it(`docs/api.md names each method of \`<${tag}>\`, with the exceptions of its doc comment`, () => {
      const rows = new Map(rowsUnder('Methods', text).map(([method, thrown]) => [/\w+/.exec(method)[0], thrown]));
      const methods = elements[tag].members.filter(({ kind }) => kind === 'method');
      assert.deepEqual(new Set(rows.keys()), new Set(names(methods)));
      const source = sources.map(read).join('');
      for (const name of rows.keys()) {
        const [comment] = new RegExp(`/\\*\\*(?:(?!\\*/).)*\\*/\\s+(?:override )?${name}\\(`, 's').exec(source);
        const [, thrown = ''] = /@throws(.*)/s.exec(comment) ?? [];
        for (const exception of thrown.match(/\w+Error/g) ?? []) {
          assert.ok(rows.get(name).includes(exception), exception);
        }
      }
    });

    it(`docs/api.md names each part, slot, state and custom property of \`<${tag}>\``, () => {
      const element = elements[tag];
      assert.deepEqual(
        new Set(rowsUnder('Style', text).flatMap(([parts]) => codesIn(parts))),
        new Set(names(element.cssParts)),
      );
      for (const { name } of element.slots) assert.match(text, new RegExp(`^Slots: .*\`${name}\``, 'm'));
      for (const { name } of element.cssStates) assert.ok(text.includes(`\`:state(${name})\``), name);
      for (const { name } of element.cssProperties) assert.ok(api.includes(`\`${name}\``), name);
    });
  }

  it('docs/api.md names the default limits of `<ws-log>`', () => {
    const constants = [...read('src/recording/recorder.ts').matchAll(/^export const ENTRY_\w+ = ([\d_]+);/gm)];
    const text = chapter('`<ws-log>`');
    for (const [, value] of constants) assert.ok(text.includes(`| ${value.replaceAll('_', '')} |`), value);
    assert.equal(constants.length, 2);
  });

  it('docs/api.md names each event of `<ws-echo>` with its class, and each handler', () => {
    const { events } = elements['ws-echo'];
    const rows = rowsUnder('Events').map(([event, type]) => [codesIn(event)[0], codesIn(type)[0]]);
    assert.deepEqual(Object.fromEntries(rows), Object.fromEntries(events.map(({ name, type }) => [name, type.text])));
    for (const { name } of events) assert.ok(api.includes(`\`on${name}\``), name);
  });

  it('docs/api.md names each option of `Connection`, with its default', () => {
    const rows = new Map(rowsUnder('Options').map(([name, ...others]) => [codesIn(name)[0], others.join()]));
    const source = read('src/connection/options.ts');
    const [, body] = /interface ConnectionOptions {(.*?)^}/ms.exec(source);
    const options = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
    assert.deepEqual([...rows.keys()], options);
    const defaults = { retry: 'true' };
    for (const [, name, value] of source.matchAll(/^export const ([A-Z_]+)\b[^=]* = ([^;]+);/gms)) {
      const option = name === 'PING_TIMEOUT' ? 'ping' : name.toLowerCase().replace(/_(\w)/g, (_, c) => c.toUpperCase());
      defaults[option] = value;
    }
    for (const [option, value] of Object.entries(defaults)) {
      const numbers = value.replace(/(?<=\d)_(?=\d)/g, '').match(/\w+/g);
      for (const number of numbers) assert.match(rows.get(option), new RegExp(`\\b${number}\\b`), option);
    }
    assert.equal(Object.keys(defaults).length, 6);
  });

  it('docs/api.md names each member of `Connection` that `WebSocket` lacks', () => {
    const documented = rowsUnder('Members beside those of `WebSocket`').map(([name]) => /\w+/.exec(name)[0]);
    const source = read('src/connection/connection.ts');
    const members = [...source.matchAll(/^ {2}(?:get )?(\w+)\([^)]*\): /gm)].map(([, name]) => name);
    const platform = ['readyState', 'url', 'protocol', 'extensions', 'bufferedAmount', 'binaryType', 'send', 'close'];
    assert.deepEqual(new Set(documented), new Set(members.filter((name) => !platform.includes(name))));
  });

  it('docs/api.md names each entry of the package', () => {
    const documented = rowsUnder('Entries of the package').flatMap(([imports]) => codesIn(imports));
    const real = Object.keys(entries).filter((path) => path !== './package.json');
    assert.deepEqual(new Set(documented), new Set(real.map((path) => path.replace('.', 'ws-echo'))));
  });
});
