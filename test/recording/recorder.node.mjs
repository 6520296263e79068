// `ws-echo/recording` in Node, with sockets of the package ws: they are no `EventTarget`, and their listeners know no
// option `signal`.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, beforeEach, describe, it } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { bundle } from '../servers/site.mjs';

describe('`ws-echo/recording` in Node', { timeout: 60_000 }, () => {
  let Recorder;
  let server;
  let socket;

  before(async () => {
    const code = await bundle('src/recording/index.ts');
    ({ Recorder } = await import(`data:text/javascript,${encodeURIComponent(code)}`));
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (client) => client.on('message', (data, binary) => client.send(data, { binary })));
    await once(server, 'listening');
  });

  after(() => new Promise((resolve) => server.close(resolve)));

  beforeEach(() => {
    socket = new WebSocket(`ws://127.0.0.1:${server.address().port}/feed?token=SECRET`);
  });

  const lines = (recorder) =>
    [...recorder].map(({ kind, data, bytes }) => (data === null ? kind : `${kind} ${String(data)} ${bytes}`));

  async function echo(message) {
    socket.send(message);
    await once(socket, 'message');
  }

  async function close() {
    socket.close();
    await once(socket, 'close');
  }

  it('`Recorder` records both directions and the story of a socket, without its query', async () => {
    const recorder = new Recorder();
    recorder.record(socket);
    await once(socket, 'open');
    await echo('漢');
    await echo(new Uint8Array([1, 2]));
    await close();
    assert.deepEqual(lines(recorder), [
      'recording',
      'open',
      'sent 漢 3',
      'received 漢 3',
      'sent [object ArrayBuffer] 2',
      'received [object ArrayBuffer] 2',
      'closed',
    ]);
    assert.doesNotMatch(JSON.stringify([...recorder]), /SECRET/);
  });

  it('`stop()` ends the recording of a socket, and `record()` begins it again, once', async () => {
    const recorder = new Recorder();
    recorder.record(socket);
    await once(socket, 'open');
    recorder.stop();
    await echo('unheard');
    recorder.record(socket);
    await echo('heard');
    await close();
    assert.deepEqual(lines(recorder), ['recording', 'open', 'recording', 'sent heard 5', 'received heard 5', 'closed']);
  });

  it('`send()` of a recorded socket still calls the callback that the package ws takes', async () => {
    new Recorder().record(socket);
    await once(socket, 'open');
    await new Promise((resolve) => socket.send('x', resolve));
    await close();
  });
});
