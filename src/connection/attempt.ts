import { diagnoseException, type DiagnosisKind } from './diagnosis.js';
import { createCloseEvent } from './events.js';
import { Liveness } from './liveness.js';
import type { ConnectionOptions, ProtocolSource, SocketFactory, UrlSource } from './options.js';
import { isPageHidden } from './page-lifecycle.js';
import type { Message } from './web-idl.js';

/**
 * The peer of a connection. The first attempt stores the converted and resolved values here, so that retries use the
 * same URL.
 */
export interface Endpoint {
  url: UrlSource;
  protocols: ProtocolSource;
  readonly createSocket: SocketFactory;
  /** The resolved URL of the current or last attempt; `''` before a function has given one. */
  resolvedUrl: string;
  binaryType: BinaryType;
}

/** Callbacks of an attempt. */
export interface AttemptCallbacks {
  onOpen(): void;
  onMessage(event: MessageEvent): void;
  onPing(message: Message): void;
  onPong(event: MessageEvent): void;
  /** The platform's `error`; `onClose` follows. */
  onError(): void;
  onClose(closed: CloseEvent): void;
  /** The attempt failed before there was a socket, or the peer went silent. The caller abandons the attempt. */
  onFailure(kind: DiagnosisKind, reason: string): void;
}

/**
 * The longest time from `error` to `close`, in milliseconds. Chromium leaves it out when a policy blocks the
 * socket, WebKit when the port is a forbidden one.
 */
const CLOSE_GRACE = 1_000;

/**
 * One attempt: from asking for its URL to the close of its native socket. Knows nothing of other attempts. An abandoned
 * attempt has no owner, so its late events reach nobody.
 */
