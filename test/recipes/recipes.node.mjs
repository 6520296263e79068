// The recipes of docs/recipes.md, each as it is written there, in Chromium and against a real server.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compile } from '@mdx-js/mdx';
import { marked } from 'marked';
import { launch } from 'puppeteer-core';
import { build } from 'vite';
import { WebSocket } from 'ws';
import { findBrowser } from '../../scripts/browsers.mjs';
import { aliases, inChromium } from '../embedding/site.mjs';
import { packed } from '../package/packed.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { freePort } from '../servers/free-port.mjs';
import { startRecipeServer } from './server.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const read = (name) => readFileSync(join(folder, name), 'utf8');

describe('docs/recipes.md', inChromium, () => {
  let files;
  let server;
  let browser;
  let page;
  let complaints;

  before(async () => {
    files = await buildRecipes();
    browser = await launch(chromiumOptions(findBrowser('chromium').path));
  });

  after(() => browser?.close());

  beforeEach(async () => {
    server = await startRecipeServer(files);
    complaints = [];
    page = await (await browser.createBrowserContext()).newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    // Stands for the name service and the certificate of example.com: everything else is as it would be there.
    await page.evaluateOnNewDocument(
      (address) => {
        window.WebSocket = class extends WebSocket {
          constructor(url, protocols) {
            super(String(url).replace('wss://example.com', address), protocols);
          }
        };
      },
      server.url.replace('http', 'ws'),
    );
  });

  afterEach(async () => {
    await page.browserContext().close();
    await server.close();
    assert.deepEqual(complaints, []);
  });

  /** Opens the page of a recipe; what a module exports is `window.recipe` there. */
  const open = (name) => page.goto(`${server.url}/${name}.html`);
  const isOpen = () => page.waitForFunction(() => window.recipe?.connection.state === 'open');
  const reconnect = () => page.evaluate(() => window.recipe.connection.reconnect());

  it('the token in the address is a fresh one for every attempt', async () => {
    await open('token-provider');
    await isOpen();
    await reconnect();
    await server.until(({ handshakes }) => handshakes.length === 2);
    assert.deepEqual(
      server.handshakes.map(({ query }) => query),
      [{ token: 'fresh-1' }, { token: 'fresh-2' }],
    );
  });

  it('the token in the address is null for a user who is signed out: nothing to connect to, and no retry', async () => {
    server.tokenStatus = 401;
    await open('token-provider');
    await page.waitForFunction(() => window.recipe?.connection.diagnosis?.kind === 'no-address');
    assert.equal(await page.evaluate(() => window.recipe.connection.state), 'closed');
    server.tokenStatus = 503;
    await reconnect();
    await page.waitForFunction(() => window.recipe.connection.diagnosis?.kind === 'provider-failed');
    assert.equal(await page.evaluate(() => window.recipe.connection.state), 'waiting');
  });

  it('the token in the first message goes before a message that waits', async () => {
    await open('token-first-message');
    await page.waitForFunction(() => window.recipe);
    await page.evaluate(() => window.recipe.connection.send('hello'));
    await server.until(({ messages }) => messages.includes('hello'));
    const [first, ...rest] = server.messages;
    assert.deepEqual([JSON.parse(first), rest], [{ type: 'token', token: 'fresh-1' }, ['hello']]);
  });

  it('the token in a subprotocol is offered, and the server answers with the other one', async () => {
    await open('token-subprotocol');
    await isOpen();
    assert.deepEqual(
      server.handshakes.map(({ protocols, protocol }) => [protocols, protocol]),
      [['chat.v1, token.fresh-1', 'chat.v1']],
    );
  });

  it('the cookie of the sign-in comes with the handshake', async () => {
    await open('cookie');
    await isOpen();
    assert.deepEqual(
      server.handshakes.map(({ path, cookie }) => [path, cookie]),
      [['/chat', 'session=open']],
    );
  });

  for (const name of ['token-first-message', 'token-subprotocol']) {
    it(`${name}.js takes no error page for a token, and tries again`, async () => {
      server.tokenStatus = 503;
      await open(name);
      await page.waitForFunction(() => window.recipe?.connection.diagnosis?.kind === 'provider-failed');
      assert.equal(await page.evaluate(() => window.recipe.connection.state), 'waiting');
      assert.deepEqual(server.handshakes, []);
    });
  }

  it('a page whose token has expired signs in again, and reconnects', async () => {
    server.closeCode = 4401;
    await open('sign-in-again');
    await server.until(({ handshakes }) => handshakes.length > 0);
    server.closeCode = 0;
    await server.until(({ handshakes }) => handshakes.at(-1).cookie === 'session=open');
    await isOpen();
  });

  it('a page whose new token is refused, too, signs in once', async () => {
    server.closeCode = 4401;
    await open('sign-in-again');
    await server.until(({ handshakes }) => handshakes.length === 2);
    await page.waitForFunction(() => window.recipe.connection.state === 'closed' && window.recipe.connection.diagnosis);
    assert.deepEqual([server.handshakes.length, server.signIns], [2, 1]);
  });

  it('a feed that resumes after a gap gets each message once, in order', async () => {
    server.publish();
    server.publish();
    await open('resume');
    await page.waitForFunction(() => window.recipe);
    await page.evaluate(() => {
      window.ids = [];
      window.recipe.feed.addEventListener('message', ({ data }) => window.ids.push(JSON.parse(data).id));
      window.recipe.feed.reconnect();
    });
    // What came before there was a listener is not asked for again: these are those after it.
    await page.waitForFunction(() => window.recipe.feed.state === 'open');
    server.publish();
    await page.waitForFunction(() => window.ids.at(-1) === 3);
    server.drop();
    server.publish();
    await page.waitForFunction(() => window.ids.at(-1) === 4);
    const ids = await page.evaluate(() => window.ids);
    assert.deepEqual(ids, [1, 2, 3, 4].slice(-ids.length));
    assert.deepEqual(server.handshakes.at(-1).query, { after: '3' });
  });

  it('an outbox sends again what was not acknowledged, also after the tab was closed, and forgets what was', async () => {
    server.isAcknowledging = false;
    await open('outbox');
    await page.waitForFunction(() => window.recipe);
    await page.evaluate(() => window.recipe.post('two teas'));
    await server.until(({ messages }) => messages.length > 0);
    await page.goto('about:blank');
    server.isAcknowledging = true;
    server.messages.length = 0;
    await open('outbox');
    await server.until(({ messages }) => messages.length > 0);
    assert.deepEqual(server.orders(), ['two teas']);
    await page.waitForFunction(() => localStorage.length === 0);
    await reconnect();
    await isOpen();
    await page.evaluate(() => window.recipe.post('one coffee'));
    await server.until(({ messages }) => messages.length > 1);
    assert.deepEqual(server.orders(), ['two teas', 'one coffee']);
  });

  it('two tabs keep their orders beside one another', async () => {
    server.isAcknowledging = false;
    await open('outbox');
    const other = await page.browserContext().newPage();
    await other.goto(`${server.url}/outbox.html`);
    for (const [tab, order] of [
      [page, 'two teas'],
      [other, 'one coffee'],
    ]) {
      await tab.waitForFunction(() => window.recipe);
      await tab.evaluate((text) => window.recipe.post(text), order);
    }
    // What one tab writes, the other sees a moment later.
    await page.waitForFunction(() => localStorage.length === 2);
    const kept = await page.evaluate(() => Object.values(localStorage).map((text) => JSON.parse(text)));
    assert.deepEqual(kept.sort(), ['one coffee', 'two teas']);
  });

  it('binary messages are read as numbers, and sent as bytes', async () => {
    await open('binary');
    await page.waitForFunction(() => window.recipe?.readings.length > 0);
    assert.deepEqual(await page.evaluate(() => window.recipe.readings), [{ sensor: 7, celsius: 21 }]);
    await server.until(({ messages }) => messages.length > 0);
    assert.deepEqual(server.messages, [[1, 255]]);
  });

  it('`<ws-echo>` shows bytes as its `format` function says', async () => {
    await open('binary-element');
    await page.waitForFunction(
      () => document.querySelector('ws-echo').shadowRoot?.querySelector('[part~=text]')?.textContent === '21.0 °C',
    );
  });

  it('two elements speak the languages of their `lang`', async () => {
    await open('languages');
    const state = (index, words) =>
      page.waitForFunction(
        (at, text) =>
          document.querySelectorAll('ws-echo')[at].shadowRoot?.querySelector('[part=state]')?.textContent.trim() ===
          text,
        {},
        index,
        words,
      );
    await state(0, 'Connected');
    await state(1, '已連線');
  });

  it('echo-server.mjs echoes on the port in PORT', async () => {
    const port = await freePort();
    const { Connection } = await import(join((await packed()).folder, 'dist/connection/index.js'));
    const child = spawn(process.execPath, [join(folder, 'echo-server.mjs')], { env: { ...process.env, PORT: port } });
    try {
      const client = new Connection(`ws://localhost:${port}`, [], {
        createSocket: (...rest) => new WebSocket(...rest),
      });
      const answer = new Promise((resolve) => client.addEventListener('message', ({ data }) => resolve(data)));
      client.send('Hello!');
      assert.equal(await answer, 'Hello!');
      client.close();
    } finally {
      child.kill();
    }
  });

  it('in-node.mjs runs in Node, over the package ws', async () => {
    const place = await mkdtemp(join(tmpdir(), 'ws-echo-node-'));
    const { folder: installed } = await packed();
    await mkdir(join(place, 'node_modules'));
    await symlink(installed, join(place, 'node_modules/ws-echo'), 'junction');
    await symlink(join(folder, '../../node_modules/ws'), join(place, 'node_modules/ws'), 'junction');
    await cp(join(folder, 'in-node.mjs'), join(place, 'in-node.mjs'));
    const child = spawn(process.execPath, [join(place, 'in-node.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
      assert.match(line, /^(?:open|waiting) /);
    } finally {
      child.kill();
      await rm(place, { recursive: true });
    }
  });

  for (const name of ['markdown', 'mdx']) {
    it(`the element is alive in a page that was written in ${name}`, async () => {
      await open(name);
      await page.waitForFunction(() => document.querySelector('ws-echo')?.state === 'open');
      assert.equal(await page.$eval('h1', ({ textContent }) => textContent), 'The echo');
      assert.match(await page.$eval('body', ({ textContent }) => textContent), /Type something/);
    });
  }
});

/** The files of the server, by path: a page for each recipe, and the modules that they import. */
async function buildRecipes() {
  const { folder: installed } = await packed();
  const modules = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const mdx = {
    name: 'mdx',
    async load(id) {
      return id.endsWith('.mdx') ? String(await compile(readFileSync(id))) : null;
    },
  };
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [mdx],
    resolve: { alias: aliases(installed) },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: {
        entry: Object.fromEntries(
          [...modules, 'mount.mjs'].map((name) => [name.replace(/\.\w+$/, ''), join(folder, name)]),
        ),
        formats: ['es'],
      },
      rolldownOptions: { onLog: () => {} },
    },
  });
  const page = (body) => `<!doctype html><link rel="icon" href="data:," /><body>${body}`;
  const script = (text) => page(`<script type="module">${text}</script>`);
  const pages = modules.map((name) => [
    `/${name.replace('.js', '.html')}`,
    script(`import * as recipe from './${name}'; window.recipe = recipe;`),
  ]);
  return {
    ...Object.fromEntries(output.map(({ fileName, code }) => [`/${fileName}`, code])),
    ...Object.fromEntries(pages),
    '/binary-element.html': page(read('binary.html')),
    '/languages.html': page(read('languages.html')),
    '/markdown.html': page(marked.parse(read('markdown.md'))),
    '/mdx.html': page(`<div id="app"></div><script type="module" src="mount.js"></script>`),
    '/ws-echo.min.js': readFileSync(join(installed, 'dist/ws-echo.min.js'), 'utf8'),
  };
}
