import type { Diagnosis } from './diagnosis.js';
import type { ProtocolSource, ProviderContext, SocketFactory, UrlSource } from './options.js';
import { toDOMString } from './web-idl.js';

/** The longest time that providers may take, in milliseconds. */
export const PROVIDER_TIMEOUT = 60_000;

/** The values that the providers gave, which may be anything. */
type Answer = readonly [url: unknown, protocols: unknown];

/**
 * The peer of a connection, and the providers that are called for it: one call is out at a time, and an attempt that
 * begins meanwhile waits for its answer.
 */
export class Endpoint {
  /** Converted as `WebSocket` does; a relative URL is replaced by the resolved one, so that retries use the same. */
  url: string | Extract<UrlSource, (context: ProviderContext) => unknown>;
  readonly protocols: string | string[] | Extract<ProtocolSource, (context: ProviderContext) => unknown>;
  readonly createSocket: SocketFactory;
  /** The resolved URL of the current or last attempt; `''` before a function has given one. */
  resolvedUrl = '';
  /** True if the current or last attempt offered subprotocols. */
  hasProtocols = false;
  binaryType: BinaryType = 'blob';
  #call: { readonly answer: Promise<Answer>; readonly controller: AbortController } | null = null;

  /** Throws what the conversion of the arguments throws. */
  constructor(url: UrlSource, protocols: ProtocolSource, createSocket: SocketFactory) {
    // In this order, as the platform does.
    this.url = typeof url === 'function' ? url : toDOMString(url);
    this.protocols = typeof protocols === 'function' ? protocols : toProtocolList(protocols);
    this.createSocket = createSocket;
  }

  /** Calls the providers, or waits for the call that is out. Rejects if one fails, or takes longer than it may. */
  ask(attempt: number, diagnosis: Diagnosis | null): Promise<Answer> {
    const { url, protocols } = this;
    if (typeof url !== 'function' && typeof protocols !== 'function') return Promise.resolve([url, protocols]);
    if (this.#call) return this.#call.answer;
    const controller = new AbortController();
    const { signal } = controller;
    const context: ProviderContext = { attempt, diagnosis, signal };
    const timer = setTimeout(
      () => controller.abort(new DOMException(`No answer for ${PROVIDER_TIMEOUT} ms.`, 'TimeoutError')),
      PROVIDER_TIMEOUT,
    );
    let begin!: () => void;
    const answer = new Promise<Answer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      begin = () => void Promise.all([valueOf(url, context), valueOf(protocols, context)]).then(resolve, reject);
    }).finally(() => {
      clearTimeout(timer);
      if (this.#call?.controller === controller) this.#call = null;
    });
    this.#call = { answer, controller };
    // Now that the call is known to be out: a provider may reconnect.
    begin();
    return answer;
  }

  /** Aborts the call that is out: its answer is not wanted any more. */
  withdraw(): void {
    this.#call?.controller.abort();
    this.#call = null;
  }
}

/**
 * Being async, it turns an exception of a provider into a rejection: when both providers fail, neither goes unhandled.
 */
async function valueOf(source: unknown, context: ProviderContext): Promise<unknown> {
  return typeof source === 'function' ? (source as (context: ProviderContext) => unknown)(context) : source;
}

/** True for a value that names a URL. A URL object may come from another window. */
export function isUrl(value: unknown): value is string | URL {
  return typeof value === 'string' || Object.prototype.toString.call(value) === '[object URL]';
}

/** True for subprotocols: a string, or an iterable of them. */
export function isProtocolList(value: unknown): value is string | string[] {
  return typeof value === 'string' || Symbol.iterator in Object(value);
}

/** Any iterable is a list of protocols (iterated once); everything else is one string. Source: Web IDL, union types. */
export function toProtocolList(protocols: string | string[] | null): string | string[] {
  if (typeof protocols !== 'object' || protocols?.[Symbol.iterator] == null) return toDOMString(protocols);
  return Array.from(protocols, toDOMString);
}
