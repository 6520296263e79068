// A real mouse in Chromium and Firefox, and a real input method in Chromium, whose driver alone has one.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { launch } from 'puppeteer-core';
import { findBrowser, requested } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { bundle, startSite } from '../servers/site.mjs';

/** How to launch the engines that can be driven from outside. */
const options = {
  chromium: chromiumOptions,
  firefox: (path) => ({ browser: 'firefox', executablePath: path, headless: true }),
};

for (const engine of requested().names.filter((name) => name in options)) {
  const found = findBrowser(engine);
  describe(
    `<ws-echo> with real input in ${engine}`,
    { skip: !found && `there is no ${engine} here`, timeout: 60_000 },
    () => {
      let browser;
      let site;
      let page;

      before(async () => {
        site = await startSite({
          '/': ['text/html', html],
          '/define.js': ['text/javascript', await bundle('src/define.ts')],
        });
        browser = await launch(options[engine](found.path));
        page = await browser.newPage();
      });

      after(async () => {
        await browser?.close();
        await site?.close();
      });

      beforeEach(async () => {
        await page.goto(site.url);
        await page.waitForFunction(() => document.querySelector('ws-echo').state === 'open', { polling: 20 });
      });

      /** The point at the start of the text of a part, and one further on. */
      const pointsIn = (selector) =>
        page.evaluate((wanted) => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector('ws-echo').shadowRoot.querySelector(wanted));
          const { left, top, height, width } = range.getBoundingClientRect();
          return [left + 1, left + width - 1].map((x) => ({ x, y: top + height / 2 }));
        }, selector);

      const focusedPart = () =>
        page.evaluate(() => document.querySelector('ws-echo').shadowRoot.activeElement?.getAttribute('part') ?? null);

      for (const [part, selector] of [
        ['state', '[part=state] span:last-child'],
        ['address', '[part=address]'],
        ['message', '[part=text]'],
        ['details', '[part=details] span'],
      ]) {
        it(`a drag of the mouse selects the text of the ${part} part, and moves no focus to the input`, async () => {
          await page.evaluate(() => document.querySelector('ws-echo').send('Hello!'));
          await page.waitForFunction(() => document.querySelector('ws-echo').shadowRoot.querySelector('[part=text]'), {
            polling: 20,
          });
          const [start, end] = await pointsIn(selector);
          await page.mouse.move(start.x, start.y);
          await page.mouse.down();
          await page.mouse.move(end.x, end.y, { steps: 4 });
          await page.mouse.up();
          const selected = await page.evaluate(() => document.getSelection().toString());
          assert.ok(selected.trim().length > 3, selected);
          assert.notEqual(await focusedPart(), 'input');
        });
      }

      it('a click on a `<label for>` outside moves the focus to the input', async () => {
        await page.click('label');
        assert.equal(await focusedPart(), 'input');
      });

      if (engine === 'chromium') {
        it('Enter that ends a composition sends nothing, and the next Enter sends its text', async () => {
          await page.evaluate(() => {
            window.sent = [];
            const echo = document.querySelector('ws-echo');
            echo.addEventListener('send', ({ data }) => window.sent.push(data));
            echo.focus();
          });
          const cdp = await page.createCDPSession();
          await cdp.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
          await page.evaluate(() => document.querySelector('ws-echo').shadowRoot.querySelector('form').requestSubmit());
          await cdp.send('Input.insertText', { text: '日本' });
          assert.deepEqual(await page.evaluate(() => window.sent), []);
          await page.keyboard.press('Enter');
          assert.deepEqual(await page.evaluate(() => window.sent), ['日本']);
        });

        it('Shift+Enter breaks the line, and Enter sends both lines', async () => {
          await page.evaluate(() => {
            window.sent = [];
            const echo = document.querySelector('ws-echo');
            echo.addEventListener('send', ({ data }) => window.sent.push(data));
            echo.focus();
          });
          await page.keyboard.type('one');
          await page.keyboard.down('Shift');
          await page.keyboard.press('Enter');
          await page.keyboard.up('Shift');
          await page.keyboard.type('two');
          await page.keyboard.press('Enter');
          assert.deepEqual(await page.evaluate(() => window.sent), ['one\ntwo']);
        });
      }
    },
  );
}

const html = `<!doctype html>
<title>Real input</title>
<label for="echo">Outside</label>
<ws-echo id="echo" lang="en" url="loopback:"></ws-echo>
<script type="module" src="/define.js"></script>`;
