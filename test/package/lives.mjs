// The life of each element of the package in a real browser: what it has, and what it does.
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { chromiumOptions } from '../runner/chromium.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';
import { startFolder } from './site.mjs';

/** Lifecycle callbacks: the browser calls them, and no page does. */
const INTERNAL = [
  'adoptedCallback',
  'connectedMoveCallback',
  'resolvedUrl',
  'onConnectionEvent',
  'onNewAddress',
  'onDiagnosis',
  'onProperty',
  'onRecorded',
  'sources',
  'mistake',
  'rows',
  'order',
  'isPaused',
  'shownTimes',
  'queryText',
  'latestPath',
  'find',
];

/** Brings elements into all their states in a browser, and returns their members, events, parts and slots, by tag. */
export async function live(folder, chromium, tags) {
  const echoServer = await startEchoServer();
  const site = await startFolder(join(folder, 'dist'), { '/': '<!doctype html><title>Life</title>' });
  const browser = await launch(chromiumOptions(chromium.path));
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.evaluate(watchInThePage, tags);
    await page.evaluate(lifeOfTheEcho, echoServer.url);
    await page.evaluate(lifeOfTheLog);
    return await page.evaluate(resultInThePage, INTERNAL);
  } finally {
    await browser.close();
    await site.close();
    await echoServer.close();
  }
}

/** Runs in the browser: writes down what elements have and do, in `life`, by tag. */
async function watchInThePage(tags) {
  const seen = Object.fromEntries(
    tags.map((tag) => [tag, { states: new Set(), parts: new Set(), slots: new Set(), events: new Map(), styles: '' }]),
  );
  const { attachInternals } = HTMLElement.prototype;
  const hosts = new WeakMap();
  HTMLElement.prototype.attachInternals = function () {
    const internals = attachInternals.call(this);
    hosts.set(internals.states, this.localName);
    return internals;
  };
  const { add } = CustomStateSet.prototype;
  CustomStateSet.prototype.add = function (state) {
    seen[hosts.get(this)].states.add(state);
    return add.call(this, state);
  };
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    seen[this.localName]?.events.set(event.type, event.constructor);
    return dispatchEvent.call(this, event);
  };

  window.life = {
    seen,
    module: await import('/ws-echo-console.min.js'),
    /** Appends an element with these properties to the page. */
    async create(tag, properties) {
      const el = Object.assign(document.createElement(tag), properties);
      document.body.append(el);
      await this.look(el);
      return el;
    },
    async look(el) {
      await el.updateComplete;
      const { parts, slots } = seen[el.localName];
      for (const { part } of el.shadowRoot.querySelectorAll('[part]')) for (const name of part) parts.add(name);
      for (const { name } of el.shadowRoot.querySelectorAll('slot')) slots.add(name);
      seen[el.localName].styles = el.shadowRoot.adoptedStyleSheets
        .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
        .join('\n');
    },
    /** Waits for a state of a connection. */
    async until(el, state) {
      while (el.state !== state)
        await new Promise((resolve) => el.addEventListener('statechange', resolve, { once: true }));
      await this.look(el);
    },
    /** Sends a message, and waits for its echo. */
    async ask(el, message) {
      const told = new Promise((resolve) => el.addEventListener('message', resolve, { once: true }));
      el.send(message);
      await told;
      await this.look(el);
    },
  };
}

/** Runs in the browser. */
async function lifeOfTheEcho(echoServer) {
  const { life } = window;
  const el = await life.create('ws-echo');
  el.url = `${echoServer}/?id=life`;
  await life.until(el, 'open');
  await life.ask(el, 'Hello!');
  await fetch(`${echoServer.replace('ws', 'http')}/record/life?terminate`, { method: 'POST' });
  await life.until(el, 'waiting');
  document.dispatchEvent(new Event('freeze'));
  await life.until(el, 'asleep');
  // A port that every browser refuses.
  el.retry = 'off';
  el.helpUrl = 'help.html';
  el.url = 'ws://localhost:1/';
  await life.until(el, 'connecting');
  await life.until(el, 'closed');
  el.url = 'loopback:';
  await life.until(el, 'open');
  el.close();
  await life.until(el, 'closing');
  await life.until(el, 'closed');
  el.send('too late');
  el.send(new Uint8Array(1));
  await life.look(el);
  el.reconnect();
  await life.until(el, 'open');
  for (const text of ['Hello!', 'Hello again!']) {
    await life.ask(el, text);
    document.getSelection().selectAllChildren(el.shadowRoot.querySelector('[part=text]'));
  }
  el.remove();
}

