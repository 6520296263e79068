// The rules of the house (README, “How it is built”), as far as the files themselves can show that they are kept.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync, statSync} from 'node:fs';
import {basename, dirname, join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, it} from 'node:test';
import {parseAst} from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every file of src/. Each imports only from those above it. */
const order = `
  connection/web-idl.ts
  connection/close-code.ts
  connection/backoff.ts
  connection/send-queue.ts
  connection/liveness.ts
  connection/page-lifecycle.ts
  connection/diagnosis.ts
  connection/events.ts
  connection/attempt.ts
  connection/options.ts
  connection/connection.ts
  connection/loopback.ts
  connection/index.ts
  element/served.ts
  element/connection-controller.ts
  element/message-text.ts
  element/strings.ts
  element/announcer.ts
  element/echo-timer.ts
  element/input-history.ts
  element/attributes.ts
  element/message-view.ts
  element/send-form.ts
  element/status-view.ts
  element/ws-echo.styles.ts
  element/ws-echo.ts
  element/properties.ts
  index.ts
  define.ts
  react.ts
  preact.ts
  solid.ts
  vue.ts
  svelte.ts
`.trim().split(/\s+/);

const knowsTheWebSocket = /^connection\/(connection|loopback)\.ts$/;
const knowsThePage = /^(connection\/(page-lifecycle|diagnosis)\.ts|element\/.*|define\.ts)$/;

const sources = filesIn('src').filter((path) => path.endsWith('.ts')).map((path) => {
  const code = readFileSync(join(root, 'src', path), 'utf8');
  return {path, code, program: parseAst(code, {lang: 'ts'})};
});

describe('the house', () => {
  it('gives every source file a place', () => {
    assert.deepEqual(sources.map(({path}) => path).sort(), [...order].sort());
  });

  it('lets imports point up only, type imports included, and so has no cycles', () => {
    const wrong = sources.flatMap(({path, program}) =>
      importsOf(program)
        .filter(isRelative)
        .map((specifier) => target(path, specifier))
        .filter((imported) => !(order.indexOf(imported) >= 0 && order.indexOf(imported) < order.indexOf(path)))
        .map((imported) => `${path} imports ${imported}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps lit, the element and every other package out of connection/', () => {
    const wrong = sources
      .filter(({path}) => path.startsWith('connection/'))
      .flatMap(({path, program}) =>
        importsOf(program)
          .filter((specifier) => !isRelative(specifier) || !target(path, specifier).startsWith('connection/'))
          .map((specifier) => `${path} imports ${specifier}`),
      );
    assert.deepEqual(wrong, []);
  });

  it('makes native sockets in the connection and the loopback only', () => {
    assert.deepEqual(namedOutside(['WebSocket'], knowsTheWebSocket), []);
  });

  it('names the page only where there is one', () => {
    assert.deepEqual(namedOutside(['document', 'window', 'customElements'], knowsThePage), []);
  });

  it('has indexes that only name things', () => {
    const indexes = sources.filter(({path}) => basename(path) === 'index.ts');
    const wrong = indexes.flatMap(({program}) => program.body.filter(({type, source}) => type !== 'ExportNamedDeclaration' || !source));
    assert.deepEqual(wrong.map(({type}) => type), []);
    assert.equal(indexes.length, 2);
  });

  it('keeps every source file within 400 lines', () => {
    const long = sources.filter(({code}) => code.trimEnd().split('\n').length > 400);
    assert.deepEqual(long.map(({path}) => path), []);
  });

  it('tests and shows the source, not what was built from it', () => {
    const built = /(?:\bfrom|\bimport|\bsrc=|\bhref=)\s*\(?\s*['"][./]+dist\//;
    const wrong = ['test', 'demo'].flatMap((folder) =>
      filesIn(folder)
        .filter((path) => /\.(ts|mjs|tsx|html)$/.test(path))
        .filter((path) => built.test(readFileSync(join(root, folder, path), 'utf8')))
        .map((path) => `${folder}/${path}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no drawer for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|types?)(\.|\/|$)/;
    const wrong = ['src', 'test', 'demo', 'scripts'].flatMap((folder) => filesIn(folder).filter((path) => drawer.test(path)));
    assert.deepEqual(wrong, []);
  });
});

/** The paths of our own files in a folder, relative to it, with slashes on every system. */
function filesIn(folder) {
  return readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)node_modules\//.test(path) && statSync(join(root, folder, path)).isFile());
}

function isRelative(specifier) {
  return specifier.startsWith('.');
}

/** The file of src/ that an import means: `./backoff.js` is written for backoff.ts. */
function target(path, specifier) {
  return posix.join(dirname(path), specifier).replace(/\.js$/, '.ts');
}

function importsOf(program) {
  const found = [];
  visit(program, (node) => {
    if (/^(Import|Export)|^TSImportType$/.test(node.type) && node.source) found.push(node.source.value);
  });
  return found;
}

/** Where global names are used as values. Types, and properties of other things that are called the same, are no use. */
function namedOutside(names, allowed) {
  return sources
    .filter(({path}) => !allowed.test(path))
    .flatMap(({path, program}) => {
      const found = new Set();
      visit(program, (node, parent, key) => {
        if (node.type !== 'Identifier' || !names.includes(node.name) || isTypeOnly(parent)) return;
        const isPropertyName = (key === 'property' || key === 'key') && !parent.computed;
        if (!isPropertyName || isGlobal(parent.object)) found.add(`${path} names ${node.name}`);
      });
      return [...found];
    });
}

function isTypeOnly(parent) {
  return ['TSTypeReference', 'TSTypeQuery', 'TSQualifiedName', 'TSInterfaceHeritage', 'TSClassImplements'].includes(parent.type);
}

function isGlobal(object) {
  return object?.type === 'Identifier' && /^(globalThis|self)$/.test(object.name);
}

function visit(node, see, parent = null, key = '') {
  if (typeof node.type === 'string') see(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object') visit(child, see, node, name);
    }
  }
}
