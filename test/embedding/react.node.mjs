import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds, jsxNames } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/react.html';
const example = 'test/embedding/react/example.html';
const component = 'test/embedding/react/component.html';
const element = 'test/embedding/react/element.html';
const hook = 'test/embedding/react/hook.html';
const log = 'test/embedding/react/log.html';

describe('<ws-echo> in React', inChromium, () => {
  const open = useSite([app, example, component, element, hook, log]);
  describe('README example for React', () => itIsTheExample(open, example));
  describe('demo/react.html', () => itMovesWithItsPortal(itIsTheApp('react', open)));
  describe('Bindings of the React component', () => itBinds(open, component, jsxNames));
  describe('`<WsLog>`', () => {
    const rows = (page, texts) =>
      page.waitFor((wanted) => {
        const found = document.querySelector('ws-log')?.shadowRoot.querySelectorAll('[role=option] [part=text]') ?? [];
        return [...found].map(({ textContent }) => textContent).join() === wanted;
      }, texts);

    it('`<WsLog>` in a `<WsEcho>` lists its messages, and takes its properties from each render', async () => {
      const page = await open(log);
      await page.waitFor(() => window.show);
      const show = (query) =>
        page.page.evaluate((url, text) => window.show(url, text), `${page.url}&greet=Hello`, query);
      await show('is:received');
      await rows(page, 'Hello');
      await page.page.evaluate(() => document.querySelector('ws-echo').send('mine'));
      await rows(page, 'Hello,mine');
      await show('is:sent');
      await rows(page, 'mine');
      assert.equal(await page.page.evaluate(() => document.querySelector('ws-log').limit), 50);
    });
  });
  describe('useConnection()', () => {
    /** Renders the banner of the fixture with an address; null: without one. */
    const show = (page, url) => page.page.evaluate((address) => window.show(address), url);
    const says = (page, words) =>
      page.waitFor((wanted) => document.querySelector('output')?.textContent === wanted, words);

    it('`useConnection()` opens one socket under StrictMode, and renders its state and newest message', async () => {
      const page = await open(hook);
      await page.waitFor(() => window.show);
      await show(page, page.url);
      await says(page, 'open');
      await page.page.evaluate(() => window.connection.send('Hello!'));
      await says(page, 'open Hello!');
      assert.equal((await page.server()).opened, 1);
      assert.deepEqual(await page.page.evaluate(() => window.messages), ['Hello!']);
    });

    it('`useConnection()` closes with 1000 when its component is unmounted, and connects when it is back', async () => {
      const page = await open(hook);
      await page.waitFor(() => window.show);
      await show(page, page.url);
      await says(page, 'open');
      await show(page, undefined);
      assert.deepEqual((await page.server({ closed: 1 })).closes, [{ code: 1000, reason: '' }]);
      await show(page, page.url);
      await says(page, 'open');
      assert.equal((await page.server()).live, 1);
    });

    it('`useConnection()` connects to another address, and to none with null', async () => {
      const page = await open(hook);
      await page.waitFor(() => window.show);
      await show(page, null);
      await says(page, 'closed');
      await show(page, page.url);
      await says(page, 'open');
      await show(page, `${page.url}&greet=other`);
      await says(page, 'open other');
      await show(page, null);
      await says(page, 'closed');
      const { opened, closes } = await page.server({ closed: 2 });
      assert.deepEqual([opened, closes.map(({ code }) => code)], [2, [1000, 1000]]);
    });
  });

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