export class Attempt {
  readonly #endpoint: Endpoint;
  readonly #options: ConnectionOptions;
  #owner: AttemptCallbacks | null;
  #socket: WebSocket | null = null;
  readonly #liveness = new Liveness(
    (message) => {
      this.#socket?.send(message);
      this.#owner?.onPing(message);
    },
    () => this.#owner?.onFailure('went-silent', ''),
    isPageHidden,
  );
  #closeTimer: ReturnType<typeof setTimeout> | undefined;
  /** A stable function: adding it twice registers it once. */
  readonly #onMessage = (event: MessageEvent): void => {
    if (this.#liveness.onFrame(event)) this.#owner?.onPong(event);
    else this.#owner?.onMessage(event);
  };

  constructor(endpoint: Endpoint, options: ConnectionOptions, owner: AttemptCallbacks) {
    this.#endpoint = endpoint;
    this.#options = options;
    this.#owner = owner;
  }

  /** The native socket; null while the URL is asked for. */
  get socket(): WebSocket | null {
    return this.#socket;
  }

  /** The time from the last ping to its pong in milliseconds, or null. */
  get roundTrip(): number | null {
    return this.#liveness.roundTrip;
  }

  /**
   * Opens the native socket: at once, unless there are functions to call. An exception of the `WebSocket` constructor
   * is reported to `onFailure` if `isFailure(error)`; otherwise it is rethrown.
   */
  open(isFailure: (error: unknown) => boolean): void {
    const endpoint = this.#endpoint;
    // In this order, as the platform does.
    if (typeof endpoint.url !== 'function') endpoint.url = toDOMString(endpoint.url);
    if (typeof endpoint.protocols !== 'function') endpoint.protocols = toProtocolList(endpoint.protocols);
    const { url, protocols } = endpoint;
    if (typeof url === 'function' || typeof protocols === 'function') void this.openAsync();
    else this.#openSocket(url, protocols, isFailure);
  }

  /** Asks for the URL and the subprotocols, then opens the socket. Every exception is reported to `onFailure`. */
  async openAsync(): Promise<void> {
    const { url, protocols } = this.#endpoint;
    try {
      const [resolvedUrl, subprotocols] = await Promise.all([resolveSource(url), resolveSource(protocols)]);
      if (this.#owner) this.#openSocket(resolvedUrl, subprotocols, Boolean);
    } catch (error) {
      this.#owner?.onFailure('provider-failed', errorMessage(error));
    }
  }

  /** Calls `onMessage` from now on. Messages that are not delivered cost nothing. */
  deliverMessages(): void {
    this.#socket?.addEventListener('message', this.#onMessage);
  }

  /** Pings at once, or checks that the peer has not been silent for too long. */
  probe(): void {
    this.#liveness.probe();
  }

  /** As `WebSocket.close`. */
  close(code?: number, reason?: string): void {
    this.#socket?.close(code, reason);
    this.#liveness.stop();
    this.#expectClose();
  }

  /** Closes the socket in the background, without any callback. */
  abandon(code?: number): void {
    this.#disown();
    this.#socket?.close(code);
  }

  #openSocket(url: string | URL, protocols: string | string[], isFailure: (error: unknown) => boolean): void {
    const endpoint = this.#endpoint;
    let socket: WebSocket;
    try {
      socket = endpoint.createSocket(url, protocols);
    } catch (error) {
      if (!isFailure(error)) throw error;
      const resolvedUrl = (endpoint.resolvedUrl = String(url));
      queueMicrotask(() => this.#owner?.onFailure(diagnoseException(error, resolvedUrl), errorMessage(error)));
      return;
    }
    this.#socket = socket;
    // `createSocket` may have abandoned this attempt.
    if (!this.#owner) socket.close();
    endpoint.resolvedUrl = socket.url;
    // Pin relative URLs to the resolved one. Absolute URLs stay as given: the factory may rewrite them.
    if (typeof endpoint.url !== 'function' && !URL.canParse(endpoint.url)) endpoint.url = socket.url;
    if (endpoint.binaryType !== 'blob') socket.binaryType = endpoint.binaryType;
    socket.addEventListener('open', () => this.#onOpen());
    socket.addEventListener('error', () => {
      this.#owner?.onError();
      this.#expectClose();
    });
    socket.addEventListener('close', (event) => this.#disown()?.onClose(event));
  }

  #onOpen(): void {
    if (this.#owner && this.#liveness.start(this.#options)) this.deliverMessages();
    this.#owner?.onOpen();
  }

  #expectClose(): void {
    if (!this.#owner) return;
    clearTimeout(this.#closeTimer);
    this.#closeTimer = setTimeout(() => {
      if (this.#socket?.readyState === this.#socket?.CLOSED) this.#disown()?.onClose(createCloseEvent());
    }, CLOSE_GRACE);
  }

  /** Ends the attempt, and returns the owner that it had. An attempt ends once. */
  #disown(): AttemptCallbacks | null {
    const owner = this.#owner;
    this.#owner = null;
    clearTimeout(this.#closeTimer);
    this.#liveness.stop();
    return owner;
  }
}

/**
 * Being async, it turns an exception of a provider into a rejection: when both providers fail, neither goes unhandled.
 */
async function resolveSource<T extends string | URL | string[]>(source: T | (() => T | Promise<T>)): Promise<T> {
  return typeof source === 'function' ? source() : source;
}

/** Unlike `String()`, refuses a symbol. Source: Web IDL, DOMString. */
function toDOMString(value: unknown): string {
  return ''.concat(value as string);
}

/** Any iterable is a list of protocols (iterated once); everything else is one string. Source: Web IDL, union types. */
function toProtocolList(protocols: string | string[] | null): string | string[] {
  if (typeof protocols !== 'object' || protocols?.[Symbol.iterator] == null) return toDOMString(protocols);
  return Array.from(protocols, toDOMString);
}

/** Not every engine throws an `Error` or a `DOMException`. */
function errorMessage(error: unknown): string {
  return String((Object(error) as Partial<Error>).message ?? error);
}
