// The manifest and the editor data of the package, compared with the element of the package in a real browser.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';
import { packed } from './packed.mjs';
import { startFolder } from './site.mjs';

const chromium = findBrowser('chromium');
const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Lifecycle callbacks: the browser calls them, and no page does. */
const INTERNAL = [
  'adoptedCallback',
  'connectedMoveCallback',
  'resolvedUrl',
  'onConnectionEvent',
  'onNewAddress',
  'onDiagnosis',
];

describe('custom-elements.json', { skip: !chromium && 'there is no Chromium here', timeout: 60_000 }, () => {
  let folder;
  let element;
  let html;
  let css;
  let webTypes;
  /** The members that the element has in the browser. */
  let real;

  before(async () => {
    ({ folder } = await packed());
    element = manifestOf(folder).modules.flatMap(({ declarations }) => declarations)[0];
    html = read('vscode.html-custom-data.json').tags[0];
    css = read('vscode.css-custom-data.json');
    webTypes = read('web-types.json').contributions;
    real = await live(folder);
  });

  function read(name) {
    return JSON.parse(readFileSync(join(folder, 'dist', name), 'utf8'));
  }

  it('`custom-elements.json` and `package.json` list only files that are in the package', () => {
    const { modules } = manifestOf(folder);
    const paths = modules.flatMap(({ path, exports }) => [
      path,
      ...exports.map(({ declaration }) => declaration.module),
    ]);
    assert.deepEqual(new Set(paths), new Set(['dist/define.js', 'dist/echo/ws-echo.js', 'dist/index.js']));
    for (const path of paths) assert.ok(existsSync(join(folder, path)), path);
    const fields = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const field of ['customElements', 'web-types', 'unpkg', 'jsdelivr'])
      assert.ok(existsSync(join(folder, fields[field])), field);
  });

  it('the manifest and the editor data name the tag `ws-echo`, and its class `WsEcho`', () => {
    const tags = [element.tagName, html.name, webTypes.html.elements[0].name];
    assert.deepEqual(tags, ['ws-echo', 'ws-echo', 'ws-echo']);
    const definitions = manifestOf(folder).modules.flatMap(({ exports }) =>
      exports.filter(({ kind }) => kind === 'custom-element-definition'),
    );
    assert.deepEqual(
      definitions.map(({ name, declaration }) => [name, declaration.name]),
      [['ws-echo', 'WsEcho']],
    );
  });

  it('the manifest and the editor data list exactly the observed attributes', () => {
    assert.deepEqual(names(element.attributes), real.attributes);
    assert.deepEqual(names(html.attributes), real.attributes);
    assert.deepEqual(names(webTypes.html.elements[0].attributes), real.attributes);
  });

  it('the manifest lists exactly the properties, and marks exactly the read-only ones', () => {
    const fields = element.members.filter(({ kind }) => kind === 'field');
    assert.deepEqual(names(fields), real.properties);
    assert.deepEqual(names(webTypes.html.elements[0].js.properties), real.properties);
    assert.deepEqual(names(fields.filter(({ readonly }) => readonly)), real.readOnly);
  });

  it('the manifest lists exactly the public methods', () => {
    assert.deepEqual(names(element.members.filter(({ kind }) => kind === 'method')), real.methods);
  });

  it('the manifest lists exactly the events that `<ws-echo>` dispatches, with their types', () => {
    assert.deepEqual(Object.fromEntries(element.events.map(({ name, type }) => [name, type.text])), real.events);
    assert.deepEqual(names(webTypes.html.elements[0].events), Object.keys(real.events).sort());
  });

  it('the manifest and the editor data list exactly the slots', () => {
    assert.deepEqual(names(element.slots), real.slots);
    assert.deepEqual(names(webTypes.html.elements[0].slots), real.slots);
  });

  it('the manifest and the editor data list exactly the CSS parts', () => {
    assert.deepEqual(names(element.cssParts), real.parts);
    assert.deepEqual(
      names(css.pseudoElements),
      real.parts.map((part) => `::part(${part})`),
    );
    assert.deepEqual(
      names(webTypes.css['pseudo-elements']),
      real.parts.map((part) => `part(${part})`),
    );
  });

  it('`<ws-echo>` renders every part and slot that the source contains', () => {
    const written = (pattern) => new Set([...sourceText().matchAll(pattern)].map(([, name]) => name));
    assert.deepEqual(new Set(real.parts), written(/ part="([\w-]+)"/g));
    assert.deepEqual(new Set(real.slots), written(/<slot name="([\w-]+)"/g));
  });

  it('the manifest and the editor data list exactly the custom states', () => {
    assert.deepEqual(names(element.cssStates), real.states);
    assert.deepEqual(
      names(css.pseudoClasses),
      real.states.map((state) => `:state(${state})`),
    );
    assert.deepEqual(
      names(webTypes.css['pseudo-classes']),
      real.states.map((state) => `state(${state})`),
    );
  });

  it('the manifest lists exactly the CSS custom properties of the styles, with a default each', () => {
    assert.deepEqual(names(element.cssProperties), real.customProperties);
    assert.deepEqual(names(css.properties), real.customProperties);
    assert.deepEqual(names(webTypes.css.properties), real.customProperties);
    for (const { name, default: value } of element.cssProperties) assert.ok(value, `${name} has no default`);
  });

  it('the manifest describes exactly the commands that `<ws-echo>` handles', () => {
    const obeyed = [...sourceText().matchAll(/command === '(--[\w-]+)'/g)].map(([, command]) => command);
    const named = [...element.description.matchAll(/(?<=[`"])--[\w-]+(?=[`"])/g)].map(([command]) => command);
    assert.deepEqual(new Set(named), new Set(obeyed));
  });

  it('the manifest describes every member in a sentence without names of the source', () => {
    const everything = [element, ...Object.values(element).filter(Array.isArray).flat()];
    for (const { name, description } of everything) {
      assert.match(description ?? '', /\w.*\.$/s, `${name} is not described`);
      assert.doesNotMatch(description, /@link|\b[A-Z]+_[A-Z]+\b/, `${name} is described by a name of the source`);
    }
    for (const { name, type } of [...element.attributes, ...element.events])
      assert.ok(type.text, `${name} has no type`);
  });

  it('the VS Code data lists the values of enumerated attributes, and none for boolean ones', () => {
    const values = Object.fromEntries(html.attributes.map((attribute) => [attribute.name, attribute]));
    assert.deepEqual(names(values.format.values), ['auto', 'escaped', 'hex', 'json', 'text']);
    assert.deepEqual(names(values['binary-type'].values), ['arraybuffer', 'blob']);
    assert.deepEqual([values.manual.valueSet, values.readonly.valueSet, values.url.valueSet], ['v', 'v', undefined]);
  });
});

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'dist/custom-elements.json'), 'utf8'));
}

