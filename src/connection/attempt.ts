import { diagnoseException, type DiagnosisKind } from './diagnosis.js';
import { createCloseEvent } from './events.js';

/** An address, or a function that is called for one before every attempt. */
export type UrlSource = string | URL | (() => string | URL | Promise<string | URL>);

/** Subprotocols, or a function that is called for them before every attempt. */
export type ProtocolSource = string | string[] | (() => string | string[] | Promise<string | string[]>);

/** Makes a native socket. */
export type SocketFactory = (url: string | URL, protocols: string | string[]) => WebSocket;

/** What to connect to. The first attempt writes down how it read and resolved it: the next ones mean the same. */
export interface AttemptTarget {
  url: UrlSource;
  protocols: ProtocolSource;
  readonly createSocket: SocketFactory;
  /** The resolved address of the present or last attempt; `''` before a function has given one. */
  address: string;
  binaryType: BinaryType;
}

/** Whom an attempt tells what becomes of it. */
export interface AttemptOwner {
  onOpen(): void;
  onMessage(event: MessageEvent): void;
  /** The platform's `error`; `onClose` follows. */
  onError(): void;
  onClose(closed: CloseEvent): void;
  /** There will be no socket. */
  onFailure(kind: DiagnosisKind, reason: string): void;
}

/**
 * How long after `error` the `close` may take, in milliseconds. Chromium leaves it out when a policy blocks the
 * socket, WebKit when the port is a forbidden one.
 */
const CLOSE_GRACE = 1_000;

/**
 * One attempt: from the question for its address to the close of its native socket. Knows nothing of
 * other attempts. Once it is let go it has no owner, and late events reach nobody.
 */
export class Attempt {
  readonly #target: AttemptTarget;
  #owner: AttemptOwner | null;
  #socket: WebSocket | null = null;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;
  /** One function: however often it is added, it listens once. */
  readonly #onMessage = (event: MessageEvent): void => this.#owner?.onMessage(event);

  constructor(target: AttemptTarget, owner: AttemptOwner) {
    this.#target = target;
    this.#owner = owner;
  }

  /** The native socket; null while the address is asked for. */
  get socket(): WebSocket | null {
    return this.#socket;
  }

  /**
   * Opens the native socket: at once, unless there are functions to ask. What its constructor throws is
   * a failure if `isFailure` says so, and else goes on to the caller.
   */
  start(isFailure: (error: unknown) => boolean): void {
    const target = this.#target;
    // In this order, as the platform does.
    if (typeof target.url !== 'function') target.url = toDOMString(target.url);
    if (typeof target.protocols !== 'function') target.protocols = toSequence(target.protocols);
    const { url, protocols } = target;
    if (typeof url === 'function' || typeof protocols === 'function') void this.ask();
    else this.#open(url, protocols, isFailure);
  }

  /** Asks for the address and the subprotocols, then opens. Whatever goes wrong is a failure, never an exception. */
  async ask(): Promise<void> {
    const { url, protocols } = this.#target;
    try {
      const [address, subprotocols] = await Promise.all([valueOf(url), valueOf(protocols)]);
      if (this.#owner) this.#open(address, subprotocols, Boolean);
    } catch (error) {
      this.#owner?.onFailure('provider-failed', messageOf(error));
    }
  }

  /** Passes messages on from now on: those that nobody hears cost nothing. */
  hear(): void {
    this.#socket?.addEventListener('message', this.#onMessage);
  }

  /** As `WebSocket.close`. */
  close(code?: number, reason?: string): void {
    this.#socket?.close(code, reason);
    this.#expectClose();
  }

  /** Closes in the background and tells nobody. */
  letGo(code?: number): void {
    this.#owner = null;
    clearTimeout(this.#closeTimer);
    this.#socket?.close(code);
  }

  /** What the constructor throws is a failure if `isFailure` says so. */
  #open(url: string | URL, protocols: string | string[], isFailure: (error: unknown) => boolean): void {
    const target = this.#target;
    let socket: WebSocket;
    try {
      socket = target.createSocket(url, protocols);
    } catch (error) {
      if (!isFailure(error)) throw error;
      target.address = String(url);
      queueMicrotask(() => this.#owner?.onFailure(diagnoseException(error, target.address), messageOf(error)));
      return;
    }
    this.#socket = socket;
    // What made it may have let go of it.
    if (!this.#owner) socket.close();
    target.address = socket.url;
    // An address that is whole means the same next time; and what was made of it may be another.
    if (typeof target.url !== 'function' && !URL.canParse(target.url)) target.url = socket.url;
    if (target.binaryType !== 'blob') socket.binaryType = target.binaryType;
    socket.addEventListener('open', () => this.#owner?.onOpen());
    socket.addEventListener('error', () => {
      this.#owner?.onError();
      this.#expectClose();
    });
    socket.addEventListener('close', (event) => this.#end(event));
  }

  #expectClose(): void {
    if (!this.#owner) return;
    clearTimeout(this.#closeTimer);
    this.#closeTimer = setTimeout(() => {
      if (this.#socket?.readyState === this.#socket?.CLOSED) this.#end(createCloseEvent());
    }, CLOSE_GRACE);
  }

  /** An attempt ends once, whatever is asked of it, or comes, after that. */
  #end(closed: CloseEvent): void {
    const owner = this.#owner;
    this.#owner = null;
    clearTimeout(this.#closeTimer);
    owner?.onClose(closed);
  }
}

/** In a function that is async, what a provider throws is a rejection: when both providers fail, neither goes unhandled. */
async function valueOf<T extends string | URL | string[]>(source: T | (() => T | Promise<T>)): Promise<T> {
  return typeof source === 'function' ? source() : source;
}

/** Unlike `String()`, refuses a symbol. */
function toDOMString(value: unknown): string {
  return ''.concat(value as string);
}

/** What can be iterated is a list, though it be used up by that; all else is a string. Source: Web IDL, union types. */
function toSequence(protocols: string | string[] | null): string | string[] {
  if (typeof protocols !== 'object' || protocols?.[Symbol.iterator] == null) return toDOMString(protocols);
  return Array.from(protocols, toDOMString);
}

/** Not every engine throws an `Error` or a `DOMException`. */
function messageOf(error: unknown): string {
  return String((Object(error) as Partial<Error>).message ?? error);
}
