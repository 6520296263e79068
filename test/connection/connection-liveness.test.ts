import { expect } from '@open-wc/testing';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { connections, realConnections, scriptedConnections } from './connect.js';
import { ListenerCount, page } from './page-events.js';
import { next, reached, settled, transcriptOf } from './transcript.js';

describe('Connection, and whether anybody is there', () => {
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

  describe('a peer that went silent', () => {
    it('is let go of at once: its closing handshake is not waited for', async () => {
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

    it('is not heard any more when it comes back too late', async () => {
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

    it('ends the connection without retry', async () => {
      const { connection, transcript } = await openConnection({ idleTimeout: 10_000, retry: false });
      clock.tick(10_000);
      expect(transcript).to.deep.equal(['CLOSED', 'close 1006']);
      expect(connection.diagnosis?.kind).to.equal('went-silent');
      expect(clock.timers).to.equal(0);
    });
  });

  describe('a peer that is there', () => {
    it('answers pings, which the application does not see', async () => {
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

    it('is real, and answers pings of which only the answers are pongs', async () => {
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

    it('is heard, though nobody listens for messages', async () => {
      const { connection, sockets } = connectToScript({ idleTimeout: 10_000 });
      const socket = (await sockets.next()).accept();
      for (let i = 0; i < 3; i++) {
        clock.tick(9_000);
        socket.receive('news');
      }
      expect(connection.state).to.equal('open');
    });

    it('outlives timers that come late', async () => {
      const { connection, socket } = await openConnection({ ping });
      for (let minute = 0; minute < 10; minute++) {
        // A hidden tab runs its timers once a minute.
        clock.sleep(60_000);
        socket.receive('pong');
      }
      expect(connection.state).to.equal('open');
    });

    it('outlives the sleep of the computer, and is asked upon waking', async () => {
      const { connection, socket } = await openConnection({ ping });
      clock.sleep(3_600_000);
      page.online();
      expect(socket.sent).to.include('ping');
      socket.receive('pong');
      clock.tick(20_000);
      expect(connection.state).to.equal('open');
    });
  });

  describe('after sleep', () => {
    for (const [title, wake] of [
      ['somebody looks at the page', page.show],
      ['the network is back', page.online],
    ] as const) {
      it(`finds that the link is half-open when ${title}`, async () => {
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

  describe('a close that was asked for', () => {
    for (const state of ['closing', 'closed'] as const) {
      it(`is undone by no signal of the page when it is ${state}`, async () => {
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

    it('is undone by no signal of the page after it slept', async () => {
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

  describe('signals of the page', () => {
    it('do not open a second socket while one opens or is open', async () => {
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

    it('do not wake it while the page is hidden', async () => {
      const { connection } = await openConnection();
      page.hide();
      page.freeze();
      page.resume();
      page.online();
      expect(connection.state).to.equal('asleep');
      page.show();
      expect(connection.state).to.equal('connecting');
    });

    it('go on with the backoff of the outage before which it slept', async () => {
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

    it('begin a new backoff for a connection that was open when it fell asleep', async () => {
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

    it('leave a connection without retry alone, as they do a WebSocket', async () => {
      const { connection, socket, transcript } = await openConnection({ retry: false });
      page.freeze();
      page.leave();
      page.comeBack();
      expect(transcript).to.deep.equal([]);
      expect(socket.closeCalls).to.deep.equal([]);
      expect(connection.state).to.equal('open');
    });

    it('have a connection without retry ask whether its peer is there, as all others', async () => {
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

    it('wake a connection that is not to try again since it sleeps', async () => {
      const options: ConnectionOptions = {};
      const { connection } = await openConnection(options);
      page.leave();
      options.retry = false;
      page.comeBack();
      expect(connection.state).to.equal('connecting');
    });

    it('do not count an attempt that they cut short', async () => {
      const { connection, sockets } = connectToScript({ retry: 2 });
      (await sockets.next()).refuse();
      for (let i = 0; i < 3; i++) {
        page.leave();
        page.comeBack();
        await sockets.next();
        expect(connection.attempt).to.equal(1);
      }
      sockets.made.at(-1)!.refuse();
      expect(connection.state).to.equal('waiting');
    });

    it('leave one close to a connection that waits, and is closed by a listener of another', async () => {
      const first = await openConnection();
      const second = connectToScript();
      (await second.sockets.next()).refuse();
      const transcript = transcriptOf(second.connection);
      first.connection.addEventListener('close', () => second.connection.close());
      page.leave();
      await settled();
      expect(transcript).to.deep.equal(['CLOSING', 'CLOSED', 'close 1006']);
    });

    it('close each of several connections, though a listener of the first closes the others', async () => {
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

  describe('at rest', () => {
    it('runs no timer while it is open and idle', async () => {
      const { connection, server } = connectToServer();
      expect(clock.timers).to.equal(1);
      await reached(connection, 'open');
      expect(clock.timers).to.equal(0);
      connection.send('Hello!');
      await server.received();
      expect(clock.timers).to.equal(0);
    });

    it('runs one timer while it connects, and while it waits', async () => {
      const { connection, sockets } = connectToScript();
      expect(clock.timers).to.equal(1);
      (await sockets.next()).refuse();
      expect(connection.state).to.equal('waiting');
      expect(clock.timers).to.equal(1);
    });

    it('sends no ping while it closes, and runs no timer after a second of grace', async () => {
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

    it('runs no timer while it sleeps', async () => {
      const { connection } = await openConnection({ ping, idleTimeout: 60_000 });
      expect(clock.timers).to.equal(1);
      page.freeze();
      expect(connection.state).to.equal('asleep');
      expect(clock.timers).to.equal(0);
    });

    it('leaves no timer and no listener on the page behind when it is closed', async () => {
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

    it('leaves no listener on the page behind when its constructor throws', () => {
      const listeners = new ListenerCount();
      expect(() => connect('gopher://localhost/')).to.throw(DOMException);
      listeners.uninstall();
      expect(listeners.count).to.equal(0);
      expect(clock.timers).to.equal(0);
    });
  });
});
