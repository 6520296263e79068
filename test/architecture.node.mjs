// The rules of docs/architecture.md, as far as the files themselves can show that they are kept.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** Every file of src/, in the order of the tree. Each imports only from those above it. */
const order = treeIn(architecture);

const namesTheSocket = /^(connection\/connection\.ts|transport\/.*)$/;
const namesThePage = /^(connection\/(page-lifecycle|diagnosis)\.ts|(view|echo|log)\/.*|define(-log)?\.ts)$/;

/** The folders that work without lit and without a page. */
const plain = ['connection', 'recording', 'transport'];

/** The folders of elements. */
const elements = ['echo', 'log'];

/** The name of every rule, as it is declared. */
const rules = [];

function itKeeps(rule, check) {
  rules.push(rule);
  it(rule, check);
}

const sources = filesIn('src')
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const code = readFileSync(join(root, 'src', path), 'utf8');
    return { path, code, program: parseAst(code, { lang: 'ts' }) };
  });

describe('The source', () => {
  itKeeps('gives every source file a place in the tree', () => {
    assert.deepEqual(new Set(sources.map(({ path }) => path)), new Set(order));
  });

  itKeeps('lets imports point up the tree only, type imports included, so that there are no cycles', () => {
    const wrong = sources.flatMap(({ path, program }) =>
      importsOf(program)
        .filter(isRelative)
        .map((specifier) => target(path, specifier))
        .filter((imported) => !(order.indexOf(imported) >= 0 && order.indexOf(imported) < order.indexOf(path)))
        .map((imported) => `${path} imports ${imported}`),
    );
    assert.deepEqual(wrong, []);
  });

  itKeeps('keeps lit, elements and every other package out of connection/, recording/ and transport/', () => {
    const wrong = sources
      .filter(({ path }) => plain.includes(folderOf(path)))
      .flatMap(({ path, program }) =>
        importsOf(program)
          .filter((specifier) => !isRelative(specifier) || !plain.includes(folderOf(target(path, specifier))))
          .map((specifier) => `${path} imports ${specifier}`),
      );
    assert.deepEqual(wrong, []);
  });

  itKeeps('keeps the folders of elements apart: echo/ and log/ do not import each other', () => {
    const wrong = sources
      .filter(({ path }) => elements.includes(folderOf(path)))
      .flatMap(({ path, program }) =>
        importsOf(program)
          .filter(isRelative)
          .map((specifier) => target(path, specifier))
          .filter((imported) => elements.includes(folderOf(imported)) && folderOf(imported) !== folderOf(path))
          .map((imported) => `${path} imports ${imported}`),
      );
    assert.deepEqual(wrong, []);
  });

  itKeeps('names the WebSocket constructor in connection.ts and in transport/ only', () => {
    assert.deepEqual(namedOutside(['WebSocket'], namesTheSocket), []);
  });

  itKeeps('names `document`, `window` and `customElements` only in files that run in a page', () => {
    assert.deepEqual(namedOutside(['document', 'window', 'customElements'], namesThePage), []);
  });

  itKeeps('has index files that only re-export, by name', () => {
    const indexes = sources.filter(({ path }) => basename(path) === 'index.ts');
    const wrong = indexes.flatMap(({ program }) =>
      program.body.filter(({ type, source }) => type !== 'ExportNamedDeclaration' || !source),
    );
    assert.deepEqual(
      wrong.map(({ type }) => type),
      [],
    );
    assert.equal(indexes.length, 4);
  });

  itKeeps('keeps every source file within 400 lines of 120 columns', () => {
    const wrong = sources.flatMap(({ path, code }) => {
      const lines = code.trimEnd().split('\n');
      const wide = lines.flatMap((line, index) => (line.length > 120 ? `${path}:${index + 1}` : []));
      return lines.length > 400 ? [path, ...wide] : wide;
    });
    assert.deepEqual(wrong, []);
  });

  itKeeps('imports the source in tests and demo pages, not what was built from it', () => {
    const built = /(?:\bfrom|\bimport|\bsrc=|\bhref=)\s*\(?\s*['"][./]+dist\//;
    const wrong = ['test', 'demo'].flatMap((folder) =>
      filesIn(folder)
        .filter((path) => /\.(ts|mjs|tsx|html)$/.test(path))
        .filter((path) => built.test(readFileSync(join(root, folder, path), 'utf8')))
        .map((path) => `${folder}/${path}`),
    );
    assert.deepEqual(wrong, []);
  });

  itKeeps('has no file or folder for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|types?)(\.|\/|$)/;
    const wrong = ['src', 'test', 'demo', 'scripts'].flatMap((folder) =>
      filesIn(folder).filter((path) => drawer.test(path)),
    );
    assert.deepEqual(wrong, []);
  });

  itKeeps('documents every rule in docs/architecture.md', () => {
    const [, section] = /^## The rules$(.*?)^## /ms.exec(architecture);
    const documented = [...section.matchAll(/^- (.*)$/gm)].map(([, rule]) => rule);
    assert.deepEqual(documented, rules);
  });
});

/** The files in the tree of a document: names that end in a slash are folders, and what stands deeper is in them. */
function treeIn(text) {
  const [, tree] = /^```\nsrc\/\n(.*?)^```$/ms.exec(text);
  let folder = '';
  return [...tree.matchAll(/^( +)([\w.-]+)(\/?)(?= )/gm)].flatMap(([, indent, name, slash]) => {
    if (slash) folder = `${name}/`;
    return slash ? [] : indent.length > 2 ? folder + name : name;
  });
}

/** The paths of our own files in a folder, relative to it, with slashes on every system. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)node_modules\//.test(path) && statSync(join(root, folder, path)).isFile());
}

function folderOf(path) {
  return path.split('/')[0];
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
    .filter(({ path }) => !allowed.test(path))
    .flatMap(({ path, program }) => {
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
  return ['TSTypeReference', 'TSTypeQuery', 'TSQualifiedName', 'TSInterfaceHeritage', 'TSClassImplements'].includes(
    parent.type,
  );
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
