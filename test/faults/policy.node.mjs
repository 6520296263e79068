// Connections of an https page to ws:. The page has a self-signed certificate, which Chromium is set to accept; the
// host echo.test resolves to this machine, but is not one of the hosts that browsers trust without TLS.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { bundle, startSite } from '../servers/site.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';
import { selfSigned } from './self-signed.mjs';

const chromium = findBrowser('chromium');

const html = `<!doctype html><title>Policy</title><script type="module">
    import { Connection } from './connection.js';
  const log = [];
  window.connect = (url, options) => {
    const connection = new Connection(url, [], options);
    for (const type of ['open', 'error', 'close', 'discard']) connection.addEventListener(type, () => log.push(type));
    connection.addEventListener('statechange', () => log.push(connection.state));
    connection.send('kept or handed back');
    return new Promise((resolve) => connection.addEventListener('statechange', () => {
      if (/^(open|waiting|closed)$/.test(connection.state)) queueMicrotask(() => resolve({ log, diagnosis: connection.diagnosis }));
    }));
  };
</script>`;

describe('Connection on an https page', { skip: !chromium && 'there is no Chromium here', timeout: 60_000 }, () => {
  let browser;
  let site;
  let echoServer;
  let page;

  before(async () => {
    echoServer = await startEchoServer();
    const files = {
      '/': ['text/html', html],
      '/connection.js': ['text/javascript', await bundle('src/connection/connection.ts')],
    };
    site = await startSite(files, selfSigned('localhost'));
    const options = chromiumOptions(chromium.path);
    browser = await launch({
      ...options,
      acceptInsecureCerts: true,
      args: [...options.args, '--host-resolver-rules=MAP echo.test 127.0.0.1'],
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
    await page.goto(site.url);
    await page.waitForFunction(() => window.connect);
  });

  afterEach(() => page.close());

  for (const [how, connect] of [
    ['a URL', (url) => window.connect(url)],
    ['a URL and `retry: false`', (url) => window.connect(url, { retry: false })],
    ['a URL provider', (url) => window.connect(() => url)],
  ]) {
    it(`a connection to ws: with ${String(how)} is closed with \`mixed-content\` and without a retry`, async () => {
      const url = `${echoServer.url.replace('localhost', 'echo.test')}/?id=${crypto.randomUUID()}`;
      const { log, diagnosis } = await page.evaluate(connect, url);
      assert.deepEqual(log, ['closed', 'error', 'close', 'discard']);
      assert.deepEqual([diagnosis.kind, diagnosis.url], ['mixed-content', url.split('?')[0]]);
    });
  }

  it('`new Connection()` without retry and queue throws the SecurityError of `new WebSocket()` for ws:', async () => {
    const thrown = await page.evaluate(
      (url) => {
        const thrownBy = (action) => {
          try {
            action();
            return null;
          } catch ({ name }) {
            return name;
          }
        };
        return [() => new WebSocket(url), () => window.connect(url, { retry: false, queueLimit: 0 })].map(thrownBy);
      },
      `${echoServer.url.replace('localhost', 'echo.test')}/`,
    );
    assert.deepEqual(thrown, ['SecurityError', 'SecurityError']);
  });

  it('a connection to ws: on localhost opens, since localhost needs no TLS', async () => {
    const { log } = await page.evaluate((url) => window.connect(url), `${echoServer.url}/?id=${crypto.randomUUID()}`);
    assert.deepEqual(log, ['open', 'open']);
  });
});
