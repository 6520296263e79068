import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Connection } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import { CONNECTION_EVENTS } from '../connection/events.js';
import type { ConnectionOptions, ProtocolSource, UrlSource } from '../connection/options.js';
import { openSocket } from '../transport/open-socket.js';
import { isServerRendered, type HydratableHost } from '../view/hydration.js';
import type { ConnectionConfig } from './attributes.js';

/** An element that has a connection. */
export interface ConnectionHost extends ReactiveControllerHost, EventTarget, HydratableHost {
  readonly isConnected: boolean;
  readonly ownerDocument: Document;
}

/** The functions of a host that a {@link ConnectionController} calls. */
export interface ConnectionControllerOptions {
  /** Returns the current configuration. Throws if it makes no sense, with a message that says what. */
  config: () => ConnectionConfig;
  /** Receives each event of the connection before the listeners of the host do. */
  onEvent: (event: Event) => void;
  /** Called when the URL is another one, before its connection begins. */
  onNewAddress: () => void;
  /** Called when `diagnosis` has changed without an event. */
  onDiagnosis: () => void;
}

/**
 * Ties a `Connection` to its host: it is connected while the host is in the page and has a URL. Knows nothing of what
 * the host renders.
 *
 * Changes are applied in one microtask, so a move or several property changes cause one update, and a moved element
 * keeps its socket. The host calls `scheduleSync` when a property has changed, and `syncNow` before it uses the
 * connection:
 * ```ts
 * class MyElement extends LitElement {
 *   static properties = { url: {} };
 *   readonly #controller = new ConnectionController(this, {
 *     config: () => toConfig(this),
 *     onEvent: () => this.requestUpdate(),
 *     onNewAddress: () => this.clear(),
 *     onDiagnosis: () => this.requestUpdate(),
 *   });
 *   send(text: string) {
 *     this.#controller.syncNow()?.send(text);
 *   }
 * }
 * ```
 */
export class ConnectionController implements ReactiveController {
  readonly #host: ConnectionHost;
  readonly #functions: ConnectionControllerOptions;
  readonly #options: ConnectionOptions = {};
  #connection: Connection | null = null;
  /** The last valid configuration. */
  #config: ConnectionConfig | null = null;
  /** The configuration in use, or null when disconnected. */
  #activeConfig: ConnectionConfig | null = null;
  #resolvedUrl = '';
  #configError: Diagnosis | null = null;
  #isSyncScheduled = false;
  #waitsForRender = false;

  constructor(host: ConnectionHost, functions: ConnectionControllerOptions) {
    this.#host = host;
    this.#functions = functions;
    host.addController(this);
  }

  /** The connection; null before there was a URL. */
  get connection(): Connection | null {
    return this.#connection;
  }

  /** The resolved URL of the configuration in use; `''` until a URL function has answered. */
  get resolvedUrl(): string {
    return this.#resolvedUrl;
  }

  /** The reason of the last failure, or why there was no attempt; null when there is nothing to connect to. */
  get diagnosis(): Diagnosis | null {
    return this.#configError ?? (this.#activeConfig && this.#connection?.diagnosis) ?? null;
  }

  hostConnected(): void {
    this.scheduleSync();
  }

  hostDisconnected(): void {
    this.scheduleSync();
  }

  /** The host is in another document now. Lit has no such callback: the host calls this. */
  hostAdopted(): void {
    this.#connection?.documentChanged();
    this.scheduleSync();
  }

