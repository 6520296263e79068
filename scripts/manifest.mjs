// What editors, frameworks and documentation read about the element, from the docstrings of the source.
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
  const manifest = describe(readSources(folder));
  const [element] = manifest.modules.flatMap(({ declarations }) => declarations);
  const states = element.cssStates.map(({ name, description }) => ({ name, description }));

  const html = JSON.parse(getVsCodeHtmlCustomData(manifest, {}));
  // A boolean attribute has no value: the editor then offers none.
  for (const { name, type } of element.attributes) {
    if (type.text === 'boolean')
      Object.assign(
        html.tags[0].attributes.find((attribute) => attribute.name === name),
        { valueSet: 'v' },
      );
  }
  const css = JSON.parse(getVsCodeCssCustomData(manifest, {}));
  css.pseudoClasses = states.map(({ name, description }) => ({ name: `:state(${name})`, description }));
  const webTypes = JSON.parse(getWebTypesData(manifest, { hideMethodDocs: true }));
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

/** The source as syntax trees in which `{@link CONSTANT}` is its value: whoever hovers does not see the source. */
function readSources(folder) {
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

/** The manifest of what a page uses: the element, where it is defined, and where it is exported. */
function describe(modules) {
  const types = new Map([...Object.entries(platformTypes), ...modules.flatMap(typeAliases)]);
  const styles = modules.filter(({ fileName }) => fileName.endsWith('.styles.ts'));
  const defaults = customPropertyDefaults(styles.map(({ text }) => text).join('\n'));
  const manifest = create({ modules, plugins: litPlugin() });
  const elements = manifest.modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));

  for (const element of elements) {
    element.members = element.members.filter(
      ({ privacy = 'public', name }) => privacy === 'public' && !name.endsWith('EventListener'),
    );
    for (const item of Object.values(element).filter(Array.isArray).flat()) delete item.inheritedFrom;
    // A field and its attribute share their type, until here.
    for (const member of element.members) if (member.type) member.type = { text: spellOut(member.type.text, types) };
    for (const attribute of element.attributes) {
      attribute.type = { text: unionOf(spellOut(attribute.type.text, types)).filter(isWritten).join(' | ') };
    }
    for (const property of element.cssProperties) property.default = defaults.get(property.name);
  }
  const declaring = manifest.modules.find(({ declarations }) =>
    declarations.some((declaration) => elements.includes(declaration)),
  ).path;
  manifest.modules = manifest.modules
    .map(({ path, declarations, exports, ...module }) => ({
      ...module,
      path: published(path),
      declarations: declarations.filter((declaration) => elements.includes(declaration)),
      // The analyzer gives the path of the declaring module as each module wrote it.
      exports: exports
        .filter(
          ({ declaration }) =>
            elements.some(({ name }) => name === declaration.name) && isSameModule(declaration.module, declaring),
        )
        .map((found) => ({ ...found, declaration: { ...found.declaration, module: published(declaring) } })),
    }))
    .filter(({ exports }) => exports.length > 0);
  return manifest;
}

function isSameModule(...paths) {
  const [one, other] = paths.map((path) => basename(path).replace(/\.[jt]s$/, ''));
  return one === other;
}

/** Where `npm run build` puts what it makes of a source file. */
function published(path) {
  return path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js');
}

function typeAliases({ statements }) {
  return statements
    .filter((statement) => ts.isTypeAliasDeclaration(statement) && !statement.typeParameters)
    .map(({ name, type }) => {
      const text = type.getText().replace(/\s+/g, ' ').replace(/^\| /, '');
      return [name.text, ts.isFunctionTypeNode(type) ? `(${text})` : text];
    });
}

/** A type without the names that only the source knows. */
function spellOut(text, types) {
  return text.replace(/(?<![.'\w])[A-Z]\w*(?![\w'])/g, (name) =>
    types.has(name) ? spellOut(types.get(name), types) : name,
  );
}

/** The members of a union. A bar inside brackets belongs to another one. */
function unionOf(text) {
  const members = [''];
  let depth = 0;
  for (const char of text) {
    if ('([{<'.includes(char)) depth += 1;
    if (')]}>'.includes(char)) depth -= 1;
    if (char === '|' && depth === 0) members.push('');
    else members[members.length - 1] += char;
  }
  return members.map((member) => member.trim());
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
