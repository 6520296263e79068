// The bundles in handwritten HTML pages, in a real browser. The record of the echo server shows the sockets of a page.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from 'puppeteer-core';
import { findBrowser, requested } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';
import { packed } from './packed.mjs';
import { startFolder } from './site.mjs';

/** How to launch the engines that can be driven from outside. */
const options = {
  chromium: chromiumOptions,
  firefox: (path) => ({ browser: 'firefox', executablePath: path, headless: true }),
};

for (const engine of requested().names.filter((name) => name in options)) {
  const found = findBrowser(engine);
  describe(`Script bundles in ${engine}`, { skip: !found && `there is no ${engine} here`, timeout: 120_000 }, () => {
    let dist;
    let browser;
    let echoServer;
    /** Where the page comes from, and where its scripts come from: two origins, as with a CDN. */
    let site;
    let cdn;
    const pages = {};

    let page;
    let id;
    let address;
    let complaints;

    before(async () => {
      dist = join((await packed()).folder, 'dist');
      echoServer = await startEchoServer();
      site = await startFolder(dist, pages);
      // Another version is another file with other classes in it.
      cdn = await startFolder(dist, { '/other-version.js': await readFile(join(dist, 'ws-echo.min.js'), 'utf8') });
      browser = await launch(options[engine](found.path));
    });

    after(async () => {
      await browser?.close();
      await Promise.all([site?.close(), cdn?.close(), echoServer?.close()]);
    });

    beforeEach(async () => {
      id = crypto.randomUUID();
      address = `${echoServer.url}/?id=${id}`;
      complaints = [];
      page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
    });

    afterEach(() => page.close());

    /** Opens a page with this content. */
    async function open(html) {
      pages['/page.html'] = `<!doctype html><meta charset="utf-8"><title>Plain</title>${html}`;
      await page.goto(`${site.url}/page.html`);
    }

    /** The record of the server, once it contains at least `least`. */
    async function server(least) {
      const response = await fetch(
        `${echoServer.url.replace('ws', 'http')}/record/${id}?${new URLSearchParams(least)}`,
      );
      assert.equal(response.status, 200, `The server waited in vain for ${JSON.stringify(least)}`);
      const { opened, closes, messages, live } = await response.json();
      return { opened, closes: closes.map(({ code }) => code), messages, live };
    }

    /** Sends “Hello!” through the form of the element, waits for the echo, and removes the element. */
    async function sayHelloAndLeave(find = () => document.querySelector('ws-echo')) {
      const echo = await page.evaluateHandle(find);
      await page.waitForFunction((el) => el.state === 'open', { polling: 20 }, echo);
      await echo.evaluate(({ shadowRoot }) => {
        shadowRoot.querySelector('[part=input]').value = 'Hello!';
        shadowRoot.querySelector('[part=send]').click();
      });
      await page.waitForFunction(
        ({ shadowRoot }) => shadowRoot.querySelector('[part=message] bdi')?.textContent === 'Hello!',
        { polling: 20 },
        echo,
      );
      await echo.evaluate((el) => el.remove());
      assert.deepEqual(await server({ closed: 1 }), { opened: 1, closes: [1000], messages: ['Hello!'], live: 0 });
      assert.deepEqual(complaints, []);
    }

    it('`ws-echo.min.js` runs from a script tag with SRI from another origin', async () => {
      const hash = createHash('sha384')
        .update(await readFile(join(dist, 'ws-echo.min.js')))
        .digest('base64');
      await open(`
        <script type="module" src="${cdn.url}/ws-echo.min.js" integrity="sha384-${hash}" crossorigin></script>
        <ws-echo url="${address}"></ws-echo>`);
      await sayHelloAndLeave();
    });

    it('`ws-echo.min.js` runs from an import map', async () => {
      await open(`
        <script type="importmap">${JSON.stringify({ imports: { 'ws-echo': `${cdn.url}/ws-echo.min.js` } })}</script>
        <script type="module">
          import { WsEcho, registerStrings } from 'ws-echo';
          registerStrings('en', { send: 'Go' });
          window.isTheClass = document.querySelector('ws-echo') instanceof WsEcho;
        </script>
        <ws-echo url="${address}" lang="en"></ws-echo>`);
      await page.waitForFunction(() => window.isTheClass);
      const send = await page.evaluate(() =>
        document.querySelector('ws-echo').shadowRoot.querySelector('[part=send]').textContent.trim(),
      );
      assert.equal(send, 'Go');
      await sayHelloAndLeave();
    });

    it('`ws-echo.iife.js` has its exports where `customElements` is null, as in the content script of an extension', async () => {
      await open(`
        <script>Object.defineProperty(window, 'customElements', { value: null });</script>
        <script src="${cdn.url}/ws-echo.iife.js"></script>
        <script>
          const connection = new wsEcho.Connection('${address}');
          connection.onmessage = () => connection.close(1000);
          connection.send('Hello!');
        </script>`);
      assert.deepEqual(await server({ closed: 1 }), { opened: 1, closes: [1000], messages: ['Hello!'], live: 0 });
      assert.equal(await page.evaluate(() => typeof wsEcho.WsEcho), 'function');
      assert.deepEqual(complaints, []);
    });

    it('`ws-echo-console.iife.js` runs from a script tag with SRI, and a `<ws-log>` in a `<ws-echo>` shows the messages', async () => {
      const hashes = JSON.parse(await readFile(join(dist, 'integrity.json'), 'utf8'));
      await open(`
        <script src="${cdn.url}/ws-echo-console.iife.js" integrity="${hashes['ws-echo-console.iife.js']}" crossorigin></script>
        <ws-echo url="${address}"><ws-log slot="message"></ws-log></ws-echo>`);
      await page.evaluate(() => document.querySelector('ws-echo').send('Hello!'));
      const rows = await page.waitForFunction(
        () => {
          const texts = ['sent', 'received'].map(
            (kind) =>
              document.querySelector('ws-log').shadowRoot?.querySelector(`[part~=${kind}] [part=text]`)?.textContent,
          );
          return texts.every(Boolean) && texts;
        },
        { polling: 20 },
      );
      assert.deepEqual(await rows.jsonValue(), ['Hello!', 'Hello!']);
      const own = await page.evaluate(() => [
        document.querySelector('ws-log') instanceof window.wsEcho.WsLog,
        document.querySelector('ws-echo') instanceof window.wsEcho.WsEcho,
        typeof window.wsEcho.Recorder,
      ]);
      assert.deepEqual(own, [true, true, 'function']);
      assert.deepEqual(complaints, []);
    });

    it('`ws-echo-console.min.js` beside `ws-echo.min.js` adds `<ws-log>`, and records the element of the other bundle', async () => {
      const hashes = JSON.parse(await readFile(join(dist, 'integrity.json'), 'utf8'));
      await open(`
        <script type="module" src="${cdn.url}/ws-echo.min.js"></script>
        <script
          type="module"
          src="${cdn.url}/ws-echo-console.min.js"
          integrity="${hashes['ws-echo-console.min.js']}"
          crossorigin
        ></script>
        <ws-log for="echo"></ws-log>
        <ws-echo id="echo" url="${address}"></ws-echo>`);
      await page.waitForFunction(
        () => document.querySelector('ws-log').shadowRoot?.querySelector('[part="row story"]'),
        { polling: 20 },
      );
      await sayHelloAndLeave();
      const kinds = await page.evaluate(() => [...document.querySelector('ws-log').recorder].map(({ kind }) => kind));
      assert.deepEqual(
        ['sent', 'received'].filter((kind) => !kinds.includes(kind)),
        [],
        String(kinds),
      );
      assert.deepEqual(complaints, []);
    });

    it('an import map loads `ws-echo/connection` without the element', async () => {
      await open(`
        <script type="importmap">${JSON.stringify({ imports: { 'ws-echo/connection': `${cdn.url}/connection/index.js` } })}</script>
        <script type="module">
          import { Connection } from 'ws-echo/connection';
          const connection = new Connection('${address}');
          connection.onmessage = () => connection.close(1000);
          connection.send('Hello!');
        </script>`);
      assert.deepEqual(await server({ closed: 1 }), { opened: 1, closes: [1000], messages: ['Hello!'], live: 0 });
      assert.equal(await page.evaluate(() => customElements.get('ws-echo')), undefined);
      assert.deepEqual(complaints, []);
    });

    it('`ws-echo.iife.js` runs as a classic script in a page from the file system', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'ws-echo-file-'));
      try {
        await copyFile(join(dist, 'ws-echo.iife.js'), join(folder, 'ws-echo.iife.js'));
        const html = `<!doctype html><meta charset="utf-8"><title>File</title>
          <script src="ws-echo.iife.js"></script>
          <script>wsEcho.registerStrings('en', { send: 'Go' })</script>
          <ws-echo url="${address}" lang="en"></ws-echo>`;
        await writeFile(join(folder, 'page.html'), html);
        await page.goto(pathToFileURL(join(folder, 'page.html')).href);
        assert.equal(
          await page.evaluate(() => document.querySelector('ws-echo') instanceof window.wsEcho.WsEcho),
          true,
        );
        const own = await page.evaluate(() => Object.keys(window.wsEcho).sort());
        assert.deepEqual(own, [
          'Connection',
          'DiscardEvent',
          'Loopback',
          'PlainConnection',
          'WsEcho',
          'isLoopbackUrl',
          'openSocket',
          'registerStrings',
        ]);
        await sayHelloAndLeave();
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    it('`<ws-echo>` keeps its first class when both bundles are loaded twice', async () => {
      await open(`
        <script src="/ws-echo.iife.js"></script>
        <script>window.first = customElements.get('ws-echo')</script>
        <ws-echo url="${address}"></ws-echo>
        <script src="/ws-echo.iife.js"></script>
        <script type="module" src="/ws-echo.min.js"></script>
        <script type="module" src="/ws-echo.min.js"></script>`);
      assert.equal(await page.evaluate(() => window.first && customElements.get('ws-echo') === window.first), true);
      await sayHelloAndLeave();
    });

    it('the first of two versions defines the tag, and the `Connection` of the second connects', async () => {
      await open(`
        <ws-echo url="${address}"></ws-echo>
        <script type="module">
          import * as one from '${cdn.url}/ws-echo.min.js';
          import * as other from '${cdn.url}/other-version.js';
          const connection = new other.Connection('loopback:', [], { createSocket: other.openSocket });
          connection.onopen = () => {
            window.facts = {
              areTwo: one.WsEcho !== other.WsEcho && one.Connection !== other.Connection,
              isTheFirst: customElements.get('ws-echo') === one.WsEcho,
              isOfTheFirst: document.querySelector('ws-echo') instanceof one.WsEcho,
            };
            connection.close();
          };
        </script>`);
      const facts = await page.waitForFunction(() => window.facts, { polling: 20 });
      assert.deepEqual(await facts.jsonValue(), { areTwo: true, isTheFirst: true, isOfTheFirst: true });
      await sayHelloAndLeave();
    });

    it('`<ws-echo>` keeps the properties and listeners that were set before it was defined', async () => {
      await open('<ws-echo binary-type="blob"></ws-echo>');
      await page.evaluate((url) => {
        const el = document.querySelector('ws-echo');
        window.log = [];
        el.onmessage = ({ data }) => window.log.push(data);
        el.addEventListener('open', () => window.log.push('open'));
        el.url = async () => url;
        el.label = 'Say';
        el.readonly = false;
      }, address);
      await page.addScriptTag({ url: '/ws-echo.iife.js' });
      const label = await page.waitForFunction(
        () => document.querySelector('ws-echo').shadowRoot?.querySelector('[part=label]')?.textContent.trim(),
        { polling: 20 },
      );
      assert.equal(await label.jsonValue(), 'Say');
      const own = await page.evaluate(() =>
        Object.keys(document.querySelector('ws-echo')).filter((name) => /^(on|url|label)/.test(name)),
      );
      assert.deepEqual(own, [], 'What was set hides the accessors');
      await sayHelloAndLeave();
      assert.deepEqual(await page.evaluate(() => window.log), ['open', 'Hello!']);
    });

    it('`<ws-echo>` in a `<dialog>` sends upon Enter, and neither closes the other', async () => {
      await open(`
        <script src="/ws-echo.iife.js"></script>
        <dialog><ws-echo url="${address}"></ws-echo></dialog>`);
      await page.evaluate(() => {
        const dialog = document.querySelector('dialog');
        window.heard = [];
        for (const type of ['close', 'cancel', 'message', 'error', 'open']) {
          dialog.addEventListener(type, () => window.heard.push(type));
        }
        dialog.showModal();
        dialog.querySelector('ws-echo').shadowRoot.querySelector('[part=input]').focus();
      });
      await page.keyboard.type('Hi');
      await page.keyboard.press('Enter');
      assert.deepEqual((await server({ messages: 1 })).messages, ['Hi']);
      // The dialog closes and opens: the element has not left the page.
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => window.heard.includes('close'), { polling: 20 });
      await page.evaluate(() => document.querySelector('dialog').showModal());
      assert.deepEqual(await server({}), { opened: 1, closes: [], messages: ['Hi'], live: 1 });

      await page.evaluate(() => {
        const el = document.querySelector('ws-echo');
        window.closed = new Promise((resolve) => el.addEventListener('close', resolve));
        el.close(1000);
        return window.closed;
      });
      assert.deepEqual((await server({ closed: 1 })).closes, [1000]);
      assert.equal(await page.evaluate(() => document.querySelector('dialog').open), true);
      assert.deepEqual(await page.evaluate(() => window.heard), ['cancel', 'close']);
      assert.deepEqual(complaints, []);
    });

    it('the events of `<ws-echo>` do not leave the shadow root of another element', async () => {
      await open(`
        <script src="/ws-echo.iife.js"></script>
        <my-panel><template shadowrootmode="open"><ws-echo url="${address}"></ws-echo></template></my-panel>`);
      await page.evaluate(() => {
        window.heard = [];
        for (const type of ['open', 'message', 'send', 'close', 'error', 'statechange', 'discard']) {
          for (const target of [window, document.querySelector('my-panel').shadowRoot]) {
            target.addEventListener(type, () => window.heard.push(type));
          }
        }
      });
      await sayHelloAndLeave(() => document.querySelector('my-panel').shadowRoot.querySelector('ws-echo'));
      assert.deepEqual(await page.evaluate(() => window.heard), []);
    });

    it('100 `<ws-echo>` elements open 100 sockets, and close each with 1000', async () => {
      await open(`
        <script src="/ws-echo.iife.js"></script>
        <main>${`<ws-echo url="${address}"></ws-echo>`.repeat(100)}</main>`);
      const { opened, live } = await server({ opened: 100 });
      assert.deepEqual({ opened, live }, { opened: 100, live: 100 });
      await page.waitForFunction(
        () => [...document.querySelectorAll('ws-echo')].every(({ state }) => state === 'open'),
        { polling: 20 },
      );
      await page.evaluate(() => document.querySelector('main').remove());
      const { closes, ...rest } = await server({ closed: 100 });
      assert.deepEqual(rest, { opened: 100, messages: [], live: 0 });
      assert.deepEqual(new Set(closes), new Set([1000]));
      assert.deepEqual(complaints, []);
    });
  });
}
