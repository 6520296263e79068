import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/vue.html';
const example = 'test/embedding/vue/example.html';
const element = 'test/embedding/vue/element.html';
const model = 'test/embedding/vue/model.html';

/** Vue resets a property by its type: a number to 0, a boolean to false. To restore a default, use the attribute. */
const attributes = {
  retry: '^retry',
  connectTimeout: 'connect-timeout',
  idleTimeout: 'idle-timeout',
  queueLimit: 'queue-limit',
};
const takenAway = (name) => attributes[name] ?? name;

describe('<ws-echo> in Vue', inChromium, () => {
  const open = useSite([app, example, element, model]);
  describe('README example for Vue', () => itIsTheExample(open, example));

  describe('demo/vue.html', () => {
    const openApp = itIsTheApp('vue', open);
    itMovesWithItsPortal(openApp);

    it('Vue `<KeepAlive>` closes the socket of a hidden `<ws-echo>`, and connects it when it returns', async () => {
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

  it('Vue `v-model` reads and writes `value`', async () => {
    const opened = await open(model);
    const { page } = opened;
    const waitFor = (isTrue) => opened.waitFor(isTrue);
    await waitFor(() => document.querySelector('ws-echo')?.value === 'first');
    await page.evaluate(() => window.setText('second'));
    await waitFor(() => document.querySelector('ws-echo').value === 'second');
    await page.evaluate(() => document.querySelector('ws-echo').focus());
    await page.keyboard.type(' and third');
    await waitFor(() => document.querySelector('output').textContent === 'second and third');
  });

  describe('Vue bindings of <ws-echo>', () => itBinds(open, element, undefined, undefined, takenAway));
});
