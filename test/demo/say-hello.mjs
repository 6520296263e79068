// Opens every page of the site on which something lives in a real browser, sends a message and waits for its echo.
import assert from 'node:assert/strict';
import { launch } from 'puppeteer-core';
import { pages } from '../../demo/site/pages.mjs';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';

const chromium = findBrowser('chromium');
const names = pages.filter(({ script }) => script).map(({ name }) => `${name}.html`);

/** The reason to skip a test that needs a browser, or false. */
export const cannotSayHello = !chromium && 'there is no Chromium here';

/** On each page, types “Hello!”, presses Send and sees it come back, with no error in the console. */
export async function sayHello(address, test) {
  const browser = await launch(chromiumOptions(chromium.path));
  try {
    for (const name of names) await sayHelloOn(await browser.newPage(), new URL(name, address), test);
  } finally {
    await browser.close();
  }
}

async function sayHelloOn(page, address, test) {
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
    test.diagnostic(`${address.pathname}: ${message.type()}: ${message.text()}`);
  });

  // A development server that is new here has dependencies to bundle first.
  await page.goto(address, { timeout: 30_000 });
  assert.match(await page.title(), /WebSocket|ws-echo/);

  await page.locator('ws-echo >>> [part~=input]').fill('Hello!');
  await page.locator('ws-echo >>> [part~=send]').click();
  await page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector('ws-echo > ws-log') ?? document.querySelector('ws-echo');
    const texts = [...shadowRoot.querySelectorAll('[part~=message], [part~=received]')];
    return texts.some(({ textContent }) => textContent.includes('Hello!'));
  });

  assert.deepEqual(complaints, []);
}
