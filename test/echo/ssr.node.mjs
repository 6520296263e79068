// The element rendered on a server, by Lit's server-side rendering in this Node, and then hydrated in a real browser.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { launch } from 'puppeteer-core';
import { createServer } from 'vite';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { bundle, startSite } from '../servers/site.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';

const chromium = findBrowser('chromium');

let vite;

before(async () => {
  // Lit warns of mistakes in its development build only.
  process.env.NODE_ENV = 'development';
  vite = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    appType: 'custom',
    logLevel: 'warn',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  await vite.ssrLoadModule('/src/define.ts');
});

after(() => vite?.close());

/** The markup of a template, as a server renders it. */
function rendered(template) {
  return collectResult(render(template));
}

/** The visible text of some HTML. */
function textOf(markup) {
  return markup
    .replace(/<style>.*?<\/style>|<!--.*?-->|<[^>]*>/gs, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('<ws-echo> rendered by a server', () => {
  it('`<ws-echo>` renders on a server without `document`, `window` and `CloseEvent`', async () => {
    await rendered(html`<ws-echo url="wss://example.com/feed"></ws-echo>`);
    assert.deepEqual([typeof document, typeof window, typeof CloseEvent], ['undefined', 'undefined', 'undefined']);
  });

  it('the server renders the text, the form and the styles into a declarative shadow root', async () => {
    const label = 'Say <it>';
    const markup = await rendered(html`<ws-echo url="wss://example.com/feed" label=${label}></ws-echo>`);
    assert.match(
      markup,
      /<ws-echo[^>]* url="wss:\/\/example\.com\/feed" label="Say &lt;it&gt;"[^>]*><template[^>]* shadowrootmode="open"[^>]*><style>/,
    );
    for (const part of ['status', 'action', 'form', 'input', 'send', 'message', 'details']) {
      assert.ok(markup.includes(`part="${part}"`), part);
    }
    assert.equal(
      textOf(markup),
      'Not connected example.com/feed Connect Say &lt;it&gt; ↵ Enter sends. Shift+Enter breaks the line. Send No message yet.',
    );
  });

  it('the server renders `<ws-echo>` in the language of its `lang`', async () => {
    const markup = await rendered(html`<ws-echo lang="zh-TW" url="wss://example.com/feed" readonly></ws-echo>`);
    assert.equal(textOf(markup), '未連線 example.com/feed 連線 還沒有訊息。');
  });
});

describe(
  '<ws-echo> rendered by a server and hydrated in a browser',
  { skip: !chromium && 'there is no Chromium here', timeout: 60_000 },
  () => {
    const files = {};
    let browser;
    let echoServer;
    let site;
    let page;

    before(async () => {
      echoServer = await startEchoServer();
      files['/hydrate.js'] = ['text/javascript', await bundle('test/echo/hydrate.ts')];
      site = await startSite(files);
      browser = await launch(chromiumOptions(chromium.path));
    });

    after(async () => {
      await browser?.close();
      await Promise.all([site?.close(), echoServer?.close()]);
    });

    afterEach(() => page?.close());

    /** Opens a page with this content, without the element's script, and returns its console messages and errors. */
    async function open(content) {
      files['/'] = [
        'text/html',
        `<!doctype html><html lang="zh-Hant"><meta charset="utf-8"><title>Served</title><link rel="icon" href="data:,">${content}`,
      ];
      page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (!message.text().includes('Lit is in dev mode')) complaints.push(message.text());
      });
      await page.goto(site.url);
      await page.evaluate(() => {
        window.all = () =>
          [...document.querySelectorAll('ws-echo')].flatMap((el) => [el, ...el.shadowRoot.querySelectorAll('*')]);
        window.served = window.all();
      });
      return complaints;
    }

    const hydrate = () => page.addScriptTag({ type: 'module', url: '/hydrate.js' });
    const wordsOf = (id) =>
      page.evaluate((wanted) => {
        const { shadowRoot } = document.getElementById(wanted);
        const parts = '[part=state], [part=address], [part=reason], [part=action], [part=send], label';
        const texts = [...shadowRoot.querySelectorAll(parts)].map(({ textContent }) => textContent);
        return texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
      }, id);

    it('hydration keeps every node, the typed text and the focus, and opens one socket', async () => {
      const id = crypto.randomUUID();
      const url = `${echoServer.url}/?id=${id}`;
      const complaints = await open(
        await rendered(html`<ws-echo id="echo" lang="en" url=${url} label="Say it"></ws-echo>`),
      );
      await page.evaluate(() => {
        const input = document.querySelector('#echo').shadowRoot.querySelector('[part=input]');
        input.value = 'typed early';
        input.focus();
      });
      const { host } = new URL(url);
      assert.deepEqual(await wordsOf('echo'), ['Not connected', host, 'Connect', 'Say it', 'Send']);

      await hydrate();
      await page.waitForFunction(() => document.querySelector('#echo').state === 'open', { polling: 20 });
      await page.keyboard.press('Enter');
      await page.waitForFunction(
        () => document.querySelector('#echo').shadowRoot.querySelector('bdi')?.textContent === 'typed early',
        { polling: 20 },
      );
      assert.deepEqual(await wordsOf('echo'), ['Connected', host, 'Disconnect', 'Say it', 'Send']);
      const lost = await page.evaluate(() =>
        window.served.filter((node) => !window.all().includes(node)).map(({ outerHTML }) => outerHTML),
      );
      // “No message yet.” makes room for the message.
      assert.deepEqual(
        lost.filter((markup) => !markup.startsWith('<slot name="empty">')),
        [],
      );
      assert.deepEqual(complaints, []);

      await page.evaluate(() => document.querySelector('#echo').remove());
      const response = await fetch(`${echoServer.url.replace('ws', 'http')}/record/${id}?closed=1`);
      const { opened, closes, messages } = await response.json();
      assert.deepEqual(
        { opened, closes, messages },
        { opened: 1, closes: [{ code: 1000, reason: '' }], messages: ['typed early'] },
      );
    });

    it('hydration keeps every node of a `<ws-echo>` that has no address or is manual', async () => {
      const complaints = await open(
        await rendered(
          html`<ws-echo id="empty" lang="en"></ws-echo><ws-echo id="manual" lang="en" manual url="loopback:"></ws-echo>`,
        ),
      );
      await hydrate();
      await page.waitForFunction(
        () => [...document.querySelectorAll('ws-echo')].every(({ hasUpdated }) => hasUpdated),
        { polling: 20 },
      );
      assert.deepEqual(await wordsOf('empty'), [
        'Not connected',
        'Connect',
        'There is no address.',
        'Send a message',
        'Send',
      ]);
      assert.equal(await page.evaluate(() => window.all().every((node, at) => node === window.served[at])), true);
      await page.evaluate(() => document.querySelector('#manual').shadowRoot.querySelector('[part=action]').click());
      await page.waitForFunction(() => document.querySelector('#manual').state === 'open', { polling: 20 });
      assert.deepEqual(complaints, []);
    });

    for (const method of ['reconnect', 'send']) {
      it(`a hydrated \`<ws-echo>\` opens when \`${method}()\` is called before its first render`, async () => {
        const complaints = await open(
          await rendered(
            html`<ws-echo id="echo" lang="en" ?manual=${method === 'reconnect'} url="loopback:"></ws-echo>`,
          ),
        );
        await page.evaluate((name) => {
          // Comes before the element renders, which takes more microtasks.
          void customElements.whenDefined('ws-echo').then(() => {
            const echo = document.querySelector('#echo');
            window.wasRendered = echo.hasUpdated;
            echo[name]('early');
          });
        }, method);
        await hydrate();
        await page.waitForFunction(
          () => document.querySelector('#echo').state === 'open' && !document.querySelector('#echo').isUpdatePending,
          { polling: 20 },
        );
        assert.equal(await page.evaluate(() => window.wasRendered), false);
        assert.deepEqual(await wordsOf('echo'), ['Connected', 'loopback', 'Disconnect', 'Send a message', 'Send']);
        assert.deepEqual(complaints, []);
      });
    }

    it('hydration changes `<ws-echo>` to the language of the page, which the server did not know', async () => {
      const complaints = await open(await rendered(html`<ws-echo id="echo"></ws-echo>`));
      assert.deepEqual(await wordsOf('echo'), [
        'Not connected',
        'Connect',
        'There is no address.',
        'Send a message',
        'Send',
      ]);
      await hydrate();
      await page.waitForFunction(
        () => document.querySelector('#echo').shadowRoot.querySelector('[part=send]').title === '傳送訊息',
        { polling: 20 },
      );
      assert.deepEqual(await wordsOf('echo'), ['未連線', '連線', '沒有位址。', '傳送訊息', '傳送']);
      assert.equal(await page.evaluate(() => window.all().every((node, at) => node === window.served[at])), true);
      assert.deepEqual(complaints, []);
    });
  },
);
