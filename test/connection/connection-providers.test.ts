import { expect } from '@open-wc/testing';
import { PROVIDER_TIMEOUT } from '../../src/connection/endpoint.js';
import type { ConnectionOptions, ProviderContext, UrlSource } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { echoServer } from '../servers/echo-server.js';
import { connections, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { reached, settled } from './transcript.js';

/** A provider whose calls the test answers, one by one. */
class Provider {
  readonly calls: { context: ProviderContext; resolve: (value: never) => void; reject: (error: unknown) => void }[] =
    [];

  readonly url = (context: ProviderContext): Promise<string> =>
    new Promise((resolve, reject) => this.calls.push({ context, resolve, reject }));
}

describe('Connection with a URL or subprotocol provider', () => {
  const connect = connections();
  const connectToScript = scriptedConnections();
  let clock: Clock | undefined;

  afterEach(() => {
    clock?.uninstall();
    clock = undefined;
    page.restore();
  });

  const connectTo = (url: UrlSource, options: ConnectionOptions = {}) => connectToScript(options, url);

  it('a URL provider is called with the attempt number, the last diagnosis and an AbortSignal', async () => {
    clock = new Clock();
    const contexts: ProviderContext[] = [];
    const { connection, sockets } = connectTo((context) => {
      contexts.push(context);
      return 'ws://scripted/';
    });
    (await sockets.next()).refuse();
    clock.tickToRetry(connection);
    await sockets.next();
    expect(contexts.map(({ attempt, diagnosis }) => [attempt, diagnosis?.kind])).to.deep.equal([
      [0, undefined],
      [1, 'unreachable'],
    ]);
    expect(contexts.map(({ signal }) => signal.aborted)).to.deep.equal([false, false]);
  });

  it('three calls of `reconnect()` share the one pending call of the URL provider', async () => {
    const provider = new Provider();
    const { connection, sockets } = connectTo(provider.url);
    for (let i = 0; i < 3; i++) connection.reconnect();
    await settled();
    expect(provider.calls).to.have.length(1);
    provider.calls[0]!.resolve('ws://scripted/' as never);
    (await sockets.next()).accept();
    await settled();
    expect(connection.state).to.equal('open');
    expect([provider.calls.length, sockets.made.length]).to.deep.equal([1, 1]);
  });

  it('`connectTimeout` counts from the native socket, not from the call of a provider', async () => {
    clock = new Clock();
    const provider = new Provider();
    const { connection, sockets } = connectTo(provider.url, { connectTimeout: 2_000 });
    clock.tick(3_000);
    expect(connection.state).to.equal('connecting');
    provider.calls[0]!.resolve('ws://scripted/' as never);
    await sockets.next();
    clock.tick(1_999);
    expect(connection.state).to.equal('connecting');
    clock.tick(1);
    expect(connection.diagnosis?.kind).to.equal('timed-out');
    expect(provider.calls).to.have.length(1);
  });

  it('a provider that does not answer within a minute fails the attempt, and its signal is aborted', async () => {
    clock = new Clock();
    const provider = new Provider();
    const { connection } = connectTo(provider.url);
    clock.tick(PROVIDER_TIMEOUT);
    await reached(connection, 'waiting');
    expect(connection.diagnosis?.kind).to.equal('provider-failed');
    expect(provider.calls[0]!.context.signal.aborted).to.equal(true);
    clock.tickToRetry(connection);
    expect(provider.calls).to.have.length(2);
  });

  for (const [what, act] of [
    ['`close()`', (connection: { close(): void }) => connection.close()],
    ['a `freeze` event', () => page.freeze()],
  ] as const) {
    it(`${what} aborts the signal of a pending provider call, whose late answer opens no socket`, async () => {
      const provider = new Provider();
      const { connection, sockets } = connectTo(provider.url);
      act(connection);
      expect(provider.calls[0]!.context.signal.aborted).to.equal(true);
      provider.calls[0]!.resolve('ws://scripted/late' as never);
      await settled();
      expect(sockets.made).to.deep.equal([]);
      connection.reconnect();
      await settled();
      expect(provider.calls).to.have.length(2);
      provider.calls[1]!.resolve('ws://scripted/next' as never);
      expect((await sockets.next()).url).to.equal('ws://scripted/next');
    });
  }

  for (const nothing of [null, ''] as const) {
    it(`a URL provider that returns ${JSON.stringify(nothing)} closes the connection with \`no-address\``, async () => {
      const answers: (string | null)[] = [nothing, 'ws://scripted/'];
      const { connection, sockets } = connectTo(() => answers.shift()!);
      const events: string[] = [];
      connection.addEventListener('error', () => events.push('error'));
      connection.addEventListener('discard', ({ messages }) => events.push(`discard ${messages.join()}`));
      connection.send('waits');
      await reached(connection, 'closed');
      expect(connection.diagnosis).to.include({ kind: 'no-address', reason: '' });
      await settled();
      expect(events).to.deep.equal(['discard waits']);
      expect(sockets.made).to.deep.equal([]);
      connection.reconnect();
      (await sockets.next()).accept();
      expect(connection.state).to.equal('open');
    });
  }

  for (const [value, name] of [
    [{}, '[object Object]'],
    [true, 'true'],
    [8080, '8080'],
    [undefined, 'undefined'],
    [Symbol('x'), '[object Symbol]'],
    [() => 'ws://scripted/', '[object Function]'],
  ] as const) {
    it(`a URL provider that returns ${name} closes the connection with \`bad-configuration\``, async () => {
      for (const url of [() => value as never, async () => value as never]) {
        const { connection, sockets } = connectTo(url);
        await reached(connection, 'closed');
        expect(connection.diagnosis).to.include({ kind: 'bad-configuration', reason: `url: ${name}` });
        expect(sockets.made).to.deep.equal([]);
      }
    });
  }

  it('a subprotocol provider may return null for none, a string, or any iterable', async () => {
    for (const [value, chosen] of [
      [null, ''],
      ['chat', 'chat'],
      [['chat', 'other'], 'chat'],
      [new Set(['chat']), 'chat'],
    ] as const) {
      const connection = connect(echoServer().url, () => value as unknown as string[]);
      await reached(connection, 'open');
      expect(connection.protocol).to.equal(chosen);
    }
  });

  it('a subprotocol provider that returns no list closes the connection with `bad-configuration`', async () => {
    for (const [value, name] of [
      [undefined, 'undefined'],
      [{}, '[object Object]'],
      [8080, '8080'],
    ] as const) {
      const connection = connect(echoServer().url, () => value as never);
      await reached(connection, 'closed');
      expect(connection.diagnosis).to.include({ kind: 'bad-configuration', reason: `protocols: ${name}` });
    }
  });

  it('a provider that rejects with any value fails the attempt and leaves no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const listener = (event: Event) => unhandled.push(event);
    window.addEventListener('unhandledrejection', listener);
    const poisoned = {
      get message(): string {
        throw new Error('of the getter');
      },
    };
    for (const error of [Object.create(null), poisoned, undefined, Symbol('x')]) {
      for (const retry of [true, false]) {
        const { connection } = connectTo(() => Promise.reject(error), { retry });
        await reached(connection, retry ? 'waiting' : 'closed');
        expect(connection.diagnosis?.kind).to.equal('provider-failed');
      }
    }
    await settled();
    window.removeEventListener('unhandledrejection', listener);
    expect(unhandled).to.deep.equal([]);
  });

  it('`diagnosis.reason` drops credentials and query strings from the error of a provider', async () => {
    const { connection } = connectTo(() =>
      Promise.reject(new Error('GET https://u:p@a.example/token?key=SECRET: 401')),
    );
    await reached(connection, 'waiting');
    expect(connection.diagnosis?.reason).to.equal('GET https://a.example/token 401');
  });

  it('a URL provider that returns the ID of the last message fills the gap after a drop', async () => {
    // The recipe of docs/when-things-go-wrong.md, against a server that numbers its messages from `after` on.
    let last = 0;
    const received: number[] = [];
    const { connection, sockets } = connectTo(() => `ws://scripted/feed?after=${last}`);
    connection.addEventListener('message', ({ data }) => received.push((last = JSON.parse(data as string).id)));
    const serve = (socket: { url: string; receive(data: string): void }, count: number) => {
      const after = Number(new URL(socket.url).searchParams.get('after'));
      for (let id = after + 1; id <= after + count; id++) socket.receive(JSON.stringify({ id }));
    };
    const first = (await sockets.next()).accept();
    serve(first, 3);
    first.end(1006);
    connection.reconnect();
    serve((await sockets.next()).accept(), 2);
    expect(received).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('`diagnosis.url` of a provider that is late is not the URL of the attempt before', async () => {
    clock = new Clock();
    let calls = 0;
    const { connection, sockets } = connectTo(() => (calls++ === 0 ? 'ws://scripted/' : new Promise(() => {})));
    (await sockets.next()).refuse();
    expect(connection.diagnosis?.url).to.equal('ws://scripted/');
    clock.tickToRetry(connection);
    await settled();
    clock.tick(PROVIDER_TIMEOUT);
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ kind: 'provider-failed', url: '' });
  });
});
