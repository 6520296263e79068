/**
 * The kind of a failure:
 * - `no-address`: the URL function gave null or `''`: there is nothing to connect to now.
 * - `bad-configuration`: an option, an attribute, or the value of a provider makes no sense; `reason` says which.
 * - `bad-url`: the URL is none that a WebSocket takes: its constructor threw a `SyntaxError`.
 * - `bad-protocol`: a subprotocol is not valid, or comes twice: the same exception.
 * - `url-fragment`: the URL has a fragment: the same exception.
 * - `socket-failed`: `createSocket` threw, or there is no `WebSocket`; `reason` is the message.
 * - `blocked-port`: it never opened, and browsers refuse its port.
 * - `mixed-content`: the page is https, the address is ws:, and browsers block that.
 * - `blocked-by-csp`: the page's Content-Security-Policy does not allow the address.
 * - `local-network`: the address is on a local network, the page is not, and the browser may not let it.
 * - `offline`: it never opened, and the browser says that there is no network.
 * - `unreachable`: it never opened; a page may not know whether the server refused or nothing is there.
 * - `timed-out`: it did not open within the connect timeout.
 * - `went-silent`: it was open, and the peer stopped answering.
 * - `dropped`: it was open, and the link broke without a closing handshake.
 * - `closed-by-server`: the server closed it, with `code` and perhaps a `reason`.
 * - `provider-failed`: the function for the URL or the protocols threw or rejected; `reason` is its message.
 * - `gave-up`: the retry limit is reached; `cause` is the last failure.
 */
export type DiagnosisKind =
  | 'no-address'
  | 'bad-configuration'
  | 'bad-url'
  | 'bad-protocol'
  | 'url-fragment'
  | 'socket-failed'
  | 'blocked-port'
  | 'mixed-content'
  | 'blocked-by-csp'
  | 'local-network'
  | 'offline'
  | 'unreachable'
  | 'timed-out'
  | 'went-silent'
  | 'dropped'
  | 'closed-by-server'
  | 'provider-failed'
  | 'gave-up';

/** The ports that browsers refuse. Source: WHATWG Fetch, “bad port”. */
const BLOCKED_PORTS: readonly number[] = [
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

/** The reason why a connection failed, as far as a page may know it. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** The close code; 1006 where no close frame came. */
  readonly code: number;
  /** The server's close reason, or the message of the exception, without secrets; often `''`. */
  readonly reason: string;
  /** The URL of the attempt, without userinfo, query and fragment. */
  readonly url: string;
  /** True if subprotocols were offered: a server that speaks none of them looks as one that is not there. */
  readonly hasProtocols: boolean;
  /** The time that it had been open, in milliseconds; null if it never opened. */
  readonly openFor: number | null;
  /** The failure before `gave-up`; null for every other kind. */
  readonly cause: Diagnosis | null;
}

/** Diagnoses a socket that closed with `code`, having been open or not, in a page. From its URL it is only guessed. */
export function diagnoseClose(code: number, wasOpen: boolean, url: string, page?: Document): DiagnosisKind {
  if (wasOpen) return code === 1006 ? 'dropped' : 'closed-by-server';
  const target = parse(url, page);
  const origin = originOf(page);
  if (!target || !origin) return 'unreachable';
  if (isMixedContent(target, origin)) return 'mixed-content';
  if (BLOCKED_PORTS.includes(Number(target.port || NaN))) return 'blocked-port';
  if (isLocal(target.hostname)) return isLocal(origin.hostname) || !origin.hostname ? 'unreachable' : 'local-network';
  // Not every test DOM has it.
  return (navigator as Partial<Navigator>).onLine === false ? 'offline' : 'unreachable';
}

/** Diagnoses an exception of the socket's constructor. */
export function diagnoseException(error: unknown, url: string, page?: Document): DiagnosisKind {
  const target = parse(url, page);
  const origin = originOf(page);
  if (isPolicyError(error)) {
    return target && origin && isMixedContent(target, origin) ? 'mixed-content' : 'blocked-by-csp';
  }
  if (!isSyntaxError(error)) return 'socket-failed';
  if (!target) return 'bad-url';
  return target.href.includes('#') ? 'url-fragment' : 'bad-protocol';
}

/** True for the exception of the socket's constructor about a policy. Firefox has a name of its own for it. */
export function isPolicyError(error: unknown): boolean {
  return ['SecurityError', 'NS_ERROR_CONTENT_BLOCKED'].includes(nameOf(error));
}

/** True for the exception of a bad URL or subprotocol. The one of the package `ws` is no `DOMException`. */
export function isSyntaxError(error: unknown): boolean {
  return nameOf(error) === 'SyntaxError';
}

/** Returns the message of an exception, whatever was thrown; `''` if it cannot be read. */
export function errorMessage(error: unknown): string {
  try {
    const { message } = Object(error) as Partial<Error>;
    return typeof message === 'string' ? message : String(error);
  } catch {
    return '';
  }
}

/**
 * Calls `onBlocked` with every URL that the Content-Security-Policy of `page` blocks in `connect-src`, until `end` is
 * aborted. Chromium reports a blocked socket nowhere else for ten seconds or longer. Source: CSP Level 3,
 * `securitypolicyviolation`.
 */
export function onCspViolation(onBlocked: (url: string) => void, end: AbortSignal, page?: Document): void {
  const listener = (event: Event) => {
    const { disposition, effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
    if (disposition === 'enforce' && effectiveDirective === 'connect-src') onBlocked(blockedURI);
  };
  // In a worker it fires at the global scope. Node has none.
  const target: Partial<EventTarget> = page?.defaultView ?? globalThis;
  target.addEventListener?.('securitypolicyviolation', listener, { signal: end });
}

/** True if a violation's `blockedURI`, which may be only an origin or lack the query, means `url`. */
export function matchesBlockedUri(blockedURI: string, url: string): boolean {
  const target = parse(url);
  if (!target || target.href.includes('#')) return false;
  const { origin, pathname, href } = target;
  return [origin, `${origin}/`, origin + pathname, href].includes(blockedURI);
}

function nameOf(error: unknown): string {
  try {
    return String((Object(error) as Partial<Error>).name);
  } catch {
    return '';
  }
}

function parse(url: string, page?: Document): URL | null {
  try {
    const parsed = new URL(url, (page ?? globalThis.document)?.baseURI ?? globalThis.location?.href);
    parsed.protocol = parsed.protocol.replace('http', 'ws');
    return /^wss?:$/.test(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}

/** The origin of a page or worker; that of a frame without a URL of its own is its parent's. Null in Node. */
function originOf(page?: Document): Pick<URL, 'protocol' | 'hostname'> | null {
  const origin = page?.defaultView?.origin ?? globalThis.origin;
  if (!origin) return null;
  return URL.canParse(origin) ? new URL(origin) : { protocol: '', hostname: '' };
}

/** Source: W3C Mixed Content; loopback addresses are trustworthy even without TLS. */
function isMixedContent(target: URL, origin: Pick<URL, 'protocol'>): boolean {
  return target.protocol === 'ws:' && origin.protocol === 'https:' && !isLoopback(target.hostname);
}

function isLoopback(hostname: string): boolean {
  return /^(.*\.)?localhost$|^127\.[\d.]+$|^\[::1\]$/.test(hostname);
}

/** Source: WICG Local Network Access, address spaces: loopback, RFC 1918, link-local, unique local, `.local`. */
function isLocal(hostname: string): boolean {
  return (
    isLoopback(hostname) ||
    /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$|^\[f[cd]|^\[fe[89ab]|\.local$/.test(hostname)
  );
}
