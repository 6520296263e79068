/*
 * Every arrow of the diagram at the top of connection.ts, each by a test that is named after it. Sockets are
 * real, and the server tells what it saw; a scripted one stands in where the moment cannot be had otherwise.
 *
 *   connecting → open        the server accepts
 *   connecting → waiting     nobody answers · the connect timeout
 *   open       → waiting     the link breaks · the server says 1011
 *   waiting    → connecting  the attempt is due · `online`
 *   connecting → asleep      the page goes away
 *   open       → asleep      the page goes away · it freezes
 *   waiting    → asleep      the page goes away · the attempt is due while the page is hidden
 *   asleep     → connecting  the page is back
 *   each of the four → closing → closed      close()
 *   connecting → closed      a bad address · a bad subprotocol · the retry limit
 *   open       → closed      a fatal code · retry: false
 *   closing    → closed      the page goes away meanwhile
 *   every state → connecting reconnect()
 */
import { expect } from '@open-wc/testing';
import { Connection } from '../../src/connection/connection.js';
import { echoServer } from '../servers/echo-server.js';
import { connections, realConnections, REFUSED, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { next, reached, settled, transcriptOf } from './transcript.js';

describe('Connection, from state to state', () => {
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

  /** The server has said nothing to the close frame: here a script, since a real one answers at once. */
  async function closingConnection() {
    const { connection, sockets } = connectToScript();
    const socket = (await sockets.next()).accept();
    connection.close();
    return { connection, sockets, socket, transcript: transcriptOf(connection) };
  }

  describe('connecting → open', () => {
    it('opens when the server accepts', async () => {
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

  describe('connecting → waiting', () => {
    it('waits when nobody answers, after one error and one close', async () => {
      Math.random = () => 0.999;
      const connection = connect(REFUSED);
      const transcript = transcriptOf(connection);
      await next(connection, 'close');
      expect(transcript.filter((line) => line === 'error')).to.have.length(1);
      expect(transcript.filter((line) => line !== 'error')).to.deep.equal(['WAITING', 'close 1006']);
      expect(connection.readyState).to.equal(0);
      expect(connection.diagnosis).to.include({ kind: 'unreachable', code: 1006, url: REFUSED, openFor: null });
      expect(connection.retryAt).to.be.within(Date.now(), Date.now() + 2_000);
    });

    it('waits after the connect timeout, and lets go of the socket', async () => {
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

  describe('open → waiting', () => {
    it('waits when the link breaks', async () => {
      const { connection, transcript } = await waitingConnection();
      expect(transcript).to.deep.equal([]);
      expect(connection.diagnosis).to.include({ kind: 'dropped', code: 1006 });
      expect(connection.diagnosis?.openFor).to.be.within(0, 5_000);
      expect(connection.openedAt).to.equal(null);
      expect(connection.readyState).to.equal(0);
    });

    it('waits when the server closes it with a transient code', async () => {
      Math.random = () => 0.999;
      const { connection, server, transcript } = await openConnection();
      await server.close(1011, 'out of memory');
      await reached(connection, 'waiting');
      await settled();
      expect(transcript).to.deep.equal(['WAITING', 'close 1011']);
      expect(connection.diagnosis).to.include({ kind: 'closed-by-server', code: 1011, reason: 'out of memory' });
    });
  });

  describe('waiting → connecting', () => {
    it('connects when the attempt is due', async () => {
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

    it('connects at once when the network is back', async () => {
      const { connection, transcript } = await waitingConnection();
      page.online();
      expect(transcript).to.deep.equal(['CONNECTING']);
      await reached(connection, 'open');
    });

    it('connects at once when somebody looks at the page again', async () => {
      const { connection, transcript } = await waitingConnection();
      page.hide();
      page.show();
      expect(transcript).to.deep.equal(['CONNECTING']);
      await reached(connection, 'open');
    });
  });

  describe('connecting → asleep', () => {
    it('lets go when the page goes away', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      page.leave();
      expect(transcript).to.deep.equal(['ASLEEP', 'close 1000']);
      expect((await sockets.next()).closeCalls).to.deep.equal([1000]);
      expect(connection.readyState).to.equal(0);
    });
  });

  describe('open → asleep', () => {
    it('says 1000 when the page goes away', async () => {
      const { connection, server, transcript } = await openConnection();
      page.leave();
      expect(transcript).to.deep.equal(['ASLEEP', 'close 1000']);
      expect(connection.diagnosis).to.equal(null);
      expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
    });

    it('says 1000 when the page freezes', async () => {
      const { server, transcript } = await openConnection();
      page.freeze();
      expect(transcript).to.deep.equal(['ASLEEP', 'close 1000']);
      expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
    });
  });

  describe('waiting → asleep', () => {
    it('sleeps when the page goes away', async () => {
      const { connection, transcript } = await waitingConnection();
      page.leave();
      expect(transcript).to.deep.equal(['ASLEEP']);
      expect(connection.retryAt).to.equal(null);
    });

    it('sleeps instead of an attempt that is due while nobody looks', async () => {
      const { connection, server, transcript } = await openConnection();
      page.hide();
      await server.terminate();
      await reached(connection, 'asleep');
      await settled();
      expect(transcript).to.deep.equal(['WAITING', 'close 1006', 'ASLEEP']);
      expect(await server.seen()).to.include({ opened: 1 });
    });
  });

  describe('asleep → connecting', () => {
    it('connects when the page comes back from the back/forward cache', async () => {
      const { connection, server, transcript } = await sleepingConnection();
      page.comeBack();
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['CONNECTING', 'OPEN', 'open']);
      expect(connection.attempt).to.equal(0);
      expect(await server.opened(2)).to.include({ opened: 2, live: 1 });
    });

    it('connects when the page thaws, though no visibilitychange comes', async () => {
      const { connection } = await openConnection();
      page.freeze();
      page.resume();
      expect(connection.state).to.equal('connecting');
      await reached(connection, 'open');
    });

    it('connects when somebody looks at the page', async () => {
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

  describe('→ closing → closed', () => {
    it('closes while it connects', async () => {
      const { connection } = connectToServer();
      const transcript = transcriptOf(connection);
      connection.close();
      expect(connection.state).to.equal('closing');
      expect(connection.readyState).to.equal(2);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'error', 'CLOSED', 'close 1006']);
      expect(connection.readyState).to.equal(3);
    });

    it('closes while it asks for the address', async () => {
      const connection = connect(() => new Promise(() => {}));
      const transcript = transcriptOf(connection);
      connection.close();
      expect(connection.readyState).to.equal(2);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
      expect(connection.readyState).to.equal(3);
    });

    it('closes an open socket with the code and the reason', async () => {
      const { connection, server, transcript } = await openConnection();
      connection.close(4000, 'enough');
      expect(connection.state).to.equal('closing');
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 4000']);
      expect(connection.diagnosis).to.equal(null);
      expect((await server.closed()).closes).to.deep.equal([{ code: 4000, reason: 'enough' }]);
    });

    it('closes while it waits', async () => {
      const { connection, transcript } = await waitingConnection();
      connection.close();
      expect(connection.state).to.equal('closing');
      expect(connection.retryAt).to.equal(null);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
    });

    it('closes while it sleeps', async () => {
      const { connection, transcript } = await sleepingConnection();
      connection.close();
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
    });

    it('is closed at once when the page goes away meanwhile', async () => {
      const { connection, socket, transcript } = await closingConnection();
      page.leave();
      expect(transcript).to.deep.equal(['CLOSED', 'close 1000']);
      socket.end(1006);
      expect(transcript).to.deep.equal(['CLOSED', 'close 1000']);
      expect(connection.state).to.equal('closed');
    });
  });

  describe('connecting → closed', () => {
    it('gives up on an address that is none', async () => {
      const connection = connect(() => 'gopher://localhost/');
      const transcript = transcriptOf(connection);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSED', 'error', 'close 1006']);
      expect(connection.diagnosis).to.include({ kind: 'bad-url', url: 'gopher://localhost/' });
    });

    it('gives up on a subprotocol that is none', async () => {
      const connection = connect(echoServer().url, () => 'two words');
      const transcript = transcriptOf(connection);
      await next(connection, 'close');
      expect(transcript).to.deep.equal(['CLOSED', 'error', 'close 1006']);
      expect(connection.diagnosis).to.include({ kind: 'bad-protocol' });
    });

    it('gives up at the retry limit, and tells the last failure', async () => {
      const { connection, sockets } = connectToScript({ retry: 2 });
      const transcript = transcriptOf(connection);
      for (let i = 0; i < 3; i++) {
        (await sockets.next()).refuse();
        page.online();
      }
      expect(transcript.slice(-3)).to.deep.equal(['error', 'CLOSED', 'close 1006']);
      expect(sockets.made).to.have.length(3);
      expect(connection.diagnosis?.kind).to.equal('gave-up');
      expect(connection.diagnosis?.cause).to.include({ kind: 'unreachable', code: 1006 });
    });
  });

  describe('open → closed', () => {
    it('ends upon a fatal code', async () => {
      const { connection, server, transcript } = await openConnection();
      await server.close(4401, 'who are you?');
      await reached(connection, 'closed');
      await settled();
      expect(transcript).to.deep.equal(['CLOSED', 'close 4401']);
      expect(connection.diagnosis).to.include({ kind: 'closed-by-server', code: 4401, reason: 'who are you?' });
    });

    it('ends with its socket without retry', async () => {
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

  describe('reconnect() → connecting', () => {
    it('starts over while it connects', async () => {
      const { connection, sockets } = connectToScript();
      const first = await sockets.next();
      const transcript = transcriptOf(connection);
      connection.reconnect();
      (await sockets.next()).accept();
      first.refuse();
      expect(transcript.filter((line) => line !== 'CONNECTING')).to.deep.equal(['close 1000', 'OPEN', 'open']);
      expect(connection.state).to.equal('open');
    });

    it('replaces an open socket', async () => {
      const { connection, server, transcript } = await openConnection();
      connection.reconnect();
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['CONNECTING', 'close 1000', 'OPEN', 'open']);
      expect(await server.closed()).to.deep.include({ opened: 2, closes: [{ code: 1000, reason: '' }] });
    });

    it('does not wait', async () => {
      const { connection, transcript } = await waitingConnection();
      connection.reconnect();
      expect(transcript).to.deep.equal(['CONNECTING']);
      expect(connection.attempt).to.equal(0);
      await reached(connection, 'open');
    });

    it('wakes it', async () => {
      const { connection } = await sleepingConnection();
      connection.reconnect();
      await reached(connection, 'open');
    });

    it('does not wait for a socket that closes', async () => {
      const { connection, sockets, socket, transcript } = await closingConnection();
      connection.reconnect();
      expect(transcript).to.deep.equal(['CONNECTING', 'close 1000']);
      (await sockets.next()).accept();
      socket.end(1006);
      expect(connection.state).to.equal('open');
      expect(transcript).to.deep.equal(['CONNECTING', 'close 1000', 'OPEN', 'open']);
    });

    it('opens it again after close()', async () => {
      const { connection, server, transcript } = await openConnection();
      connection.close();
      await reached(connection, 'closed');
      connection.reconnect();
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1005', 'CONNECTING', 'OPEN', 'open']);
      expect(await server.opened(2)).to.include({ opened: 2, live: 1 });
    });

    it('opens it again after it gave up, and listens to the page again', async () => {
      const { connection, sockets } = connectToScript({ retry: 1 });
      (await sockets.next()).refuse();
      page.online();
      (await sockets.next()).refuse();
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

  it('throws at once for an address or a subprotocol that is none, as WebSocket does', () => {
    expect(() => new Connection('gopher://localhost/'))
      .to.throw(DOMException)
      .with.property('name', 'SyntaxError');
    expect(() => new Connection(echoServer().url, 'two words'))
      .to.throw(DOMException)
      .with.property('name', 'SyntaxError');
  });

  it('lives in a worker, where no page sends signals', async () => {
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
});
