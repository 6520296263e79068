// The built demo on a static web server, which has no WebSocket endpoint.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { cannotSayHello, sayHello } from './say-hello.mjs';

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));

describe('Built demo', { timeout: 60_000 }, () => {
  let outDir;
  let server;

  before(async () => {
    outDir = await mkdtemp(join(tmpdir(), 'ws-echo-demo-'));
    await build({ configFile, build: { outDir }, logLevel: 'warn' });
    server = await preview({ configFile, build: { outDir }, preview: { port: 0 } });
  });

  after(async () => {
    await server.close();
    await rm(outDir, { recursive: true });
  });

  it('every page of the built demo echoes “Hello!” on a static server', { skip: cannotSayHello }, async (test) => {
    await sayHello(server.resolvedUrls.local[0], test);
  });
});
