import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/vue.html';
const example = 'test/embedding/vue/example.html';
const element = 'test/embedding/vue/element.html';

/** Vue resets a property by its type, a number to 0 and a boolean to false. What is to have its default again is an attribute. */
const attributes = {
  retry: '^retry',
  connectTimeout: 'connect-timeout',
  idleTimeout: 'idle-timeout',
  queueLimit: 'queue-limit',
};
const takenAway = (name) => attributes[name] ?? name;

describe('Vue', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('the example', () => itIsTheExample(open, example));

  describe('the app', () => {
    const openApp = itIsTheApp('vue', open);
    itMovesWithItsPortal(openApp);

    it('lets go of the socket while an element is kept alive out of the page, and connects when it is back', async () => {
      const page = await openApp();
      const toggle = () => page.click('#tab');
      const isOpen = () => document.querySelector('#kept')?.state === 'open';

      await toggle();
      await page.waitFor(isOpen);
      await page.page.evaluate(() => (window.kept = document.querySelector('#kept')));
      await toggle();
      const { opened, closes, live } = await page.server({ closed: 1 });
      assert.deepEqual({ opened, closes, live }, { opened: 6, closes: [{ code: 1000, reason: '' }], live: 5 });

      await toggle();
      await page.waitFor(isOpen);
      assert.ok(
        await page.page.evaluate(() => window.kept === document.querySelector('#kept')),
        'It is another element',
      );
      const after = await page.server({ opened: 7 });
      assert.deepEqual([after.opened, after.live, after.closes.length], [7, 6, 1]);
    });
  });

  describe('the element', () => itBinds(open, element, undefined, undefined, takenAway));
});
