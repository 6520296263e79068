// Runs `npm start` in processes of its own, and opens its pages in a real browser.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { freePort } from '../servers/free-port.mjs';
import { cannotSayHello, sayHello } from './say-hello.mjs';

describe('npm start', { timeout: 60_000 }, () => {
  let child;
  let address;

  before(async () => {
    child = start({ PORT: '0' });
    address = await announced(child.stdout, /http:\S+/);
  });

  after(() => child.kill());

  it('every page that `npm start` serves echoes “Hello!”', { skip: cannotSayHello }, (test) => sayHello(address, test));

  it('`npm start` serves the Markdown of the pages, llms.txt, the search and the files for script tags', async () => {
    for (const [path, type, beginning] of [
      ['why-it-failed.md', 'text/markdown', '# Why it failed'],
      ['llms.txt', 'text/plain', '# ws-echo'],
      ['search.json', 'application/json', '{'],
      ['ws-echo.min.js', 'text/javascript', '/*! ws-echo'],
    ]) {
      const response = await fetch(`${address}${path}`);
      assert.equal(response.headers.get('content-type').split(';')[0], type, path);
      assert.ok((await response.text()).startsWith(beginning), path);
    }
  });

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

describe('npm start: where it listens', { timeout: 120_000 }, () => {
  it('`npm start` listens on the port in PORT', async () => {
    const port = await freePort();
    const { local } = await addressesOf({ PORT: port });
    assert.equal(local, `http://localhost:${port}/`);
  });

  it('`npm start -- --port` listens on that port, whatever PORT says', async () => {
    const port = await freePort();
    const { local } = await addressesOf({ PORT: 'banana' }, '--port', port);
    assert.equal(local, `http://localhost:${port}/`);
  });

  it('`npm start -- --port=8080` is the same as `npm start -- --port 8080`', async () => {
    const port = await freePort();
    const { local } = await addressesOf({}, `--port=${port}`);
    assert.equal(local, `http://localhost:${port}/`);
  });

  it('`npm start` prints no address for a phone while only this machine can reach it', async () => {
    const { phone } = await addressesOf({ PORT: '0' });
    assert.deepEqual(phone, []);
  });

  it('`npm start` prints an address for a phone if HOST is 0.0.0.0', async () => {
    const { local, phone } = await addressesOf({ PORT: '0', HOST: '0.0.0.0' });
    assert.deepEqual(phone, onTheNetwork(new URL(local).port));
  });

  it('`npm start -- --host` without a value listens on all interfaces', async () => {
    const { local, phone } = await addressesOf({ HOST: '127.0.0.1' }, '--host', '--port', '0');
    assert.deepEqual(phone, onTheNetwork(new URL(local).port));
  });

  it('`npm start -- --host 127.0.0.1` listens there, whatever HOST says', async () => {
    const { local, phone } = await addressesOf({ HOST: '0.0.0.0', PORT: '0' }, '--host', '127.0.0.1');
    assert.match(local, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.deepEqual(phone, []);
  });

  it('`npm start` prints nothing before the address of the demo', async () => {
    const { text } = await addressesOf({ PORT: '0' });
    assert.match(text.trimStart(), /^The site: /);
  });
});

describe('npm start: what it refuses', { timeout: 120_000 }, () => {
  it('`npm start -- --port banana` ends with one sentence that names the value', async () => {
    assert.match(await refusal({}, '--port', 'banana'), /^--port .*0 to 65535.*“banana”/);
  });

  it('`npm start -- --port 70000` ends with one sentence that names the value', async () => {
    assert.match(await refusal({}, '--port', '70000'), /^--port .*0 to 65535.*“70000”/);
  });

  it('`npm start -- --port` without a value ends with one sentence', async () => {
    assert.match(await refusal({}, '--port', '--host'), /^--port .*0 to 65535/);
  });

  it('`npm start` ends with one sentence that names PORT if PORT is no port', async () => {
    assert.match(await refusal({ PORT: '1e3' }), /^PORT .*“1e3”/);
  });

  it('`npm start -- --prot 8080` ends with one sentence that lists the options', async () => {
    assert.match(await refusal({}, '--prot', '8080'), /“--prot”.*--host.*--port/);
  });

  it('`npm start` ends with one sentence if another program has the port that it is given', async () => {
    const other = createServer().listen(0, 'localhost');
    await once(other, 'listening');
    try {
      const { port } = other.address();
      assert.match(await refusal({ PORT: String(port) }), new RegExp(`${port} is in use`));
    } finally {
      other.close();
    }
  });

  it('`npm start -- --host` ends with one sentence if this machine does not have that address', async () => {
    // From the range for documentation: no machine has it (RFC 5737).
    assert.match(await refusal({}, '--host', '192.0.2.1', '--port', await freePort()), /192\.0\.2\.1/);
  });
});

/** `npm start` with these variables and options. */
function start(variables, ...options) {
  const { HOST: _host, PORT: _port, ...environment } = process.env;
  return spawn(
    process.execPath,
    [fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url)), ...options.map(String)],
    { env: { ...environment, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** The addresses that it prints until it is stopped, and its whole output. */
async function addressesOf(variables, ...options) {
  const child = start(variables, ...options);
  child.stderr.pipe(process.stderr);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  const end = once(child, 'close');
  try {
    await announced(child.stdout, /Ctrl-C/);
  } finally {
    child.kill('SIGINT');
    await end;
  }
  const [, local] = /The site: +(\S+)/.exec(text);
  return { text, local, phone: [...text.matchAll(/On a phone: +(\S+)/g)].map(([, address]) => address) };
}

/** The one line that it writes to stderr before it exits with 1. */
async function refusal(variables, ...options) {
  const child = start(variables, ...options);
  const [errors, output, [code]] = await Promise.all([
    textOf(child.stderr),
    textOf(child.stdout),
    once(child, 'close'),
  ]);
  assert.equal(code, 1);
  assert.equal(output, '');
  assert.match(errors, /^[^\n]+\.\n$/);
  return errors;
}

async function textOf(stream) {
  return (await stream.setEncoding('utf8').toArray()).join('');
}

function onTheNetwork(port) {
  return Object.values(networkInterfaces())
    .flat()
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map((found) => `http://${found.address}:${port}/`);
}

/** The first match in the output of a program, which may go on writing. */
function announced(stream, pattern) {
  return new Promise((resolve, reject) => {
    createInterface({ input: stream })
      .on('line', (line) => pattern.test(line) && resolve(pattern.exec(line)[0]))
      .on('close', () => reject(new Error(`The program ended without announcing ${pattern}`)));
  });
}
