import { parseCloseCodes } from '../connection/close-code.js';
import { isProtocolList, isUrl } from '../connection/endpoint.js';
import {
  PING_TIMEOUT,
  type ConnectionOptions,
  type Ping,
  type ProtocolSource,
  type SocketFactory,
  type UrlSource,
} from '../connection/options.js';
import { invalidAttribute, toBoolean, toNumber } from '../view/attribute-values.js';

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
  /** Creates the native socket; null: as the scheme of the URL says. */
  createSocket: SocketFactory | null;
  options: ConnectionOptions;
}

/** The properties of an element. Page authors may set them to anything. */
export interface Settings {
  readonly url: unknown;
  readonly protocols: unknown;
  readonly binaryType: unknown;
  readonly retry: unknown;
  readonly fatalCodes: unknown;
  readonly connectTimeout: unknown;
  readonly idleTimeout: unknown;
  readonly pingInterval: unknown;
  readonly pingMessage: unknown;
  readonly pongMessage: unknown;
  readonly pingTimeout: unknown;
  readonly queueLimit: unknown;
  readonly manual: unknown;
  readonly stayAwake: unknown;
  readonly createSocket: unknown;
}

/**
 * Converts the properties of an element to a configuration for its connection. Throws a `SyntaxError` for a value that
 * makes no sense.
 */
export function toConfig(settings: Settings): ConnectionConfig {
  return {
    url: toUrl(settings.url),
    protocols: toProtocols(settings.protocols),
    binaryType: settings.binaryType === 'blob' ? 'blob' : 'arraybuffer',
    manual: toBoolean(settings.manual),
    createSocket: toSocketFactory(settings.createSocket),
    options: {
      retry: toRetry(settings.retry),
      fatalCodes: toFatalCodes(settings.fatalCodes),
      connectTimeout: toNumber('connect-timeout', settings.connectTimeout),
      idleTimeout: toNumber('idle-timeout', settings.idleTimeout),
      queueLimit: toNumber('queue-limit', settings.queueLimit),
      stayAwake: toBoolean(settings.stayAwake),
      ping: toPing(settings),
    },
  };
}

/** A string, a `URL` or a function; null if it is not set. */
export function toUrl(value: unknown): UrlSource | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim();
  if (isUrl(value) || typeof value === 'function') return value as UrlSource;
  throw invalidAttribute('url', value);
}

/** `off` and false: no retry. A number: so many retries. Else without limit. */
export function toRetry(value: unknown): boolean | number {
  if (value === false || value === 'off' || value === 'false') return false;
  if (value === true || value === 'on' || value === 'true') return true;
  return toNumber('retry', value) ?? true;
}

/**
 * Converts a `fatal-codes` attribute; `none` is an empty list. Lists and functions, which a property may be, stay;
 * `undefined` if it is not set.
 */
export function toFatalCodes(value: unknown): ConnectionOptions['fatalCodes'] {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'function' || Array.isArray(value)) return value as ConnectionOptions['fatalCodes'];
  if (typeof value !== 'string') throw invalidAttribute('fatal-codes', value);
  if (value.trim() === '') return undefined;
  if (value.trim() === 'none') return [];
  try {
    return parseCloseCodes(value);
  } catch {
    throw invalidAttribute('fatal-codes', value);
  }
}

/**
 * Splits a `protocols` attribute at its spaces. Lists and functions, which a property may be, stay; none if it is not
 * set.
 */
export function toProtocols(value: unknown): ProtocolSource {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return value.split(/\s+/).filter(Boolean);
  if (isProtocolList(value) || typeof value === 'function') return value as ProtocolSource;
  throw invalidAttribute('protocols', value);
}

/** The pings of an element; null without an interval. */
export function toPing({ pingInterval, pingMessage, pongMessage, pingTimeout }: Partial<Settings>): Ping | null {
  const interval = toNumber('ping-interval', pingInterval);
  const timeout = toNumber('ping-timeout', pingTimeout) ?? PING_TIMEOUT;
  if (!interval) return null;
  if (pingMessage === null || pingMessage === undefined || pingMessage === '') {
    throw new SyntaxError('ping-interval needs a ping-message');
  }
  if (typeof pingMessage !== 'string' && typeof pingMessage !== 'function') {
    throw invalidAttribute('ping-message', pingMessage);
  }
  const isPong = typeof pongMessage === 'function' ? pongMessage : ({ data }: MessageEvent) => data === pongMessage;
  return { message: pingMessage as Ping['message'], interval, timeout, isPong: isPong as NonNullable<Ping['isPong']> };
}

/** A function that creates the native socket; null if it is not set. */
function toSocketFactory(value: unknown): SocketFactory | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'function') return value as SocketFactory;
  throw invalidAttribute('createSocket', value);
}
