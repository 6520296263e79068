import { expect } from '@open-wc/testing';
import type { ReactiveController } from 'lit';
import { ConnectionController, type ConnectionHost } from '../../src/echo/connection-controller.js';
import type { ConnectionConfig } from '../../src/echo/attributes.js';
import { echoServer } from '../servers/echo-server.js';

/**
 * Stands for the element that owns a controller, without rendering. `enter()` and `leave()` connect and disconnect it;
 * `configure()` changes its configuration; `heard` lists the calls of the controller and the events. To configure
 * more, extend the `ConnectionConfig` in it.
 */
class Host extends EventTarget implements ConnectionHost {
  readonly updateComplete = Promise.resolve(true);
  readonly controller: ConnectionController;
  readonly heard: string[] = [];
  reads = 0;
  isConnected = false;
  readonly ownerDocument = document;
  configError: Error | null = null;
  #config: ConnectionConfig = {
    url: null,
    protocols: [],
    binaryType: 'arraybuffer',
    manual: false,
    createSocket: null,
    options: {},
  };
  #controllers: ReactiveController[] = [];

  constructor() {
    super();
    this.controller = new ConnectionController(this, {
      config: () => {
        this.reads++;
        if (this.configError) throw this.configError;
        return this.#config;
      },
      onNewAddress: () => this.heard.push('host: new address'),
      onEvent: ({ type }) => this.heard.push(`host: ${type}`),
      onDiagnosis: () => this.heard.push(`host: ${this.controller.diagnosis?.kind ?? 'well'}`),
    });
  }

  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
  }

  removeController(): void {}

  requestUpdate(): void {}

  enter(): void {
    this.isConnected = true;
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  leave(): void {
    this.isConnected = false;
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  /** Changes the configuration, as properties do. */
  configure(config: Partial<ConnectionConfig>): void {
    this.#config = { ...this.#config, ...config };
    this.controller.scheduleSync();
  }

  next(type: string): Promise<Event> {
    return new Promise((resolve) => this.addEventListener(type, resolve, { once: true }));
  }
}

describe('ConnectionController', () => {
  let host: Host;

  beforeEach(() => {
    host = new Host();
  });

  afterEach(() => host.leave());

  it('`ConnectionController` connects in a microtask once its host is in the page and has a URL', async () => {
    host.configure({ url: echoServer().url });
    await Promise.resolve();
    expect(host.controller.connection).to.equal(null);
    host.enter();
    expect(host.controller.connection).to.equal(null);
    await Promise.resolve();
    expect(host.controller.connection!.state).to.equal('connecting');
    await host.next('open');
  });

  it('`ConnectionController` reads the configuration once for several changes in one task', async () => {
    host.enter();
    host.configure({ url: echoServer().url });
    host.configure({ manual: true });
    host.leave();
    host.enter();
    await Promise.resolve();
    expect(host.reads).to.equal(1);
  });

  it('`ConnectionController` keeps its socket when its host leaves and returns in one task', async () => {
    const server = echoServer();
    host.configure({ url: server.url });
    host.enter();
    await host.next('open');
    const { connection } = host.controller;
    host.leave();
    host.enter();
    await Promise.resolve();
    expect(host.controller.connection).to.equal(connection);
    expect(connection!.state).to.equal('open');
  });

  it('`ConnectionController` closes the socket with 1000 when its host stays out of the page', async () => {
    const server = echoServer();
    host.configure({ url: server.url });
    host.enter();
    await host.next('open');
    host.leave();
    expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
  });

  it('`ConnectionController` calls `onEvent` for every event before the listeners of its host run', async () => {
    for (const type of ['statechange', 'open']) host.addEventListener(type, () => host.heard.push(type));
    host.configure({ url: echoServer().url });
    host.enter();
    await host.next('open');
    expect(host.heard).to.deep.equal([
      'host: statechange',
      'statechange',
      'host: statechange',
      'statechange',
      'host: open',
      'open',
    ]);
  });

  it('`ConnectionController` uses the same `Connection` again when the URL changes', async () => {
    host.configure({ url: echoServer().url });
    host.enter();
    await host.next('open');
    const { connection } = host.controller;
    const other = echoServer();
    host.configure({ url: other.url });
    await host.next('open');
    expect(host.controller.connection).to.equal(connection);
    expect(connection!.url).to.equal(other.url);
  });

  it('`ConnectionController` applies changed options without opening a new socket', async () => {
    const server = echoServer();
    host.configure({ url: server.url });
    host.enter();
    await host.next('open');
    host.configure({ options: { retry: false }, binaryType: 'blob' });
    await Promise.resolve();
    expect(host.controller.connection!.binaryType).to.equal('blob');
    const closed = host.next('close');
    await server.terminate();
    await closed;
    expect(host.controller.connection!.state).to.equal('closed');
    expect(await server.seen()).to.include({ opened: 1 });
  });

  it('`ConnectionController` waits for `reconnect()` when its host is manual', async () => {
    const server = echoServer();
    host.configure({ url: server.url, manual: true });
    host.enter();
    await Promise.resolve();
    expect(host.controller.connection).to.equal(null);
    host.controller.reconnect();
    await host.next('open');
  });

  it('`ConnectionController.reconnect()` does nothing without a URL or outside the page', async () => {
    host.controller.reconnect();
    host.configure({ url: echoServer().url });
    host.controller.reconnect();
    await Promise.resolve();
    expect(host.controller.connection).to.equal(null);
  });

  it('`ConnectionController` has a diagnosis for a configuration error until it is corrected', async () => {
    host.configure({ url: echoServer().url });
    host.enter();
    await host.next('open');
    host.configError = new SyntaxError('retry is “often”');
    host.controller.scheduleSync();
    await host.next('close');
    expect(host.controller.diagnosis).to.include({ kind: 'bad-configuration', reason: 'retry is “often”' });
    expect(host.heard).to.include('host: bad-configuration');

    host.configError = null;
    host.controller.scheduleSync();
    await host.next('open');
    expect(host.controller.diagnosis).to.equal(null);
    expect(host.heard).to.include('host: well');
  });

  it('`ConnectionController` keeps its socket for a new URL provider and calls it at the next attempt', async () => {
    const server = echoServer();
    const asked: string[] = [];
    const ask = (name: string) => () => {
      asked.push(name);
      return server.url;
    };
    host.configure({ url: ask('first') });
    host.enter();
    await host.next('open');
    host.configure({ url: ask('second') });
    await Promise.resolve();
    expect(host.controller.connection!.state).to.equal('open');
    host.controller.reconnect();
    await host.next('open');
    expect(asked).to.deep.equal(['first', 'second']);
  });

  it('`ConnectionController` leaves no rejection unhandled when both providers fail', async () => {
    const rejections: unknown[] = [];
    const onRejection = (event: PromiseRejectionEvent) => rejections.push(event.reason);
    window.addEventListener('unhandledrejection', onRejection);
    host.configure({
      url: () => Promise.reject(new Error('no address')),
      protocols: () => {
        throw new Error('no subprotocols');
      },
    });
    host.enter();
    await host.next('close');
    expect(host.controller.diagnosis).to.include({ kind: 'provider-failed' });
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    window.removeEventListener('unhandledrejection', onRejection);
    expect(rejections).to.deep.equal([]);
  });
});
