// The tables of docs/api.md, from the doc comments, the types and the strings of the source. `node scripts/reference.mjs`
// writes them between the lines that name them.
import { ts } from '@custom-elements-manifest/analyzer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { createManifest, readSources, spellOut, typesOf } from './manifest.mjs';

/** The members that a `Connection` shares with a `WebSocket`. */
const PLATFORM = ['readyState', 'url', 'protocol', 'extensions', 'bufferedAmount', 'binaryType', 'send', 'close'];

/** The languages of the strings: their names in the vocabularies, and for readers. */
const LANGUAGES = { en: 'English', zhHant: '繁體中文', zhHans: '简体中文' };

/** The words that sentences about failures are shown with, and those that differ by key. */
const FAILURE = { address: 'example.com/chat', suggestion: '', hasProtocols: false };
const OPEN_FOR = { en: '5 minutes', zhHant: '5 分鐘', zhHans: '5 分钟' };
const REASONS = {
  'bad-configuration': 'retry="often"',
  'closed-by-server': 'token expired',
  'socket-failed': 'no WebSocket',
};

/** The arguments of strings that take more than words. */
const ARGUMENTS = {
  closeCode: [1008],
  rowName: ['{word}', ['{part}', '{part}']],
  literal: ['{term}', 'bad-value'],
};

/** Returns the tables, as Markdown, by name, for a folder that has a src/. */
export async function reference(folder) {
  const modules = readSources(folder);
  const source = new Source(modules);
  const elements = createManifest(modules).modules.flatMap(({ declarations }) => declarations);
  const own = source.members('Connection').filter(({ name }) => !PLATFORM.includes(/^\w+/.exec(name)[0]));
  const tables = {
    'Connection options': optionTable(source.members('ConnectionOptions')),
    'Connection ping': optionTable(source.members('Ping')),
    'Connection members': table(['member', 'type', ''], typed(own)),
    'Connection events': table(['event', 'class', 'when'], typed(source.members('ConnectionEventMap'))),
    'Diagnosis kinds': table(['kind', ''], listIn(source.description('DiagnosisKind'))),
    'Diagnosis members': table(['member', 'type', ''], typed(source.members('Diagnosis'))),
  };
  return new Map([
    ...elements.flatMap((element) => elementTables(element, source)),
    ...Object.entries(tables),
    ...(await stringTables(folder)),
  ]);
}

/** Returns a text with its tables replaced. Throws if it has no place for one of them, or one for an unknown table. */
export function fill(text, tables) {
  const missing = new Set(tables.keys());
  const place = /^(<!-- made by scripts\/reference\.mjs: ([^\n]+) -->\n).*?(?=^<!-- end -->$)/gms;
  const filled = text.replace(place, (_, start, name) => {
    if (!missing.delete(name)) throw new Error(`There is no table “${name}”, or it has two places.`);
    return `${start}\n${tables.get(name)}\n`;
  });
  if (missing.size > 0) throw new Error(`There is no place for these tables: ${[...missing].join(', ')}.`);
  return filled;
}

function elementTables({ tagName, name: className, ...element }, source) {
  // The connection comes first, and what the element adds to it last.
  const depth = ({ name }) => source.member(className, name).depth;
  const members = element.members.toSorted((one, other) => depth(other) - depth(one));
  const fields = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  const others = fields.filter(({ attribute, readonly }) => !attribute && !readonly);
  const readOnly = fields.filter(({ readonly }) => readonly);
  const attributes = [
    ...fields.filter(({ attribute }) => attribute).map((field) => [field.attribute, code(field.name), field]),
    ...element.attributes.filter(({ fieldName }) => !fieldName).map((item) => [item.name, 'as of every element', item]),
  ];
  const { events = [], cssParts, cssProperties, cssStates, slots } = element;

  const tables = {
    attributes: table(
      ['attribute', 'property', 'type', 'default', ''],
      attributes.map(([name, property, { type, default: value, description }]) => [
        code(name),
        property,
        code(type.text),
        toDefault(value),
        description,
      ]),
    ),
    properties: table(
      ['property', 'type', 'default', ''],
      others.map((field) => [code(field.name), code(field.type.text), toDefault(field.default), field.description]),
    ),
    'read-only properties': table(['property', 'type', ''], typed(readOnly)),
    methods: table(
      ['method', 'exceptions', ''],
      methods.map(({ name, parameters = [], return: { type }, description }) => {
        const list = parameters.map((item) => `${item.name}${item.optional ? '?' : ''}: ${item.type.text}`);
        return [code(`${name}(${list.join(', ')}): ${type.text}`), source.member(className, name).throws, description];
      }),
    ),
    ...(events.length > 0 && { events: table(['event', 'class', 'when'], typed(events)) }),
    parts: table(['part', ''], named(cssParts)),
    slots: table(['slot', ''], named(slots)),
    states: table(
      ['state', ''],
      named(cssStates.map(({ name, description }) => ({ name: `:state(${name})`, description }))),
    ),
    'custom properties': table(
      ['custom property', 'default', ''],
      cssProperties.map(({ name, default: value, description }) => [code(name), code(value), description]),
    ),
  };
  return Object.entries(tables).map(([name, made]) => [`${tagName} ${name}`, made]);
}

function optionTable(options) {
  return table(
    ['option', 'type', 'default', ''],
    options.map(({ name, type, isOptional, default: value, description }) => [
      code(name),
      code(type.replace(/ \| undefined$/, '')),
      isOptional ? toDefault(value) : 'required',
      description,
    ]),
  );
}

