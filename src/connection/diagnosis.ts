/**
 * The kind of a failure:
 * - `bad-configuration`: an option or attribute makes no sense; `reason` says which.
 * - `bad-url`, `bad-protocol`: the constructor refused it with a `SyntaxError`.
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
  | 'bad-configuration'
  | 'bad-url'
  | 'bad-protocol'
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

/** The reason why a connection failed, as far as a page may know it. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** The close code; 1006 where no close frame came. */
  readonly code: number;
  /** The server's close reason, or the message of the exception; often `''`. */
  readonly reason: string;
  /** The URL of the attempt. */
  readonly url: string;
  /** The time that it had been open, in milliseconds; null if it never opened. */
  readonly openFor: number | null;
  /** The failure before `gave-up`; null for every other kind. */
  readonly cause: Diagnosis | null;
}

/** Diagnoses a socket that closed with `code`, having been open or not. */
export function diagnoseClose(code: number, wasOpen: boolean, url: string): DiagnosisKind {
  if (wasOpen) return code === 1006 ? 'dropped' : 'closed-by-server';
  const page = globalThis.location;
  const target = parse(url);
  if (!page || !target) return 'unreachable';
  if (isMixedContent(target, page)) return 'mixed-content';
  if (isLocal(target.hostname)) return isLocal(page.hostname) || page.hostname === '' ? 'unreachable' : 'local-network';
  return navigator.onLine ? 'unreachable' : 'offline';
}

/** Diagnoses an exception of the socket's constructor. */
export function diagnoseException(error: unknown, url: string): DiagnosisKind {
  const target = parse(url);
  if (isPolicyError(error))
    return target && isMixedContent(target, globalThis.location) ? 'mixed-content' : 'blocked-by-csp';
  return target ? 'bad-protocol' : 'bad-url';
}

/**
 * True if the socket's constructor threw `error` because a policy blocks the URL. Firefox has a name of its own for it.
 */
export function isPolicyError(error: unknown): boolean {
  const name = (error as Partial<DOMException> | null)?.name;
  return name === 'SecurityError' || name === 'NS_ERROR_CONTENT_BLOCKED';
}

/**
 * Calls `onBlocked` with every URL that the page's Content-Security-Policy blocks in `connect-src`, until `end` is
 * aborted. Chromium reports a blocked socket nowhere else for ten seconds or longer. Source: CSP Level 3,
 * `securitypolicyviolation`.
 */
export function onCspViolation(onBlocked: (url: string) => void, end: AbortSignal): void {
  const listener = (event: Event) => {
    const { disposition, effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
    if (disposition === 'enforce' && effectiveDirective === 'connect-src') onBlocked(blockedURI);
  };
  addEventListener('securitypolicyviolation', listener, { signal: end });
}

/** True if a violation's `blockedURI`, which may be only an origin or lack the query, means `url`. */
export function matchesBlockedUri(blockedURI: string, url: string): boolean {
  const target = parse(url);
  if (!target) return false;
  const { origin, pathname, href } = target;
  return [origin, `${origin}/`, origin + pathname, href].includes(blockedURI);
}

function parse(url: string): URL | null {
  try {
    const parsed = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
    parsed.protocol = parsed.protocol.replace('http', 'ws');
    return /^wss?:$/.test(parsed.protocol) && !parsed.href.includes('#') ? parsed : null;
  } catch {
    return null;
  }
}

/** Source: W3C Mixed Content; loopback addresses are trustworthy even without TLS. */
function isMixedContent(target: URL, page: Location | undefined): boolean {
  return target.protocol === 'ws:' && page?.protocol === 'https:' && !isLoopback(target.hostname);
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
