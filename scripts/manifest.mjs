// What editors, frameworks and documentation read about the elements, from the docstrings of the source.
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The platform's types that editors need spelt out. */
const platformTypes = { BinaryType: `'arraybuffer' | 'blob'` };

/** Writes custom-elements.json, and the data of VS Code and of JetBrains, to the dist/ of a folder that has a src/. */
export function writeManifest(folder) {
  const manifest = createManifest(readSources(folder));
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);

  const html = JSON.parse(getVsCodeHtmlCustomData(manifest, {}));
  for (const { tagName, attributes } of elements) {
    const tag = html.tags.find(({ name }) => name === tagName);
    for (const attribute of tag.attributes) {
      const { type, default: value } = attributes.find(({ name }) => name === attribute.name);
      // A boolean attribute has no value: the editor then offers none.
      if (type.text === 'boolean') attribute.valueSet = 'v';
      else if (value && value !== 'null') attribute.description += `\nDefault: ${value}.`;
    }
  }
  const webTypes = JSON.parse(getWebTypesData(manifest, { hideMethodDocs: true }));
  const joined = { modules: [{ declarations: [joinStyles(elements)], exports: [] }] };
  const css = JSON.parse(getVsCodeCssCustomData(joined, {}));
  webTypes.contributions.css = JSON.parse(getWebTypesData(joined, {})).contributions.css;
  const states = joined.modules[0].declarations[0].cssStates;
  css.pseudoClasses = states.map(({ name, description }) => ({ name: `:state(${name})`, description }));
  webTypes.contributions.css['pseudo-classes'] = states.map(({ name, description }) => ({
    name: `state(${name})`,
    description,
  }));

  const files = {
    'custom-elements.json': manifest,
    'vscode.html-custom-data.json': html,
    'vscode.css-custom-data.json': css,
    'web-types.json': webTypes,
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, 'dist', name), `${JSON.stringify(content, null, 2)}\n`);
  }
}

/** For editors, which know no element in a style sheet: one with the parts, states and custom properties of all. */
function joinStyles(elements) {
  const lists = ['cssParts', 'cssStates', 'cssProperties'].map((kind) => {
    const names = new Set(elements.flatMap((element) => element[kind].map(({ name }) => name)));
    return [kind, [...names].map((name) => joinItems(elements, kind, name))];
  });
  return { ...elements[0], ...Object.fromEntries(lists) };
}

/** A part, a state or a custom property. What several elements have says what it is on each of them. */
function joinItems(elements, kind, name) {
  const items = elements.flatMap(({ tagName, [kind]: list }) =>
    list.filter((item) => item.name === name).map((item) => ({ ...item, tagName })),
  );
  const { tagName: _, ...first } = items[0];
  if (items.length === 1) return first;
  return { ...first, description: items.map(({ tagName, description }) => `<${tagName}>: ${description}`).join('\n') };
}

/** The source as syntax trees in which `{@link CONSTANT}` is its value: whoever hovers does not see the source. */
export function readSources(folder) {
  const paths = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
  const texts = paths.map((path) => readFileSync(join(folder, path), 'utf8'));
  const constants = new Map(
    texts.flatMap((text) =>
      [...text.matchAll(/^export const ([A-Z_]+)\b.*? = ([^;]+);/gms)].map(([, ...pair]) => pair),
    ),
  );
  const resolve = (reference, name) => {
    const value = constants.get(name);
    return value
      ? value
          .replace(/(?<=\d)_(?=\d)/g, '')
          .replace(/\s+/g, ' ')
          .replace(/^\[ (.*), \]$/, '[$1]')
      : reference;
  };
  return paths.map((path, index) => {
    const text = texts[index].replace(/\{@link ([A-Z_]+)\}/g, resolve);
    return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  });
}

