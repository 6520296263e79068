import { expect } from '@open-wc/testing';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { connections } from '../connection/connect.js';
import { reached, transcriptOf } from '../connection/transcript.js';
import { chaos, delivers, ENGINE, expectRetry, fixPhase } from './chaos.js';

describe('Connection with a link that fails', () => {
  const connect = connections();
  fixPhase();

  it('Connection retries after a reset in the middle of a frame, and delivers no partial message', async () => {
    const server = chaos();
    const connection = connect(server.url);
    await reached(connection, 'open');
    const transcript = transcriptOf(connection);

    await server.inject({ fault: 'reset' });
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ kind: 'dropped', code: 1006, reason: '' });
    expectRetry(connection, 2_000);
    expect(connection.send('kept')).to.be.false;
    // Chromium has no `error` for an open socket whose link breaks.
    expect(transcript).to.deep.equal([...(ENGINE === 'Chromium' ? [] : ['error']), 'WAITING', 'close 1006']);

    await delivers(connection, server, ['kept']);
  });

  it('`ping` detects a dead link, and the connection retries without the closing handshake', async () => {
    const server = chaos();
    const ping = {
      message: 'ping',
      interval: 300,
      timeout: 1_000,
      isPong: ({ data }: MessageEvent) => data === 'ping',
    };
    const options: ConnectionOptions = { ping };
    const connection = connect(server.url, [], options);
    await reached(connection, 'open');
    await server.saw({ messages: 1 });
    const transcript = transcriptOf(connection);

    const { messages: before } = await server.inject({ fault: 'silence' });
    // A limit of WebSocket: the message went to the socket, and no API shows that it never arrived.
    expect(connection.send('lost')).to.be.true;
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ kind: 'went-silent', code: 1006, reason: '' });
    expectRetry(connection, 2_000);
    expect(connection.send('kept')).to.be.false;
    expect(transcript).to.deep.equal(['WAITING', 'close 1006']);
    // The connection did not wait for the closing handshake.
    expect((await server.saw()).ended).to.equal(0);

    // A slow machine may take longer than that to deliver.
    options.ping = null;
    await delivers(connection, server, [...before, 'kept']);
  });

  it('`idleTimeout` detects a dead link, and the connection retries', async () => {
    const server = chaos();
    const options: ConnectionOptions = { idleTimeout: 1_000 };
    const connection = connect(server.url, [], options);
    await reached(connection, 'open');

    await server.inject({ fault: 'silence' });
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ kind: 'went-silent', code: 1006, reason: '' });
    expectRetry(connection, 2_000);
    expect(connection.send('kept')).to.be.false;

    // A slow machine may take longer than that to deliver.
    options.idleTimeout = 0;
    await delivers(connection, server, ['kept']);
  });

  it('a connection without `ping` and `idleTimeout` stays open on a dead link until `reconnect()`', async () => {
    const server = chaos();
    const connection = connect(server.url);
    await reached(connection, 'open');

    await server.inject({ fault: 'silence' });
    // A limit of WebSocket: not even `bufferedAmount` shows it.
    expect(connection.send('lost')).to.be.true;
    expect(connection).to.include({ state: 'open', diagnosis: null });

    connection.reconnect();
    expect(connection.send('kept')).to.be.false;
    await reached(connection, 'open');
    expect(await server.saw({ messages: 1 })).to.deep.include({ messages: ['kept'], ended: 0 });
  });

  it('Connection retries until a stopped server is back, and then sends the queued messages', async () => {
    const server = chaos();
    const connection = connect(await server.openPort());
    await reached(connection, 'open');
    const transcript = transcriptOf(connection);

    await server.die();
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ kind: 'dropped', code: 1006, reason: '' });
    expectRetry(connection, 2_000);
    expect(connection.send('first')).to.be.false;
    expect(transcript.filter((line) => line !== 'error')).to.deep.equal(['WAITING', 'close 1006']);

    // It tries by itself, in vain; its place is now in the second window, which is twice as wide.
    await reached(connection, 'connecting');
    await reached(connection, 'waiting');
    expect(connection).to.include({ attempt: 1, queued: 1 });
    expect(connection.diagnosis).to.include({ kind: 'unreachable', code: 1006, reason: '', openFor: null });
    expect(connection.send('second')).to.be.false;

    expect(await server.openPort()).to.equal(connection.url);
    await reached(connection, 'open');
    expect(connection).to.include({ diagnosis: null, retryAt: null, queued: 0 });
    expect((await server.saw({ messages: 2 })).messages).to.deep.equal(['first', 'second']);
  });
});

describe('Connection with an incomplete closing handshake', () => {
  const connect = connections();
  fixPhase();

  it('`reconnect()` does not wait for a `close()` that the server never answers', async () => {
    const server = chaos({ fault: 'no-close' });
    const connection = connect(server.url);
    await reached(connection, 'open');
    const transcript = transcriptOf(connection);

    connection.close(1000, 'enough');
    expect(connection.send('handed back')).to.be.false;
    expect((await server.saw({ closes: 1 })).closes).to.deep.equal([1000]);
    expect(connection).to.include({ state: 'closing', readyState: WebSocket.CLOSING, diagnosis: null, retryAt: null });
    expect(transcript).to.deep.equal(['CLOSING', 'discard handed back']);

    await server.setHandshake({ fault: 'none' });
    connection.reconnect();
    expect(connection.send('kept')).to.be.false;
    await reached(connection, 'open');
    expect(await server.saw({ messages: 1 })).to.deep.include({ messages: ['kept'], ended: 0 });
  });

  it('Connection retries, and sends its queue, when the server sends a close frame and never ends the connection', async () => {
    const server = chaos({ fault: 'no-close' });
    const connection = connect(server.url);
    await reached(connection, 'open');

    await server.inject({ fault: 'close', code: 1011, reason: 'because' });
    await server.saw({ closes: 1 });
    // Chromium leaves the link open for two seconds more, in vain; its `close` comes after that.
    expect(connection.readyState).not.to.equal(WebSocket.OPEN);
    expect(connection.send('kept')).to.be.false;
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ kind: 'closed-by-server', code: 1011, reason: 'because' });
    expectRetry(connection, 2_000);

    await delivers(connection, server, ['kept']);
  });
});
