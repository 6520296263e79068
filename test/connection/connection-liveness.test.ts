import { expect } from '@open-wc/testing';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { connections, realConnections, scriptedConnections } from './connect.js';
import { ListenerCount, page } from './page-events.js';
import { next, reached, settled, transcriptOf } from './transcript.js';

describe('Connection liveness', () => {
  const connect = connections();
  const connectToServer = realConnections();
  const connectToScript = scriptedConnections();
  let clock: Clock;

  beforeEach(() => {
    clock = new Clock();
  });

  afterEach(() => {
    clock.uninstall();
    page.restore();
  });

  async function openConnection(options: ConnectionOptions = {}) {
    const { connection, sockets } = connectToScript(options);
    const transcript = transcriptOf(connection);
    const socket = (await sockets.next()).accept();
    transcript.length = 0;
    return { connection, sockets, socket, transcript };
  }

  const ping = { message: 'ping', interval: 30_000, isPong: ({ data }: MessageEvent) => data === 'pong' };

  describe('with a peer that went silent', () => {
    it('Connection leaves a peer without a pong at once, without waiting for the closing handshake', async () => {
      const { connection, socket, transcript } = await openConnection({ ping });
      clock.tick(30_000);
      expect(socket.sent).to.deep.equal(['ping']);
      clock.tick(9_999);
      expect(connection.state).to.equal('open');
      clock.tick(1);
      expect(transcript).to.deep.equal(['WAITING', 'close 1006']);
      expect(connection.diagnosis).to.include({ kind: 'went-silent', code: 1006, openFor: 40_000 });
      expect(socket.closeCalls).to.have.length(1);
    });

    it('Connection ignores late events of a socket that went silent and was replaced', async () => {
      const { connection, sockets, socket, transcript } = await openConnection({ idleTimeout: 10_000 });
      clock.tick(10_000);
      page.online();
      (await sockets.next()).accept();
      transcript.length = 0;
      socket.receive('late');
      socket.end(1000);
      expect(transcript).to.deep.equal([]);
      expect(connection.state).to.equal('open');
    });

    it('Connection with `retry: false` is closed with 1006 after `idleTimeout` without a message', async () => {
      const { connection, transcript } = await openConnection({ idleTimeout: 10_000, retry: false });
      clock.tick(10_000);
      expect(transcript).to.deep.equal(['CLOSED', 'close 1006']);
      expect(connection.diagnosis?.kind).to.equal('went-silent');
      expect(clock.timers).to.equal(0);
    });
  });

  describe('with a peer that answers', () => {
    it('Connection measures `roundTrip` from pongs and fires no `message` event for them', async () => {
      const { connection, socket, transcript } = await openConnection({ ping });
      clock.tick(30_000);
      for (let i = 0; i < 10; i++) {
        clock.tick(42);
        socket.receive('pong');
        expect(connection.roundTrip).to.equal(42);
        clock.tick(30_000 - 42);
      }
      expect(socket.sent).to.have.length(11);
      expect(connection.state).to.equal('open');
      expect(transcript).to.deep.equal([]);
    });

    it('Connection to a real echo server takes only messages that match `isPong` for pongs', async () => {
      const { connection, server } = connectToServer({ ping: { ...ping, isPong: ({ data }) => data === 'ping' } });
      await reached(connection, 'open');
      const transcript = transcriptOf(connection);
      clock.tick(30_000);
      connection.send('Hello!');
      await next(connection, 'message');
      expect(transcript).to.deep.equal(['message Hello!']);
      expect(connection.roundTrip).to.equal(0);
      expect((await server.seen()).messages).to.deep.equal(['ping', 'Hello!']);
    });

    it('`idleTimeout` counts received messages although the connection has no `message` listener', async () => {
      const { connection, sockets } = connectToScript({ idleTimeout: 10_000 });
      const socket = (await sockets.next()).accept();
      for (let i = 0; i < 3; i++) {
        clock.tick(9_000);
        socket.receive('news');
      }
      expect(connection.state).to.equal('open');
    });

    it('Connection stays open when the timers of a hidden tab fire only once a minute', async () => {
      const { connection, socket } = await openConnection({ ping });
      for (let minute = 0; minute < 10; minute++) {
        // A hidden tab runs its timers once a minute.
        clock.sleep(60_000);
        socket.receive('pong');
      }
      expect(connection.state).to.equal('open');
    });

    it('Connection sends a ping after the computer slept, and stays open when a pong arrives', async () => {
      const { connection, socket } = await openConnection({ ping });
      clock.sleep(3_600_000);
      page.online();
      expect(socket.sent).to.include('ping');
      socket.receive('pong');
      clock.tick(20_000);
      expect(connection.state).to.equal('open');
    });
  });

  describe('after the computer slept', () => {
    for (const [title, wake] of [
      ['the page becomes visible', page.show],
      ['an `online` event fires', page.online],
    ] as const) {
      it(`Connection pings and detects a half-open link after sleep when ${title}`, async () => {
        page.hide();
        const { connection, socket } = await openConnection({ ping });
        clock.sleep(3_600_000);
        expect(socket.sent).to.deep.equal([]);
        Reflect.deleteProperty(document, 'visibilityState');
        wake();
        expect(socket.sent).to.deep.equal(['ping']);
        clock.tick(9_999);
        expect(connection.state).to.equal('open');
        clock.tick(1);
        expect(connection.state).to.equal('waiting');
        expect(connection.diagnosis?.kind).to.equal('went-silent');
      });
    }
  });

  describe('after `close()`', () => {
    for (const state of ['closing', 'closed'] as const) {
      it(`page signals do not reconnect a connection that is ${state} after \`close()\``, async () => {
        const { connection, sockets, socket, transcript } = await openConnection();
        connection.close();
        if (state === 'closed') socket.end(1005);
        expect(connection.state).to.equal(state);
        transcript.length = 0;
        page.online();
        page.hide();
        page.show();
        page.resume();
        page.comeBack();
        clock.tick(3_600_000);
        await settled();
        expect(transcript).to.deep.equal([]);
        expect(sockets.made).to.have.length(1);
      });
    }

    it('page signals do not reconnect a connection that was closed while the page was frozen', async () => {
      const { connection, sockets } = await openConnection();
      page.freeze();
      connection.close();
      page.resume();
      page.show();
      page.comeBack();
      await settled();
      expect(connection.state).to.equal('closed');
      expect(sockets.made).to.have.length(1);
    });
  });

  describe('page signals', () => {
    it('page signals open no second socket while the connection is connecting or open', async () => {
      const { connection, sockets } = connectToScript();
      const wakeUp = () => {
        page.online();
        page.show();
        page.resume();
        page.comeBack();
      };
      wakeUp();
      (await sockets.next()).accept();
      wakeUp();
      await settled();
      expect(sockets.made).to.have.length(1);
      expect(connection.state).to.equal('open');
    });

    it('`resume` and `online` events do not wake an asleep connection while the page is hidden', async () => {
      const { connection } = await openConnection();
      page.hide();
      page.freeze();
      page.resume();
      page.online();
      expect(connection.state).to.equal('asleep');
      page.show();
      expect(connection.state).to.equal('connecting');
    });

    it('a page that returns from the back/forward cache continues the backoff of the outage', async () => {
      const { connection, sockets } = connectToScript();
      (await sockets.next()).refuse();
      page.leave();
      clock.sleep(600_000);
      page.comeBack();
      (await sockets.next()).refuse();
      expect(connection.attempt).to.equal(1);
      expect(connection.state).to.equal('waiting');
      expect(connection.retryAt! - Date.now()).to.be.within(0, 30_000);
    });

    it('a connection that was open before `pagehide` begins a new backoff after `pageshow`', async () => {
      const { random } = Math;
      Math.random = () => 0.9;
      const { connection, sockets } = connectToScript();
      (await sockets.next()).refuse();
      page.online();
      (await sockets.next()).accept();
      page.leave();
      page.comeBack();
      (await sockets.next()).refuse();
      Math.random = random;
      expect(connection.attempt).to.equal(0);
      expect(connection.retryAt! - Date.now()).to.equal(1_800);
    });

    it('page signals leave a connection with `retry: false` open, as they do a WebSocket', async () => {
      const { connection, socket, transcript } = await openConnection({ retry: false });
      page.freeze();
      page.leave();
      page.comeBack();
      expect(transcript).to.deep.equal([]);
      expect(socket.closeCalls).to.deep.equal([]);
      expect(connection.state).to.equal('open');
    });

    it('a connection with `retry: false` pings when the page becomes visible, and closes without a pong', async () => {
      const { connection, socket } = await openConnection({ retry: false, ping });
      page.hide();
      clock.tick(60_000);
      socket.receive('pong');
      socket.sent.length = 0;
      page.show();
      expect(socket.sent).to.deep.equal(['ping']);
      clock.tick(10_000);
      expect(connection.state).to.equal('closed');
    });

    it('`pageshow` wakes an asleep connection though its `retry` option was set to false while it was asleep', async () => {
      const options: ConnectionOptions = {};
      const { connection } = await openConnection(options);
      page.leave();
      options.retry = false;
      page.comeBack();
      expect(connection.state).to.equal('connecting');
    });

    it('an attempt that `pagehide` interrupts does not count towards the `retry` limit', async () => {
      const { connection, sockets } = connectToScript({ retry: 2 });
      (await sockets.next()).refuse();
      for (let i = 0; i < 3; i++) {
        page.leave();
        page.comeBack();
        expect(connection.attempt).to.equal(0);
      }
      sockets.made.at(-1)!.refuse();
      expect(connection.state).to.equal('waiting');
    });

    it('a waiting connection fires one `close` when a listener of another closes it on `pagehide`', async () => {
      const first = await openConnection();
      const second = connectToScript();
      (await second.sockets.next()).refuse();
      const transcript = transcriptOf(second.connection);
      first.connection.addEventListener('close', () => second.connection.close());
      page.leave();
      await settled();
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
    });

    it('`pageshow` wakes only the connections that no listener closed during `pagehide`', async () => {
      const first = await openConnection();
      const second = await openConnection();
      first.connection.addEventListener('close', () => second.connection.close());
      page.leave();
      await settled();
      expect(first.connection.state).to.equal('asleep');
      expect(second.connection.state).to.equal('closed');
      page.comeBack();
      expect(first.connection.state).to.equal('connecting');
      expect(second.connection.state).to.equal('closed');
    });
  });

  describe('timers and listeners', () => {
    it('Connection runs no timer while it is open and idle', async () => {
      const { connection, server } = connectToServer();
      expect(clock.timers).to.equal(1);
      await reached(connection, 'open');
      expect(clock.timers).to.equal(0);
      connection.send('Hello!');
      await server.received();
      expect(clock.timers).to.equal(0);
    });

    it('Connection runs one timer while it is connecting and while it is waiting', async () => {
      const { connection, sockets } = connectToScript();
      expect(clock.timers).to.equal(1);
      (await sockets.next()).refuse();
      expect(connection.state).to.equal('waiting');
      expect(clock.timers).to.equal(1);
    });

    it('Connection sends no ping while it is closing, and runs no timer after one second', async () => {
      const { connection, socket } = await openConnection({ ping, idleTimeout: 60_000 });
      let calls = 0;
      socket.send = () => void calls++;
      connection.close();
      expect(clock.timers).to.equal(1);
      clock.tick(1_000);
      expect(clock.timers).to.equal(0);
      clock.tick(59_000);
      page.online();
      expect(calls).to.equal(0);
      expect(connection.state).to.equal('closing');
    });

    it('Connection runs no timer while it is asleep', async () => {
      const { connection } = await openConnection({ ping, idleTimeout: 60_000 });
      expect(clock.timers).to.equal(1);
      page.freeze();
      expect(connection.state).to.equal('asleep');
      expect(clock.timers).to.equal(0);
    });

    it('a closed connection leaves no timer and no listener on `window` or `document`', async () => {
      const listeners = new ListenerCount();
      try {
        const { connection, socket } = await openConnection({ ping, idleTimeout: 60_000 });
        expect(listeners.count).to.be.greaterThan(0);
        connection.close();
        socket.end(1005);
        expect(listeners.count).to.equal(0);
        expect(clock.timers).to.equal(0);
        connection.reconnect();
        expect(listeners.count).to.be.greaterThan(0);
        connection.close();
        await settled();
        expect(connection.state).to.equal('closed');
        expect(listeners.count).to.equal(0);
        expect(clock.timers).to.equal(0);
      } finally {
        listeners.uninstall();
      }
    });

    it('`new Connection()` leaves no timer and no page listener when it throws', () => {
      const listeners = new ListenerCount();
      expect(() => connect('gopher://localhost/')).to.throw(DOMException);
      listeners.uninstall();
      expect(listeners.count).to.equal(0);
      expect(clock.timers).to.equal(0);
    });
  });
});
