// A document picture-in-picture window of a real Chromium, while its tab is hidden.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';
import { bundle, startSite } from '../servers/site.mjs';

const chromium = findBrowser('chromium');

describe('<ws-echo> in a picture-in-picture window', { skip: !chromium && 'there is no Chromium here' }, () => {
  let browser;
  let site;
  let echoServer;
  let page;

  before(async () => {
    echoServer = await startEchoServer();
    site = await startSite({
      '/': ['text/html', html],
      '/define.js': ['text/javascript', await bundle('src/define.ts')],
    });
    browser = await launch({
      ...chromiumOptions(chromium.path),
      // Puppeteer turns off what is tested here.
      ignoreDefaultArgs: ['--disable-backgrounding-occluded-windows'],
    });
    page = await browser.newPage();
    page.setDefaultTimeout(20_000);
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    await echoServer?.close();
  });

  const reached = (state) => page.waitForFunction((wanted) => window.el.state === wanted, { polling: 20 }, state);

  it('`<ws-echo>` connects while its tab is hidden, and closes with its window', { timeout: 60_000 }, async () => {
    const id = crypto.randomUUID();
    await page.goto(`${site.url}/?${encodeURIComponent(`${echoServer.url}/?id=${id}`)}`);
    await reached('open');
    await page.click('#pop');
    await page.waitForFunction(() => window.el.ownerDocument !== document);
    assert.equal(await page.evaluate(() => window.el.state), 'open');

    await browser.newPage();
    await page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 20 });
    assert.equal(await page.evaluate(() => window.el.ownerDocument.visibilityState), 'visible');
    await page.evaluate(() => {
      window.states = [];
      window.el.addEventListener('statechange', () => window.states.push(window.el.state));
    });
    await fetch(`${echoServer.url.replace('ws', 'http')}/record/${id}?terminate`, { method: 'POST' });
    await page.waitForFunction(() => window.states.at(-1) === 'open', { polling: 20 });
    assert.deepEqual(await page.evaluate(() => window.states), ['waiting', 'connecting', 'open']);

    await page.evaluate(() => window.pip.close());
    await reached('closed');
    await page.evaluate(() => document.body.append(window.el));
    await page.bringToFront();
    await reached('open');
  });
});

const html = `<!doctype html>
<title>Picture in picture</title>
<button id="pop">Pop out</button>
<script type="module">
  import './define.js';
  window.el = document.createElement('ws-echo');
  el.url = decodeURIComponent(location.search.slice(1));
  document.body.append(el);
  document.querySelector('#pop').onclick = async () => {
    window.pip = await documentPictureInPicture.requestWindow();
    pip.document.body.append(el);
  };
</script>`;
