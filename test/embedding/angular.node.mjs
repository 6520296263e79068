import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itIsTheApp, itIsTheExample } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/angular.html';
const example = 'test/embedding/angular/example.html';
const element = 'test/embedding/angular/element.html';

describe('<ws-echo> in Angular', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('README example for Angular', () => itIsTheExample(open, example));
  describe('demo/angular.html', () => itIsTheApp('angular', open));
  describe('Angular bindings of <ws-echo>', () => itBinds(open, element));

  it('`<ws-echo>` connects once when Angular sets its properties after inserting it', async () => {
    const page = await open(element, (url) => {
      const { insertBefore } = Node.prototype;
      Node.prototype.insertBefore = function (node, place) {
        const inserted = insertBefore.call(this, node, place);
        if (node.localName === 'ws-echo') window.inserted = { isConnected: node.isConnected, url: node.url };
        return inserted;
      };
      window.props = { url: () => url, protocols: ['chat'], retry: false };
    });
    await page.waitFor(() => window.show);
    await page.page.evaluate(() => window.show(window.props));
    await page.waitFor(() => document.querySelector('ws-echo').state === 'open');
    assert.deepEqual(await page.page.evaluate(() => window.inserted), { isConnected: true });
    const { opened, live, closes, protocols } = await page.server();
    assert.deepEqual({ opened, live, closes, protocols }, { opened: 1, live: 1, closes: [], protocols: ['chat'] });
  });
});
