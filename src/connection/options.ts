import type { CloseCodes } from './close-code.js';
import type { Diagnosis } from './diagnosis.js';
import type { Message } from './web-idl.js';

/** The argument of a provider: a function for the URL or the subprotocols. */
export interface ProviderContext {
  /** The number of the attempt, from 0. */
  readonly attempt: number;
  /** The reason of the last failure, or null. */
  readonly diagnosis: Diagnosis | null;
  /** Aborted when the answer is not wanted any more: on close, sleep, another URL, or after a minute. */
  readonly signal: AbortSignal;
}

type Provider<T> = (context: ProviderContext) => T | Promise<T>;

/**
 * A URL, or a function that is called for one before every attempt. It may give null or `''`: there is nothing to
 * connect to now.
 */
export type UrlSource = string | URL | Provider<string | URL | null>;

/** Subprotocols, or a function that is called for them before every attempt; it may give null for none. */
export type ProtocolSource = string | string[] | Provider<string | string[] | null>;

/** Creates a native socket. */
export type SocketFactory = (url: string | URL, protocols: string | string[]) => WebSocket;

/**
 * The default of `connectTimeout`, in milliseconds. Firefox delays repeated attempts itself; a short timeout looks
 * stuck.
 */
export const CONNECT_TIMEOUT = 15_000;

/** The default of `queueLimit`, in messages. */
export const QUEUE_LIMIT = 100;

/** The default of `queueByteLimit`, in bytes. */
export const QUEUE_BYTE_LIMIT = 1_048_576;

/** The default of `ping.timeout`, in milliseconds. */
export const PING_TIMEOUT = 10_000;

/**
 * The default of `fatalCodes`: the protocol, the message or the client was refused, so another attempt cannot help. The
 * 44xx codes mirror HTTP's 4xx; 4408 (timeout) and 4429 (too many requests) are left out.
 */
export const FATAL_CODES: CloseCodes = [
  1002,
  1003,
  1007,
  1008,
  1009,
  1010,
  3000,
  3003,
  [4400, 4407],
  [4409, 4428],
  [4430, 4499],
];

/** A message of the application that asks the peer for a sign of life. Browsers expose no ping frames. */
export interface Ping {
  /** The message to send, or a function that is called for it at every ping. */
  message: Message | (() => Message);
  /** The time from one ping to the next, in milliseconds; with 0, pings are sent only when the page wakes. */
  interval: number;
  /**
   * The longest wait for any frame after a ping, in milliseconds.
   *
   * @default {@link PING_TIMEOUT}
   */
  timeout?: number;
  /** Returns true for answers to pings. They are not dispatched as `message` events, and they set `roundTrip`. */
  isPong?: (event: MessageEvent) => boolean;
}

/**
 * The options of a `Connection`. The object is kept and re-read at each decision, so fields may be changed later. A
 * running timer is not restarted, `createSocket` is read once, and a change from no watch to `idleTimeout` or `ping`
 * takes effect with the next socket.
 */
export interface ConnectionOptions {
  /**
   * False: no attempt after the first. A number: so many retries in a row. True: no limit. With false and
   * `queueLimit: 0`, a connection behaves as a plain `WebSocket`.
   *
   * @default true
   */
  retry?: boolean | number | undefined;
  /**
   * The close codes that end the retries: a list with ranges, `[1000, [4400, 4499]]`, or a function of the
   * `CloseEvent`.
   *
   * @default {@link FATAL_CODES}
   */
  fatalCodes?: CloseCodes | ((event: CloseEvent) => boolean) | undefined;
  /**
   * The time limit of an attempt, in milliseconds. 0: none.
   *
   * @default {@link CONNECT_TIMEOUT}; none with `retry: false`
   */
  connectTimeout?: number | undefined;
  /**
   * The most messages that wait for an open connection. With more, `send()` throws; with 0, it throws unless the
   * connection is open.
   *
   * @default {@link QUEUE_LIMIT}
   */
  queueLimit?: number | undefined;
  /**
   * The most bytes in the queue. Beyond it, `send()` throws.
   *
   * @default {@link QUEUE_BYTE_LIMIT}
   */
  queueByteLimit?: number | undefined;
  /** The longest silence before the peer counts as gone, in milliseconds. 0: no limit. */
  idleTimeout?: number | undefined;
  /** The pings to send. */
  ping?: Ping | null | undefined;
  /** True: waits for `reconnect()`, instead of connecting at once. @default false */
  manual?: boolean | undefined;
  /**
   * True: pings and attempts go on while the page is hidden; otherwise both rest. Browsers may still slow timers down
   * to one a minute, and freeze the page.
   *
   * @default false
   */
  stayAwake?: boolean | undefined;
  /**
   * Returns the document whose visibility, lifecycle and origin count: another one in a frame or a picture-in-picture
   * window.
   *
   * @default `document`; none in a worker
   */
  document?: (() => Document | undefined) | undefined;
  /** Creates the native socket. @default `new WebSocket(url, protocols)` */
  createSocket?: SocketFactory | undefined;
  /**
   * Also receives every event (the same object), after the connection's own listeners. Among them are three that a
   * `WebSocket` does not have, each a `MessageEvent`: `queued`, `ping` and `pong`.
   */
  observer?: ((event: Event) => void) | undefined;
}

/** True if a failed attempt may be followed by another. */
export function isRetrying({ retry = true }: ConnectionOptions): boolean {
  return Boolean(retry);
}

/** True if nothing is retried and nothing is queued: the connection then does exactly what a `WebSocket` does. */
export function isPlain(options: ConnectionOptions): boolean {
  return !isRetrying(options) && options.queueLimit === 0;
}

/** The time limit of an attempt, in milliseconds; `Infinity`: without limit. */
export function connectTimeout(options: ConnectionOptions): number {
  return toDuration(options.connectTimeout ?? (isRetrying(options) ? CONNECT_TIMEOUT : 0));
}

/** `value` as a number of milliseconds, or `fallback` if it is 0 or not a duration. */
export function toDuration(value = 0, fallback = Infinity): number {
  return value > 0 ? +value : fallback;
}
