// The sockets of the demo during a hot reload: Vite's development server, and a file that changes.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { createServer } from 'vite';
import solid from 'vite-plugin-solid';
import { inChromium, useServer } from './site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The apps that are edited, with the scripts that mount them. */
const apps = { react: 'main.tsx', solid: 'main.tsx', svelte: 'main.ts', vue: 'main.ts' };

/** A copy of the demo, to be edited. */
let demo;

async function startDevelopment() {
  const folder = await mkdtemp(join(tmpdir(), 'ws-echo-development-'));
  demo = join(folder, 'demo');
  await cp(join(root, 'demo'), demo, { recursive: true });
  for (const name of ['src', 'node_modules']) await symlink(join(root, name), join(folder, name), 'junction');
  // Without the page around the app.
  for (const [name, script] of Object.entries(apps)) {
    await writeFile(
      join(demo, `${name}.html`),
      `<!doctype html><link rel="icon" href="data:," /><div id="app"></div><script type="module" src="./${name}/${script}"></script>`,
    );
  }
  const vite = await createServer({
    configFile: false,
    root: demo,
    cacheDir: join(folder, 'cache'),
    mode: 'development',
    logLevel: 'warn',
    optimizeDeps: { entries: Object.keys(apps).map((name) => `${name}.html`) },
    server: { port: 0, fs: { strict: false } },
    plugins: [
      react({ exclude: /\/solid\// }),
      solid({ include: /\/solid\/.*\.tsx$/ }),
      svelte({ configFile: false }),
      vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'ws-echo' } } }),
    ],
  });
  await vite.listen();
  return {
    url: vite.resolvedUrls.local[0].slice(0, -1),
    async close() {
      await vite.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Changes a file of the demo. */
async function edit(path, before, after) {
  const file = join(demo, path);
  await writeFile(file, (await readFile(file, 'utf8')).replace(before, after));
}

describe('Hot reload of the demo', inChromium, () => {
  const open = useServer(startDevelopment);

  /** Opens the app, changes its heading, and waits until the page shows that without having been loaded anew. */
  async function openAndEdit(path) {
    const app = await open(path.replace(/\/.*/, '.html'));
    await app.waitFor(
      () => [...document.querySelectorAll('ws-echo')].filter(({ state }) => state === 'open').length === 5,
    );
    await app.page.evaluate(() => (window.left = document.querySelector('#left')));
    await edit(path, 'Two elements, side by side', 'Two elements');
    await app.waitFor(() => document.querySelector('#two')?.textContent === 'Two elements');
    assert.ok(await app.page.evaluate(() => Boolean(window.left)), 'The page was loaded anew');
    return app;
  }

  for (const [name, path] of [
    ['React', 'react/app.tsx'],
    ['Vue', 'vue/app.vue'],
  ]) {
    it(`\`<ws-echo>\` keeps its socket during a hot reload in ${name}`, async () => {
      const app = await openAndEdit(path);
      assert.ok(await app.page.evaluate(() => window.left === document.querySelector('#left')));
      await app.keptEverySocket();
    });
  }

  for (const [name, path] of [
    ['Solid', 'solid/app.tsx'],
    ['Svelte', 'svelte/app.svelte'],
  ]) {
    it(`a hot reload in ${name} makes new \`<ws-echo>\` elements, and closes the old sockets with 1000`, async () => {
      const app = await openAndEdit(path);
      const { opened, closes, live } = await app.server({ opened: 10, closed: 5 });
      assert.deepEqual(
        { opened, codes: closes.map(({ code }) => code), live },
        { opened: 10, codes: Array(5).fill(1000), live: 5 },
      );
      await app.waitFor(
        () => [...document.querySelectorAll('ws-echo')].filter(({ state }) => state === 'open').length === 5,
      );
    });
  }
});
