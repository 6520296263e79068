import { expect } from '@open-wc/testing';
import type { DiscardEvent } from '../../src/connection/events.js';
import { Clock } from '../clock.js';
import { fixPhase } from '../faults/chaos.js';
import { echoServer } from '../servers/echo-server.js';
import { connections, realConnections, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { next, reached, settled, transcriptOf } from './transcript.js';

describe('Connection `send()`', () => {
  const connect = connections();
  const connectToServer = realConnections();
  const connectToScript = scriptedConnections();
  fixPhase();

  let clock: Clock | undefined;

  afterEach(() => {
    clock?.uninstall();
    clock = undefined;
    page.restore();
  });

  it('`send()` returns true and sends at once when the connection is open', async () => {
    const { connection, server } = connectToServer();
    await reached(connection, 'open');
    expect(connection.send('Hello!')).to.equal(true);
    expect(((await next(connection, 'message')) as MessageEvent).data).to.equal('Hello!');
    expect((await server.received()).messages).to.deep.equal(['Hello!']);
  });

  it('`send()` returns false and queues messages in order until the connection is open', async () => {
    const { connection, server } = connectToServer();
    expect(connection.send('one')).to.equal(false);
    expect(connection.send(new Uint8Array([2]))).to.equal(false);
    expect(connection.send(new Blob(['three']))).to.equal(false);
    expect(connection).to.include({ queued: 3, bufferedAmount: 9 });
    const { messages } = await server.received(3);
    expect(messages).to.deep.equal(['one', [2], [...new TextEncoder().encode('three')]]);
    expect(connection.queued).to.equal(0);
  });

  it('`send()` queues messages while the connection is waiting and while it is asleep', async () => {
    const { connection, server } = connectToServer();
    await reached(connection, 'open');
    await server.terminate();
    await reached(connection, 'waiting');
    expect(connection.send('while it waits')).to.equal(false);
    page.leave();
    expect(connection.send('while it sleeps')).to.equal(false);
    page.comeBack();
    expect((await server.received(2)).messages).to.deep.equal(['while it waits', 'while it sleeps']);
  });

  it('messages that `open` listeners send go out before the queued ones', async () => {
    const { connection, server } = connectToServer();
    connection.send('a question');
    connection.addEventListener('open', () => connection.send('a token'));
    connection.onopen = () => void connection.send('a subscription');
    expect((await server.received(3)).messages).to.deep.equal(['a token', 'a subscription', 'a question']);
  });

  it('messages that `statechange` listeners send go out before those of `open` listeners', async () => {
    const { connection, server } = connectToServer();
    connection.send('third');
    connection.addEventListener('open', () => connection.send('second'));
    connection.addEventListener('statechange', () => connection.state === 'open' && connection.send('first'));
    expect((await server.received(3)).messages).to.deep.equal(['first', 'second', 'third']);
  });

  it('`send()` throws a QuotaExceededError at `queueLimit` and keeps the queued messages', async () => {
    const { connection, server } = connectToServer({ queueLimit: 2 });
    connection.send('one');
    connection.send('two');
    expect(() => connection.send('three'))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');
    expect(connection.queued).to.equal(2);
    await server.received(2);
    connection.send('four');
    expect((await server.received(3)).messages).to.deep.equal(['one', 'two', 'four']);
  });

  it('`queueByteLimit` and `bufferedAmount` count bytes of UTF-8', () => {
    const { connection } = connectToScript({ queueByteLimit: 10 });
    connection.send('日本語');
    expect(connection.bufferedAmount).to.equal(9);
    expect(() => connection.send('é'))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');
    connection.send('e');
    expect(connection.bufferedAmount).to.equal(10);
  });

  it('`send()` queues up to 100 messages and 1 MiB by default', () => {
    const { connection: many } = connectToScript();
    for (let i = 0; i < 100; i++) many.send('');
    expect(() => many.send(''))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');

    const { connection: large } = connectToScript();
    large.send(new Uint8Array(1_048_576));
    expect(() => large.send('1'))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');
    expect(large.queued).to.equal(1);
  });

  it('`send()` throws an InvalidStateError while connecting when `queueLimit` is 0', () => {
    const { connection } = connectToScript({ queueLimit: 0 });
    expect(() => connection.send('too early'))
      .to.throw(DOMException)
      .with.property('name', 'InvalidStateError');
  });

  describe('between the close frame of the server and the `close` event', () => {
    it('`send()` after the close frame of the server queues the message when the close code is transient', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      const first = (await sockets.next()).accept();
      first.startClosing();
      expect(connection.send('in between')).to.equal(false);
      expect(connection.queued).to.equal(1);
      first.end(1011);
      connection.reconnect();
      expect((await sockets.next()).accept().sent).to.deep.equal(['in between']);
      expect(transcript.some((line) => line.startsWith('discard'))).to.equal(false);
    });

    it('`send()` after the close frame of the server hands the message back when the close code is fatal', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      const socket = (await sockets.next()).accept();
      socket.startClosing();
      connection.send('in between');
      socket.end(1008);
      expect(transcript.slice(-3)).to.deep.equal(['CLOSED', 'close 1008', 'discard in between']);
    });

    it('`send()` after the close frame of the server hands the message back at once with `retry: false`', async () => {
      const { connection, sockets } = connectToScript({ retry: false });
      const transcript = transcriptOf(connection);
      const socket = (await sockets.next()).accept();
      socket.startClosing();
      expect(connection.send('in between')).to.equal(false);
      expect(transcript).to.deep.equal(['OPEN', 'open', 'discard in between']);
    });
  });

  describe('with messages that can no longer be sent', () => {
    it('`close()` hands back all queued messages, in order, in one `discard` event', async () => {
      const { connection } = connectToServer();
      const transcript = transcriptOf(connection);
      connection.send('one');
      connection.send('two');
      connection.send('three');
      connection.close();
      expect(connection).to.include({ queued: 0, bufferedAmount: 0 });
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'discard one,two,three', 'error', 'CLOSED', 'close 1006']);
    });

    it('`close()` hands back the queued messages although `reconnect()` is called right after it', async () => {
      const { connection, server } = connectToServer();
      connection.send('one');
      const discarded = next(connection, 'discard');
      connection.close();
      connection.reconnect();
      connection.send('two');
      expect(((await discarded) as DiscardEvent).messages).to.deep.equal(['one']);
      expect((await server.received()).messages).to.deep.equal(['two']);
    });

    it('a connection that reaches the `retry` limit hands back the queued messages', async () => {
      const { connection, sockets } = connectToScript({ retry: 1 });
      clock = new Clock();
      connection.send('one');
      (await sockets.next()).refuse();
      connection.send('two');
      clock.tickToRetry(connection);
      const discarded = next(connection, 'discard');
      (await sockets.next()).refuse();
      expect(((await discarded) as DiscardEvent).messages).to.deep.equal(['one', 'two']);
    });

    it('a connection whose URL provider returns an invalid URL hands back the queued messages', async () => {
      const connection = connect(() => 'gopher://localhost/');
      connection.send('one');
      expect(((await next(connection, 'discard')) as DiscardEvent).messages).to.deep.equal(['one']);
    });

    it('`send()` on a closing or closed connection hands back the message in a `discard` event', async () => {
      const { connection, server } = connectToServer();
      await reached(connection, 'open');
      const transcript = transcriptOf(connection);
      connection.close();
      expect(connection.send('closing')).to.equal(false);
      await next(connection, 'close');
      expect(connection.send('closed')).to.equal(false);
      expect(transcript).to.deep.equal(['CLOSING', 'discard closing', 'CLOSED', 'close 1005', 'discard closed']);
      expect((await server.seen()).messages).to.deep.equal([]);
    });

    it('`close()` fires no `discard` event when the queue is empty', async () => {
      const { connection } = connectToServer();
      await reached(connection, 'open');
      const transcript = transcriptOf(connection);
      connection.close(1000);
      await next(connection, 'close');
      await settled();
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1000']);
    });

    it('`reconnect()` keeps the queued messages for the new socket', async () => {
      const { connection, sockets } = connectToScript();
      connection.send('one');
      connection.reconnect();
      await sockets.next();
      expect((await sockets.next()).accept().sent).to.deep.equal(['one']);
    });
  });

  describe('`close()`', () => {
    it('`close()` accepts a reason of 123 bytes and throws for 124, whatever the state', async () => {
      const fits = '界'.repeat(41);
      const { connection: open, server } = connectToServer();
      await reached(open, 'open');
      const { connection: waiting, sockets } = connectToScript();
      (await sockets.next()).refuse();
      const { connection: connecting } = connectToScript();

      for (const connection of [open, waiting, connecting]) {
        const { state } = connection;
        expect(() => connection.close(1000, `${fits}!`), state)
          .to.throw(DOMException)
          .with.property('name', 'SyntaxError');
        expect(() => connection.close(1001), state)
          .to.throw(DOMException)
          .with.property('name', 'InvalidAccessError');
        expect(connection.state).to.equal(state);
        connection.close(1000, fits);
        expect(connection.state).to.equal('closing');
      }
      expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: fits }]);
    });

    it('`close()` has no effect on a connection that is already closing or closed', async () => {
      const { connection, server } = connectToServer();
      await reached(connection, 'open');
      const transcript = transcriptOf(connection);
      connection.close(4000);
      connection.close(4001);
      await next(connection, 'close');
      connection.close(4002);
      await settled();
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 4000']);
      expect((await server.closed()).closes).to.deep.equal([{ code: 4000, reason: '' }]);
    });
  });

  it('`binaryType` keeps its value from one native socket to the next', async () => {
    const server = echoServer();
    const connection = connect(server.url);
    expect(connection.binaryType).to.equal('blob');
    connection.binaryType = 'arraybuffer';
    await reached(connection, 'open');
    await server.terminate();
    await reached(connection, 'waiting');
    connection.reconnect();
    connection.send(new Uint8Array([1, 2]));
    const { data } = (await next(connection, 'message')) as MessageEvent;
    expect([...new Uint8Array(data as ArrayBuffer)]).to.deep.equal([1, 2]);
    connection.binaryType = 'blob';
    connection.send(new Uint8Array([3]));
    expect(((await next(connection, 'message')) as MessageEvent).data).to.be.instanceOf(Blob);
  });
});
