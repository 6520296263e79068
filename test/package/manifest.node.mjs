// The manifest and the editor data of the package, compared with the elements of the package in a real browser.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findBrowser } from '../../scripts/browsers.mjs';
import { live } from './lives.mjs';
import { packed } from './packed.mjs';

const chromium = findBrowser('chromium');
const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** The elements by tag: the class, and the folder of its source. */
const elements = {
  'ws-echo': { className: 'WsEcho', folder: 'echo' },
  'ws-log': { className: 'WsLog', folder: 'log' },
};

describe('custom-elements.json', { skip: !chromium && 'there is no Chromium here', timeout: 60_000 }, () => {
  let folder;
  let manifest;
  let html;
  let css;
  let webTypes;
  /** The members that each element has in the browser. */
  let reals;

  before(async () => {
    ({ folder } = await packed());
    manifest = read('custom-elements.json');
    html = read('vscode.html-custom-data.json');
    css = read('vscode.css-custom-data.json');
    webTypes = read('web-types.json').contributions;
    reals = await live(folder, chromium, Object.keys(elements));
  });

  function read(name) {
    return JSON.parse(readFileSync(join(folder, 'dist', name), 'utf8'));
  }

  /** Everything that the elements have in a list of the manifest, by name, each once. */
  function namesInAll(kind) {
    const lists = manifest.modules.flatMap(({ declarations }) => declarations.map((element) => names(element[kind])));
    return sorted(new Set(lists.flat()));
  }

  it('`custom-elements.json` and `package.json` list only files that are in the package', () => {
    const paths = manifest.modules.flatMap(({ path, exports }) => [
      path,
      ...exports.map(({ declaration }) => declaration.module),
    ]);
    assert.deepEqual(
      new Set(paths),
      new Set(['dist/define.js', 'dist/echo/ws-echo.js', 'dist/index.js', 'dist/define-log.js', 'dist/log/ws-log.js']),
    );
    for (const path of paths) assert.ok(existsSync(join(folder, path)), path);
    const fields = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const field of ['customElements', 'web-types', 'unpkg', 'jsdelivr'])
      assert.ok(existsSync(join(folder, fields[field])), field);
  });

  it('the manifest and the editor data name exactly the tags, and the manifest their classes', () => {
    const tags = Object.keys(elements);
    assert.deepEqual(names(html.tags), tags);
    assert.deepEqual(names(webTypes.html.elements), tags);
    const definitions = manifest.modules.flatMap(({ exports }) =>
      exports.filter(({ kind }) => kind === 'custom-element-definition'),
    );
    assert.deepEqual(
      Object.fromEntries(definitions.map(({ name, declaration }) => [name, declaration.name])),
      Object.fromEntries(tags.map((tag) => [tag, elements[tag].className])),
    );
  });

  for (const [tag, { className, folder: sourceFolder }] of Object.entries(elements)) {
    describe(`custom-elements.json about <${tag}>`, () => {
      let element;
      let vsCode;
      let jetBrains;
      let real;

      before(() => {
        element = manifest.modules.flatMap(({ declarations }) => declarations).find(({ name }) => name === className);
        vsCode = html.tags.find(({ name }) => name === tag);
        jetBrains = webTypes.html.elements.find(({ name }) => name === tag);
        real = reals[tag];
      });

      it(`the manifest and the editor data list exactly the observed attributes of \`<${tag}>\``, () => {
        assert.equal(element.tagName, tag);
        assert.deepEqual(names(element.attributes), real.attributes);
        assert.deepEqual(names(vsCode.attributes), real.attributes);
        assert.deepEqual(names(jetBrains.attributes), real.attributes);
      });

      it(`the manifest lists exactly the properties of \`<${tag}>\`, and marks exactly the read-only ones`, () => {
        const fields = element.members.filter(({ kind }) => kind === 'field');
        assert.deepEqual(names(fields), real.properties);
        assert.deepEqual(names(jetBrains.js.properties), real.properties);
        assert.deepEqual(names(fields.filter(({ readonly }) => readonly)), real.readOnly);
      });

      it(`the manifest lists exactly the public methods of \`<${tag}>\``, () => {
        assert.deepEqual(names(element.members.filter(({ kind }) => kind === 'method')), real.methods);
      });

      it(`the manifest lists exactly the events that \`<${tag}>\` dispatches, with their types`, () => {
        const { events = [] } = element;
        assert.deepEqual(Object.fromEntries(events.map(({ name, type }) => [name, type.text])), real.events);
        assert.deepEqual(names(jetBrains.events), Object.keys(real.events).sort());
      });

      it(`the manifest and the editor data list exactly the slots of \`<${tag}>\``, () => {
        assert.deepEqual(names(element.slots), real.slots);
        assert.deepEqual(names(jetBrains.slots), real.slots);
      });

      it(`the manifest lists exactly the CSS parts of \`<${tag}>\`, or names them in the description of another`, () => {
        const listed = names(element.cssParts);
        const inProse = element.cssParts
          .flatMap(({ description }) => [...description.matchAll(/`([\w-]+)`/g)].map(([, name]) => name))
          .filter((name) => !listed.includes(name));
        assert.deepEqual(sorted([...listed, ...inProse]), real.parts);
      });

      it(`\`<${tag}>\` renders every part and slot that its source contains`, async () => {
        const text = sourceText(sourceFolder);
        const written = (pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));
        // The parts of a row are made of its kind.
        const ofRows = text.includes('part="row ${')
          ? ['row', 'story', 'latest', 'open', 'failed', ...(await messageKinds(folder))]
          : [];
        assert.deepEqual(new Set(real.parts), new Set([...written(/ part="([\w-]+)"/g), ...ofRows]));
        assert.deepEqual(new Set(real.slots), written(/<slot name="([\w-]+)"/g));
      });

      it(`the manifest lists exactly the custom states of \`<${tag}>\``, () => {
        assert.deepEqual(names(element.cssStates), real.states);
      });

      it(`the manifest lists exactly the CSS custom properties of the styles of \`<${tag}>\`, with a default each`, () => {
        // Those that the elements share are described once, at `<ws-echo>`.
        const shared = tag === 'ws-echo' ? [] : reals['ws-echo'].customProperties;
        assert.deepEqual(
          names(element.cssProperties),
          real.customProperties.filter((name) => !shared.includes(name)),
        );
        for (const { name, default: value } of element.cssProperties) assert.ok(value, `${name} has no default`);
      });

      it(`the manifest describes exactly the commands that \`<${tag}>\` handles`, () => {
        const obeyed = [...sourceText(sourceFolder).matchAll(/command === '(--[\w-]+)'/g)].map(
          ([, command]) => command,
        );
        const named = [...element.description.matchAll(/(?<=[`"])--[\w-]+(?=[`"])/g)].map(([command]) => command);
        assert.deepEqual(new Set(named), new Set(obeyed));
      });

      it(`the manifest describes every member of \`<${tag}>\` in a sentence without names of the source`, () => {
        const everything = [element, ...Object.values(element).filter(Array.isArray).flat()];
        for (const { name, description } of everything) {
          assert.match(description ?? '', /\w.*\.$/s, `${name} is not described`);
          assert.doesNotMatch(description, /@link|\b[A-Z]+_[A-Z]+\b/, `${name} is described by a name of the source`);
        }
        const { attributes, events = [] } = element;
        for (const { name, type } of [...attributes, ...events]) assert.ok(type.text, `${name} has no type`);
      });
    });
  }

  it('the editor data list exactly the CSS parts of all elements, each once', () => {
    const parts = namesInAll('cssParts');
    assert.deepEqual(
      names(css.pseudoElements),
      parts.map((part) => `::part(${part})`),
    );
    assert.deepEqual(
      names(webTypes.css['pseudo-elements']),
      parts.map((part) => `part(${part})`),
    );
  });

  it('the editor data list exactly the custom states of all elements, each once', () => {
    const states = namesInAll('cssStates');
    assert.deepEqual(
      names(css.pseudoClasses),
      states.map((state) => `:state(${state})`),
    );
    assert.deepEqual(
      names(webTypes.css['pseudo-classes']),
      states.map((state) => `state(${state})`),
    );
  });

  it('the editor data list exactly the CSS custom properties of all elements, each once', () => {
    const properties = namesInAll('cssProperties');
    assert.deepEqual(names(css.properties), properties);
    assert.deepEqual(names(webTypes.css.properties), properties);
  });

  it('the editor data say of a part that several elements have what it is on each', () => {
    for (const list of [css.pseudoElements, webTypes.css['pseudo-elements']]) {
      const { description } = list.find(({ name }) => name.endsWith('part(notice)'));
      assert.match(description, /^<ws-echo>: .+\.\n<ws-log>: .+\.$/);
    }
  });

  it('the VS Code data lists the values of enumerated attributes, and none for boolean ones', () => {
    const [echo, log] = Object.keys(elements).map((tag) => {
      const { attributes } = html.tags.find(({ name }) => name === tag);
      return Object.fromEntries(attributes.map((attribute) => [attribute.name, attribute]));
    });
    assert.deepEqual(names(echo.format.values), ['auto', 'escaped', 'hex', 'json', 'text']);
    assert.deepEqual(names(echo['binary-type'].values), ['arraybuffer', 'blob']);
    assert.deepEqual([echo.manual.valueSet, echo.readonly.valueSet, echo.url.valueSet], ['v', 'v', undefined]);
    assert.deepEqual([log.paused.valueSet, log.pings.valueSet, log.for.valueSet], ['v', 'v', undefined]);
  });
});

function names(list) {
  return sorted(list.map(({ name }) => name));
}

function sorted(texts) {
  return Array.from(texts, String).sort();
}

/** The source of an element, with the folder of what elements share. */
function sourceText(folder) {
  return [folder, 'view']
    .flatMap((name) => readdirSync(join(source, name)).map((path) => join(source, name, path)))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

/** The kinds of the entries of a log that are messages. */
async function messageKinds(folder) {
  const { ENTRY_KINDS, isStory } = await import(pathToFileURL(join(folder, 'dist/recording/entry.js')).href);
  return ENTRY_KINDS.filter((kind) => !isStory(kind));
}
