import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ProtocolSource, UrlSource } from '../connection/attempt.js';
import { Connection } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import { openSocket } from '../connection/loopback.js';
import type { ConnectionOptions } from '../connection/options.js';
import { isServed, type ServedHost } from './served.js';

/** What a host wants to be connected to, and how. */
export interface ConnectionWish {
  /** Empty: nothing. */
  url: UrlSource | null;
  protocols: ProtocolSource;
  binaryType: BinaryType;
  /** Wait for `reconnect()`. */
  manual: boolean;
  options: ConnectionOptions;
}

/** An element that has a connection. */
export interface ConnectionHost extends ReactiveControllerHost, EventTarget, ServedHost {
  readonly isConnected: boolean;
  /** What it wants now. Throws if its configuration makes no sense, with a message that says what. */
  readonly wish: ConnectionWish;
  /** Hears of an event before its listeners do. */
  onConnectionEvent(event: Event): void;
  /** Hears that `diagnosis` has changed without an event. */
  onDiagnosis(): void;
}

/**
 * Ties a `Connection` to its host: it is connected while the host is in the page and names an address.
 * It looks in a microtask after anything has changed, so that a move, or several changes at once, come to
 * one look, and a moved element keeps its socket. Knows nothing of what the host renders.
 */
export class ConnectionController implements ReactiveController {
  readonly #host: ConnectionHost;
  readonly #options: ConnectionOptions = {};
  #connection: Connection | null = null;
  /** What the host wanted last. */
  #wish: ConnectionWish | null = null;
  /** What the connection is for; null: it has been let go. */
  #target: ConnectionWish | null = null;
  /** What the wish has come to. */
  #address = '';
  #refusal: Diagnosis | null = null;
  #isLookDue = false;
  #waitsForRender = false;

  constructor(host: ConnectionHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The connection; null before there was an address. */
  get connection(): Connection | null {
    return this.#connection;
  }

  /** The address that the present wish has come to; `''` while a function for it has not answered. */
  get address(): string {
    return this.#address;
  }

  /** Why it failed last, or why it was not tried; null when there is nothing to connect to. */
  get diagnosis(): Diagnosis | null {
    return this.#refusal ?? (this.#target && this.#connection?.diagnosis) ?? null;
  }

  hostConnected(): void {
    this.look();
  }

  hostDisconnected(): void {
    this.look();
  }

  /** Properties that were set before the upgrade come with the first render, which shows what follows from them. */
  hostUpdate(): void {
    if (this.#host.hasUpdated !== false) return;
    // A server has rendered what it knew: an element that is not connected.
    this.#waitsForRender = isServed(this.#host);
    if (!this.#waitsForRender) this.#reconcile(false);
  }

  hostUpdated(): void {
    if (!this.#waitsForRender) return;
    this.#waitsForRender = false;
    this.look();
  }

  /** Looks in a microtask whether the host has what it wants. */
  look(): void {
    if (this.#isLookDue) return;
    this.#isLookDue = true;
    queueMicrotask(() => {
      this.#isLookDue = false;
      if (this.#host.hasUpdated !== false) this.#reconcile(false);
    });
  }

  /** Looks at once, if a look is due. Returns the connection: what is asked of it now is meant for the newest wish. */
  settle(): Connection | null {
    if (this.#isLookDue && this.#host.isConnected) this.#reconcile(false);
    return this.#connection;
  }

  /** Connects anew, even if the host waits for that, or was closed. */
  reconnect(): void {
    this.#reconcile(true);
  }

  #reconcile(isAsked: boolean): void {
    const { diagnosis } = this;
    this.#follow(this.#read(), isAsked);
    if (this.diagnosis !== diagnosis) this.#host.onDiagnosis();
  }

  #follow(wish: ConnectionWish | null, isAsked: boolean): void {
    // Somebody closed it, and means it: it stays closed for the same wish, though that be gone for a while.
    if (!wish && this.#target && this.#isClosedOnPurpose) return;
    const isNew = !wish || !this.#target || !isSame(wish.url, this.#target.url) || !isSame(wish.protocols, this.#target.protocols);
    if (wish) this.#wish = wish;
    if (!isNew && !isAsked) return;
    if (isNew) this.#address = '';
    if (isNew && this.#target) this.#connection?.close(1000);
    this.#target = wish && (isAsked || !wish.manual) ? wish : null;
    if (!this.#target) return;
    if (this.#connection) {
      this.#connection.reconnect();
      return;
    }
    this.#connection = this.#connect();
    // It began to connect before anybody could listen.
    this.#relay(new Event('statechange'));
  }

  get #isClosedOnPurpose(): boolean {
    const { state, diagnosis } = this.#connection ?? {};
    return state === 'closing' || (state === 'closed' && diagnosis === null);
  }

  /** What the host wants; null if that is nothing. */
  #read(): ConnectionWish | null {
    this.#refusal = null;
    try {
      const { wish } = this.#host;
      Object.assign(this.#options, wish.options);
      if (this.#connection) this.#connection.binaryType = wish.binaryType;
      return this.#host.isConnected && wish.url ? wish : null;
    } catch (error) {
      const reason = (error as Error).message;
      this.#refusal = { kind: 'bad-configuration', code: 1006, reason, url: '', openFor: null, cause: null };
      return null;
    }
  }

  #connect(): Connection {
    this.#options.createSocket = openSocket;
    this.#options.relay = { dispatchEvent: (event) => this.#relay(event) };
    // Functions, so that a bad address is a state and an event like every other failure, not an exception in a microtask.
    const connection = new Connection(
      async () => {
        // It may ask the element for its connection, which is there after this.
        await Promise.resolve();
        const { url } = this.#wish!;
        const address = typeof url === 'function' ? await url() : url;
        if (!address) throw new TypeError(`url: ${address}`);
        return (this.#address = String(resolve(address)));
      },
      () => {
        const { protocols } = this.#wish!;
        return typeof protocols === 'function' ? protocols() : protocols;
      },
      this.#options,
    );
    connection.binaryType = this.#wish!.binaryType;
    return connection;
  }

  #relay(event: Event): boolean {
    this.#host.onConnectionEvent(event);
    return this.#host.dispatchEvent(event);
  }
}

/** Two functions are the same wish: the newer is asked before the next attempt. Frameworks make a new one for every render. */
function isSame(a: UrlSource | ProtocolSource | null, b: UrlSource | ProtocolSource | null): boolean {
  return typeof a === 'function' && typeof b === 'function' ? true : String(a) === String(b);
}

/** Firefox alone resolves against the address of the page, whatever `<base>` says. What cannot be resolved stays as it is. */
function resolve(address: string | URL): string | URL {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return address;
  }
}
