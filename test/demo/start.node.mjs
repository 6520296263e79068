// Runs `npm start` in a process of its own, and opens its pages in a real browser.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { cannotSayHello, sayHello } from './say-hello.mjs';

describe('npm start', { timeout: 60_000 }, () => {
  let child;
  let address;

  before(async () => {
    child = spawn(process.execPath, [fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    address = await announced(child.stdout, /http:\S+/);
  });

  after(() => child.kill());

  it('every page that `npm start` serves echoes “Hello!”', { skip: cannotSayHello }, (test) => sayHello(address, test));

  it('`npm start` rejects a WebSocket to an unknown path with 400 instead of leaving it pending', async () => {
    const [error] = await once(new WebSocket(`${address.replace('http', 'ws')}other`), 'error');
    assert.match(error.message, /400/);
  });

  it('`npm start` echoes bytes as binary, and closes its sockets with 1001 when it is stopped', async () => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}echo`);
    await once(socket, 'open');
    socket.send(Buffer.from([0, 255]));
    const [bytes, isBinary] = await once(socket, 'message');
    assert.deepEqual([[...bytes], isBinary], [[0, 255], true]);

    const goodbye = once(socket, 'close');
    const end = once(child, 'exit');
    child.kill('SIGINT');
    assert.equal((await goodbye)[0], 1001);
    assert.equal((await end)[0], 0);
  });
});

/** The first match in the output of a program, which may go on writing. */
function announced(stream, pattern) {
  return new Promise((resolve, reject) => {
    createInterface({ input: stream })
      .on('line', (line) => pattern.test(line) && resolve(pattern.exec(line)[0]))
      .on('close', () => reject(new Error(`The program ended without announcing ${pattern}`)));
  });
}
