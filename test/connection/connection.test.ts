/*
 * Every transition of the diagram at `ConnectionState` in lifecycle.ts, each in a `describe` that is named after it.
 * The sockets are real and the test server records what it received; a ScriptedSocket replaces a real socket only
 * where a test cannot choose the moment otherwise. For a new transition, add a line here and a test below.
 *
 *   connecting → open        the server accepts
 *   connecting → waiting     the handshake fails · the connect timeout
 *   open       → waiting     the link breaks · the server closes with 1011
 *   waiting    → connecting  the attempt is due · `online`
 *   connecting → asleep      `pagehide`
 *   open       → asleep      `pagehide` · `freeze`
 *   waiting    → asleep      `pagehide` · the attempt is due while the page is hidden
 *   asleep     → connecting  `pageshow` · `resume` · the page becomes visible
 *   asleep     → waiting     it woke before a server wanted to be asked again (connection-options.test.ts)
 *   each of the four → closing → closed      close()
 *   connecting → closed      a bad address · a bad subprotocol · the retry limit
 *   open       → closed      a fatal code · retry: false
 *   closing    → closed      `pagehide`
 *   every state → connecting reconnect()
 */
import { expect } from '@open-wc/testing';
import { Connection } from '../../src/connection/connection.js';
import { echoServer } from '../servers/echo-server.js';
import { Clock } from '../clock.js';
import { connections, realConnections, REFUSED, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { next, reached, settled, transcriptOf } from './transcript.js';

describe('Connection `state`', () => {
  const connect = connections();
  const connectToServer = realConnections();
  const connectToScript = scriptedConnections();
  const { random } = Math;

  beforeEach(() => {
    // The phase of an outage: its first attempt is due at once.
    Math.random = () => 0;
  });

  afterEach(() => {
    Math.random = random;
    page.restore();
  });

  async function openConnection() {
    const { connection, server } = connectToServer();
    await reached(connection, 'open');
    return { connection, server, transcript: transcriptOf(connection) };
  }

  /** The phase is high: it waits for seconds. */
  async function waitingConnection() {
    Math.random = () => 0.999;
    const opened = await openConnection();
    void opened.server.terminate();
    await reached(opened.connection, 'waiting');
    opened.transcript.length = 0;
    return opened;
  }

  async function sleepingConnection() {
    const opened = await openConnection();
    page.leave();
    opened.transcript.length = 0;
    return opened;
  }

  /** The server has not answered the close frame: scripted, since a real server answers at once. */
  async function closingConnection() {
    const { connection, sockets } = connectToScript();
    const socket = (await sockets.next()).accept();
    connection.close();
    return { connection, sockets, socket, transcript: transcriptOf(connection) };
  }

  describe('from `connecting` to `open`', () => {
    it('Connection goes from connecting to open when the server accepts the handshake', async () => {
      const { connection, server } = connectToServer();
      const transcript = transcriptOf(connection);
      expect(connection.state).to.equal('connecting');
      expect(connection.readyState).to.equal(0);

      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['OPEN', 'open']);
      expect(connection.readyState).to.equal(1);
      expect(connection.openedAt).to.be.closeTo(Date.now(), 5_000);
      expect(await server.opened()).to.include({ opened: 1, live: 1 });
    });
  });

  describe('from `connecting` to `waiting`', () => {
    it('Connection waits for a retry after a refused port, with one `error` and one `close` event', async () => {
      Math.random = () => 0.999;
      const connection = connect(REFUSED);
      const transcript = transcriptOf(connection);
      await next(connection, 'close');
      expect(transcript.filter((line) => line === 'error')).to.have.length(1);
      expect(transcript.filter((line) => line !== 'error')).to.deep.equal(['WAITING', 'close 1006']);
      expect(connection.readyState).to.equal(0);
      expect(connection.diagnosis).to.include({ kind: 'blocked-port', code: 1006, url: REFUSED, openFor: null });
      expect(connection.retryAt).to.be.within(Date.now(), Date.now() + 2_000);
    });

    it('Connection waits for a retry after `connectTimeout`, and closes the socket', async () => {
      Math.random = () => 0.999;
      const { connection, sockets } = connectToScript({ connectTimeout: 1 });
      const transcript = transcriptOf(connection);
      await reached(connection, 'waiting');
      await settled();
      expect(transcript).to.deep.equal(['WAITING', 'error', 'close 1006']);
      expect(connection.diagnosis).to.include({ kind: 'timed-out', openFor: null });
      expect((await sockets.next()).closeCalls).to.have.length(1);
    });
  });

  describe('from `open` to `waiting`', () => {
    it('Connection waits for a retry when the link of an open socket breaks', async () => {
      const { connection, transcript } = await waitingConnection();
      expect(transcript).to.deep.equal([]);
      expect(connection.diagnosis).to.include({ kind: 'dropped', code: 1006 });
      expect(connection.diagnosis?.openFor).to.be.within(0, 5_000);
      expect(connection.openedAt).to.equal(null);
      expect(connection.readyState).to.equal(0);
    });

    it('Connection waits for a retry when the server closes with the transient code 1011', async () => {
      Math.random = () => 0.999;
      const { connection, server, transcript } = await openConnection();
      await server.close(1011, 'out of memory');
      await reached(connection, 'waiting');
      await settled();
      expect(transcript).to.deep.equal(['WAITING', 'close 1011']);
      expect(connection.diagnosis).to.include({ kind: 'closed-by-server', code: 1011, reason: 'out of memory' });
    });
  });

  describe('from `waiting` to `connecting`', () => {
    it('a waiting connection connects when the attempt is due', async () => {
      const { connection, server, transcript } = await openConnection();
      await server.terminate();
      await reached(connection, 'waiting');
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['WAITING', 'close 1006', 'CONNECTING', 'OPEN', 'open']);
      expect(connection.attempt).to.equal(1);
      expect(connection.retryAt).to.equal(null);
      expect(connection.diagnosis).to.equal(null);
      expect(await server.opened(2)).to.include({ opened: 2, live: 1 });
    });

    it('a waiting connection connects at once on an `online` event', async () => {
      const { connection, transcript } = await waitingConnection();
      page.online();
      expect(transcript).to.deep.equal(['CONNECTING']);
      await reached(connection, 'open');
    });

    it('a waiting connection connects at once when the page becomes visible', async () => {
      const { connection, transcript } = await waitingConnection();
      page.hide();
      page.show();
      expect(transcript).to.deep.equal(['CONNECTING']);
      await reached(connection, 'open');
    });
  });

  describe('from `connecting` to `asleep`', () => {
    it('a connecting connection closes its socket and falls asleep on `pagehide`', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      page.leave();
      expect(transcript).to.deep.equal(['ASLEEP', 'close 1000']);
      expect((await sockets.next()).closeCalls).to.deep.equal([1000]);
      expect(connection.readyState).to.equal(0);
    });
  });

  describe('from `open` to `asleep`', () => {
    it('an open connection closes its socket with 1000 and falls asleep on `pagehide`', async () => {
      const { connection, server, transcript } = await openConnection();
      page.leave();
      expect(transcript).to.deep.equal(['ASLEEP', 'close 1000']);
      expect(connection.diagnosis).to.equal(null);
      expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
    });

    it('an open connection closes its socket with 1000 and falls asleep on `freeze`', async () => {
      const { server, transcript } = await openConnection();
      page.freeze();
      expect(transcript).to.deep.equal(['ASLEEP', 'close 1000']);
      expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
    });
  });

  describe('from `waiting` to `asleep`', () => {
    it('a waiting connection falls asleep on `pagehide`, and `retryAt` is null', async () => {
      const { connection, transcript } = await waitingConnection();
      page.leave();
      expect(transcript).to.deep.equal(['ASLEEP']);
      expect(connection.retryAt).to.equal(null);
    });

    it('a waiting connection falls asleep when an attempt is due while the page is hidden', async () => {
      const { connection, server, transcript } = await openConnection();
      page.hide();
      await server.terminate();
      await reached(connection, 'asleep');
      await settled();
      expect(transcript).to.deep.equal(['WAITING', 'close 1006', 'ASLEEP']);
      expect(await server.seen()).to.include({ opened: 1 });
    });
  });

  describe('from `asleep` to `connecting`', () => {
    it('an asleep connection connects when the page returns from the back/forward cache', async () => {
      const { connection, server, transcript } = await sleepingConnection();
      page.comeBack();
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['CONNECTING', 'OPEN', 'open']);
      expect(connection.attempt).to.equal(0);
      expect(await server.opened(2)).to.include({ opened: 2, live: 1 });
    });

    it('an asleep connection connects on `resume`, without a `visibilitychange` event', async () => {
      const { connection } = await openConnection();
      page.freeze();
      page.resume();
      expect(connection.state).to.equal('connecting');
      await reached(connection, 'open');
    });

    it('an asleep connection connects when the page becomes visible', async () => {
      const { connection, server } = await openConnection();
      page.hide();
      await server.terminate();
      await reached(connection, 'asleep');
      page.show();
      expect(connection.state).to.equal('connecting');
      expect(connection.attempt).to.equal(1);
      await reached(connection, 'open');
    });
  });

  describe('to `closing` and `closed`', () => {
    it('`close()` of a connecting connection leads to closing, and to closed with 1006', async () => {
      const { connection } = connectToServer();
      const transcript = transcriptOf(connection);
      connection.close();
      expect(connection.state).to.equal('closing');
      expect(connection.readyState).to.equal(2);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'error', 'CLOSED', 'close 1006']);
      expect(connection.readyState).to.equal(3);
    });

    it('`close()` during a call of the URL provider leads to closing, and to closed with 1006', async () => {
      const connection = connect(() => new Promise(() => {}));
      const transcript = transcriptOf(connection);
      connection.close();
      expect(connection.readyState).to.equal(2);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
      expect(connection.readyState).to.equal(3);
    });

    it('`close()` of an open connection closes its socket with the code and the reason', async () => {
      const { connection, server, transcript } = await openConnection();
      connection.close(4000, 'enough');
      expect(connection.state).to.equal('closing');
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 4000']);
      expect(connection.diagnosis).to.equal(null);
      expect((await server.closed()).closes).to.deep.equal([{ code: 4000, reason: 'enough' }]);
    });

    it('`close()` of a waiting connection cancels the retry and leads to closed with 1006', async () => {
      const { connection, transcript } = await waitingConnection();
      connection.close();
      expect(connection.state).to.equal('closing');
      expect(connection.retryAt).to.equal(null);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
    });

    it('`close()` of an asleep connection leads to closed with 1006', async () => {
      const { connection, transcript } = await sleepingConnection();
      connection.close();
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
    });

    it('a closing connection is closed at once on `pagehide`, with one `close` event', async () => {
      const { connection, socket, transcript } = await closingConnection();
      page.leave();
      expect(transcript).to.deep.equal(['CLOSED', 'close 1000']);
      socket.end(1006);
      expect(transcript).to.deep.equal(['CLOSED', 'close 1000']);
      expect(connection.state).to.equal('closed');
    });
  });

  describe('from `connecting` to `closed`', () => {
    it('a connection whose URL provider returns an invalid URL is closed with `bad-url`', async () => {
      const connection = connect(() => 'gopher://localhost/');
      const transcript = transcriptOf(connection);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSED', 'error', 'close 1006']);
      expect(connection.diagnosis).to.include({ kind: 'bad-url', url: 'gopher://localhost/' });
    });

    it('a connection whose provider returns an invalid subprotocol is closed with `bad-protocol`', async () => {
      const connection = connect(echoServer().url, () => 'two words');
      const transcript = transcriptOf(connection);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSED', 'error', 'close 1006']);
      expect(connection.diagnosis).to.include({ kind: 'bad-protocol' });
    });

    it('a connection at the `retry` limit is closed with `gave-up`, and its cause is the last failure', async () => {
      const clock = new Clock();
      const { connection, sockets } = connectToScript({ retry: 2 });
      const transcript = transcriptOf(connection);
      for (let i = 0; i < 3; i++) {
        (await sockets.next()).refuse();
        if (i < 2) clock.tickToRetry(connection);
      }
      clock.uninstall();
      expect(transcript.slice(-3)).to.deep.equal(['error', 'CLOSED', 'close 1006']);
      expect(sockets.made).to.have.length(3);
      expect(connection.diagnosis?.kind).to.equal('gave-up');
      expect(connection.diagnosis?.cause).to.include({ kind: 'unreachable', code: 1006 });
    });
  });

  describe('from `open` to `closed`', () => {
    it('an open connection is closed when the server closes with the fatal code 4401', async () => {
      const { connection, server, transcript } = await openConnection();
      await server.close(4401, 'who are you?');
      await reached(connection, 'closed');
      await settled();
      expect(transcript).to.deep.equal(['CLOSED', 'close 4401']);
      expect(connection.diagnosis).to.include({ kind: 'closed-by-server', code: 4401, reason: 'who are you?' });
    });

    it('an open connection with `retry: false` is closed when its link breaks', async () => {
      const { connection, server } = connectToServer({ retry: false });
      await reached(connection, 'open');
      const transcript = transcriptOf(connection);
      await server.terminate();
      await reached(connection, 'closed');
      await settled();
      expect(transcript).to.deep.equal(['CLOSED', 'close 1006']);
      expect(connection.diagnosis).to.include({ kind: 'dropped' });
    });
  });

  describe('`reconnect()` to `connecting`', () => {
    it('`reconnect()` of a connecting connection replaces the socket and ignores the old one', async () => {
      const { connection, sockets } = connectToScript();
      const first = await sockets.next();
      const transcript = transcriptOf(connection);
      connection.reconnect();
      (await sockets.next()).accept();
      first.refuse();
      expect(transcript.filter((line) => line !== 'CONNECTING')).to.deep.equal(['close 1000', 'OPEN', 'open']);
      expect(connection.state).to.equal('open');
    });

    it('`reconnect()` of an open connection closes the old socket with 1000 and opens a new one', async () => {
      const { connection, server, transcript } = await openConnection();
      connection.reconnect();
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['CONNECTING', 'close 1000', 'OPEN', 'open']);
      expect(await server.closed()).to.deep.include({ opened: 2, closes: [{ code: 1000, reason: '' }] });
    });

    it('`reconnect()` of a waiting connection connects at once and sets `attempt` to 0', async () => {
      const { connection, transcript } = await waitingConnection();
      connection.reconnect();
      expect(transcript).to.deep.equal(['CONNECTING']);
      expect(connection.attempt).to.equal(0);
      await reached(connection, 'open');
    });

    it('`reconnect()` of an asleep connection opens it', async () => {
      const { connection } = await sleepingConnection();
      connection.reconnect();
      await reached(connection, 'open');
    });

    it('`reconnect()` of a closing connection connects without waiting for the old socket', async () => {
      const { connection, sockets, socket, transcript } = await closingConnection();
      connection.reconnect();
      expect(transcript).to.deep.equal(['CONNECTING', 'close 1000']);
      (await sockets.next()).accept();
      socket.end(1006);
      expect(connection.state).to.equal('open');
      expect(transcript).to.deep.equal(['CONNECTING', 'close 1000', 'OPEN', 'open']);
    });

    it('`reconnect()` of a connection closed by `close()` opens it again', async () => {
      const { connection, server, transcript } = await openConnection();
      connection.close();
      await reached(connection, 'closed');
      connection.reconnect();
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1005', 'CONNECTING', 'OPEN', 'open']);
      expect(await server.opened(2)).to.include({ opened: 2, live: 1 });
    });

    it('`reconnect()` opens a connection that gave up, which then reacts to `online` again', async () => {
      const clock = new Clock();
      const { connection, sockets } = connectToScript({ retry: 1 });
      (await sockets.next()).refuse();
      clock.tickToRetry(connection);
      (await sockets.next()).refuse();
      clock.uninstall();
      expect(connection.state).to.equal('closed');

      connection.reconnect();
      expect(connection.attempt).to.equal(0);
      (await sockets.next()).refuse();
      expect(connection.state).to.equal('waiting');
      page.online();
      (await sockets.next()).accept();
      expect(connection.state).to.equal('open');
    });
  });

  it('`new Connection()` throws a SyntaxError for an invalid URL or subprotocol, as WebSocket does', () => {
    expect(() => new Connection('gopher://localhost/'))
      .to.throw(DOMException)
      .with.property('name', 'SyntaxError');
    expect(() => new Connection(echoServer().url, 'two words'))
      .to.throw(DOMException)
      .with.property('name', 'SyntaxError');
  });

  it('Connection opens, sends, receives and closes in a worker, without page signals', async () => {
    const { url } = echoServer();
    const module = new URL('../../src/connection/connection.ts', import.meta.url);
    const code = `
      import { Connection } from '${module}';
      const connection = new Connection('${url}');
      connection.onopen = () => connection.send('Hello from a worker');
      connection.onmessage = ({ data }) => connection.close();
      connection.onclose = ({ code }) => postMessage([connection.state, code]);
    `;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
    const { data } = (await next(worker, 'message')) as MessageEvent;
    worker.terminate();
    expect(data).to.deep.equal(['closed', 1005]);
  });

  it('an `online` event in a worker brings the next attempt forward', async () => {
    const server = echoServer();
    const module = new URL('../../src/connection/connection.ts', import.meta.url);
    const code = `
      import { Connection } from '${module}';
      // The attempt is due at the end of the first window, and a timer never fires: only the event leads on.
      Math.random = () => 0.999;
      self.setTimeout = () => 0;
      const connection = new Connection('${server.url}', [], { connectTimeout: 0 });
      const states = [];
      connection.onstatechange = () => {
        states.push(connection.state);
        if (connection.state === 'waiting') queueMicrotask(() => self.dispatchEvent(new Event('online')));
        else if (states.length > 1 && connection.state === 'open') postMessage(states);
        else if (connection.state === 'open') postMessage('open');
      };
    `;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
    await next(worker, 'message');
    const told = next(worker, 'message');
    await server.terminate();
    const { data } = (await told) as MessageEvent;
    worker.terminate();
    expect(data).to.deep.equal(['open', 'waiting', 'connecting', 'open']);
  });
});
