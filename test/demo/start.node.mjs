// npm start, from outside: the command as it is typed, its page in a real browser.
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

  it('serves pages on which a sent “Hello!” comes back', { skip: cannotSayHello }, (test) => sayHello(address, test));

  it('refuses other addresses at once: a socket that nobody answers blocks all that come after it', async () => {
    const [error] = await once(new WebSocket(`${address.replace('http', 'ws')}other`), 'error');
    assert.match(error.message, /400/);
  });

  it('echoes bytes as bytes, and says goodbye with 1001 when it is stopped', async () => {
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

/** The first match in what a program says, line by line. It may go on speaking. */
function announced(stream, pattern) {
  return new Promise((resolve, reject) => {
    createInterface({ input: stream })
      .on('line', (line) => pattern.test(line) && resolve(pattern.exec(line)[0]))
      .on('close', () => reject(new Error(`The program ended without announcing ${pattern}`)));
  });
}
