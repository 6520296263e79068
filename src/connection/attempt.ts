import {
  diagnoseException,
  errorMessage,
  isPolicyError,
  isSyntaxError,
  type Diagnosis,
  type DiagnosisKind,
} from './diagnosis.js';
import { isProtocolList, isUrl, toProtocolList, type Endpoint } from './endpoint.js';
import { createCloseEvent } from './events.js';
import { Liveness, MAX_TIMEOUT } from './liveness.js';
import { connectTimeout, type ConnectionOptions } from './options.js';
import { documentOf, isPageHidden } from './page-lifecycle.js';
import { quote } from './quote.js';
import { describe, type Message } from './web-idl.js';

/** A failure of an attempt that the platform does not report as a `close`. */
export interface Failure {
  readonly kind: DiagnosisKind;
  readonly reason?: string;
  /** The URL of the attempt; that of its socket by default. */
  readonly url?: string;
  /** True if it is sure that another attempt fails, too. */
  readonly isFinal?: boolean;
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
  /** The attempt failed before there was a socket, or in time, or the peer went silent. The caller abandons it. */
  onFailure(failure: Failure): void;
}

/**
 * The longest time from `error` to `close`, in milliseconds. Chromium leaves it out when a policy blocks the
 * socket, WebKit when the port is a forbidden one.
 */
const CLOSE_GRACE = 1_000;

/**
 * One attempt: from asking for its URL to the close of its native socket. Knows nothing of other attempts. An abandoned
 * attempt has no owner, so its late events are ignored.
 */
export class Attempt {
  readonly #endpoint: Endpoint;
  readonly #options: ConnectionOptions;
  #owner: AttemptCallbacks | null;
  #socket: WebSocket | null = null;
  readonly #liveness = new Liveness({
    send: (message) => {
      this.#socket?.send(message);
      this.#owner?.onPing(message);
    },
    onTimeout: () => this.#owner?.onFailure({ kind: 'went-silent' }),
    isHidden: () => !this.#options.stayAwake && isPageHidden(documentOf(this.#options)),
    bufferedAmount: () => this.#socket?.bufferedAmount ?? 0,
  });
  /** The connect timeout until the socket opens; later, the time that `close` may take after `error`. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deliversMessages = false;

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
   * Opens the native socket: at once, unless there are functions to call. A `SyntaxError` of the `WebSocket`
   * constructor is rethrown, as every exception of it if `isPlain`; another is reported to `onFailure`.
   */
  open(isPlain: boolean): void {
    const { url, protocols } = this.#endpoint;
    if (typeof url === 'function' || typeof protocols === 'function') void this.openAsync(0, null);
    else this.#openSocket(url, protocols, (error) => !isPlain && !isSyntaxError(error));
  }

  /** Asks for the URL and the subprotocols, then opens the socket. Every exception is reported to `onFailure`. */
  async openAsync(attempt: number, diagnosis: Diagnosis | null): Promise<void> {
    try {
      const [url, protocols] = await this.#endpoint.ask(attempt, diagnosis);
      if (!this.#owner) return;
      const failure = checkAnswer(url, protocols);
      if (failure) this.#owner.onFailure({ ...failure, url: '' });
      else this.#openSocket(url as string | URL, toProtocolList((protocols ?? []) as string | string[]), () => true);
    } catch (error) {
      this.#owner?.onFailure({ kind: 'provider-failed', reason: quote(errorMessage(error)), url: '' });
    }
  }

  /** Calls `onMessage` from now on. Messages that are not delivered cost nothing. */
  deliverMessages(): void {
    if (!this.#socket || this.#deliversMessages) return;
    this.#deliversMessages = true;
    this.#socket.addEventListener('message', (event) => {
      if (this.#liveness.onFrame(event)) this.#owner?.onPong(event);
      else this.#owner?.onMessage(event);
    });
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
    endpoint.hasProtocols = protocols.length > 0;
    let socket: WebSocket;
    try {
      socket = endpoint.createSocket(url, protocols);
      if (typeof (socket as Partial<WebSocket> | null)?.addEventListener !== 'function') {
        throw new TypeError(`createSocket: ${describe(socket)}`);
      }
    } catch (error) {
      if (!isFailure(error)) throw error;
      endpoint.resolvedUrl = String(url);
      queueMicrotask(() => this.#owner?.onFailure(this.#failureOf(error, String(url), protocols)));
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
    const timeout = connectTimeout(this.#options);
    if (!this.#owner || timeout > MAX_TIMEOUT) return;
    this.#timer = setTimeout(() => this.#owner?.onFailure({ kind: 'timed-out' }), timeout);
  }

  #failureOf(error: unknown, url: string, protocols: string | string[]): Failure {
    const kind = diagnoseException(error, url, documentOf(this.#options));
    const reason = quote(errorMessage(error), url, [protocols].flat());
    return { kind, reason, isFinal: isSyntaxError(error) || isPolicyError(error) };
  }

  #onOpen(): void {
    if (!this.#owner) return;
    clearTimeout(this.#timer);
    if (this.#liveness.start(this.#options)) this.deliverMessages();
    this.#owner.onOpen();
  }

  #expectClose(): void {
    if (!this.#owner) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#socket?.readyState === this.#socket?.CLOSED) this.#disown()?.onClose(createCloseEvent());
    }, CLOSE_GRACE);
  }

  /** Ends the attempt, and returns the owner that it had. An attempt ends once. */
  #disown(): AttemptCallbacks | null {
    const owner = this.#owner;
    this.#owner = null;
    clearTimeout(this.#timer);
    this.#liveness.stop();
    return owner;
  }
}

/** Checks the values of providers, which may be anything. Returns null if they can be connected to. */
function checkAnswer(url: unknown, protocols: unknown): Failure | null {
  if (url === null || url === '') return { kind: 'no-address', isFinal: true };
  if (!isUrl(url)) return { kind: 'bad-configuration', reason: `url: ${describe(url)}`, isFinal: true };
  if (protocols === null || isProtocolList(protocols)) return null;
  return { kind: 'bad-configuration', reason: `protocols: ${describe(protocols)}`, isFinal: true };
}
