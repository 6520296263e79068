import type { SocketFactory } from './attempt.js';
import type { CloseCodes } from './close-code.js';
import { durationOf, type LivenessOptions } from './liveness.js';
import type { SendQueueOptions } from './send-queue.js';

/** How long an attempt may take by default, in milliseconds. Firefox delays repeated attempts itself; a short one looks stuck. */
export const CONNECT_TIMEOUT = 15_000;

/** How a `Connection` behaves. Options are read when they matter, and `createSocket` once; what is being timed already goes on. */
export interface ConnectionOptions extends LivenessOptions, SendQueueOptions {
  /** Whether to try again after a transient failure, or how many times; true by default. With false, and `queueLimit: 0`, it is a plain WebSocket. */
  retry?: boolean | number | undefined;
  /** The close codes after which it is not tried again, or a function that tells; `FATAL_CODES` by default. */
  fatalCodes?: CloseCodes | ((event: CloseEvent) => boolean) | undefined;
  /** How long an attempt may take, in milliseconds; {@link CONNECT_TIMEOUT} by default. 0: for ever, as by default with `retry: false`. */
  connectTimeout?: number | undefined;
  /** Makes the native socket; `new WebSocket(url, protocols)` by default. */
  createSocket?: SocketFactory | undefined;
  /** Gets every event too, the same object, after the listeners of the connection. */
  relay?: Pick<EventTarget, 'dispatchEvent'> | undefined;
}

/** Whether it is ever tried again. */
export function isRetrying({ retry = true }: ConnectionOptions): boolean {
  return Boolean(retry);
}

/** Whether nothing is tried again and nothing waits: it does what the platform's class does, and no more. */
export function isPlain(options: ConnectionOptions): boolean {
  return !isRetrying(options) && options.queueLimit === 0;
}

/** How long an attempt may take, in milliseconds; `Infinity`: for ever. */
export function connectTimeoutOf(options: ConnectionOptions): number {
  return durationOf(options.connectTimeout ?? (isRetrying(options) ? CONNECT_TIMEOUT : 0));
}
