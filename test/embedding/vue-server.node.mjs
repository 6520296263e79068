// The element in Vue, rendered on a server and then hydrated in a browser.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { createServer } from 'vite';
import { inChromium, useSite } from './site.mjs';

const path = 'test/embedding/vue/hydrated.html';
const elsewhere = 'wss://example.com/';

describe('<ws-echo> rendered by Vue on a server', inChromium, () => {
  const open = useSite([path]);
  let vite;
  let render;

  before(async () => {
    vite = await createServer({
      configFile: false,
      root: fileURLToPath(new URL('../..', import.meta.url)),
      appType: 'custom',
      logLevel: 'warn',
      optimizeDeps: { noDiscovery: true },
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'ws-echo' } } })],
    });
    ({ render } = await vite.ssrLoadModule('/test/embedding/vue/server.ts'));
  });

  after(() => vite?.close());

  it('Vue renders `<ws-echo>` on a server with its text attributes and its slotted content', async () => {
    assert.equal(
      await render(elsewhere),
      '<!--[--><ws-echo id="text" label="By text" url="wss://example.com/" retry="5" idleTimeout="60000"><em slot="empty">Silence</em></ws-echo>' +
        '<ws-echo id="function" readonly manual="false"></ws-echo><output>nothing</output><!--]-->',
    );
  });

  it('Vue hydrates every `<ws-echo>` without a warning, with all properties and one socket each', async () => {
    const html = await render(elsewhere);
    const app = await open(
      path,
      (url, text, placeholder) => (window.rendered = text.replace(placeholder, url)),
      html,
      elsewhere,
    );
    await app.waitFor(() => [...document.querySelectorAll('ws-echo')].every(({ state }) => state === 'open'));
    await app.page.evaluate(() => document.querySelector('#text').send('Hello!'));
    await app.waitFor(() => document.querySelector('output').textContent === 'Hello!');
    const isTheSame = await app.page.evaluate(() =>
      [...document.querySelectorAll('#app *')].every((element, at) => element === window.elements[at]),
    );
    assert.ok(isTheSame, 'Vue has made other elements');
    const properties = await app.page.evaluate(() => {
      const [text, other] = document.querySelectorAll('ws-echo');
      return [text.retry, text.idleTimeout, typeof other.url, other.protocol, other.readonly, other.manual];
    });
    assert.deepEqual(properties, [5, 60_000, 'function', 'chat', true, false]);
    const { opened, closes, live, tokens } = await app.server();
    assert.deepEqual({ opened, closes, live, tokens }, { opened: 2, closes: [], live: 2, tokens: ['1'] });
  });
});
