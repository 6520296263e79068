/** The longest part of an address or a reason that a sentence quotes, in characters. */
const QUOTED_LENGTH = 200;

/** Truncates a text to {@link QUOTED_LENGTH} characters and removes bidi control characters. */
export function quote(text: string): string {
  const plain = text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim();
  return plain.length > QUOTED_LENGTH ? `${plain.slice(0, QUOTED_LENGTH)}…` : plain;
}

/**
 * Shortens `wss://example.com/feed?token=…` to `example.com/feed`: a query may hold a secret. A text that is no address
 * of a server is returned as it is.
 */
export function shortAddress(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return /^(ws|http)s?:$/.test(protocol) ? host + (pathname === '/' ? '' : pathname) : url;
  } catch {
    return url;
  }
}
