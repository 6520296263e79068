import { expect } from '@open-wc/testing';
import type { Connection } from '../../src/connection/connection.js';
import type { Message } from '../../src/connection/web-idl.js';
import { realConnections, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { next, reached, transcriptOf } from './transcript.js';

describe('Connection `send` event', () => {
  const connectToServer = realConnections();
  const connectToScript = scriptedConnections();

  afterEach(() => page.restore());

  /** Every event that `connection` fires from now on, with `send Hello` for each `send` event. */
  function transcriptWithSends(connection: Connection): string[] {
    const lines = transcriptOf(connection);
    connection.addEventListener('send', ({ data }) => lines.push(`send ${data}`));
    return lines;
  }

  it('the `send` event is a MessageEvent with the original data, fired after the native `send()`', async () => {
    const { connection, sockets } = connectToScript();
    const socket = (await sockets.next()).accept();
    const bytes = new Uint8Array([1, 2]);
    const seen: unknown[] = [];
    connection.addEventListener('send', (event) => {
      expect(event).to.be.instanceOf(MessageEvent);
      expect(event).to.include({ type: 'send', bubbles: false, cancelable: false, composed: false });
      seen.push(event.data, socket.sent.length);
    });
    connection.send('Hello!');
    connection.send(bytes);
    expect(seen).to.deep.equal(['Hello!', 1, bytes, 2]);
    expect(seen[2]).to.equal(bytes);
  });

  it('the `send` event fires for queued messages in order, after the messages of `open` listeners', async () => {
    const { connection, server } = connectToServer();
    const transcript = transcriptWithSends(connection);
    connection.addEventListener('open', () => connection.send('token'));
    connection.send('one');
    connection.send('two');
    await server.received(3);
    expect(transcript.slice(0, 5)).to.deep.equal(['OPEN', 'open', 'send token', 'send one', 'send two']);
    while (transcript.length < 8) await next(connection, 'message');
    expect(transcript.slice(5)).to.deep.equal(['message token', 'message one', 'message two']);
  });

  it('the `onsend` handler is called with the `send` event', async () => {
    const { connection, sockets } = connectToScript();
    (await sockets.next()).accept();
    const data: unknown[] = [];
    connection.onsend = (event) => data.push(event.data);
    connection.send('Hello!');
    expect(data).to.deep.equal(['Hello!']);
  });

  it('the `send` event does not fire for queued, refused or discarded messages', async () => {
    const { connection, sockets } = connectToScript({ queueLimit: 1 });
    const transcript = transcriptWithSends(connection);
    connection.send('waits');
    expect(() => connection.send('too many')).to.throw(DOMException);
    connection.close();
    connection.send('too late');
    expect(transcript).to.deep.equal(['CLOSING', 'discard waits', 'discard too late']);
    expect((await sockets.next()).sent).to.deep.equal([]);
  });

  it('the `send` event does not fire for pings', async () => {
    const { connection, sockets } = connectToScript({ ping: { message: 'ping', interval: 0 } });
    const socket = (await sockets.next()).accept();
    const transcript = transcriptWithSends(connection);
    page.online();
    expect(socket.sent).to.deep.equal(['ping']);
    expect(transcript).to.deep.equal([]);
  });

  it('the `send` event does not fire when the native `send()` throws', async () => {
    const { connection, sockets } = connectToScript();
    const socket = (await sockets.next()).accept();
    const transcript = transcriptWithSends(connection);
    socket.send = () => {
      throw new TypeError('No');
    };
    expect(() => connection.send('Hello!')).to.throw(TypeError);
    expect(transcript).to.deep.equal([]);
  });

  describe('with a `send` listener that calls `send()`', () => {
    /** Answers the first `question` that was handed over with `answer`. */
    const answer = (connection: Connection, question: string, answers: readonly Message[]) => {
      connection.addEventListener('send', ({ data }) => {
        if (data === question) for (const message of answers) connection.send(message);
      });
    };

    it('every listener receives the `send` events in the order in which the messages were sent', async () => {
      const { connection, sockets } = connectToScript();
      const socket = (await sockets.next()).accept();
      answer(connection, 'one', ['two', 'three']);
      const transcript = transcriptWithSends(connection);
      connection.send('one');
      expect(socket.sent).to.deep.equal(['one', 'two', 'three']);
      expect(transcript).to.deep.equal(['send one', 'send two', 'send three']);
    });

    it('a message that a `send` listener sends goes out after the queued messages', async () => {
      const { connection, sockets } = connectToScript();
      connection.send('one');
      connection.send('two');
      answer(connection, 'one', ['three']);
      answer(connection, 'three', ['four']);
      const transcript = transcriptWithSends(connection);
      expect((await sockets.next()).accept().sent).to.deep.equal(['one', 'two', 'three', 'four']);
      expect(transcript).to.deep.equal(['OPEN', 'open', 'send one', 'send two', 'send three', 'send four']);
      expect(connection).to.include({ queued: 0, bufferedAmount: 0 });
    });
  });

  it('`close()` in a `send` listener hands back the rest of the queue in a `discard` event', async () => {
    const { connection, sockets } = connectToScript();
    const transcript = transcriptWithSends(connection);
    connection.addEventListener('send', () => connection.close(), { once: true });
    for (const message of ['one', 'two', 'three']) connection.send(message);
    expect((await sockets.next()).accept().sent).to.deep.equal(['one']);
    expect(transcript).to.deep.equal(['OPEN', 'open', 'send one', 'CLOSING', 'discard two,three']);
  });

  it('`reconnect()` in a `send` listener keeps the rest of the queue for the new socket', async () => {
    const { connection, sockets } = connectToScript();
    connection.addEventListener('send', () => connection.reconnect(), { once: true });
    for (const message of ['one', 'two', 'three']) connection.send(message);
    expect((await sockets.next()).accept().sent).to.deep.equal(['one']);
    expect((await sockets.next()).accept().sent).to.deep.equal(['two', 'three']);
  });

  it('the `send` event fires once per message of a long exchange, in the order of the server', async () => {
    const { connection, server } = connectToServer();
    const handedOver: unknown[] = [];
    connection.addEventListener('send', ({ data }) => handedOver.push(data));
    connection.addEventListener('message', ({ data }) => Number(data) < 20 && connection.send(`${Number(data) + 1}`));
    connection.send('0');
    const { messages } = await server.received(21);
    expect(handedOver).to.deep.equal(messages);
    await reached(connection, 'open');
  });
});
