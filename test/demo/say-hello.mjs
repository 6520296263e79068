// Opens a demo page in a real browser and does with it what a visitor does first.
import assert from 'node:assert/strict';
import {launch} from 'puppeteer-core';
import {findBrowser} from '../../scripts/browsers.mjs';
import {chromiumOptions} from '../runner/chromium.mjs';

const chromium = findBrowser('chromium');

/** Why a test cannot say hello here, or false when it can. */
export const cannotSayHello = !chromium && 'there is no Chromium here';

/** Types “Hello!”, presses Send and sees it come back, with no complaint in the console. */
export async function sayHello(address, test) {
  const browser = await launch(chromiumOptions(chromium.path));
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
      test.diagnostic(`${message.type()}: ${message.text()}`);
    });

    await page.goto(address);
    assert.equal(await page.title(), 'WebSocket Demo');

    await page.locator('ws-echo >>> [part~=input]').fill('Hello!');
    await page.locator('ws-echo >>> [part~=send]').click();
    await page.waitForFunction(() => {
      const {shadowRoot} = document.querySelector('ws-echo');
      return shadowRoot.querySelector('[part~=message]')?.textContent.includes('Hello!');
    });

    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
}
