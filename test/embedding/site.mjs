// Pages of this repository in a real browser, with the development build of their framework, and an echo server that
// records the sockets of each page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer-core';
import { build } from 'vite';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { packed } from '../package/packed.mjs';
import { startSite, typeOf } from '../servers/site.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const chromium = findBrowser('chromium');

/** The options of a suite whose tests open pages. */
export const inChromium = { skip: !chromium && 'there is no Chromium here', timeout: 120_000 };

/**
 * Builds these pages before the tests, and returns a function that opens one in a test. `init` runs in the page before
 * anything else does, with the address of its server and `args`. After the test the page is closed, and it fails if the
 * page complained in its console.
 */
export function useSite(paths) {
  return useServer(async () => startSite(await buildPages(paths)));
}

/** The same for pages of a server that `start` starts before the tests: its `url`, and `close()`. */
export function useServer(start) {
  let site;
  let echoServer;
  let browser;
  let pages = [];

  before(async () => {
    echoServer = await startEchoServer();
    site = await start();
    browser = await launch(chromiumOptions(chromium.path));
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    await echoServer?.close();
  });

  afterEach(async () => {
    const opened = pages;
    pages = [];
    await Promise.all(opened.map(({ page }) => page.close()));
    assert.deepEqual(
      opened.flatMap(({ complaints }) => complaints),
      [],
    );
  });

  return async (path, init = () => {}, ...args) => {
    const page = await browser.newPage();
    const app = new AppPage(page, `${echoServer.url}/?id=${crypto.randomUUID()}`);
    pages.push(app);
    await page.evaluateOnNewDocument(init, app.url, ...args);
    await page.goto(`${site.url}/${path}?${new URLSearchParams({ url: app.url })}`);
    return app;
  };
}

/** A page with elements that connect to an address of their own. */
export class AppPage {
  page;
  /** The address that only this page connects to. */
  url;
  /** The errors and warnings of the page. */
  complaints = [];

  constructor(page, url) {
    this.page = page;
    this.url = url;
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      const isNews = /Lit is in dev mode|Download the React DevTools/.test(message.text());
      if (['error', 'warn'].includes(message.type()) && !isNews) this.complaints.push(message.text());
    });
  }

  /** The server's record of this page, once it contains at least `least`: `opened`, `closed`, `messages`. */
  server(least = {}) {
    return this.#ask(least, 'GET');
  }

  /** Has the server act on all sockets of this page: `send`, `close` with a code, `terminate`. */
  act(what) {
    return this.#ask(what, 'POST');
  }

  async #ask(query, method) {
    const { origin, searchParams } = new URL(this.url.replace('ws', 'http'));
    const response = await fetch(`${origin}/record/${searchParams.get('id')}?${new URLSearchParams(query)}`, {
      method,
    });
    const seen = await response.json();
    assert.equal(
      response.status,
      200,
      `The server waited in vain for ${JSON.stringify(query)}, and saw ${JSON.stringify(seen)}`,
    );
    return seen;
  }

  /** Waits until the function returns something true in the page. */
  waitFor(isTrue, ...args) {
    return this.page.waitForFunction(isTrue, { polling: 20 }, ...args);
  }

  click(selector) {
    return this.page.locator(selector).click();
  }

  /** Sends through the form of an element, and waits until the app lists the echo. */
  async hears(id, text) {
    await this.page.locator(`#${id} >>> [part~=input]`).fill(text);
    await this.click(`#${id} >>> [part~=send]`);
    await this.lists(`${id}: ${text}`);
  }

  /** Sends through the form of the app. */
  async say(text) {
    await this.page.locator('#say [name=text]').fill(text);
    await this.click('#say [type=submit]');
  }

  /** Waits until the app lists this. */
  lists(text) {
    return this.waitFor(
      (wanted) => [...document.querySelectorAll('#received li')].some((li) => li.textContent.trim() === wanted),
      text,
    );
  }

  received() {
    return this.page.$$eval('#received li', (items) => items.map((li) => li.textContent.trim()));
  }

  rooms() {
    return this.page.$$eval('#rooms ws-echo', (elements) => elements.map(({ label }) => label));
  }

  /** Sends a last message, so that all earlier events have arrived, and checks the server's record. */
  async keptEverySocket() {
    await this.say('Are you there?');
    await this.lists('left: Are you there?');
    const { opened, closes, live } = await this.server();
    assert.deepEqual({ opened, closes, live }, { opened: 5, closes: [], live: 5 });
  }
}

/** The names of the package's entries, and the files in `folder` that they lead to: for Vite's `resolve.alias`. */
export function aliases(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([name]) => !name.includes('*'))
    .map(([name, target]) => ({
      find: new RegExp(`^${name.replace('.', 'ws-echo')}$`),
      replacement: join(folder, target.default ?? target),
    }));
}

/** The files of these pages, by path. Built, not served by Vite: nothing is compiled while a test waits. */
async function buildPages(paths) {
  // The frameworks read it.
  process.env.NODE_ENV = 'development';
  const { folder } = await packed();
  const { output } = await build({
    configFile: here('vite.config.ts'),
    root: here('.'),
    mode: 'development',
    logLevel: 'warn',
    plugins: [onlyThese(paths)],
    // The examples of the README import the package, as it is published.
    resolve: { alias: aliases(folder) },
    build: { write: false, minify: false },
  });
  return Object.fromEntries(
    output.map(({ fileName, code, source }) => [`/${fileName}`, [typeOf(fileName), code ?? source]]),
  );
}

/** Replaces the pages: values merged into a list of the configuration would be added to it. */
function onlyThese(paths) {
  return {
    name: 'only-these-pages',
    config({ build: { rolldownOptions } }) {
      rolldownOptions.input = paths.map(here);
    },
  };
}
