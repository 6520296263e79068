// The tarball in projects that have never seen this repository: in Node, in TypeScript, in a bundler.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { npm, packed } from './packed.mjs';

const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const own = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));

/** The modules in `exports`, by the name that is imported. The others are data. */
const entries = Object.keys(own.exports)
  .filter((path) => !/\.(json|css)$/.test(path))
  .map((path) => path.replace('.', own.name));

/** The names that `ws-echo` exports. */
const all = [
  'Connection',
  'DiscardEvent',
  'Loopback',
  'PlainConnection',
  'WsEcho',
  'isLoopbackUrl',
  'openSocket',
  'registerStrings',
];

/** The names that `ws-echo/log` exports. */
const ofLog = ['Recorder', 'WsLog'];

const both = [...all, ...ofLog].sort();

/** The names that each entry exports when it runs; an entry that is not here has types only. */
const offered = {
  'ws-echo': all,
  'ws-echo/element.js': all,
  'ws-echo/define.js': all,
  'ws-echo/ws-echo.min.js': all,
  'ws-echo/ws-echo.iife.js': all,
  'ws-echo/ws-echo-console.min.js': both,
  'ws-echo/ws-echo-console.iife.js': both,
  'ws-echo/log': ofLog,
  'ws-echo/log-element.js': ['WsLog'],
  'ws-echo/recording': ['Recorder'],
  'ws-echo/connection': ['Connection', 'DiscardEvent', 'PlainConnection'],
  'ws-echo/loopback': ['Loopback', 'isLoopbackUrl', 'openSocket'],
  'ws-echo/scripted': ['ScriptedServer', 'scripted'],
  'ws-echo/react': ['WsEcho'],
  'ws-echo/react-log': ['WsLog'],
  'ws-echo/use-connection': ['useConnection'],
};

/** The entries that need peer dependencies, and those. */
const peers = {
  'ws-echo/react': ['react', '@lit/react'],
  'ws-echo/react-log': ['react', '@lit/react'],
  'ws-echo/use-connection': ['react'],
};

