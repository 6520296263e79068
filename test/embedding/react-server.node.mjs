// The React component, rendered on a server and then hydrated in a browser.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { inChromium, useSite } from './site.mjs';

const path = 'test/embedding/react/hydrated.html';
const elsewhere = 'wss://example.com/';

describe('<ws-echo> rendered by React on a server', inChromium, () => {
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
    });
    ({ render } = await vite.ssrLoadModule('/test/embedding/react/server.tsx'));
  });

  after(() => vite?.close());

  it('the React component renders on a server as an empty element with its slotted content', () => {
    assert.equal(
      render(elsewhere),
      '<ws-echo id="echo" class="wide" lang="en"><em slot="empty">Silence</em></ws-echo><output>nothing</output>',
    );
  });

  it('the React component hydrates in a browser without a warning, and opens one socket', async () => {
    const app = await open(path, (_url, html) => (window.rendered = html), render(elsewhere));
    await app.waitFor(() => document.querySelector('#echo').state === 'open');
    await app.page.evaluate(() => document.querySelector('#echo').send('Hello!'));
    await app.waitFor(() => document.querySelector('output').textContent === 'Hello!');
    const isTheSame = await app.page.evaluate(() =>
      [...document.querySelectorAll('#app *')].every((element, at) => element === window.elements[at]),
    );
    assert.ok(isTheSame, 'React has made other elements');
    const { opened, live, protocols } = await app.server();
    assert.deepEqual({ opened, live, protocols }, { opened: 1, live: 1, protocols: ['chat'] });
  });
});
