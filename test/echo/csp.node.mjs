// The element under a Content-Security-Policy that allows next to nothing. The server of the page sends it as a header.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launch } from 'puppeteer-core';
import { findBrowser, requested } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { bundle, startSite } from '../servers/site.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';

const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types lit-html";

/** How to launch the engines that can be driven from outside. */
const options = {
  chromium: chromiumOptions,
  firefox: (path) => ({ browser: 'firefox', executablePath: path, headless: true }),
};

/** Firefox requests an icon by itself, and reports that the policy blocks it. */
const listen = `window.reports = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  if (!blockedURI.endsWith('/favicon.ico')) window.reports.push(violatedDirective + ': ' + blockedURI);
});`;

/** The texts of the status part in each language. */
const languages = {
  en: {
    open: /^Connected$/,
    bad: /“ftp:\/\/example.com\/” is not a valid/,
    closed: /^Not connected$/,
    lost: /1008 policy violation — go away/,
  },
  'zh-Hant': {
    open: /^已連線$/,
    bad: /「ftp:\/\/example.com\/」不是/,
    closed: /^未連線$/,
    lost: /1008 違反政策（go away）/,
  },
};

for (const engine of requested().names.filter((name) => name in options)) {
  const found = findBrowser(engine);
  describe(
    `<ws-echo> under a strict Content-Security-Policy in ${engine}`,
    { skip: !found && `there is no ${engine} here`, timeout: 60_000 },
    () => {
      const files = { '/listen.js': ['text/javascript', listen] };
      let browser;
      let echoServer;
      let site;
      let page;
      let complaints;
      let address;

      before(async () => {
        echoServer = await startEchoServer();
        files['/ws-echo.js'] = ['text/javascript', await bundle('src/define.ts')];
        site = await startSite(files);
        browser = await launch(options[engine](found.path));
      });

      after(async () => {
        await browser?.close();
        await Promise.all([site?.close(), echoServer?.close()]);
      });

      beforeEach(async () => {
        address = `${echoServer.url}/?id=${crypto.randomUUID()}`;
        complaints = [];
        page = await browser.newPage();
        const complain = (text) => !text.includes('/favicon.ico') && complaints.push(text);
        page.on('pageerror', (error) => complain(String(error)));
        page.on('console', (message) => complain(message.text()));
      });

      afterEach(() => page.close());

      async function open(lang) {
        const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Policy</title>
        <script src="/listen.js"></script><script type="module" src="/ws-echo.js"></script><ws-echo url="${address}"></ws-echo>`;
        files['/'] = ['text/html', html, { 'content-security-policy': policy }];
        await page.goto(site.url);
      }

      /** Waits until a part shows this. The policy forbids Puppeteer's own way to wait, which evaluates text. */
      const see = (part, { source }) =>
        page.evaluate(
          async (name, pattern) => {
            const seen = () =>
              document.querySelector('ws-echo').shadowRoot?.querySelector(`[part=${name}]`)?.textContent.trim() ?? '';
            const deadline = performance.now() + 10_000;
            while (!new RegExp(pattern).test(seen())) {
              if (performance.now() > deadline) throw new Error(`The ${name} says “${seen()}”, not ${pattern}`);
              await new Promise(requestAnimationFrame);
            }
          },
          part,
          source,
        );
      const press = (part) =>
        page.evaluate(
          (name) => document.querySelector('ws-echo').shadowRoot.querySelector(`[part=${name}]`).click(),
          part,
        );
      const set = (url) => page.evaluate((value) => (document.querySelector('ws-echo').url = value), url);

      for (const [lang, words] of Object.entries(languages)) {
        it(`\`<ws-echo>\` in ${lang} violates no Content-Security-Policy in any state`, async () => {
          await open(lang);
          await see('state', words.open);
          await page.evaluate(
            () => (document.querySelector('ws-echo').shadowRoot.querySelector('[part=input]').value = '{"a":["<b>"]}'),
          );
          await press('send');
          await see('message', /"<b>"/);
          await page.evaluate(() => document.querySelector('ws-echo').send(new Uint8Array([0, 255])));
          await see('message', /00 ff/);

          await press('action');
          await see('state', words.closed);
          await press('action');
          await see('state', words.open);

          await set('ftp://example.com');
          await see('reason', words.bad);
          await set(`${address}&closeWith=1008&reason=go+away`);
          await see('reason', words.lost);
          await set(address);
          await see('state', words.open);

          assert.equal(
            await page.evaluate(
              () => getComputedStyle(document.querySelector('ws-echo').shadowRoot.querySelector('form')).display,
            ),
            'grid',
          );
          assert.deepEqual(await page.evaluate(() => window.reports), []);
          assert.deepEqual(complaints, []);
        });
      }

      it('the page reports a violation when a `<style>` is added to the shadow root', async () => {
        await open('en');
        await see('state', languages.en.open);
        await page.evaluate(async () => {
          document
            .querySelector('ws-echo')
            .shadowRoot.append(Object.assign(document.createElement('style'), { textContent: 'a {}' }));
          while (window.reports.length === 0) await new Promise(requestAnimationFrame);
        });
        assert.deepEqual(await page.evaluate(() => window.reports), ['style-src-elem: inline']);
      });
    },
  );
}
