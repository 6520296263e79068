import { parseCloseCodes, type CloseCodes } from '../connection/close-code.js';
import type { ConnectionOptions, ProtocolSource, UrlSource } from '../connection/options.js';

// Converts attributes and properties to options. A value that makes no sense is a `SyntaxError` that quotes the
// attribute, and the element shows it; the property keeps its value.

/** The address, the subprotocols and the options of the connection of an element. */
export interface ConnectionConfig {
  /** Empty: there is nothing to connect to. */
  url: UrlSource | null;
  protocols: ProtocolSource;
  binaryType: BinaryType;
  /** Wait for `reconnect()`. */
  manual: boolean;
  options: ConnectionOptions;
}

/** The properties of an element. Page authors may set them to anything. */
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

/**
 * Converts the properties of an element to a configuration for its connection. Throws a `SyntaxError` for a value that
 * makes no sense.
 */
export function toConfig(settings: Settings): ConnectionConfig {
  const { url, pingMessage, pongMessage } = settings;
  const interval = toNumber('ping-interval', settings.pingInterval);
  if (interval && !pingMessage) throw invalidAttribute('ping-message', '');
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

/** A time in milliseconds, or a count; `undefined` if it is not set. */
export function toNumber(name: string, value: unknown): number | undefined {
  if (value === null || value === undefined || String(value).trim() === '') return undefined;
  const number = Number(value);
  if (!(number >= 0)) throw invalidAttribute(name, value);
  return number;
}

/** `off` and false: no retry. A number: so many retries. Else without limit. */
export function toRetry(value: unknown): boolean | number {
  if (value === false || value === 'off' || value === 'false') return false;
  if (value === true || value === 'on' || value === 'true') return true;
  return toNumber('retry', value) ?? true;
}

/**
 * Converts a `fatal-codes` attribute. Lists and functions, which a property may be, stay; `undefined` if it is not set.
 */
export function toFatalCodes<T extends CloseCodes | ((event: CloseEvent) => boolean)>(
  value: string | T | null | undefined,
): T | CloseCodes | undefined {
  if (typeof value !== 'string') return value ?? undefined;
  if (value.trim() === '') return undefined;
  try {
    return parseCloseCodes(value);
  } catch {
    throw invalidAttribute('fatal-codes', value);
  }
}

/** Splits a `protocols` attribute at its spaces. Lists and functions, which a property may be, stay. */
export function toProtocols<T>(value: string | T | null | undefined): string[] | T {
  return typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : (value ?? []);
}

/** Sets again the properties that were set before the element was upgraded, when it had no accessors for them. */
export function upgradeProperties(target: EventTarget, names: readonly string[]): void {
  for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(target, name);
    if (!own) continue;
    Reflect.deleteProperty(target, name);
    Reflect.set(target, name, own.value);
  }
}

/** Creates the exception that quotes an attribute. */
function invalidAttribute(name: string, value: unknown): SyntaxError {
  return new SyntaxError(`${name}="${String(value)}"`);
}
