import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itIsTheApp } from './app.mjs';
import { inChromium } from './site.mjs';

describe('the app in Solid', inChromium, () => {
  const openApp = itIsTheApp('solid');

  it('keeps the socket of an element that moves with its portal', async () => {
    const app = await openApp();
    await app.page.evaluate(() => (window.left = document.querySelector('#left')));
    await app.click('#move');
    await app.waitFor(() => document.querySelector('#pinned #left'));
    assert.ok(await app.page.evaluate(() => window.left === document.querySelector('#left')));
    await app.keptEverySocket();
  });
});
