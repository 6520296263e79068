// The recipes of docs/recipes.md, each as it is written there, in Chromium and against a real server.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compile } from '@mdx-js/mdx';
import { marked } from 'marked';
import { launch } from 'puppeteer-core';
import { build } from 'vite';
import { findBrowser } from '../../scripts/browsers.mjs';
import { aliases, inChromium } from '../embedding/site.mjs';
import { packed } from '../package/packed.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
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

  it('a page whose token has expired signs in again, and reconnects', async () => {
    server.closeCode = 4401;
    await open('sign-in-again');
    await server.until(({ handshakes }) => handshakes.length > 0);
    server.closeCode = 0;
    await server.until(({ handshakes }) => handshakes.at(-1).cookie === 'session=open');
    await isOpen();
  });

  it('a feed that resumes after a gap gets each message once', async () => {
    server.publish();
    server.publish();
    await page.evaluateOnNewDocument(() => (window.ids = []));
    await open('resume');
    await page.waitForFunction(() => {
      window.recipe?.feed.addEventListener('message', ({ data }) => window.ids.push(JSON.parse(data).id), {
        once: true,
      });
      return window.recipe;
    });
    await server.until(({ handshakes }) => handshakes.length === 1);
    server.publish();
    await page.waitForFunction(() => window.ids.length > 0);
    server.drop();
    server.publish();
    await page.evaluate(() => {
      window.recipe.feed.addEventListener('message', ({ data }) => window.ids.push(JSON.parse(data).id));
      window.recipe.feed.reconnect();
    });
    await page.waitForFunction(() => window.ids.at(-1) === 4);
    assert.deepEqual(
      server.handshakes.map(({ query }) => query),
      [{ after: '0' }, { after: '3' }],
    );
    assert.equal(await page.evaluate(() => window.ids.filter((id) => id === 4).length), 1);
  });

  it('an outbox sends again what was not acknowledged, also after a reload, and forgets what was', async () => {
    server.isAcknowledging = false;
    await open('outbox');
    await page.waitForFunction(() => window.recipe);
    await page.evaluate(() => window.recipe.post('two teas'));
    await server.until(({ messages }) => messages.length > 0);
    server.drop();
    server.messages.length = 0;
    server.isAcknowledging = true;
    await page.reload();
    await server.until(({ messages }) => messages.length > 0);
    assert.equal(JSON.parse(server.messages[0]).order, 'two teas');
    await page.waitForFunction(() => localStorage.getItem('outbox') === '[]');
    await reconnect();
    await isOpen();
    assert.equal(server.messages.length, 1);
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
