import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import solid from 'vite-plugin-solid';
import { attachEcho } from './demo/echo-server.mjs';
import { pages } from './demo/site/pages.mjs';
import { inputs, site } from './demo/site/plugin.mjs';
import { shortStyles } from './scripts/package.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The chunk for a module of a framework that a page shows, so that its weight is not the page's own; null for others. */
function frameworkChunk(id: string): string | null {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id.replaceAll('\\', '/')) ?? [];
  const page = pages.find(({ framework }) => framework?.some((one) => name === one || name?.startsWith(`${one}/`)));
  return page ? `framework-${page.name}` : null;
}

/** Gives the development server an echo at /echo. */
function echo(): Plugin {
  return {
    name: 'echo',
    configureServer(server) {
      if (!server.httpServer) return;
      const closeAll = attachEcho(server.httpServer, '/echo');
      const close = server.close.bind(server);
      server.close = async () => {
        await closeAll();
        await close();
      };
    },
  };
}

/** A page that reloads itself when the server comes back would hide what the element does then. */
function noLiveReload(): Plugin {
  return {
    name: 'no-live-reload',
    config: () => ({ server: { hmr: false, ws: false } }),
    configureServer(server) {
      server.middlewares.use('/@vite/client', (_request, response) => {
        // What else Vite's own has to do: some packages ask for constants that are defined there.
        response.setHeader('Content-Type', 'text/javascript').end("import '/@vite/env';");
      });
    },
  };
}

/** The site: served by `npm start`, and built as a static site that any folder on any server can hold. */
export default defineConfig({
  root: here('demo'),
  base: './',
  plugins: [
    site(),
    shortStyles,
    echo(),
    noLiveReload(),
    vue({ template: { compilerOptions: { isCustomElement: (tag) => /^ws-(echo|log)$/.test(tag) } } }),
    svelte({ configFile: false }),
    solid({ include: /\/solid\/.*\.tsx$/, hot: false }),
  ],
  // Angular's.
  oxc: { decorator: { legacy: true } },
  // Nobody writes these imports. Found late, they would have the page reload.
  optimizeDeps: {
    entries: ['*.ts', '*/main.{js,ts,tsx}', 'site/site.ts'],
    include: ['react/jsx-dev-runtime', 'preact/jsx-dev-runtime'],
  },
  // The pages import ../src.
  server: { fs: { allow: [here('.')] } },
  build: {
    outDir: here('dist/demo'),
    emptyOutDir: true,
    // Angular's templates are compiled in the page: its compiler goes with it.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: inputs,
      output: {
        codeSplitting: { groups: [{ name: frameworkChunk, debugName: 'frameworks' }] },
      },
      // 'use client' is for React on a server; here there is none.
      onLog: (level, log, say) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') say(level, log);
      },
    },
  },
});
