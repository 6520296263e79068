import type { ProtocolSource, UrlSource } from '../connection/attempt.js';
import { parseCloseCodes, type CloseCodes } from '../connection/close-code.js';
import type { ConnectionWish } from './connection-controller.js';

/**
 * What HTML and frameworks hand over, as options. Whatever makes no sense is a `SyntaxError` that quotes
 * the attribute, in no language, and the element shows it; a property keeps what it was set to.
 */

/** What is set on an element, and may be anything. */
export interface Settings {
  readonly url: UrlSource | null;
  readonly protocols: ProtocolSource | null;
  readonly binaryType: unknown;
  readonly retry: unknown;
  readonly fatalCodes: string | CloseCodes | ((event: CloseEvent) => boolean) | null;
  readonly connectTimeout: unknown;
  readonly idleTimeout: unknown;
  readonly pingInterval: unknown;
  readonly pingMessage: string | null;
  readonly pongMessage: string | null;
  readonly queueLimit: unknown;
  readonly manual: unknown;
}

/** What an element wants to be connected to, and how. */
export function toWish(settings: Settings): ConnectionWish {
  const { url, pingMessage, pongMessage } = settings;
  const interval = toNumber('ping-interval', settings.pingInterval);
  if (interval && !pingMessage) throw mistake('ping-message', '');
  return {
    url: typeof url === 'string' ? url.trim() : url,
    protocols: toProtocols(settings.protocols),
    binaryType: settings.binaryType === 'blob' ? 'blob' : 'arraybuffer',
    manual: toBoolean(settings.manual),
    options: {
      retry: toRetry(settings.retry),
      fatalCodes: toFatalCodes(settings.fatalCodes),
      connectTimeout: toNumber('connect-timeout', settings.connectTimeout),
      idleTimeout: toNumber('idle-timeout', settings.idleTimeout),
      queueLimit: toNumber('queue-limit', settings.queueLimit),
      ping: interval ? { message: pingMessage!, interval, isPong: ({ data }) => data === pongMessage } : null,
    },
  };
}

/** A boolean attribute: true if it is there, unless it is `"false"`, as frameworks write it. */
export function fromBooleanAttribute(value: string | null): boolean {
  return value !== null && value !== 'false';
}

/** A boolean property. `''` is false, as with `input.disabled`: Preact sets it when a property is taken away. */
export function toBoolean(value: unknown): boolean {
  return Boolean(value) && value !== 'false';
}

/** A time in milliseconds or a count; `undefined` where there is none. */
export function toNumber(name: string, value: unknown): number | undefined {
  if (value === null || value === undefined || String(value).trim() === '') return undefined;
  const number = Number(value);
  if (!(number >= 0)) throw mistake(name, value);
  return number;
}

/** `off` and false: no retry; a number: so many; else without limit. */
export function toRetry(value: unknown): boolean | number {
  if (value === false || value === 'off' || value === 'false') return false;
  if (value === true || value === 'on' || value === 'true') return true;
  return toNumber('retry', value) ?? true;
}

/** A list as `fatal-codes` has it, or what a property may be; `undefined` where there is none. */
export function toFatalCodes<T extends CloseCodes | ((event: CloseEvent) => boolean)>(
  value: string | T | null | undefined,
): T | CloseCodes | undefined {
  if (typeof value !== 'string') return value ?? undefined;
  if (value.trim() === '') return undefined;
  try {
    return parseCloseCodes(value);
  } catch {
    throw mistake('fatal-codes', value);
  }
}

/** Subprotocols with spaces between, as an attribute has them, or what a property may be. */
export function toProtocols<T>(value: string | T | null | undefined): string[] | T {
  return typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : (value ?? []);
}

/** Hands over what was set on an element before it was upgraded, when it had no accessors for that. */
export function adoptProperties(target: EventTarget, names: readonly string[]): void {
  for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(target, name);
    if (!own) continue;
    Reflect.deleteProperty(target, name);
    Reflect.set(target, name, own.value);
  }
}

/** Quotes an attribute that makes no sense. */
function mistake(name: string, value: unknown): SyntaxError {
  return new SyntaxError(`${name}="${String(value)}"`);
}
