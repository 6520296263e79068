import { expect } from '@open-wc/testing';
import { Attempt, type AttemptCallbacks, type Endpoint } from '../../src/connection/attempt.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { isPolicyError } from '../../src/connection/diagnosis.js';
import { Clock } from '../clock.js';
import { echoServer } from '../servers/echo-server.js';
import { ScriptedSockets } from './scripted-socket.js';
import { settled } from './transcript.js';

describe('Attempt', () => {
  let sockets: ScriptedSockets;
  let heard: string[];
  let attempts: Attempt[];
  let clock: Clock | undefined;

  beforeEach(() => {
    sockets = new ScriptedSockets();
    heard = [];
    attempts = [];
  });

  afterEach(() => {
    for (const attempt of attempts) attempt.abandon();
    clock?.uninstall();
    clock = undefined;
  });

  const owner: AttemptCallbacks = {
    onOpen: () => heard.push('open'),
    onMessage: ({ data }) => heard.push(`message ${data}`),
    onPing: (message) => heard.push(`ping ${String(message)}`),
    onPong: ({ data }) => heard.push(`pong ${data}`),
    onError: () => heard.push('error'),
    onClose: ({ code, reason }) => heard.push(`close ${code} ${reason}`.trim()),
    onFailure: (kind, reason) => heard.push(`${kind}: ${reason}`),
  };

  function endpointOf(changes: Partial<Endpoint> = {}): Endpoint {
    const { createSocket } = sockets;
    return { url: 'ws://scripted/', protocols: [], createSocket, resolvedUrl: '', binaryType: 'blob', ...changes };
  }

  function create(
    changes: Partial<Endpoint> = {},
    endpoint = endpointOf(changes),
    options: ConnectionOptions = {},
  ): Attempt {
    const attempt = new Attempt(endpoint, options, owner);
    attempts.push(attempt);
    return attempt;
  }

  const native = (...args: ConstructorParameters<typeof WebSocket>) => new WebSocket(...args);

  describe('to start', () => {
    it('opens a socket at once when there is nothing to ask', () => {
      const endpoint = endpointOf();
      const attempt = create({}, endpoint);
      expect(attempt.socket).to.equal(null);
      expect(endpoint.resolvedUrl).to.equal('');
      attempt.open(isPolicyError);
      expect(attempt.socket).to.equal(sockets.made[0]);
      expect(endpoint.resolvedUrl).to.equal('ws://scripted/');
    });

    it('throws what the constructor of the socket throws', () => {
      const attempt = create({ url: 'gopher://localhost/', createSocket: native });
      expect(() => attempt.open(isPolicyError))
        .to.throw(DOMException)
        .with.property('name', 'SyntaxError');
      expect(heard).to.deep.equal([]);
    });

    it('asks first when there is a function', async () => {
      const attempt = create({ url: () => 'ws://asked/' });
      attempt.open(isPolicyError);
      expect(attempt.socket).to.equal(null);
      expect((await sockets.next()).url).to.equal('ws://asked/');
    });

    it('gives the socket the binary type, and the subprotocols', async () => {
      const offered: unknown[] = [];
      const attempt = create({
        protocols: () => ['chat'],
        binaryType: 'arraybuffer',
        createSocket: (url, protocols) => {
          offered.push(protocols);
          return sockets.createSocket(url, protocols);
        },
      });
      attempt.open(isPolicyError);
      expect((await sockets.next()).binaryType).to.equal('arraybuffer');
      expect(offered).to.deep.equal([['chat']]);
    });
  });

  describe('to ask', () => {
    it('never throws, but fails', async () => {
      for (const [endpoint, failure] of [
        [{ url: () => Promise.reject(new Error('no token')) }, 'provider-failed: no token'],
        [{ protocols: () => Promise.reject(new TypeError('no name')) }, 'provider-failed: no name'],
        [{ url: () => Promise.reject('a word') }, 'provider-failed: a word'],
      ] as const) {
        heard.length = 0;
        await create(endpoint).openAsync();
        expect(heard).to.deep.equal([failure]);
      }
    });

    it('fails once when both functions fail, and leaves no rejection unhandled', async () => {
      const unhandled: unknown[] = [];
      const listener = (event: Event) => unhandled.push(event);
      window.addEventListener('unhandledrejection', listener);
      await create({
        url: () => {
          throw new Error('no address');
        },
        protocols: () => Promise.reject(new Error('no name')),
      }).openAsync();
      await settled();
      window.removeEventListener('unhandledrejection', listener);
      expect(heard).to.deep.equal(['provider-failed: no address']);
      expect(unhandled).to.deep.equal([]);
    });

    it('tells what the constructor of the socket refused', async () => {
      const endpoint = endpointOf({ url: 'gopher://localhost/', createSocket: native });
      await create({}, endpoint).openAsync();
      await settled();
      expect(heard[0]).to.match(/^bad-url: ./);
      expect(endpoint.resolvedUrl).to.equal('gopher://localhost/');
      await create({ url: echoServer().url, protocols: 'two words', createSocket: native }).openAsync();
      await settled();
      expect(heard[1]).to.match(/^bad-protocol: ./);
    });

    it('opens nothing when it was let go meanwhile', async () => {
      const attempt = create({ url: () => 'ws://asked/' });
      const asked = attempt.openAsync();
      attempt.abandon();
      await asked;
      expect(sockets.made).to.deep.equal([]);
    });

    it('closes a socket whose factory let go of it', async () => {
      const attempt = create({
        createSocket: (...args) => {
          attempt.abandon();
          return sockets.createSocket(...args);
        },
      });
      await attempt.openAsync();
      expect(sockets.made[0]!.closeCalls).to.deep.equal([undefined]);
    });

    it('says nothing of a failure when it was let go meanwhile', async () => {
      const attempt = create({ url: () => Promise.reject(new Error('too late')) });
      const asked = attempt.openAsync();
      attempt.abandon();
      await asked;
      expect(heard).to.deep.equal([]);
    });
  });

  describe('with its socket', () => {
    function started() {
      const attempt = create();
      attempt.open(isPolicyError);
      return { attempt, socket: sockets.made[0]! };
    }

    it('passes everything on, but messages only from the moment it is to hear them', () => {
      const { attempt, socket } = started();
      socket.accept().receive('unheard');
      attempt.deliverMessages();
      attempt.deliverMessages();
      socket.receive('heard');
      socket.end(4000, 'enough');
      expect(heard).to.deep.equal(['open', 'message heard', 'close 4000 enough']);
    });

    it('closes it with a code and a reason', () => {
      const { attempt, socket } = started();
      socket.accept();
      attempt.close(4000, 'enough');
      expect(socket.closeCalls).to.deep.equal([4000]);
      socket.end(4000, 'enough');
      expect(heard).to.deep.equal(['open', 'close 4000 enough']);
    });

    it('says nothing of a socket that it let go, which closes in the background', () => {
      const { attempt, socket } = started();
      attempt.deliverMessages();
      socket.accept();
      attempt.abandon(1000);
      expect(socket.closeCalls).to.deep.equal([1000]);
      socket.receive('late');
      socket.refuse();
      expect(heard).to.deep.equal(['open']);
    });
  });

  describe('with a ping', () => {
    const options: ConnectionOptions = {
      ping: { message: 'ping', interval: 1_000, timeout: 500, isPong: ({ data }) => data === 'pong' },
    };

    beforeEach(() => {
      clock = new Clock();
    });

    it('tells pings and pongs apart from messages, and times them', () => {
      const attempt = create({}, endpointOf(), options);
      attempt.open(isPolicyError);
      const socket = sockets.made[0]!.accept();
      clock!.tick(1_000);
      socket.receive('news');
      clock!.tick(3);
      socket.receive('pong');
      expect(heard).to.deep.equal(['open', 'ping ping', 'message news', 'pong pong']);
      expect(socket.sent).to.deep.equal(['ping']);
      expect(attempt.roundTrip).to.equal(3);
    });

    it('fails when the peer goes silent', () => {
      create({}, endpointOf(), options).open(isPolicyError);
      sockets.made[0]!.accept();
      clock!.tick(1_500);
      expect(heard).to.deep.equal(['open', 'ping ping', 'went-silent: ']);
    });

    for (const [verb, end] of [
      ['closed', (attempt: Attempt) => attempt.close()],
      ['abandoned', (attempt: Attempt) => attempt.abandon()],
    ] as const) {
      it(`runs no timer for pings once it is ${verb}`, () => {
        const attempt = create({}, endpointOf(), options);
        attempt.open(isPolicyError);
        const socket = sockets.made[0]!.accept();
        end(attempt);
        socket.end(1000);
        expect(clock!.timers).to.equal(0);
      });
    }
  });

  // The engines leave `close` out at moments that a test cannot choose: the real thing is in
  // test/faults/policy.test.ts.
  describe('whose socket ends without close', () => {
    beforeEach(() => {
      clock = new Clock();
    });

    it('closes a second after error', () => {
      const attempt = create();
      attempt.open(isPolicyError);
      sockets.made[0]!.blockSilently();
      clock!.tick(999);
      expect(heard).to.deep.equal(['error']);
      clock!.tick(1);
      expect(heard).to.deep.equal(['error', 'close 1006']);
      expect(clock!.timers).to.equal(0);
    });

    it('closes once when close comes after all', () => {
      const attempt = create();
      attempt.open(isPolicyError);
      const socket = sockets.made[0]!;
      socket.refuse();
      expect(clock!.timers).to.equal(0);
      expect(heard).to.deep.equal(['error', 'close 1006']);
      attempt.close();
      clock!.tick(10_000);
      expect(heard).to.deep.equal(['error', 'close 1006']);
    });

    it('closes once when close comes too late', () => {
      create().open(isPolicyError);
      const socket = sockets.made[0]!;
      socket.blockSilently();
      clock!.tick(1_000);
      socket.end(1006);
      expect(heard).to.deep.equal(['error', 'close 1006']);
    });

    it('waits while the socket still closes', () => {
      create().open(isPolicyError);
      const socket = sockets.made[0]!;
      socket.accept().startClosing();
      socket.dispatchEvent(new Event('error'));
      clock!.tick(10_000);
      expect(heard).to.deep.equal(['open', 'error']);
      socket.end(1006);
      expect(heard).to.deep.equal(['open', 'error', 'close 1006']);
    });

    it('closes a second after close() was asked of a socket that is closed already', () => {
      const attempt = create();
      attempt.open(isPolicyError);
      sockets.made[0]!.readyState = 3;
      attempt.close();
      clock!.tick(1_000);
      expect(heard).to.deep.equal(['close 1006']);
    });

    it('says nothing once it is let go', () => {
      const attempt = create();
      attempt.open(isPolicyError);
      sockets.made[0]!.blockSilently();
      attempt.abandon();
      expect(clock!.timers).to.equal(0);
      clock!.tick(1_000);
      expect(heard).to.deep.equal(['error']);
    });
  });
});