/** The manifest of what a page uses: the elements, where each is defined, and where it is exported. */
export function createManifest(modules) {
  const types = typesOf(modules);
  const styles = modules.filter(({ fileName }) => fileName.endsWith('.styles.ts'));
  const defaults = customPropertyDefaults(styles.map(({ text }) => text).join('\n'));
  const manifest = create({ modules, plugins: [...litPlugin(), writtenDefaults] });
  const elements = manifest.modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));

  for (const element of elements) {
    element.members = element.members.filter(
      ({ privacy = 'public', name, kind, type }) =>
        privacy === 'public' &&
        !name.endsWith('EventListener') &&
        // A handler that is set on something else, `this.#recorder.onchange = …`, is no field of the element.
        (kind === 'method' || type),
    );
    for (const item of Object.values(element).filter(Array.isArray).flat()) delete item.inheritedFrom;
    // A field and its attribute share their type, until here.
    for (const member of element.members) {
      for (const item of [member, ...(member.parameters ?? [])]) {
        if (item.type) item.type = { text: spellOut(item.type.text, types) };
      }
    }
    for (const attribute of element.attributes) {
      attribute.type = { text: unionOf(spellOut(attribute.type.text, types)).filter(isWritten).join(' | ') };
    }
    for (const property of element.cssProperties) property.default = defaults.get(property.name);
  }
  const declaring = new Map(
    manifest.modules.flatMap(({ path, declarations }) =>
      declarations.filter((declaration) => elements.includes(declaration)).map(({ name }) => [name, path]),
    ),
  );
  manifest.modules = manifest.modules
    .map(({ path, declarations, exports, ...module }) => ({
      ...module,
      path: published(path),
      declarations: declarations.filter((declaration) => elements.includes(declaration)),
      // The analyzer gives the path of the declaring module as each module wrote it.
      exports: exports
        .filter(
          ({ declaration }) =>
            declaring.has(declaration.name) && isSameModule(declaration.module, declaring.get(declaration.name)),
        )
        .map((found) => ({
          ...found,
          declaration: { ...found.declaration, module: published(declaring.get(found.declaration.name)) },
        })),
    }))
    .filter(({ exports }) => exports.length > 0);
  return manifest;
}

/** A `@default` counts more than the value in a constructor: it says what null stands for. */
const writtenDefaults = {
  name: 'written-defaults',
  analyzePhase({ node, moduleDoc }) {
    if (!ts.isClassDeclaration(node)) return;
    const { members = [], attributes = [] } = moduleDoc.declarations.find(({ name }) => name === node.name.text);
    for (const { name, comment } of node.members.flatMap(defaultTags)) {
      const items = [...members, ...attributes].filter((item) => (item.fieldName ?? item.name) === name);
      for (const item of items) item.default = comment;
    }
  },
};

function defaultTags(member) {
  return ts
    .getJSDocTags(member)
    .filter(({ tagName }) => tagName.text === 'default')
    .map(({ comment }) => ({ name: member.name.getText(), comment: ts.getTextOfJSDocComment(comment) }));
}

function isSameModule(...paths) {
  const [one, other] = paths.map((path) => basename(path).replace(/\.[jt]s$/, ''));
  return one === other;
}

/** Where `npm run build` puts what it makes of a source file. */
function published(path) {
  return path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js');
}

/** The meaning of each name of a type: a text, with the parameter of a generic one. */
export function typesOf(modules) {
  const aliases = modules.flatMap(({ statements }) => statements).filter(ts.isTypeAliasDeclaration);
  const types = aliases.map(({ name, type, typeParameters = [] }) => {
    const text = type.getText().replace(/\s+/g, ' ').replace(/^\| /, '');
    const meaning = ts.isFunctionTypeNode(type) ? `(${text})` : text;
    return [name.text, { meaning, parameter: typeParameters[0]?.name.text }];
  });
  return new Map([...Object.entries(platformTypes).map(([name, meaning]) => [name, { meaning }]), ...types]);
}

/** A type without the names that only the source knows. */
export function spellOut(text, types) {
  const names = /(?<![.'\w])([A-Z]\w*)(?![\w'])(?:<([^<>]*)>)?(\[\])?/g;
  return text.replace(names, (found, name, argument, brackets = '') => {
    const { meaning: written, parameter } = types.get(name) ?? {};
    if (!written) return argument ? found.replace(argument, () => spellOut(argument, types)) : found;
    const filled = parameter ? written.replace(new RegExp(`\\b${parameter}\\b`, 'g'), () => argument) : written;
    const meaning = spellOut(filled, types);
    return brackets && unionOf(meaning).length > 1 ? `(${meaning})[]` : meaning + brackets;
  });
}

/** The members of a union. A bar inside brackets belongs to another one. */
function unionOf(text) {
  const members = [''];
  let depth = 0;
  for (const char of text.replaceAll('=>', '⇒')) {
    if ('([{<'.includes(char)) depth += 1;
    if (')]}>'.includes(char)) depth -= 1;
    if (char === '|' && depth === 0) members.push('');
    else members[members.length - 1] += char;
  }
  return members.map((member) => member.replaceAll('⇒', '=>').trim());
}

/** What can be written in an attribute. */
function isWritten(type) {
  return /^(string|number|boolean|'.*')$/.test(type);
}

/** What is taken where a page sets no custom property: `var(--name, …)` in the styles. */
function customPropertyDefaults(text) {
  return new Map(
    [...text.matchAll(/var\((--[\w-]+), ((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
}
