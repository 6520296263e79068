import { expect } from '@open-wc/testing';
import type { ReactiveController } from 'lit';
import {
  ConnectionController,
  type ConnectionHost,
  type ConnectionWish,
} from '../../src/element/connection-controller.js';
import { witness } from '../servers/witness.js';

/** A host that renders nothing: it wishes, is in the page or not, and takes down what it hears. */
class Host extends EventTarget implements ConnectionHost {
  readonly updateComplete = Promise.resolve(true);
  readonly controller: ConnectionController;
  readonly heard: string[] = [];
  looks = 0;
  isConnected = false;
  mistake: Error | null = null;
  #wish: ConnectionWish = { url: null, protocols: [], binaryType: 'arraybuffer', manual: false, options: {} };
  #controllers: ReactiveController[] = [];

  constructor() {
    super();
    this.controller = new ConnectionController(this);
  }

  get wish(): ConnectionWish {
    this.looks++;
    if (this.mistake) throw this.mistake;
    return this.#wish;
  }

  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
  }

  removeController(): void {}

  requestUpdate(): void {}

  onConnectionEvent({ type }: Event): void {
    this.heard.push(`host: ${type}`);
  }

  onDiagnosis(): void {
    this.heard.push(`host: ${this.controller.diagnosis?.kind ?? 'well'}`);
  }

  enter(): void {
    this.isConnected = true;
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  leave(): void {
    this.isConnected = false;
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  /** Changes what it wants, as a property does. */
  want(wish: Partial<ConnectionWish>): void {
    this.#wish = { ...this.#wish, ...wish };
    this.controller.look();
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

  it('connects in a microtask once its host is in the page and has an address', async () => {
    host.want({ url: witness().url });
    await Promise.resolve();
    expect(host.controller.connection).to.equal(null);
    host.enter();
    expect(host.controller.connection).to.equal(null);
    await Promise.resolve();
    expect(host.controller.connection!.state).to.equal('connecting');
    await host.next('open');
  });

  it('looks once, however much has changed', async () => {
    host.enter();
    host.want({ url: witness().url });
    host.want({ manual: true });
    host.leave();
    host.enter();
    await Promise.resolve();
    expect(host.looks).to.equal(1);
  });

  it('keeps the connection and the socket while its host leaves and enters in one task', async () => {
    const server = witness();
    host.want({ url: server.url });
    host.enter();
    await host.next('open');
    const { connection } = host.controller;
    host.leave();
    host.enter();
    await Promise.resolve();
    expect(host.controller.connection).to.equal(connection);
    expect(connection!.state).to.equal('open');
  });

  it('lets go with 1000 when its host leaves for longer', async () => {
    const server = witness();
    host.want({ url: server.url });
    host.enter();
    await host.next('open');
    host.leave();
    expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
  });

  it('tells its host of every event before the listeners of the host, the first change of state included', async () => {
    for (const type of ['statechange', 'open']) host.addEventListener(type, () => host.heard.push(type));
    host.want({ url: witness().url });
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

  it('uses one connection for one address after the other', async () => {
    host.want({ url: witness().url });
    host.enter();
    await host.next('open');
    const { connection } = host.controller;
    const other = witness();
    host.want({ url: other.url });
    await host.next('open');
    expect(host.controller.connection).to.equal(connection);
    expect(connection!.url).to.equal(other.url);
  });

  it('passes options on without a new socket', async () => {
    const server = witness();
    host.want({ url: server.url });
    host.enter();
    await host.next('open');
    host.want({ options: { retry: false }, binaryType: 'blob' });
    await Promise.resolve();
    expect(host.controller.connection!.binaryType).to.equal('blob');
    const closed = host.next('close');
    await server.terminate();
    await closed;
    expect(host.controller.connection!.state).to.equal('closed');
    expect(await server.seen()).to.include({ opened: 1 });
  });

  it('waits for reconnect() where its host is manual', async () => {
    const server = witness();
    host.want({ url: server.url, manual: true });
    host.enter();
    await Promise.resolve();
    expect(host.controller.connection).to.equal(null);
    host.controller.reconnect();
    await host.next('open');
  });

  it('does nothing upon reconnect() without an address, or outside of the page', async () => {
    host.controller.reconnect();
    host.want({ url: witness().url });
    host.controller.reconnect();
    await Promise.resolve();
    expect(host.controller.connection).to.equal(null);
  });

  it('turns a mistake of the configuration into a diagnosis, and back', async () => {
    host.want({ url: witness().url });
    host.enter();
    await host.next('open');
    host.mistake = new SyntaxError('retry is “often”');
    host.controller.look();
    await host.next('close');
    expect(host.controller.diagnosis).to.include({ kind: 'bad-configuration', reason: 'retry is “often”' });
    expect(host.heard).to.include('host: bad-configuration');

    host.mistake = null;
    host.controller.look();
    await host.next('open');
    expect(host.controller.diagnosis).to.equal(null);
    expect(host.heard).to.include('host: well');
  });

  it('takes a newer function for the same wish, and asks it before the next attempt', async () => {
    const server = witness();
    const asked: string[] = [];
    const ask = (name: string) => () => {
      asked.push(name);
      return server.url;
    };
    host.want({ url: ask('first') });
    host.enter();
    await host.next('open');
    host.want({ url: ask('second') });
    await Promise.resolve();
    expect(host.controller.connection!.state).to.equal('open');
    host.controller.reconnect();
    await host.next('open');
    expect(asked).to.deep.equal(['first', 'second']);
  });

  it('leaves no rejection unhandled when the functions for address and subprotocols both fail', async () => {
    const rejections: unknown[] = [];
    const onRejection = (event: PromiseRejectionEvent) => rejections.push(event.reason);
    window.addEventListener('unhandledrejection', onRejection);
    host.want({
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
