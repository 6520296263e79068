// The log as a server renders it, and under a Content-Security-Policy that allows next to nothing.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { launch } from 'puppeteer-core';
import { createServer } from 'vite';
import { findBrowser, requested } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';
import { bundle, startSite } from '../servers/site.mjs';

const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types lit-html";

/** How to launch the engines that can be driven from outside. */
const options = {
  chromium: chromiumOptions,
  firefox: (path) => ({ browser: 'firefox', executablePath: path, headless: true }),
};

for (const engine of requested().names.filter((name) => name in options)) {
  const found = findBrowser(engine);
  describe(`<ws-log> in ${engine}`, { skip: !found && `there is no ${engine} here`, timeout: 60_000 }, () => {
    const files = {};
    let vite;
    let echoServer;
    let site;
    let browser;
    let page;

    before(async () => {
      vite = await createServer({
        configFile: false,
        root: fileURLToPath(new URL('../..', import.meta.url)),
        appType: 'custom',
        logLevel: 'warn',
        optimizeDeps: { noDiscovery: true },
        server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      });
      await vite.ssrLoadModule('/src/define-console.ts');
      echoServer = await startEchoServer();
      files['/hydrate.js'] = ['text/javascript', await bundle('test/log/hydrate.ts')];
      site = await startSite(files);
      browser = await launch(options[engine](found.path));
    });

    after(async () => {
      await browser?.close();
      await Promise.all([site?.close(), echoServer?.close(), vite?.close()]);
    });

    afterEach(() => page?.close());

    /** Opens a page with this content, and returns its console messages, errors and violations of the policy. */
    async function open(content, headers) {
      const markup = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Log</title>${content}
          <script type="module" src="/hydrate.js"></script>`;
      files['/'] = ['text/html', markup, headers];
      page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      const complaints = [];
      const complain = (text) => !/favicon\.ico|Lit is in dev mode|404/.test(text) && complaints.push(text);
      page.on('pageerror', (error) => complain(String(error)));
      page.on('console', (message) => complain(message.text()));
      await page.goto(site.url);
      return complaints;
    }

    const shows = (text) =>
      page.waitForFunction(
        (wanted) => {
          const rows = document.querySelector('ws-log').shadowRoot.querySelectorAll('[role=option]');
          return [...rows].some((row) => row.textContent.includes(wanted));
        },
        { polling: 20 },
        text,
      );

    it('a server renders the toolbar of `<ws-log>`, and hydration records from the start without a complaint', async () => {
      const content = html`<ws-echo lang="en" url=${`${echoServer.url}/?greet=Hi`}
          ><ws-log lang="en" slot="message"></ws-log
        ></ws-echo>`;
      const markup = await collectResult(render(content));
      assert.match(markup, /<ws-log[^>]*><template[^>]* shadowrootmode="open".*part="toolbar".*Pause/s);
      const complaints = await open(markup);
      await shows('Recording begins');
      await shows('Connected to localhost');
      assert.deepEqual(complaints, []);
    });

    it('`<ws-log>` breaks no strict Content-Security-Policy: rows, detail, scrolling and the list of keys', async () => {
      const content = `<ws-echo url="${echoServer.url}"><ws-log slot="message"></ws-log></ws-echo>`;
      const complaints = await open(content, { 'content-security-policy': policy });
      await page.evaluate(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', (event) => {
          if (!event.blockedURI.endsWith('/favicon.ico')) window.violations.push(event.violatedDirective);
        });
      });
      await shows('Connected');
      await page.evaluate(() => {
        for (let number = 0; number < 100; number++) document.querySelector('ws-echo').send(`{"n":${number}}`);
      });
      await shows('{"n":99}');
      await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('ws-log');
        const list = shadowRoot.querySelector('[part=list]');
        for (const key of ['Home', 'End', 'Enter'])
          list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      });
      await page.waitForFunction(
        () => document.querySelector('ws-log').shadowRoot.querySelector('[part=tree]')?.textContent.includes('99'),
        { polling: 20 },
      );
      await page.evaluate(() => document.querySelector('ws-log').shadowRoot.querySelector('[part=help]').click());
      assert.deepEqual([await page.evaluate(() => window.violations), complaints], [[], []]);
    });
  });
}
