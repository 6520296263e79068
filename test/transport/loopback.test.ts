import { expect } from '@open-wc/testing';
import { isLoopbackUrl, openSocket } from '../../src/transport/open-socket.js';
import { Loopback } from '../../src/transport/loopback.js';
import { echoServer } from '../servers/echo-server.js';
import { connections } from '../connection/connect.js';
import { next, reached, settled } from '../connection/transcript.js';

describe('Loopback', () => {
  async function open(protocols: string | string[] = []) {
    const socket = new Loopback('loopback:', protocols);
    await next(socket, 'open');
    return socket;
  }

  /** Every event that the socket fires, in order. */
  function transcriptOf(socket: Loopback): string[] {
    const lines: string[] = [];
    socket.onopen = () => lines.push('open');
    socket.onerror = () => lines.push('error');
    socket.onmessage = ({ data }) => lines.push(`message ${typeof data === 'string' ? data : data.constructor.name}`);
    socket.onclose = ({ code, reason, wasClean }) => lines.push(`close ${code} ${reason} ${wasClean}`);
    return lines;
  }

  it('`Loopback` has the members and initial values of a WebSocket', () => {
    const socket = new Loopback('loopback:');
    for (const name of Object.keys(WebSocket.prototype)) expect(name in socket, name).to.equal(true);
    expect(socket).to.include({
      url: 'loopback:',
      protocol: '',
      extensions: '',
      bufferedAmount: 0,
      binaryType: 'blob',
    });
    for (const holder of [Loopback, socket])
      expect(holder).to.include({ CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
    expect(socket).to.include({ onopen: null, onmessage: null, onclose: null, onerror: null });
    socket.close();
  });

  it('`Loopback` opens in a later task, with the first subprotocol', async () => {
    const socket = new Loopback(new URL('loopback:room'), ['chat', 'other']);
    expect(socket.readyState).to.equal(0);
    await Promise.resolve();
    expect(socket.readyState).to.equal(0);
    await next(socket, 'open');
    expect(socket).to.include({ readyState: 1, url: 'loopback:room', protocol: 'chat' });
    expect((await open('single')).protocol).to.equal('single');
  });

  it('`send()` throws an InvalidStateError before the Loopback is open, as WebSocket does', () => {
    const socket = new Loopback('loopback:');
    expect(() => socket.send('too early'))
      .to.throw(DOMException)
      .with.property('name', 'InvalidStateError');
    socket.close();
  });

  it('`Loopback` echoes text in a later task', async () => {
    const socket = await open();
    let echo = '';
    socket.onmessage = ({ data }) => (echo = data);
    socket.send('Hello!');
    expect(echo).to.equal('');
    const event = await message(socket);
    expect(event).to.include({ type: 'message', data: 'Hello!', origin: 'loopback:' });
    socket.send(42 as unknown as string);
    expect((await message(socket)).data).to.equal('42');
  });

  it('`Loopback` replaces a lone surrogate with U+FFFD, as UTF-8 does', async () => {
    const socket = await open();
    socket.send('\uD800 \u{1F600} \uDC00');
    expect((await message(socket)).data).to.equal('\uFFFD \u{1F600} \uFFFD');
  });

  it('`Loopback` fails with `error` and 1006 when a Blob cannot be read, as a WebSocket does', async () => {
    const socket = await open();
    socket.binaryType = 'arraybuffer';
    const lines = transcriptOf(socket);
    const { arrayBuffer } = Blob.prototype;
    // Stands for a file that has changed since it was chosen.
    Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('No', 'NotReadableError'));
    socket.send(new Blob(['lost']));
    await next(socket, 'close');
    Blob.prototype.arrayBuffer = arrayBuffer;
    expect(lines).to.deep.equal(['error', 'close 1006  false']);
    expect(socket.readyState).to.equal(3);
  });

  it('`Loopback` echoes a copy of the bytes, and of a view only those that it covers', async () => {
    const socket = await open();
    socket.binaryType = 'arraybuffer';
    const bytes = new Uint8Array([1, 2, 3, 4]);
    const echoes: number[][] = [];
    socket.onmessage = ({ data }) => echoes.push([...new Uint8Array(data)]);
    socket.send(bytes.buffer);
    socket.send(bytes.subarray(1, 3));
    socket.send(new DataView(bytes.buffer, 3));
    bytes.fill(0);
    while (echoes.length < 3) await message(socket);
    expect(echoes).to.deep.equal([[1, 2, 3, 4], [2, 3], [4]]);
  });

  it('`Loopback` delivers bytes and Blobs in the type that `binaryType` names', async () => {
    const socket = await open();
    socket.send(new Uint8Array([65, 66]));
    const blob = (await message(socket)).data as Blob;
    expect(await blob.text()).to.equal('AB');
    socket.send(new Blob(['CD']));
    expect(await ((await message(socket)).data as Blob).text()).to.equal('CD');
    socket.binaryType = 'arraybuffer';
    socket.send(new Blob(['EF']));
    expect(new TextDecoder().decode((await message(socket)).data as ArrayBuffer)).to.equal('EF');
  });

  it('`Loopback` keeps the order of messages although a Blob is read asynchronously', async () => {
    const socket = await open();
    socket.binaryType = 'arraybuffer';
    const lines = transcriptOf(socket);
    socket.send('one');
    socket.send(new Blob([new Uint8Array(1_000_000)]));
    socket.send('three');
    while (lines.length < 3) await message(socket);
    expect(lines).to.deep.equal(['message one', 'message ArrayBuffer', 'message three']);
  });

  it('`close()` closes the Loopback with its code and reason, or with 1005 without a code', async () => {
    const first = await open();
    const lines = transcriptOf(first);
    first.close(4000, 'enough');
    expect(first.readyState).to.equal(2);
    await next(first, 'close');
    expect(first.readyState).to.equal(3);
    expect(lines).to.deep.equal(['close 4000 enough true']);

    const second = await open();
    second.close();
    expect(await next(second, 'close')).to.include({ code: 1005, reason: '', wasClean: true });
  });

  it('`close()` of a Loopback validates the code and the reason as WebSocket does', async () => {
    const socket = await open();
    expect(() => socket.close(1001))
      .to.throw(DOMException)
      .with.property('name', 'InvalidAccessError');
    expect(() => socket.close(1000, 'x'.repeat(124)))
      .to.throw(DOMException)
      .with.property('name', 'SyntaxError');
    expect(socket.readyState).to.equal(1);
    socket.close();
  });

  it('`close()` before the Loopback is open fails it with 1006, as WebSocket does', async () => {
    const socket = new Loopback('loopback:');
    const lines = transcriptOf(socket);
    socket.close(4000);
    expect(socket.readyState).to.equal(2);
    await next(socket, 'close');
    expect(lines).to.deep.equal(['error', 'close 1006  false']);
  });

  it('`Loopback` delivers no message after `close()`, and fires one `close` event', async () => {
    const socket = await open();
    const lines = transcriptOf(socket);
    socket.binaryType = 'arraybuffer';
    socket.send('under way');
    socket.send(new Blob(['under way']));
    socket.close(1000);
    socket.close(4000);
    socket.send('too late');
    await next(socket, 'close');
    socket.close(4001);
    socket.send('much too late');
    await settled();
    expect(lines).to.deep.equal(['close 1000  true']);
  });
});

describe('openSocket()', () => {
  const connect = connections();

  it('`isLoopbackUrl()` returns true for `loopback:` URLs only', () => {
    for (const url of ['loopback:', 'LOOPBACK:room', ' loopback:', new URL('loopback:x')]) {
      expect(isLoopbackUrl(url), String(url)).to.equal(true);
    }
    for (const url of ['', 'wss://loopback/', '/loopback:', 'ws://x/?loopback:'])
      expect(isLoopbackUrl(url), url).to.equal(false);
  });

  it('`openSocket()` returns a Loopback for `loopback:` and a WebSocket for every other URL', () => {
    const socket = openSocket(echoServer().url);
    expect(socket).to.be.instanceOf(WebSocket);
    socket.close();
    const loopback = openSocket('loopback:');
    expect(loopback).to.be.instanceOf(Loopback);
    loopback.close();
  });

  it('a Connection with `createSocket: openSocket` receives echoes without a server', async () => {
    const connection = connect('loopback:', ['chat'], { createSocket: openSocket });
    expect(connection.send('Hello!')).to.equal(false);
    const { data, origin } = await message(connection);
    expect({ data, origin }).to.deep.equal({ data: 'Hello!', origin: 'loopback:' });
    expect(connection).to.include({ url: 'loopback:', protocol: 'chat', state: 'open' });
    connection.close(1000);
    await reached(connection, 'closed');
  });
});

async function message(target: EventTarget): Promise<MessageEvent> {
  return (await next(target, 'message')) as MessageEvent;
}
