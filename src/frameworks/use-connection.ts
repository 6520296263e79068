'use client';

import React from 'react';
import { Connection } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import type { ConnectionState } from '../connection/lifecycle.js';
import type { ConnectionOptions, ProtocolSource, UrlSource } from '../connection/options.js';

/** The options of {@link useConnection}: those of a `Connection`, its subprotocols, and a listener. */
export interface UseConnectionOptions extends Omit<ConnectionOptions, 'manual' | 'observer'> {
  protocols?: ProtocolSource | undefined;
  /** Called with each message. */
  onMessage?: ((event: MessageEvent) => void) | undefined;
}

/** The values that a component renders: new with each `statechange`, and with messages once a frame at most. */
export interface ConnectionView {
  readonly state: ConnectionState;
  readonly diagnosis: Diagnosis | null;
  readonly retryAt: number | null;
  /** The newest message, or null. */
  readonly lastMessage: MessageEvent | null;
}

/**
 * A connection for a component: it connects when the component is mounted, and closes with 1000 when it is unmounted;
 * StrictMode opens no second socket. Another URL or other subprotocols connect anew, as on the element; of functions
 * the newest is called at the next attempt. With a URL of null there is no connection. On a server nothing connects.
 * ```tsx
 * const { connection, state, lastMessage } = useConnection('wss://echo.example.com');
 * ```
 */
export function useConnection(
  url: UrlSource | null,
  options: UseConnectionOptions = {},
): ConnectionView & { readonly connection: Connection } {
  const [store] = React.useState(() => new ConnectionStore(url, options));
  const view = React.useSyncExternalStore(store.subscribe, store.view, store.view);
  React.useEffect(() => store.update(url, options));
  return { connection: store.connection, ...view };
}

/** A connection as a store of React, which subscribes to it when the component is mounted. Knows nothing of React. */
class ConnectionStore {
  readonly connection: Connection;
  readonly #options: ConnectionOptions = {};
  #url: UrlSource | null;
  #protocols: ProtocolSource = [];
  #onMessage: UseConnectionOptions['onMessage'];
  readonly #subscribers = new Set<() => void>();
  #view: ConnectionView = { state: 'closed', diagnosis: null, retryAt: null, lastMessage: null };
  #lastMessage: MessageEvent | null = null;
  #isFrameDue = false;

  constructor(url: UrlSource | null, options: UseConnectionOptions) {
    this.#url = url;
    this.#set(options);
    this.connection = new Connection(
      (context) => (typeof this.#url === 'function' ? this.#url(context) : this.#url),
      (context) => (typeof this.#protocols === 'function' ? this.#protocols(context) : this.#protocols),
      this.#options,
    );
    for (const type of ['statechange', 'close'] as const) this.connection.addEventListener(type, this.#change);
    this.connection.addEventListener('message', (event) => {
      this.#lastMessage = event;
      this.#onMessage?.(event);
      if (this.#isFrameDue) return;
      this.#isFrameDue = true;
      requestAnimationFrame(() => {
        this.#isFrameDue = false;
        this.#change();
      });
    });
  }

  readonly view = (): ConnectionView => this.#view;

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.#subscribers.add(subscriber);
    const { state } = this.connection;
    if (this.#subscribers.size === 1 && (state === 'closed' || state === 'closing')) this.#connect();
    return () => {
      this.#subscribers.delete(subscriber);
      // StrictMode subscribes again at once.
      queueMicrotask(() => {
        if (this.#subscribers.size === 0) this.connection.close(1000);
      });
    };
  };

  /** Takes the arguments of the newest render. */
  update(url: UrlSource | null, options: UseConnectionOptions): void {
    const isNew = keyOf(url) !== keyOf(this.#url) || keyOf(options.protocols ?? []) !== keyOf(this.#protocols);
    this.#url = url;
    this.#set(options);
    if (!isNew || this.#subscribers.size === 0) return;
    this.connection.close(1000);
    this.#lastMessage = null;
    this.#connect();
  }

  #connect(): void {
    if (this.#url) this.connection.reconnect();
  }

  #set({ protocols = [], onMessage, ...options }: UseConnectionOptions): void {
    this.#protocols = protocols;
    this.#onMessage = onMessage;
    for (const name of Object.keys(this.#options)) Reflect.deleteProperty(this.#options, name);
    Object.assign(this.#options, options, { manual: true });
  }

  readonly #change = (): void => {
    const { state, diagnosis, retryAt } = this.connection;
    this.#view = { state, diagnosis, retryAt, lastMessage: this.#lastMessage };
    for (const subscriber of this.#subscribers) subscriber();
  };
}

/** Two functions are the same: components create one for every render. */
function keyOf(source: UrlSource | ProtocolSource | null): string {
  return typeof source === 'function' ? 'function' : String(source);
}