/** The declarations of the source, by name. */
class Source {
  #declarations;
  #types;

  constructor(modules) {
    const statements = modules.flatMap((module) => [...module.statements]).filter(({ name }) => name);
    this.#declarations = new Map(statements.map((statement) => [statement.name.text, statement]));
    this.#types = typesOf(modules);
  }

  description(name) {
    return docOf(this.#declarations.get(name)).description;
  }

  /** The public members of a class or an interface that have a doc comment. */
  members(name) {
    const members = this.#declarations.get(name).members.filter(isPublic);
    return members.map((member) => this.#describe(member)).filter(({ description }) => description);
  }

  /** A member of a class, or of one that it extends, which is so many classes away. */
  member(className, name, depth = 0) {
    const { members, heritageClauses } = this.#declarations.get(className);
    const found = members.find((member) => member.name?.getText() === name && docOf(member).description);
    if (found) return { ...this.#describe(found), depth };
    return this.member(heritageClauses[0].types[0].expression.getText(), name, depth + 1);
  }

  #describe(member) {
    const isMethod = ts.isMethodDeclaration(member);
    const parameters = isMethod && member.parameters.map((parameter) => parameter.getText()).join(', ');
    return {
      ...docOf(member),
      name: member.name.getText() + (isMethod ? `(${parameters})` : ''),
      type: spellOut(member.type?.getText().replace(/\s+/g, ' ') ?? '', this.#types),
      isOptional: Boolean(member.questionToken),
    };
  }
}

function isPublic({ name, modifiers = [] }) {
  const hiding = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.DeclareKeyword];
  return name && !ts.isPrivateIdentifier(name) && !modifiers.some(({ kind }) => hiding.includes(kind));
}

/** A doc comment: its text, its `@default`, and its `@throws`. */
function docOf(node) {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tags = (name) => ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === name);
  return {
    description: ts.getTextOfJSDocComment(comments.at(-1)?.comment),
    default: ts.getTextOfJSDocComment(tags('default')[0]?.comment),
    throws: tags('throws').map(exceptionOf).join('; '),
  };
}

/** The text about an exception. That of a `DOMException` begins with its name. */
function exceptionOf({ typeExpression, comment }) {
  const text = ts.getTextOfJSDocComment(comment).replace(/\.$/, '');
  const type = typeExpression.type.getText();
  return type === 'DOMException' ? text : `${code(type)} ${text}`;
}

/** The items of a list `- name: text`, as rows. */
function listIn(text) {
  const items = [...text.matchAll(/^- (.*?): (.*(?:\n(?!- ).*)*)/gm)];
  return items.map(([, name, meaning]) => [name, meaning[0].toUpperCase() + meaning.slice(1)]);
}

async function stringTables(folder) {
  const load = async (name) => {
    const options = { root: folder, configFile: false, logLevel: 'error' };
    const { module } = await runnerImport(join(folder, `src/strings/${name}-vocabulary.ts`), options);
    return module[`${name}Vocabulary`];
  };
  const [echo, log] = [await load('echo'), await load('log')];
  const own = Object.keys(log.en).filter((key) => !(key in echo.en));
  return [
    ['ws-echo strings', stringTable(echo, Object.keys(echo.en))],
    ['ws-log strings', stringTable(log, own)],
  ];
}

function stringTable(vocabulary, keys) {
  const cells = (key) => Object.keys(LANGUAGES).map((lang) => show(vocabulary[lang], lang, key));
  return table(
    ['key', ...Object.values(LANGUAGES)],
    keys.map((key) => [code(key), ...cells(key).map((text) => text.replace(/[*_<`]/g, '\\$&'))]),
  );
}

/** A string: with sample words if it is about a failure, otherwise with the names of its words in braces. */
function show(strings, lang, key) {
  const string = strings[key];
  if (typeof string === 'string') return string;
  if (key in ARGUMENTS) return string(...ARGUMENTS[key]);
  const [, parameters] = /^\(?([^)=]*)/.exec(string);
  if (/^\w/.test(parameters)) return string(...parameters.split(',').map((name) => `{${name.trim()}}`));
  if (key.startsWith('row-')) return string(new Proxy({}, { get: (_, name) => `{${String(name)}}` }));
  const sample = { ...FAILURE, code: `1008 ${strings.closeCode(1008)}`, openFor: OPEN_FOR[lang] };
  const words = { ...sample, reason: REASONS[key] ?? '' };
  return string({ ...words, cause: strings['timed-out'](words) });
}

/** A default as readers know it: `none` for null, ranges for close codes. */
function toDefault(text) {
  if (text === undefined || text === 'null') return 'none';
  if (/^\[[\d\s,[\]]+\]$/.test(text)) return text.slice(1, -1).replace(/\[(\d+), (\d+)\]/g, '$1–$2');
  if (text === "''") return code(text);
  return text.replace(/^'(.*)'$/, (_, value) => code(value));
}

function named(items) {
  return items.map(({ name, description }) => [code(name), description]);
}

function typed(items) {
  return items.map(({ name, type, description }) => [code(name), code(type.text ?? type), description]);
}

function code(text) {
  return `\`${text}\``;
}

function table(head, rows) {
  const lines = rows.map((cells) => `| ${cells.map(toCell).join(' | ')} |\n`);
  return `| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n${lines.join('')}`;
}

/** One line, with `{@link Name}` as code. */
function toCell(text) {
  return text
    .replace(/\{@link (.*?)\}/g, (_, name) => code(name))
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const path = join(folder, 'docs/api.md');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, fill(text, await reference(folder)));
}