function names(list) {
  return list.map(({ name }) => String(name)).sort();
}

function sourceText() {
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return paths.map((path) => readFileSync(join(source, path), 'utf8')).join('\n');
}

/** Brings an element into all its states in a browser, and returns its members, events, parts and slots. */
async function live(folder) {
  const echoServer = await startEchoServer();
  const site = await startFolder(join(folder, 'dist'), { '/': '<!doctype html><title>Life</title>' });
  const browser = await launch(chromiumOptions(chromium.path));
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    return await page.evaluate(lifeInThePage, echoServer.url, INTERNAL);
  } finally {
    await browser.close();
    await site.close();
    await echoServer.close();
  }
}

/** Runs in the browser. */
async function lifeInThePage(echoServer, internal) {
  const seen = { states: new Set(), parts: new Set(), slots: new Set(), events: new Map() };
  const { add } = CustomStateSet.prototype;
  CustomStateSet.prototype.add = function (state) {
    seen.states.add(state);
    return add.call(this, state);
  };
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (this.localName === 'ws-echo') seen.events.set(event.type, event.constructor);
    return dispatchEvent.call(this, event);
  };

  const { WsEcho, DiscardEvent } = await import('/ws-echo.min.js');
  const el = document.createElement('ws-echo');
  const until = async (state) => {
    while (el.state !== state)
      await new Promise((resolve) => el.addEventListener('statechange', resolve, { once: true }));
    await look();
  };
  const look = async () => {
    await el.updateComplete;
    for (const part of el.shadowRoot.querySelectorAll('[part]')) for (const name of part.part) seen.parts.add(name);
    for (const { name } of el.shadowRoot.querySelectorAll('slot')) seen.slots.add(name);
  };

  document.body.append(el);
  await look();
  el.url = `${echoServer}/?id=life`;
  await until('open');
  const told = new Promise((resolve) => el.addEventListener('message', resolve, { once: true }));
  el.send('Hello!');
  await told;
  await look();
  await fetch(`${echoServer.replace('ws', 'http')}/record/life?terminate`, { method: 'POST' });
  await until('waiting');
  document.dispatchEvent(new Event('freeze'));
  await until('asleep');
  // A port that every browser refuses.
  el.retry = 'off';
  el.url = 'ws://localhost:1/';
  await until('connecting');
  await until('closed');
  el.url = 'loopback:';
  await until('open');
  el.close();
  await until('closing');
  await until('closed');
  el.send('too late');
  el.send(new Uint8Array(1));
  await look();
  el.reconnect();
  await until('open');
  for (const text of ['Hello!', 'Hello again!']) {
    const another = new Promise((resolve) => el.addEventListener('message', resolve, { once: true }));
    el.send(text);
    await another;
    await look();
    document.getSelection().selectAllChildren(el.shadowRoot.querySelector('[part=text]'));
  }
  el.remove();

  const base = Object.getPrototypeOf(WsEcho.prototype);
  const lit = Object.getPrototypeOf(base);
  const own = { ...Object.getOwnPropertyDescriptors(base), ...Object.getOwnPropertyDescriptors(WsEcho.prototype) };
  const members = Object.entries(own).filter(
    ([name]) => (name === 'focus' || !(name in lit)) && !internal.includes(name),
  );
  const sorted = (items) => Array.from(items, String).sort();
  const namesOf = (entries) => sorted(entries.map(([name]) => name));
  const styles = el.shadowRoot.adoptedStyleSheets
    .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
    .join('\n');
  const classes = new Map([[DiscardEvent, 'DiscardEvent']]);
  return {
    attributes: sorted(WsEcho.observedAttributes),
    properties: namesOf(members.filter(([, { get }]) => get)),
    readOnly: namesOf(members.filter(([, { get, set }]) => get && !set)),
    methods: namesOf(members.filter(([, { value }]) => typeof value === 'function')),
    events: Object.fromEntries(
      [...seen.events].map(([type, constructor]) => [type, classes.get(constructor) ?? constructor.name]),
    ),
    states: sorted(seen.states),
    parts: sorted(seen.parts),
    slots: sorted(seen.slots),
    customProperties: sorted(new Set(styles.match(/--ws-echo-[\w-]+/g))),
  };
}