describe('npm package in a new project', { timeout: 120_000 }, () => {
  let project;

  before(async () => {
    const { tarball } = await packed();
    project = await mkdtemp(join(tmpdir(), 'ws-echo-project-'));
    await write('package.json', JSON.stringify({ name: 'project', private: true, type: 'module' }));
    npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball);
  });

  after(() => rm(project, { recursive: true, force: true }));

  function write(path, text) {
    return writeFile(join(project, path), text);
  }

  it('the installed package depends on lit and the localize library alone', async () => {
    const { packages } = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'));
    const installed = Object.keys(packages)
      .filter(Boolean)
      .map((path) => path.replace(/^.*node_modules\//, ''));
    assert.ok(installed.includes('lit') && installed.includes('@shoelace-style/localize'), String(installed));
    const others = installed.filter(
      (name) =>
        !/^(ws-echo|lit(-html|-element)?|@lit\/reactive-element|@lit-labs\/ssr-dom-shim|@shoelace-style\/localize|@types\/trusted-types)$/.test(
          name,
        ),
    );
    assert.deepEqual(others, []);
  });

  it('the installed package contains licences, documents and sources, but no tests and no demo', () => {
    for (const path of ['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/ws-echo.LICENSES.txt', 'src/echo/ws-echo.ts']) {
      assert.ok(existsSync(join(project, 'node_modules/ws-echo', path)), path);
    }
    for (const path of ['test', 'demo', 'dist/demo', 'scripts']) {
      assert.ok(!existsSync(join(project, 'node_modules/ws-echo', path)), path);
    }
  });

  for (const name of entries.filter((entry) => !(entry in peers))) {
    it(`importing ${name} in Node opens no connection and throws no error`, () => {
      assert.deepEqual(importInNode(project, name), { names: offered[name] ?? [], opened: [], waitsFor: [] });
    });
  }

  it('a bundle of `ws-echo/connection` contains neither lit nor the element', async () => {
    const { code, packages } = await bundle(
      project,
      `import { Connection } from 'ws-echo/connection';\nexport { Connection };`,
    );
    assert.deepEqual(packages, ['ws-echo']);
    assert.match(code, /WebSocket/);
    assert.doesNotMatch(code, /customElements|shadowRoot|adoptedStyleSheets|litHtmlVersions/);
  });

  it('a bundle of `ws-echo/recording` contains neither lit nor an element', async () => {
    const { code, packages } = await bundle(
      project,
      `import { Recorder } from 'ws-echo/recording';\nexport { Recorder };`,
    );
    assert.deepEqual(packages, ['ws-echo']);
    assert.doesNotMatch(code, /customElements|shadowRoot|adoptedStyleSheets|litHtmlVersions/);
  });

  it('a bundle of `ws-echo` contains nothing of `<ws-log>`, and one of `ws-echo/log` nothing of `<ws-echo>`', async () => {
    const modulesOf = async (name) => (await bundle(project, `import '${name}';`)).modules;
    const [echo, log] = await Promise.all(['ws-echo', 'ws-echo/log'].map(modulesOf));
    assert.deepEqual(
      echo.filter((path) => /^(log|recording)\//.test(path)),
      ['recording/echo-timer.js'],
    );
    assert.ok(log.includes('log/ws-log.js'));
    assert.deepEqual(
      log.filter((path) => path.startsWith('echo/')),
      [],
    );
  });

  it('a bundler removes every unused import except those that define the tag', async () => {
    const unused = entries
      .filter((entry) => !(entry in peers))
      .map(async (name) => {
        const { code } = await bundle(project, `import '${name}';`);
        return [name, code.includes('customElements.define')];
      });
    const defining = [
      'ws-echo',
      'ws-echo/define.js',
      'ws-echo/log',
      'ws-echo/ws-echo.min.js',
      'ws-echo/ws-echo.iife.js',
      'ws-echo/ws-echo-console.min.js',
      'ws-echo/ws-echo-console.iife.js',
    ];
    assert.deepEqual(
      (await Promise.all(unused)).filter(([, defines]) => defines).map(([name]) => name),
      entries.filter((name) => defining.includes(name)),
    );
    const { code, packages } = await bundle(
      project,
      `import { Connection } from 'ws-echo/element.js';\nexport { Connection };`,
    );
    assert.deepEqual(packages, ['ws-echo']);
    assert.doesNotMatch(code, /shadowRoot/);
  });

  for (const [module, moduleResolution] of [
    ['ESNext', 'bundler'],
    ['NodeNext', 'nodenext'],
  ]) {
    it(`TypeScript finds types for every entry with moduleResolution ${moduleResolution}`, async () => {
      await write('right.ts', right);
      await write('wrong.ts', wrong);
      const compilerOptions = { ...strict, module, moduleResolution, resolveJsonModule: true };
      await write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['right.ts'] }));
      assert.equal(compile(project), '');
      await write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['wrong.ts'] }));
      const lines = compile(project)
        .match(/^wrong\.ts\((\d+)/gm)
        .map((line) => Number(line.slice('wrong.ts('.length)));
      assert.deepEqual(lines, [4, 5, 6, 7]);
    });
  }

  describe('npm package beside its peer dependencies', () => {
    before(() => {
      const wanted = [...Object.keys(own.peerDependencies), '@types/react'].map(
        (name) => `${name}@${own.devDependencies[name]}`,
      );
      npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted);
    });

    for (const name of Object.keys(peers)) {
      it(`importing ${name} beside its peers in Node opens no connection and throws no error`, () => {
        assert.deepEqual(importInNode(project, name), { names: offered[name], opened: [], waitsFor: [] });
      });
    }

    it('TypeScript accepts correct framework templates and rejects wrong ones', async () => {
      const files = ['exactly.ts', ...['react', 'preact', 'solid'].map((name) => `frameworks/${name}.compile.tsx`)];
      await mkdir(join(project, 'frameworks'));
      for (const file of files) {
        await write(file, fromPackage(await readFile(new URL(`../${file}`, import.meta.url), 'utf8')));
      }
      await write('templates.ts', templates);
      const compilerOptions = { ...strict, module: 'ESNext', moduleResolution: 'bundler', jsx: 'react-jsx' };
      await write('tsconfig.json', JSON.stringify({ compilerOptions, files: [...files, 'templates.ts'] }));
      // Errors in the types of other packages do not count.
      const lines = compile(project)
        .split('\n')
        .filter((line) => /^\S/.test(line) && !/^node_modules\/(?!ws-echo\/)/.test(line));
      assert.deepEqual(lines, []);
    });
  });
});

/** The strictest compiler options that a project may have. */
const strict = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
};

/** Uses every entry that has types of its own. */
const right = `
import 'ws-echo/ws-echo.iife.js';
import 'ws-echo/define.js';
import { registerStrings, type ConnectionState, type Diagnosis } from 'ws-echo';
import { WsEcho } from 'ws-echo/element.js';
import { WsEcho as Bundled } from 'ws-echo/ws-echo.min.js';
import { Connection, type ConnectionOptions } from 'ws-echo/connection';
import { openSocket } from 'ws-echo/loopback';
import 'ws-echo/ws-echo-console.iife.js';
import 'ws-echo/log';
import { WsLog } from 'ws-echo/log-element.js';
import { WsEcho as EchoOfConsole, WsLog as LogOfConsole } from 'ws-echo/ws-echo-console.min.js';
import { Recorder, type Entry } from 'ws-echo/recording';
import manifest from 'ws-echo/custom-elements.json' with { type: 'json' };

const element: WsEcho = document.createElement('ws-echo');
const bundled: Bundled = element;
element.url = async () => new URL('wss://example.com');
element.addEventListener('message', ({ data, origin }) => console.log(data, origin));
element.addEventListener('discard', ({ messages }) => console.log(messages.length));
element.onmessage = (event) => console.log(event.data);
const state: ConnectionState = element.state;
const diagnosis: Diagnosis | null = element.diagnosis;
const options: ConnectionOptions = { createSocket: openSocket, retry: 3 };
const socket: WebSocket = new Connection('loopback:', [], options) as unknown as WebSocket;
registerStrings('de', { send: 'Senden' });
const log: WsLog = document.createElement('ws-log');
log.source = [element, new Connection('loopback:'), new WebSocket('wss://example.com')];
const entries: Entry[] = [...log.recorder, ...new Recorder({ limit: 10 })];
const ofConsole: [EchoOfConsole, LogOfConsole] = [element, log];
console.log(bundled, state, diagnosis, socket, entries, ofConsole, manifest.modules.length);
`;

