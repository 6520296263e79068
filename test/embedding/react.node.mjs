import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds, jsxNames } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/react.html';
const example = 'test/embedding/react/example.html';
const component = 'test/embedding/react/component.html';
const element = 'test/embedding/react/element.html';

describe('<ws-echo> in React', inChromium, () => {
  const open = useSite([app, example, component, element]);
  describe('README example for React', () => itIsTheExample(open, example));
  describe('demo/react.html', () => itMovesWithItsPortal(itIsTheApp('react', open)));
  describe('Bindings of the React component', () => itBinds(open, component, jsxNames));
  describe('React bindings of <ws-echo> without the component', () => {
    itBinds(open, element);

    it('React without the component calls no handler with a JSX name such as `onMessage`', async () => {
      const page = await open(element);
      await page.waitFor(() => window.show);
      await page.page.evaluate(
        (url, names) => {
          window.heard = [];
          window.show({ url, ...Object.fromEntries(names.map((name) => [name, () => window.heard.push(name)])) });
        },
        page.url,
        Object.values(jsxNames),
      );
      await page.waitFor(() => document.querySelector('ws-echo').state === 'open');
      await page.act({ send: 'Anybody?' });
      await page.waitFor(() => document.querySelector('ws-echo').lastMessage?.data === 'Anybody?');
      await page.act({ close: 4400 });
      await page.waitFor(() => document.querySelector('ws-echo').state === 'closed');
      assert.deepEqual(await page.page.evaluate(() => window.heard), []);
    });
  });
});
