import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findBrowser, requested } from './scripts/browsers.mjs';
import { startChaos } from './test/faults/chaos.mjs';
import { chromiumOptions } from './test/runner/chromium.mjs';
import { webkitLauncher } from './test/runner/webkit.mjs';
import { startClients } from './test/servers/clients.mjs';
import { startGraphql } from './test/servers/graphql.mjs';
import { startMqtt } from './test/servers/mqtt.mjs';
import { startEchoServer } from './test/servers/echo-server.mjs';

/** How long a random walk lasts, in minutes; 0 in an ordinary run. */
const soakMinutes = Number(process.env.SOAK_MINUTES ?? 0);

const launchers = {
  chromium: ({ path }) => chromeLauncher({ puppeteer, launchOptions: chromiumOptions(path) }),
  firefox: ({ path }) => chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: path } }),
  webkit: webkitLauncher,
};

/** Every server that a test needs, by the name under which test/servers/addresses.d.ts exports its address. */
async function startServers() {
  const starting = {
    echo: startEchoServer(),
    chaos: startChaos(),
    graphql: startGraphql(),
    mqtt: startMqtt(),
    clients: startClients(),
  };
  const servers = await Promise.all(Object.entries(starting).map(async ([name, server]) => [name, await server]));
  return {
    addresses: Object.fromEntries(servers.map(([name, { url }]) => [name, url])),
    close: () => Promise.all(servers.map(([, server]) => server.close())),
  };
}

function testServers() {
  const path = '/test/servers/addresses.js';
  let servers;
  return {
    name: 'test-servers',
    async serverStart() {
      servers = await startServers();
    },
    serverStop: () => servers?.close(),
    resolveImport: ({ source }) => (source.endsWith('/addresses.js') ? path : undefined),
    serve: (context) =>
      context.path === path
        ? Object.entries(servers.addresses)
            .map(([name, url]) => `export const ${name} = ${JSON.stringify(url)};`)
            .concat(`export const soakMinutes = ${soakMinutes};`)
            .join('\n')
        : undefined,
  };
}

export default {
  files: ['test/**/*.test.ts', '!**/node_modules/**'],
  nodeResolve: { browser: true },
  plugins: [
    testServers(),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  browsers: requested().names.flatMap((engine) => {
    const found = findBrowser(engine);
    return found ? launchers[engine](found) : [];
  }),
  // One page at a time: two would compete for focus, and WebDriver clicks and types into one page only.
  concurrency: 1,
  // These limits, of a test and of a file, only end a hang: a machine that does other things, too, takes its time.
  testFramework: { config: { timeout: 60_000 } },
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000 + soakMinutes * 180_000,
  // Lit's development build warns of mistakes; that it is the development build is no news.
  filterBrowserLogs: ({ args }) => !args.some((arg) => String(arg).includes('Lit is in dev mode')),
};