/** An error in every line from the fourth on. */
const wrong = `import { Connection } from 'ws-echo/connection';
import { WsEcho } from 'ws-echo';
import 'ws-echo/log';
new WsEcho().addEventListener('mesage', () => {});
new Connection('loopback:', [], { retries: 3 });
new WsEcho().url = 3;
document.createElement('ws-log').source = 'left';
`;

/** Stands for the templates of Vue and Svelte, by the types that they are checked against; the others have JSX. */
const templates = `
import type { GlobalComponents } from 'vue';
import type { SvelteHTMLElements } from 'svelte/elements';
import 'ws-echo/vue';
import 'ws-echo/svelte';

type VueProps = InstanceType<GlobalComponents['ws-echo']>['$props'];
export const inVue: VueProps = { url: 'wss://example.com', queueLimit: 0, onMessage: ({ data }) => console.log(data) };
// @ts-expect-error -- no format
export const wrongInVue: VueProps = { format: 'xml' };
// @ts-expect-error -- no number
export const wrongEventInVue: VueProps = { onMessage: (code: number) => code };

type SvelteProps = SvelteHTMLElements['ws-echo'];
export const inSvelte: SvelteProps = { url: 'wss://example.com', 'queue-limit': 0, onmessage: ({ data }) => console.log(data) };
// @ts-expect-error -- no format
export const wrongInSvelte: SvelteProps = { format: 'xml' };
// @ts-expect-error -- no number
export const wrongEventInSvelte: SvelteProps = { onmessage: (code: number) => code };

type VueLogProps = InstanceType<GlobalComponents['ws-log']>['$props'];
export const logInVue: VueLogProps = { for: 'left', byteLimit: '1000', paused: true };
// @ts-expect-error -- no connection
export const wrongLogInVue: VueLogProps = { source: 'left' };
type SvelteLogProps = SvelteHTMLElements['ws-log'];
export const logInSvelte: SvelteLogProps = { for: 'left', 'byte-limit': '1000', paused: true };
// @ts-expect-error -- no connection
export const wrongLogInSvelte: SvelteLogProps = { source: 'left' };
`;

/** A file that imports the source, as one that imports the package. */
function fromPackage(text) {
  return text
    .replace(/'\.\.\/\.\.\/src\/frameworks\/(react|react-log|preact|solid)\.js'/g, "'ws-echo/$1'")
    .replace(/'\.\.\/\.\.\/src\/connection\/(connection|events)\.js'/g, "'ws-echo/connection'")
    .replace("'../../src/echo/ws-echo.js'", "'ws-echo/element.js'")
    .replace("'../../src/log/ws-log.js'", "'ws-echo/log-element.js'");
}

/** Imports a module in a process of its own, and returns its exports, its connections and what keeps it running. */
function importInNode(project, name) {
  const program = `
    import net from 'node:net';
    const opened = [];
    globalThis.WebSocket = class { constructor(url) { opened.push(String(url)); } };
    net.Socket.prototype.connect = () => { opened.push('a socket'); };
    globalThis.fetch = (url) => { opened.push(String(url)); };
    const module = await import(${JSON.stringify(name)});
    // The loader may not have closed its files yet.
    const waitsFor = process.getActiveResourcesInfo().filter((kind) => !/Req|Pipe/.test(kind));
    process.on('exit', () => console.log(JSON.stringify({ names: Object.keys(module).sort(), opened, waitsFor })));
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: project,
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

function compile(project) {
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
    cwd: project,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** The bundle of a module for the browser, the packages that its code comes from, and our own modules in it. */
async function bundle(project, source) {
  const folder = await mkdtemp(join(project, 'app-'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'app.js'), source);
  const [{ output }] = await build({
    root: project,
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry: join(folder, 'app.js'), formats: ['es'], fileName: 'app' } },
  });
  const [chunk] = output;
  const used = Object.entries(chunk.modules)
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .map(([id]) => id);
  const packages = used.flatMap((id) => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1] ?? []);
  const modules = used.flatMap((id) => /ws-echo[\\/]dist[\\/](.*)$/.exec(id)?.[1].replaceAll('\\', '/') ?? []);
  return { code: chunk.code, packages: [...new Set(packages)], modules };
}
