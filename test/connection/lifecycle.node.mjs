// The page lifecycle in a real Chromium, by its own controls: the back/forward cache, freezing, other tabs, no network.
// The test server records the sockets; the page logs the events of its connection.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { bundle, startSite } from '../servers/site.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';

const chromium = findBrowser('chromium');

describe('Connection in a real page', { skip: !chromium && 'there is no Chromium here', timeout: 60_000 }, () => {
  let browser;
  let site;
  let echoServer;
  let page;
  let id;

  before(async () => {
    echoServer = await startEchoServer();
    site = await startSite({
      '/': ['text/html', html],
      '/connection.js': ['text/javascript', await bundle('src/connection/connection.ts')],
      '/elsewhere': ['text/html', '<!doctype html><title>Elsewhere</title>'],
    });
    browser = await launch({
      ...chromiumOptions(chromium.path),
      // Puppeteer turns off what is tested here.
      ignoreDefaultArgs: ['--disable-back-forward-cache', '--disable-backgrounding-occluded-windows'],
    });
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    await echoServer?.close();
  });

  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    id = crypto.randomUUID();
    await page.goto(`${site.url}/?${encodeURIComponent(`${echoServer.url}/?id=${id}`)}`);
    await page.waitForFunction(() => window.connection.state === 'open');
    await page.evaluate(() => (window.log.length = 0));
  });

  afterEach(() => page.close());

  /** The record of the server for this page, once it has reached the numbers in `least`. */
  async function server(least = {}, method = 'GET') {
    const response = await fetch(`${echoServer.url.replace('ws', 'http')}/record/${id}?${new URLSearchParams(least)}`, {
      method,
    });
    assert.equal(response.status, 200, `The server waited in vain for ${JSON.stringify(least)}`);
    return response.json();
  }

  /** Waits until the connection is in this state, and returns the log of the page. */
  async function reached(state) {
    await page.waitForFunction((wanted) => window.connection.state === wanted, { polling: 20 }, state);
    return page.evaluate(() => window.log);
  }

  it('Connection lets the page into the back/forward cache, and reconnects when the page returns', async () => {
    const cdp = await page.createCDPSession();
    const reasons = [];
    await cdp.send('Page.enable');
    cdp.on('Page.backForwardCacheNotUsed', (event) => reasons.push(...event.notRestoredExplanations));

    await page.evaluate(() => (window.isTheSamePage = true));
    await page.goto(`${site.url}/elsewhere`);
    assert.deepEqual(await server({ closed: 1 }), {
      opened: 1,
      closes: [{ code: 1000, reason: '' }],
      messages: [],
      protocols: [''],
      live: 0,
    });

    await page.evaluate(() => history.back());
    await page.waitForFunction(() => window.isTheSamePage, { polling: 20 }).catch(() => {});
    assert.deepEqual(reasons, []);
    assert.deepEqual(await reached('open'), [
      'pagehide, persisted',
      'asleep',
      'close 1000',
      'hidden',
      'freeze',
      'resume',
      'visible',
      'connecting',
      'pageshow, persisted',
      'open',
    ]);
    const { opened, live } = await server({ opened: 2 });
    assert.deepEqual({ opened, live }, { opened: 2, live: 1 });
  });

  it('Connection is asleep while the page is frozen, and reconnects when the page resumes', async () => {
    const cdp = await page.createCDPSession();
    const other = await browser.newPage();
    await other.bringToFront();
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    const { closes } = await server({ closed: 1 });
    assert.deepEqual(closes, [{ code: 1000, reason: '' }]);

    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await page.bringToFront();
    const log = await reached('open');
    assert.deepEqual(log.slice(log.indexOf('freeze')), [
      'freeze',
      'asleep',
      'close 1000',
      'resume',
      'visible',
      'connecting',
      'open',
    ]);
    const { opened, live } = await server({ opened: 2 });
    assert.deepEqual({ opened, live }, { opened: 2, live: 1 });
    await other.close();
  });

  it('Connection reconnects at once, without the rest of the backoff, when the network is back', async () => {
    // The end of the first window: 2 seconds. A code that says to come back later would not be overruled.
    await page.evaluate(() => (Math.random = () => 0.999));
    await page.setOfflineMode(true);
    await server({ close: 1011 }, 'POST');
    await reached('waiting');
    const wait = await page.evaluate(() => window.connection.retryAt - Date.now());
    assert.ok(wait > 1_000, `It would wait for ${wait} ms`);

    await page.setOfflineMode(false);
    assert.deepEqual(await reached('open'), ['offline', 'waiting', 'close 1011', 'online', 'connecting', 'open']);
    assert.equal((await server({ opened: 2 })).live, 1);
  });

  it('Connection makes no attempt while the page is hidden, and one as soon as it is visible', async () => {
    // The first attempt is due at once.
    await page.evaluate(() => (Math.random = () => 0));
    const other = await browser.newPage();
    await other.bringToFront();
    await page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 20 });
    await server({ terminate: 1 }, 'POST');
    assert.deepEqual(await reached('asleep'), ['hidden', 'waiting', 'close 1006', 'asleep']);
    assert.equal((await server()).opened, 1);

    await page.bringToFront();
    assert.deepEqual((await reached('open')).slice(4), ['visible', 'connecting', 'open']);
    assert.equal((await server({ opened: 2 })).live, 1);
    await other.close();
  });

  it('Connection keeps its open socket while the page is hidden', async () => {
    const other = await browser.newPage();
    await other.bringToFront();
    await page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 20 });
    await page.bringToFront();
    await page.waitForFunction(() => document.visibilityState === 'visible', { polling: 20 });
    assert.deepEqual(await page.evaluate(() => window.log), ['hidden', 'visible']);
    assert.deepEqual(await server(), { opened: 1, closes: [], messages: [], protocols: [''], live: 1 });
    await other.close();
  });

  it('a connection that `close()` has closed stays closed through all page signals', async () => {
    const cdp = await page.createCDPSession();
    await page.evaluate(() => window.connection.close());
    await reached('closed');
    await page.setOfflineMode(true);
    await page.setOfflineMode(false);
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await page.evaluate(() => (window.isTheSamePage = true));
    await page.goto(`${site.url}/elsewhere`);
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => window.isTheSamePage && window.log.includes('pageshow, persisted'), {
      polling: 20,
    });
    const log = await page.evaluate(() => window.log);
    assert.deepEqual(
      log.filter((line) => /^(open|connecting|asleep|waiting)$/.test(line)),
      [],
    );
    assert.equal((await server()).opened, 1);
  });
});

/** A page that connects to the address in its query and writes down what happens. */
const html = `<!doctype html><title>Lifecycle</title><script type="module">
    import { Connection } from './connection.js';
  const log = [];
  const write = (line) => log.push(line);
  for (const type of ['offline', 'online']) addEventListener(type, () => write(type));
  for (const type of ['freeze', 'resume']) addEventListener(type, () => write(type), true);
  addEventListener('visibilitychange', () => write(document.visibilityState), true);
  for (const type of ['pagehide', 'pageshow']) {
    addEventListener(type, ({ persisted }) => write(type + (persisted ? ', persisted' : '')));
  }
  // Its listeners are added after those above: the log has each page event before its effect.
  const connection = new Connection(decodeURIComponent(location.search.slice(1)));
  Object.assign(window, { connection, log });
  connection.addEventListener('statechange', () => write(connection.state));
  connection.addEventListener('close', ({ code }) => write('close ' + code));
</script>`;
