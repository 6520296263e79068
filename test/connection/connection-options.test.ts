import { expect } from '@open-wc/testing';
import { Connection, PlainConnection } from '../../src/connection/connection.js';
import type { ProtocolSource, SocketFactory } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { echoServer } from '../servers/echo-server.js';
import { connections, realConnections, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { ScriptedSockets } from './scripted-socket.js';
import { next, reached, settled, transcriptOf } from './transcript.js';

describe('Connection options and page signals', () => {
  const connect = connections();
  const connectToServer = realConnections();
  const connectToScript = scriptedConnections();
  let clock: Clock | undefined;

  afterEach(() => {
    clock?.uninstall();
    clock = undefined;
    page.restore();
  });

  describe('`createSocket`', () => {
    it('a `createSocket` that throws is retried, and `diagnosis.reason` is its error message', async () => {
      clock = new Clock();
      const sockets = new ScriptedSockets();
      let calls = 0;
      const createSocket: SocketFactory = (...args) => {
        if (++calls === 1) throw new Error('bridge not ready');
        return sockets.createSocket(...args);
      };
      const connection = connect('ws://scripted/', [], { createSocket });
      await reached(connection, 'waiting');
      expect(connection.diagnosis).to.include({ kind: 'socket-failed', reason: 'bridge not ready' });
      clock.tickToRetry(connection);
      (await sockets.next()).accept();
      expect(connection.state).to.equal('open');
      sockets.endAll();
    });

    it('Connection retries with `socket-failed` when the page has no `WebSocket`', async () => {
      clock = new Clock();
      const { WebSocket: native } = window;
      Reflect.deleteProperty(window, 'WebSocket');
      try {
        const connection = connect('ws://localhost:2/');
        await reached(connection, 'waiting');
        expect(connection.diagnosis?.kind).to.equal('socket-failed');
      } finally {
        window.WebSocket = native;
      }
    });

    it('`PlainConnection` rethrows an exception of `createSocket` from its constructor', () => {
      const createSocket = () => {
        throw new Error('bridge not ready');
      };
      expect(() => new PlainConnection('ws://scripted/', [], { createSocket })).to.throw('bridge not ready');
    });

    it('`diagnosis` does not quote a subprotocol that the constructor of the socket refuses', async () => {
      const connection = connect(
        () => 'ws://localhost:2/?token=SECRET',
        () => ['v1', 'bearer.SECRET=='],
      );
      await reached(connection, 'closed');
      expect(connection.diagnosis!.kind).to.equal('bad-protocol');
      expect(JSON.stringify(connection.diagnosis)).not.to.contain('SECRET');
    });

    it('`url` keeps the credentials and the query of a URL, and `diagnosis.url` drops them', async () => {
      const { connection, sockets } = connectToScript({}, 'ws://user:SECRET@scripted/feed?token=SECRET');
      (await sockets.next()).refuse();
      expect(connection.url).to.equal('ws://user:SECRET@scripted/feed?token=SECRET');
      expect(connection.diagnosis?.url).to.equal('ws://scripted/feed');
    });

    it('a socket whose `addEventListener()` adds a listener twice delivers each message once', async () => {
      const sockets = new ScriptedSockets();
      const createSocket: SocketFactory = (...args) => {
        const socket = sockets.createSocket(...args);
        const { addEventListener } = socket;
        // As the package ws 6 does: it wraps each listener.
        socket.addEventListener = (type: string, listener: (event: Event) => void) =>
          addEventListener.call(socket, type, (event) => listener(event));
        return socket;
      };
      const connection = connect('ws://scripted/', [], { createSocket, idleTimeout: 1e6 });
      const messages: unknown[] = [];
      connection.addEventListener('message', ({ data }) => messages.push(data));
      connection.addEventListener('message', () => {});
      const socket = (await sockets.next()).accept();
      connection.addEventListener('message', () => {});
      socket.receive('once');
      expect(messages).to.deep.equal(['once']);
      sockets.endAll();
    });
  });

  describe('a diagnosis that is only a guess', () => {
    it('a connection on an https page retries after `mixed-content` when `ws:` was open before', async () => {
      clock = new Clock();
      const origin = { baseURI: 'https://a.example/', defaultView: { origin: 'https://a.example' } };
      const { connection, sockets } = connectToScript(
        { document: () => origin as unknown as Document },
        'ws://b.example/',
      );
      (await sockets.next()).accept().end(1006);
      clock.tickToRetry(connection);
      (await sockets.next()).refuse();
      expect(connection).to.include({ state: 'waiting' });
      expect(connection.diagnosis?.kind).to.equal('mixed-content');
      clock.tickToRetry(connection);
      (await sockets.next()).accept();
      expect(connection.state).to.equal('open');
    });

    it('a SecurityError of `createSocket` closes the connection with `blocked-by-csp`', async () => {
      const createSocket = () => {
        throw new DOMException('No', 'SecurityError');
      };
      const connection = connect('ws://b.example/', [], { createSocket });
      await reached(connection, 'closed');
      expect(connection.diagnosis?.kind).to.equal('blocked-by-csp');
    });
  });

  describe('page signals', () => {
    const look = () => {
      page.hide();
      page.show();
    };

    it('five `visibilitychange` events bring one attempt forward and do not raise `attempt`', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript({ retry: 5 });
      (await sockets.next()).refuse();
      for (let i = 0; i < 5; i++) {
        look();
        await settled();
        if (sockets.made.length === 2 && sockets.made[1]!.readyState === 0) sockets.made[1]!.refuse();
      }
      expect(sockets.made).to.have.length(2);
      expect(connection).to.include({ state: 'waiting', attempt: 0 });
    });

    it('`visibilitychange` and `online` bring no attempt forward after close code 1013', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript();
      (await sockets.next()).accept().end(1013);
      const { retryAt } = connection;
      look();
      page.online();
      await settled();
      expect(connection).to.include({ state: 'waiting', retryAt });
      connection.reconnect();
      await settled();
      expect(sockets.made).to.have.length(2);
    });

    it('`pageshow` before `retryAt` leads from `asleep` to `waiting` after close code 1013', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript();
      (await sockets.next()).accept().end(1013);
      const { retryAt } = connection;
      const transcript = transcriptOf(connection);
      page.leave();
      page.comeBack();
      expect(transcript).to.deep.equal(['ASLEEP', 'WAITING']);
      expect(connection.retryAt).to.equal(retryAt);
      clock.tickToRetry(connection);
      (await sockets.next()).accept();
      expect(connection.state).to.equal('open');
    });

    it('a page that becomes visible after `retryAt` leads from `asleep` to `connecting` at once', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript();
      (await sockets.next()).accept().end(1013);
      page.hide();
      clock.tickToRetry(connection);
      expect(connection.state).to.equal('asleep');
      page.show();
      expect(connection).to.include({ state: 'connecting', attempt: 1 });
    });

    it('a page that freezes during an attempt that was brought forward, or was due, leaves the count as it was', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript();
      (await sockets.next()).refuse();
      clock.tickToRetry(connection);
      (await sockets.next()).refuse();
      expect(connection).to.include({ state: 'waiting', attempt: 1 });
      page.online();
      await sockets.next();
      page.freeze();
      expect(connection).to.include({ state: 'asleep', attempt: 1 });
      page.resume();
      expect(connection).to.include({ state: 'waiting', attempt: 1 });
      clock.tickToRetry(connection);
      expect(connection).to.include({ state: 'connecting', attempt: 2 });
      page.freeze();
      expect(connection).to.include({ state: 'asleep', attempt: 1 });
      page.resume();
      expect(connection).to.include({ state: 'connecting', attempt: 2 });
    });
  });

  describe('`document`', () => {
    it('Connection uses the visibility of the document that the `document` option returns', async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const inner = frame.contentDocument!;
      clock = new Clock();
      const { connection, sockets } = connectToScript({ document: () => inner });
      (await sockets.next()).refuse();
      page.hide();
      clock.tickToRetry(connection);
      expect(connection.state).to.equal('connecting');
      (await sockets.next()).refuse();
      Object.defineProperty(inner, 'visibilityState', { configurable: true, value: 'hidden' });
      clock.tickToRetry(connection);
      expect(connection.state).to.equal('asleep');
      Object.defineProperty(inner, 'visibilityState', { configurable: true, value: 'visible' });
      inner.dispatchEvent(new Event('visibilitychange'));
      expect(connection.state).to.equal('connecting');
      frame.remove();
    });
  });

  describe('`stayAwake`', () => {
    it('Connection with `stayAwake` makes attempts and sends pings while the page is hidden', async () => {
      clock = new Clock();
      const ping = { message: 'ping', interval: 1_000 };
      const { connection, sockets } = connectToScript({ stayAwake: true, ping });
      (await sockets.next()).refuse();
      page.hide();
      clock.tickToRetry(connection);
      expect(connection.state).to.equal('connecting');
      const socket = (await sockets.next()).accept();
      clock.tick(1_000);
      expect(socket.sent).to.deep.equal(['ping']);
    });
  });

  describe('`manual`', () => {
    it('a connection with `manual: true` is closed until `reconnect()` is called', async () => {
      const { connection, sockets } = connectToScript({ manual: true });
      await settled();
      expect(connection).to.include({ state: 'closed', readyState: 3, diagnosis: null });
      expect(sockets.made).to.deep.equal([]);
      connection.reconnect();
      (await sockets.next()).accept();
      expect(connection.state).to.equal('open');
    });
  });

  describe('`PlainConnection`', () => {
    it('`PlainConnection` has its own class name, and never retries or queues despite its options', async () => {
      const connection = new PlainConnection('ws://localhost:2/', [], { retry: true, queueLimit: 5 });
      expect(Object.prototype.toString.call(connection)).to.equal('[object PlainConnection]');
      expect(connection).to.be.instanceOf(Connection);
      expect(() => connection.send('too early'))
        .to.throw(DOMException)
        .with.property('name', 'InvalidStateError');
      await next(connection, 'close');
      expect(connection).to.include({ state: 'closed', readyState: 3 });
      expect(connection.diagnosis?.kind).to.equal('unreachable');
    });
  });

  describe('`QuotaExceededError`', () => {
    it('`send()` throws a QuotaExceededError with `quota` and `requested` when the queue is full', () => {
      const { connection } = connectToScript({ queueLimit: 1 });
      connection.send('one');
      let thrown: (DOMException & { quota?: number; requested?: number }) | null = null;
      try {
        connection.send('two');
      } catch (error) {
        thrown = error as DOMException;
      }
      expect(thrown).to.be.instanceOf(DOMException).with.property('name', 'QuotaExceededError');
      if ('QuotaExceededError' in window) expect(thrown).to.include({ quota: 1, requested: 2 });
    });
  });

  it('a real server echoes a message with `stayAwake`, `document` and `connectTimeout` set', async () => {
    const { connection } = connectToServer({ stayAwake: true, document: () => document, connectTimeout: 8_000 });
    connection.send('Hello!');
    expect(((await next(connection, 'message')) as MessageEvent).data).to.equal('Hello!');
    expect(connection.url).to.contain(new URL(echoServer().url).host);
  });

  it('`diagnosis.hasProtocols` tells whether the attempt offered subprotocols', async () => {
    const cases: [ProtocolSource, boolean][] = [
      [[], false],
      ['v1', true],
      [['v1', 'v2'], true],
      [() => null, false],
    ];
    for (const [protocols, offered] of cases) {
      const sockets = new ScriptedSockets();
      const connection = connect('ws://scripted/', protocols, { createSocket: sockets.createSocket });
      (await sockets.next()).refuse();
      await reached(connection, 'waiting');
      expect(connection.diagnosis!.hasProtocols).to.equal(offered);
    }
  });

  it('`documentChanged()` follows the signals of another document, and of no other', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    let current: Document = document;
    const { connection, sockets } = connectToScript({ document: () => current });
    (await sockets.next()).accept();
    current = frame.contentDocument!;
    connection.documentChanged();
    page.freeze();
    expect(connection.state).to.equal('open');
    current.dispatchEvent(new Event('freeze'));
    expect(connection.state).to.equal('asleep');
    current = document;
    connection.documentChanged();
    expect(connection.state).to.equal('connecting');
    connection.close();
    connection.documentChanged();
    frame.remove();
  });
});
