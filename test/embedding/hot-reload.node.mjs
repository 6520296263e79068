// What becomes of the sockets while somebody works on the app: Vite's development server, and a file that changes.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import solid from 'vite-plugin-solid';
import { inChromium, useServer } from './site.mjs';

const demo = fileURLToPath(new URL('../../demo', import.meta.url));

/** By path, what has become of which text. */
const edits = new Map();
let watcher;

async function startDevelopment() {
  const cacheDir = await mkdtemp(join(tmpdir(), 'ws-echo-vite-'));
  const vite = await createServer({
    configFile: false,
    root: demo,
    cacheDir,
    mode: 'development',
    logLevel: 'warn',
    optimizeDeps: { entries: ['react.html', 'solid.html'] },
    server: { port: 0, fs: { strict: false } },
    plugins: [
      {
        name: 'edits',
        enforce: 'pre',
        transform(code, id) {
          return edits.has(id) ? code.replace(...edits.get(id)) : null;
        },
      },
      react({ exclude: /\/solid\// }),
      solid({ include: /\/solid\/.*\.tsx$/ }),
    ],
  });
  await vite.listen();
  ({ watcher } = vite);
  return {
    url: vite.resolvedUrls.local[0].slice(0, -1),
    async close() {
      await vite.close();
      await rm(cacheDir, { recursive: true });
    },
  };
}

/** As if somebody had changed a file of the demo. */
function edit(path, before, after) {
  edits.set(join(demo, path), [before, after]);
  watcher.emit('change', join(demo, path));
}

describe('hot reload', inChromium, () => {
  const open = useServer(startDevelopment);

  /** Opens the app, changes its heading, and waits until the page shows that without having been loaded anew. */
  async function openAndEdit(name) {
    const app = await open(`${name}.html`);
    await app.waitFor(() => [...document.querySelectorAll('ws-echo')].filter(({ state }) => state === 'open').length === 5);
    await app.page.evaluate(() => (window.left = document.querySelector('#left')));
    edit(`${name}/app.tsx`, 'Two elements, side by side', 'Two elements');
    await app.waitFor(() => document.querySelector('#two')?.textContent === 'Two elements');
    assert.ok(await app.page.evaluate(() => Boolean(window.left)), 'The page was loaded anew');
    return app;
  }

  it('keeps every socket in React', async () => {
    const app = await openAndEdit('react');
    assert.ok(await app.page.evaluate(() => window.left === document.querySelector('#left')));
    await app.keptEverySocket();
  });

  it('closes every socket with 1000 and opens another in Solid, which makes new elements', async () => {
    const app = await openAndEdit('solid');
    const { opened, closes, live } = await app.server({ opened: 10, closed: 5 });
    assert.deepEqual({ opened, codes: closes.map(({ code }) => code), live }, { opened: 10, codes: Array(5).fill(1000), live: 5 });
    await app.waitFor(() => [...document.querySelectorAll('ws-echo')].filter(({ state }) => state === 'open').length === 5);
  });
});
