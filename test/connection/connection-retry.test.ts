import { expect } from '@open-wc/testing';
import { PROVIDER_TIMEOUT } from '../../src/connection/endpoint.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { echo } from '../servers/addresses.js';
import { echoServer } from '../servers/echo-server.js';
import { connections, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { ScriptedSocket } from './scripted-socket.js';
import { next, reached, settled, transcriptOf } from './transcript.js';

describe('Connection retries', () => {
  const connect = connections();
  const connectToScript = scriptedConnections();
  let clock: Clock | undefined;

  afterEach(() => {
    clock?.uninstall();
    clock = undefined;
    page.restore();
  });

  describe('with a URL provider', () => {
    /** A connection whose URL provider does the next of `turns` at each call, and repeats the last one. */
    function providing(...turns: ((url: string) => string | Promise<string>)[]) {
      clock = new Clock();
      const { random } = Math;
      Math.random = () => 0;
      const server = echoServer();
      let calls = 0;
      const connection = connect(() => turns[Math.min(calls++, turns.length - 1)]!(server.url), [], { retry: 3 });
      Math.random = random;
      return { connection, server, transcript: transcriptOf(connection) };
    }

    const works = (url: string) => url;
    const rejects = () => Promise.reject(new Error('no token'));
    const throws = () => {
      throw new Error('no token');
    };

    it('Connection calls the URL provider again after it rejected once', async () => {
      const { connection, transcript } = providing(rejects, works);
      await next(connection, 'close');
      expect(connection.state).to.equal('waiting');
      expect(connection.diagnosis).to.include({ kind: 'provider-failed', reason: 'no token' });
      page.online();
      await reached(connection, 'open');
      await settled();
      expect(transcript).to.deep.equal(['WAITING', 'error', 'close 1006', 'CONNECTING', 'OPEN', 'open']);
    });

    it('Connection calls the URL provider again after it rejected twice', async () => {
      const { connection, server } = providing(rejects, rejects, works);
      await reached(connection, 'waiting');
      clock!.tickToRetry(connection);
      await reached(connection, 'waiting');
      clock!.tickToRetry(connection);
      await reached(connection, 'open');
      expect(connection.attempt).to.equal(2);
      expect(await server.opened()).to.include({ opened: 1 });
    });

    it('Connection calls the URL provider again after it threw an exception', async () => {
      const { connection } = providing(throws, works);
      await reached(connection, 'waiting');
      expect(connection.diagnosis).to.include({ kind: 'provider-failed', reason: 'no token' });
      page.online();
      await reached(connection, 'open');
    });

    it('a URL provider that takes longer than a minute is called again, and its late answer is ignored', async () => {
      clock = new Clock();
      const { promise, resolve } = late<string>();
      const answers = [promise, 'ws://scripted/second'];
      const { connection, sockets } = connectToScript({}, () => answers.shift()!);
      clock.tick(PROVIDER_TIMEOUT - 1);
      expect(connection.state).to.equal('connecting');
      clock.tick(1);
      await reached(connection, 'waiting');
      expect(connection.diagnosis).to.include({ kind: 'provider-failed', openFor: null });

      page.online();
      expect((await sockets.next()).url).to.equal('ws://scripted/second');
      resolve('ws://scripted/first');
      await settled();
      expect(sockets.made).to.have.length(1);
    });

    it('Connection gives up at the `retry` limit when the URL provider always rejects', async () => {
      const { connection } = providing(rejects);
      for (let i = 0; i < 3; i++) {
        await reached(connection, 'waiting');
        clock!.tickToRetry(connection);
      }
      await reached(connection, 'closed');
      expect(connection.diagnosis).to.include({ kind: 'gave-up' });
      expect(connection.diagnosis?.cause).to.include({ kind: 'provider-failed', reason: 'no token' });
    });

    it('Connection calls the URL and subprotocol providers before every attempt', async () => {
      const server = echoServer();
      const tokens = ['first', 'second'];
      const connection = connect(
        () => new URL(server.url),
        () => Promise.resolve([tokens.shift()!]),
      );
      await reached(connection, 'open');
      expect(connection.protocol).to.equal('first');
      expect(connection.url).to.equal(server.url);
      await server.terminate();
      await reached(connection, 'waiting');
      page.online();
      await reached(connection, 'open');
      expect(connection.protocol).to.equal('second');
      expect((await server.seen()).protocols).to.deep.equal(['first', 'second']);
    });

    it('Connection calls the subprotocol provider again after it rejected', async () => {
      const answers = [rejects, () => 'chat'];
      const connection = connect(echoServer().url, () => answers.shift()!());
      await reached(connection, 'waiting');
      expect(connection.diagnosis).to.include({ kind: 'provider-failed' });
      page.online();
      await reached(connection, 'open');
      expect(connection.protocol).to.equal('chat');
    });

    it('`url` keeps the last URL while the URL provider is called for the next', async () => {
      const server = echoServer();
      const answers: (string | Promise<string>)[] = [server.url, new Promise(() => {})];
      const connection = connect(() => answers.shift()!);
      expect(connection.url).to.equal('');
      await reached(connection, 'open');
      connection.reconnect();
      expect(connection.url).to.equal(server.url);
    });
  });

  describe('after an exception of the socket constructor', () => {
    const refusing = (name: string): ConnectionOptions['createSocket'] & { calls: number } =>
      Object.assign(
        () => {
          refuse.calls += 1;
          throw new DOMException('Not that one', name);
        },
        { calls: 0 },
      );
    let refuse: { calls: number };

    for (const name of ['SyntaxError', 'SecurityError']) {
      it(`a ${name} of \`createSocket\` closes the connection with events and without a retry`, async () => {
        clock = new Clock();
        const createSocket = (refuse = refusing(name));
        const connection = connect(() => 'ws://scripted/', [], { createSocket });
        const transcript = transcriptOf(connection);
        await next(connection, 'close');
        expect(transcript).to.deep.equal(['CLOSED', 'error', 'close 1006']);
        expect(connection.diagnosis).to.include({ reason: 'Not that one', url: 'ws://scripted/' });

        page.online();
        clock.tick(3_600_000);
        await settled();
        expect(createSocket.calls).to.equal(1);
        expect(connection.state).to.equal('closed');
      });
    }

    it('a SecurityError fires events with `retry: false`, and throws only with `queueLimit: 0` as well', async () => {
      const createSocket = (refuse = refusing('SecurityError'));
      const connection = connect('ws://scripted/', [], { createSocket, retry: false });
      await next(connection, 'close');
      expect(connection.diagnosis).to.include({
        kind: 'blocked-by-csp',
        reason: 'Not that one',
        url: 'ws://scripted/',
      });

      const plain = { createSocket, retry: false, queueLimit: 0 };
      expect(() => connect('ws://scripted/', [], plain))
        .to.throw(DOMException)
        .with.property('name', 'SecurityError');
    });

    it('`diagnosis.kind` is `bad-url` for a bad URL and `bad-protocol` for a duplicate subprotocol', async () => {
      const address = connect(() => 'ws://[');
      // WebKit looks at the port first: it must not be a forbidden one.
      const subprotocol = connect(echo, () => ['chat', 'chat']);
      await Promise.all([next(address, 'close'), reached(subprotocol, 'closed')]);
      expect(address.diagnosis?.kind).to.equal('bad-url');
      expect(subprotocol.diagnosis?.kind).to.equal('bad-protocol');
    });
  });

  describe('after a drop', () => {
    it('`attempt` keeps counting when each connection is open for less than 5 seconds', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript();
      for (let attempt = 0; attempt < 5; attempt++) {
        const socket = (await sockets.next()).accept();
        expect(connection.attempt).to.equal(attempt);
        clock.tick(4_999);
        socket.end(1006);
        clock.tick(connection.retryAt! - Date.now());
      }
      // The windows have widened to their cap.
      (await sockets.next()).accept().end(1006);
      expect(connection.retryAt! - Date.now()).to.be.greaterThan(3_000);
    });

    it('the backoff starts anew after a connection was open for 5 seconds', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript();
      for (let attempt = 0; attempt < 4; attempt++) {
        (await sockets.next()).refuse();
        clock.tick(connection.retryAt! - Date.now());
      }
      const socket = (await sockets.next()).accept();
      clock.tick(5_000);
      socket.end(1006);
      expect(connection.retryAt! - Date.now()).to.be.within(0, 2_000);
      clock.tick(connection.retryAt! - Date.now());
      expect(connection.attempt).to.equal(1);
    });

    it('Connection waits in a window of 20 seconds after close codes 1001, 1012 and 1013', async () => {
      const { random } = Math;
      Math.random = () => 0.5;
      try {
        for (const code of [1001, 1012, 1013]) {
          clock = new Clock();
          const { connection, sockets } = connectToScript();
          (await sockets.next()).accept().end(code);
          expect(connection.retryAt! - Date.now(), String(code)).to.equal(10_000);
          clock.uninstall();
        }
      } finally {
        Math.random = random;
      }
    });

    it('connections that fail at the same time retry spread over the whole first window', async () => {
      clock = new Clock();
      const delays: number[] = [];
      for (let i = 0; i < 100; i++) {
        const { connection, sockets } = connectToScript();
        (await sockets.next()).refuse();
        delays.push(connection.retryAt! - Date.now());
      }
      expect(Math.min(...delays)).to.be.within(0, 500);
      expect(Math.max(...delays)).to.be.within(1_500, 2_000);
    });

    it('`reconnect()` resets the backoff and `attempt`', async () => {
      clock = new Clock();
      const { connection, sockets } = connectToScript();
      for (let attempt = 0; attempt < 6; attempt++) {
        (await sockets.next()).refuse();
        clock.tick(connection.retryAt! - Date.now());
      }
      connection.reconnect();
      (await sockets.next()).refuse();
      expect(connection.attempt).to.equal(0);
      expect(connection.retryAt! - Date.now()).to.be.within(0, 2_000);
    });
  });

  describe('with options', () => {
    it('`fatalCodes` accepts a list of close codes and ranges', async () => {
      const { connection, sockets } = connectToScript({ fatalCodes: [1011, [4000, 4009]] });
      (await sockets.next()).accept().end(4401);
      expect(connection.state).to.equal('waiting');
      connection.reconnect();
      (await sockets.next()).accept().end(4009);
      expect(connection.state).to.equal('closed');
    });

    it('`fatalCodes` accepts a function, which decides by the `close` event', async () => {
      const reasons: string[] = [];
      const { connection, sockets } = connectToScript({
        fatalCodes: ({ reason }) => {
          reasons.push(reason);
          return reason === 'for good';
        },
      });
      (await sockets.next()).accept().end(4401, 'for now');
      expect(connection.state).to.equal('waiting');
      connection.reconnect();
      (await sockets.next()).accept().end(1000, 'for good');
      expect(connection.state).to.equal('closed');
      expect(reasons).to.deep.equal(['for now', 'for good']);
    });

    it('`close()` and `reconnect()` in a `fatalCodes` function override its result', async () => {
      for (const isFatal of [false, true]) {
        const closing = connectToScript({
          fatalCodes: () => {
            closing.connection.close();
            return isFatal;
          },
        });
        const closed = transcriptOf(closing.connection);
        (await closing.sockets.next()).accept().end(4001);
        expect(closed).to.deep.equal(['OPEN', 'open', 'CLOSING', 'CLOSED', 'close 4001']);

        let calls = 0;
        const anew = connectToScript({
          fatalCodes: () => {
            if (calls++ === 0) anew.connection.reconnect();
            return isFatal;
          },
        });
        const transcript = transcriptOf(anew.connection);
        (await anew.sockets.next()).accept().end(4001);
        (await anew.sockets.next()).accept();
        expect(transcript).to.deep.equal(['OPEN', 'open', 'CONNECTING', 'close 1000', 'OPEN', 'open']);
      }
    });

    it('`createSocket` receives the same URL for every attempt, whatever URL its socket has', async () => {
      const asked: string[] = [];
      const sockets: ScriptedSocket[] = [];
      const createSocket = (url: string | URL) => {
        asked.push(String(url));
        const socket = new ScriptedSocket(`${url}?token=${asked.length}`);
        sockets.push(socket);
        return socket as unknown as WebSocket;
      };
      const connection = connect('ws://scripted/', [], { createSocket });
      connection.reconnect();
      await settled();
      connection.reconnect();
      await settled();
      expect(asked).to.deep.equal(['ws://scripted/', 'ws://scripted/', 'ws://scripted/']);
      connection.close();
      for (const socket of sockets) socket.end(1005);
    });

    it('a change of the `retry` option applies from the next failure on', async () => {
      const options: ConnectionOptions = { retry: true };
      const { connection, sockets } = connectToScript(options);
      (await sockets.next()).refuse();
      expect(connection.state).to.equal('waiting');
      options.retry = false;
      connection.reconnect();
      (await sockets.next()).refuse();
      expect(connection.state).to.equal('closed');
    });

    for (const connectTimeout of [0, Infinity, 1e12]) {
      it(`Connection never times out while connecting with \`connectTimeout: ${connectTimeout}\``, async () => {
        clock = new Clock();
        const { connection, sockets } = connectToScript({ connectTimeout });
        clock.tick(86_400_000);
        expect(connection.state).to.equal('connecting');
        expect((await sockets.next()).closeCalls).to.have.length(0);
      });
    }

    it('Connection with `retry: false` never times out while connecting, as a WebSocket does', () => {
      clock = new Clock();
      const { connection } = connectToScript({ retry: false });
      expect(clock.timers).to.equal(0);
      clock.tick(86_400_000);
      expect(connection.state).to.equal('connecting');
    });

    it('Connection with `retry: 0` is closed after the first failure', async () => {
      const { connection, sockets } = connectToScript({ retry: 0 });
      (await sockets.next()).refuse();
      expect(connection.state).to.equal('closed');
      expect(connection.diagnosis?.kind).to.equal('unreachable');
    });
  });
});

/** A promise that is resolved later. */
function late<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((resolver) => (resolve = resolver));
  return { promise, resolve };
}