  /** Properties that were set before the upgrade are applied before the first render, which shows the result. */
  hostUpdate(): void {
    if (this.#host.hasUpdated !== false) return;
    // The server has rendered an element that is not connected.
    this.#waitsForRender = isServerRendered(this.#host);
    if (!this.#waitsForRender) this.#sync(false);
  }

  hostUpdated(): void {
    if (!this.#waitsForRender) return;
    this.#waitsForRender = false;
    this.scheduleSync();
  }

  /** Applies the configuration in a microtask. */
  scheduleSync(): void {
    if (this.#isSyncScheduled) return;
    this.#isSyncScheduled = true;
    queueMicrotask(() => {
      this.#isSyncScheduled = false;
      if (this.#host.hasUpdated !== false) this.#sync(false);
    });
  }

  /**
   * Applies pending changes now, so that the following call acts on the newest configuration. Returns the connection.
   */
  syncNow(): Connection | null {
    if (this.#isSyncScheduled && this.#host.isConnected) this.#sync(false);
    return this.#connection;
  }

  /** Reconnects, even if `manual` is set or the connection was closed. */
  reconnect(): void {
    this.#sync(true);
  }

  #sync(isForced: boolean): void {
    const { diagnosis } = this;
    this.#apply(this.#readConfig(), isForced);
    if (this.diagnosis !== diagnosis) this.#functions.onDiagnosis();
  }

  #apply(config: ConnectionConfig | null, isForced: boolean): void {
    const active = this.#activeConfig;
    // Closed by the user: stay closed, even if the element leaves the page and comes back with the same configuration.
    if (!config && active && this.#isClosedByUser) return;
    const isNew =
      !config ||
      !active ||
      !isSameSource(config.url, active.url) ||
      !isSameSource(config.protocols, active.protocols) ||
      (config.url !== active.url && this.#connection?.diagnosis?.kind === 'no-address');
    if (config) {
      const isMoved = this.#config !== null && !isSameSource(config.url, this.#config.url);
      this.#config = config;
      if (isMoved) this.#functions.onNewAddress();
    }
    if (!isNew && !isForced) return;
    if (isNew) this.#resolvedUrl = '';
    const next = config && (isForced || !config.manual) ? config : null;
    this.#activeConfig = next;
    if (isNew && active) this.#connection?.close(1000);
    // A listener may have reconnected meanwhile.
    if (!next || next !== this.#activeConfig) return;
    if (this.#connection) {
      this.#connection.reconnect();
      return;
    }
    this.#connection = this.#connect();
    // The connection began to connect before it could have listeners.
    this.#onEvent(new Event('statechange'));
  }

  get #isClosedByUser(): boolean {
    const { state, diagnosis } = this.#connection ?? {};
    return state === 'closing' || (state === 'closed' && diagnosis === null);
  }

  /** Returns the configuration; null if there is nothing to connect to, or if it makes no sense. */
  #readConfig(): ConnectionConfig | null {
    this.#configError = null;
    try {
      const config = this.#functions.config();
      Object.assign(this.#options, config.options);
      if (this.#connection) this.#connection.binaryType = config.binaryType;
      return this.#isInWindow && config.url ? config : null;
    } catch (error) {
      this.#configError = {
        kind: 'bad-configuration',
        code: 1006,
        reason: (error as Error).message,
        url: '',
        hasProtocols: false,
        openFor: null,
        cause: null,
      };
      return null;
    }
  }

  /** False, too, in a window that was closed, and in the document of a frame that was removed. */
  get #isInWindow(): boolean {
    const { isConnected, ownerDocument } = this.#host;
    const { defaultView } = ownerDocument;
    return isConnected && defaultView !== null && !defaultView.closed;
  }

  #connect(): Connection {
    this.#options.createSocket = (...args) => (this.#config!.createSocket ?? openSocket)(...args);
    this.#options.document = () => this.#host.ownerDocument;
    this.#options.observer = (event) => this.#onEvent(event);
    // With functions a bad URL is a state and an event like every other failure, not an exception in a microtask.
    const connection = new Connection(
      async (context) => {
        // The function may use the connection of the element, which exists one microtask later.
        await Promise.resolve();
        const { url } = this.#config!;
        const given = typeof url === 'function' ? await url(context) : url;
        const resolved = resolveAgainst(this.#host.ownerDocument.baseURI, given);
        if (!context.signal.aborted) this.#resolvedUrl = String(resolved ?? '');
        return resolved;
      },
      (context) => {
        const { protocols } = this.#config!;
        return typeof protocols === 'function' ? protocols(context) : protocols;
      },
      this.#options,
    );
    connection.binaryType = this.#config!.binaryType;
    return connection;
  }

  #onEvent(event: Event): void {
    this.#functions.onEvent(event);
    // Its window may be gone, and it sleeps for ever.
    if (this.#connection?.state === 'asleep') this.scheduleSync();
    if (isPublic(event.type)) this.#host.dispatchEvent(event);
  }
}

/** False for the events that only an observer of the connection receives. */
function isPublic(type: string): boolean {
  return (CONNECTION_EVENTS as readonly string[]).includes(type);
}

/**
 * Two functions are the same source, since frameworks create one for every render: the newer is called at the next
 * attempt.
 */
function isSameSource(a: UrlSource | ProtocolSource | null, b: UrlSource | ProtocolSource | null): boolean {
  return typeof a === 'function' && typeof b === 'function' ? true : String(a) === String(b);
}

/**
 * Firefox alone resolves against the address of the page, whatever `<base>` says. A value that is no URL stays as it
 * is: the connection says so.
 */
function resolveAgainst<Value extends string | URL | null>(base: string, url: Value): Value | string {
  return typeof url === 'string' && url && URL.canParse(url, base) ? new URL(url, base).href : url;
}
