// `ws-echo/connection` in Node, in the main thread and in a worker thread: over the package ws, and over Node's own
// `WebSocket` where this Node has one (22 and newer). Neither has `CloseEvent`, `addEventListener` or `reportError`.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import { packed } from './packed.mjs';

const threadProgram = fileURLToPath(new URL('node/program.mjs', import.meta.url));

describe('`ws-echo/connection` in Node', { timeout: 60_000 }, () => {
  let module;
  let server;

  before(async () => {
    module = pathToFileURL(join((await packed()).folder, 'dist/connection/index.js')).href;
  });

  beforeEach(() => startServer());
  afterEach(() => stopServer());

  async function startServer(port = 0) {
    server = new WebSocketServer({ port, host: '127.0.0.1' });
    server.on('connection', (socket) =>
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
    );
    await once(server, 'listening');
  }

  async function stopServer() {
    for (const socket of server.clients) socket.terminate();
    await new Promise((resolve) => server.close(resolve));
  }

  /** What the program tells while its server is killed and started again. */
  async function comesBack(run) {
    const { port } = server.address();
    const lines = [];
    let waiting = null;
    const program = run(`ws://127.0.0.1:${port}/?token=SECRET`, (line) => {
      lines.push(line);
      waiting?.();
    });
    const until = async (line) => {
      while (!lines.includes(line)) await new Promise((resolve) => (waiting = resolve));
    };
    await until('message one');
    await stopServer();
    await until('waiting dropped');
    await startServer(port);
    await until('message two');
    await program;
    return lines;
  }

  const expected = [
    'open',
    'message one',
    'waiting dropped',
    'connecting',
    'open',
    'message two',
    'closing',
    'closed',
    'close 1005',
  ];

  async function inThread(run) {
    const lines = await comesBack(run);
    // The server may not be there yet: attempts that fail meanwhile are no difference.
    const unique = lines.filter((line, index) => line !== 'waiting unreachable' && lines.indexOf(line) === index);
    assert.deepEqual(unique, [...new Set(expected)]);
  }

  const kinds = ['ws', ...(globalThis.WebSocket ? ['native'] : [])];

  for (const kind of kinds) {
    it(`a \`Connection\` over ${kind} sends, receives and comes back in the main thread`, async () => {
      const { run } = await import('./node/program.mjs');
      await inThread((url, tell) => run({ module, url, kind }, tell));
    });

    it(`a \`Connection\` over ${kind} sends, receives and comes back in a worker thread`, async () => {
      await inThread(async (url, tell) => {
        const worker = new Worker(threadProgram, { workerData: { module, url, kind } });
        worker.on('message', tell);
        await once(worker, 'exit');
      });
    });
  }

  it('a `Connection` where there is no `WebSocket` fails with the diagnosis `socket-failed`', async () => {
    const { Connection } = await import(module);
    const native = globalThis.WebSocket;
    Reflect.deleteProperty(globalThis, 'WebSocket');
    try {
      const connection = new Connection('ws://127.0.0.1:1/', [], { retry: false });
      await new Promise((resolve) => connection.addEventListener('close', resolve));
      assert.equal(connection.diagnosis.kind, 'socket-failed');
    } finally {
      if (native) globalThis.WebSocket = native;
    }
  });
});