/** Runs in the browser. */
async function lifeOfTheLog() {
  const { life } = window;
  const log = await life.create('ws-log');
  const find = (selector) => [...log.shadowRoot.querySelectorAll(selector)].at(-1);
  /** Looks once per frame until there is such an element, the newest of which it returns. */
  const untilThere = async (selector) => {
    for (;;) {
      await life.look(log);
      if (find(selector)) return find(selector);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  const press = async (selector) => {
    (await untilThere(selector)).click();
    await life.look(log);
  };

  await life.look(log);
  log.for = 'nobody';
  await untilThere('[part=notice]');

  const one = await life.create('ws-echo', { id: 'one', manual: true });
  const other = await life.create('ws-echo', {
    id: 'other',
    url: 'loopback:',
    pingInterval: 20,
    pingMessage: 'ping',
    pongMessage: 'ping',
  });
  log.for = 'one other';
  await untilThere('[part=source]');
  await press('[part=pings]');
  await untilThere('[part~=pong]');
  await untilThere('[part~=ping]');
  other.close();
  await life.until(other, 'closed');
  await press('[part=clear]');

  one.url = 'loopback:';
  one.reconnect();
  one.send('waits for a socket');
  await life.until(one, 'open');
  await untilThere('[part~=queued]');
  await untilThere('[part~=sent]');
  one.close();
  await life.until(one, 'closed');
  one.reconnect();
  one.send('comes back');
  one.close();
  await untilThere('[part~=discarded]');
  one.reconnect();
  await life.until(one, 'open');

  const show = async (message) => {
    await life.ask(one, message);
    await press('[part~=received]');
    await untilThere('[part=detail]');
  };
  await show('{"a": [1]}');
  await untilThere('[part=tree]');
  await press('[data-view=text]');
  await untilThere('[part=content]');
  await press('[part=close]');
  log.clear();
  await show('x'.repeat(65_537));
  await untilThere('[part=pager]');
  log.clear();
  await show(Uint8Array.of(0xff));
  // The chosen view stays: these bytes are no text.
  await untilThere('[part=note]');

  for (let index = 0; index < 100; index++) one.send(String(index));
  await life.look(log);
  log.shadowRoot.querySelector('[part=list]').scrollTop = 0;
  await untilThere('[part=newer]');
  log.paused = true;
  await life.look(log);
  log.query = '99';
  await life.look(log);
  await press('[part~=received]');
  await untilThere('[part=context]');
  log.query = '';
  log.latestBy = '$.a';
  await life.ask(one, '{"a": 1}');
  await untilThere('[part=order]');
  await untilThere('[part~=latest]');
  log.latestBy = null;
  log.paused = false;
  one.retry = 'off';
  // A port that every browser refuses.
  one.url = 'ws://localhost:1/';
  one.reconnect();
  await untilThere('[part~=failed]');
  await press('[part=help]');
  await press('[part=close-keys]');
  for (const el of [one, other, log]) el.remove();
}

/** Runs in the browser. */
function resultInThePage(internal) {
  const { module, seen } = window.life;
  // The first that both elements have in common.
  let lit = module.WsLog.prototype;
  while (!Object.prototype.isPrototypeOf.call(lit, module.WsEcho.prototype)) lit = Object.getPrototypeOf(lit);
  const sorted = (items) => Array.from(items, String).sort();
  const namesOf = (entries) => sorted(entries.map(([name]) => name));
  const classes = new Map([[module.DiscardEvent, 'DiscardEvent']]);
  const resultOf = ([tag, { states, parts, slots, events, styles }]) => {
    const elementClass = customElements.get(tag);
    const own = {};
    for (let object = elementClass.prototype; object !== lit; object = Object.getPrototypeOf(object))
      Object.assign(own, { ...Object.getOwnPropertyDescriptors(object), ...own });
    const members = Object.entries(own).filter(
      ([name]) => (name === 'focus' || !(name in lit)) && !internal.includes(name),
    );
    return [
      tag,
      {
        attributes: sorted(elementClass.observedAttributes),
        properties: namesOf(members.filter(([, { get }]) => get)),
        readOnly: namesOf(members.filter(([, { get, set }]) => get && !set)),
        methods: namesOf(members.filter(([, { value }]) => typeof value === 'function')),
        events: Object.fromEntries(
          [...events].map(([type, constructor]) => [type, classes.get(constructor) ?? constructor.name]),
        ),
        states: sorted(states),
        parts: sorted(parts),
        slots: sorted(slots),
        customProperties: sorted(new Set(styles.match(/--ws-(echo|log)-[\w-]+/g))),
      },
    ];
  };
  return Object.fromEntries(Object.entries(seen).map(resultOf));
}
