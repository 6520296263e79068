import { expect } from '@open-wc/testing';
import { Attempt, type AttemptCallbacks } from '../../src/connection/attempt.js';
import { Endpoint } from '../../src/connection/endpoint.js';
import type { ConnectionOptions, ProtocolSource, SocketFactory, UrlSource } from '../../src/connection/options.js';
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
    onFailure: ({ kind, reason = '' }) => heard.push(`${kind}: ${reason}`),
  };

  interface Arguments {
    url?: UrlSource;
    protocols?: ProtocolSource;
    createSocket?: SocketFactory;
  }

  function endpointOf({ url = 'ws://scripted/', protocols = [], createSocket }: Arguments = {}): Endpoint {
    return new Endpoint(url, protocols, createSocket ?? sockets.createSocket);
  }

  function create(changes: Arguments = {}, endpoint = endpointOf(changes), options: ConnectionOptions = {}): Attempt {
    const attempt = new Attempt(endpoint, options, owner);
    attempts.push(attempt);
    return attempt;
  }

  const native = (...args: ConstructorParameters<typeof WebSocket>) => new WebSocket(...args);

  describe('`open()`', () => {
    it('`open()` creates the native socket synchronously when the URL is a string', () => {
      const endpoint = endpointOf();
      const attempt = create({}, endpoint);
      expect(attempt.socket).to.equal(null);
      expect(endpoint.resolvedUrl).to.equal('');
      attempt.open(false);
      expect(attempt.socket).to.equal(sockets.made[0]);
      expect(endpoint.resolvedUrl).to.equal('ws://scripted/');
    });

    it('`open()` throws the SyntaxError that the constructor of the native socket throws', () => {
      const attempt = create({ url: 'gopher://localhost/', createSocket: native });
      expect(() => attempt.open(false))
        .to.throw(DOMException)
        .with.property('name', 'SyntaxError');
      expect(heard).to.deep.equal([]);
    });

    it('`open()` calls the URL provider before it creates a socket', async () => {
      const attempt = create({ url: () => 'ws://asked/' });
      attempt.open(false);
      expect(attempt.socket).to.equal(null);
      expect((await sockets.next()).url).to.equal('ws://asked/');
    });

    it('`open()` gives the socket the `binaryType` and the subprotocols of its endpoint', async () => {
      const offered: unknown[] = [];
      const endpoint = endpointOf({
        protocols: () => ['chat'],
        createSocket: (url, protocols) => {
          offered.push(protocols);
          return sockets.createSocket(url, protocols);
        },
      });
      endpoint.binaryType = 'arraybuffer';
      const attempt = create({}, endpoint);
      attempt.open(false);
      expect((await sockets.next()).binaryType).to.equal('arraybuffer');
      expect(offered).to.deep.equal([['chat']]);
    });
  });

  describe('`openAsync()`', () => {
    it('`openAsync()` reports `provider-failed` when a URL or subprotocol provider rejects', async () => {
      for (const [endpoint, failure] of [
        [{ url: () => Promise.reject(new Error('no token')) }, 'provider-failed: no token'],
        [{ protocols: () => Promise.reject(new TypeError('no name')) }, 'provider-failed: no name'],
        [{ url: () => Promise.reject('a word') }, 'provider-failed: a word'],
      ] as const) {
        heard.length = 0;
        await create(endpoint).openAsync(0, null);
        expect(heard).to.deep.equal([failure]);
      }
    });

    it('`openAsync()` reports one failure and leaves no unhandled rejection when both providers fail', async () => {
      const unhandled: unknown[] = [];
      const listener = (event: Event) => unhandled.push(event);
      window.addEventListener('unhandledrejection', listener);
      await create({
        url: () => {
          throw new Error('no address');
        },
        protocols: () => Promise.reject(new Error('no name')),
      }).openAsync(0, null);
      await settled();
      window.removeEventListener('unhandledrejection', listener);
      expect(heard).to.deep.equal(['provider-failed: no address']);
      expect(unhandled).to.deep.equal([]);
    });

    it('`openAsync()` reports `bad-url` or `bad-protocol` when the native constructor throws', async () => {
      const endpoint = endpointOf({ url: 'gopher://localhost/', createSocket: native });
      await create({}, endpoint).openAsync(0, null);
      await settled();
      expect(heard[0]).to.match(/^bad-url: ./);
      expect(endpoint.resolvedUrl).to.equal('gopher://localhost/');
      await create({ url: echoServer().url, protocols: 'two words', createSocket: native }).openAsync(0, null);
      await settled();
      expect(heard[1]).to.match(/^bad-protocol: ./);
    });

    it('`openAsync()` creates no socket when `abandon()` is called before the provider answers', async () => {
      const attempt = create({ url: () => 'ws://asked/' });
      const asked = attempt.openAsync(0, null);
      attempt.abandon();
      await asked;
      expect(sockets.made).to.deep.equal([]);
    });

    it('`openAsync()` closes the new socket when `createSocket` itself calls `abandon()`', async () => {
      const attempt = create({
        createSocket: (...args) => {
          attempt.abandon();
          return sockets.createSocket(...args);
        },
      });
      await attempt.openAsync(0, null);
      expect(sockets.made[0]!.closeCalls).to.deep.equal([undefined]);
    });

    it('`openAsync()` reports no failure of a provider that rejects after `abandon()`', async () => {
      const attempt = create({ url: () => Promise.reject(new Error('too late')) });
      const asked = attempt.openAsync(0, null);
      attempt.abandon();
      await asked;
      expect(heard).to.deep.equal([]);
    });
  });

  describe('with a native socket', () => {
    function started() {
      const attempt = create();
      attempt.open(false);
      return { attempt, socket: sockets.made[0]! };
    }

    it('`Attempt` reports `open` and `close` always, and messages only after `deliverMessages()`', () => {
      const { attempt, socket } = started();
      socket.accept().receive('unheard');
      attempt.deliverMessages();
      attempt.deliverMessages();
      socket.receive('heard');
      socket.end(4000, 'enough');
      expect(heard).to.deep.equal(['open', 'message heard', 'close 4000 enough']);
    });

    it('`close()` passes its code to the native socket, whose `close` event is reported', () => {
      const { attempt, socket } = started();
      socket.accept();
      attempt.close(4000, 'enough');
      expect(socket.closeCalls).to.deep.equal([4000]);
      socket.end(4000, 'enough');
      expect(heard).to.deep.equal(['open', 'close 4000 enough']);
    });

    it('an `abandon()`ed attempt closes its socket in the background and ignores its late events', () => {
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

  describe('with the `ping` option', () => {
    const options: ConnectionOptions = {
      ping: { message: 'ping', interval: 1_000, timeout: 500, isPong: ({ data }) => data === 'pong' },
    };

    beforeEach(() => {
      clock = new Clock();
    });

    it('`Attempt` reports pings, pongs and messages separately and measures the round trip', () => {
      const attempt = create({}, endpointOf(), options);
      attempt.open(false);
      const socket = sockets.made[0]!.accept();
      clock!.tick(1_000);
      socket.receive('news');
      clock!.tick(3);
      socket.receive('pong');
      expect(heard).to.deep.equal(['open', 'ping ping', 'message news', 'pong pong']);
      expect(socket.sent).to.deep.equal(['ping']);
      expect(attempt.roundTrip).to.equal(3);
    });

    it('`Attempt` reports `went-silent` when no pong arrives within `ping.timeout`', () => {
      create({}, endpointOf(), options).open(false);
      sockets.made[0]!.accept();
      clock!.tick(1_500);
      expect(heard).to.deep.equal(['open', 'ping ping', 'went-silent: ']);
    });

    for (const [verb, end] of [
      ['closed', (attempt: Attempt) => attempt.close()],
      ['abandoned', (attempt: Attempt) => attempt.abandon()],
    ] as const) {
      it(`\`Attempt\` runs no ping timer once it is ${verb}`, () => {
        const attempt = create({}, endpointOf(), options);
        attempt.open(false);
        const socket = sockets.made[0]!.accept();
        end(attempt);
        socket.end(1000);
        expect(clock!.timers).to.equal(0);
      });
    }
  });

  // The engines leave `close` out at moments that a test cannot choose: the real thing is in
  // test/faults/policy.test.ts.
  describe('with a socket that fires no `close` event', () => {
    beforeEach(() => {
      clock = new Clock();
    });

    it('`Attempt` reports a close with 1006 one second after an `error` event without `close`', () => {
      const attempt = create();
      attempt.open(false);
      sockets.made[0]!.blockSilently();
      clock!.tick(999);
      expect(heard).to.deep.equal(['error']);
      clock!.tick(1);
      expect(heard).to.deep.equal(['error', 'close 1006']);
      expect(clock!.timers).to.equal(0);
    });

    it('`Attempt` reports one close when `close` fires directly after `error`', () => {
      const attempt = create();
      attempt.open(false);
      const socket = sockets.made[0]!;
      socket.refuse();
      expect(clock!.timers).to.equal(0);
      expect(heard).to.deep.equal(['error', 'close 1006']);
      attempt.close();
      clock!.tick(10_000);
      expect(heard).to.deep.equal(['error', 'close 1006']);
    });

    it('`Attempt` reports one close when the `close` event fires later than one second', () => {
      create().open(false);
      const socket = sockets.made[0]!;
      socket.blockSilently();
      clock!.tick(1_000);
      socket.end(1006);
      expect(heard).to.deep.equal(['error', 'close 1006']);
    });

    it('`Attempt` waits for the `close` event as long as the socket is CLOSING', () => {
      create().open(false);
      const socket = sockets.made[0]!;
      socket.accept().startClosing();
      socket.dispatchEvent(new Event('error'));
      clock!.tick(10_000);
      expect(heard).to.deep.equal(['open', 'error']);
      socket.end(1006);
      expect(heard).to.deep.equal(['open', 'error', 'close 1006']);
    });

    it('`close()` on a socket that is already CLOSED reports 1006 after one second', () => {
      const attempt = create();
      attempt.open(false);
      sockets.made[0]!.readyState = 3;
      attempt.close();
      clock!.tick(1_000);
      expect(heard).to.deep.equal(['close 1006']);
    });

    it('an `abandon()`ed attempt reports no close after an `error` event without `close`', () => {
      const attempt = create();
      attempt.open(false);
      sockets.made[0]!.blockSilently();
      attempt.abandon();
      expect(clock!.timers).to.equal(0);
      clock!.tick(1_000);
      expect(heard).to.deep.equal(['error']);
    });
  });
});
