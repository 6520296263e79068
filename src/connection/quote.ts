// The one way in which addresses, reasons and exception texts become part of a sentence or a diagnosis.

/** The longest quotation, in characters. */
const QUOTED_LENGTH = 200;

/** Cuts `text` to at most `length` UTF-16 units, and never a character in half. */
export function truncate(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** Removes userinfo, query and fragment from a URL, absolute or not: they may hold secrets. */
export function withoutSecrets(url: string): string {
  return url.replace(/[?#].*/s, '').replace(/^([^/\\]*[/\\]{2,})[^/\\]*@/, '$1');
}

/** Shortens `wss://user:secret@example.com/feed?token=…` to `example.com/feed`. */
export function shortAddress(url: string): string {
  const safe = withoutSecrets(url);
  try {
    const { protocol, host, pathname } = new URL(safe);
    return /^(ws|http)s?:$/.test(protocol) ? host + (pathname === '/' ? '' : pathname) : safe;
  } catch {
    return safe;
  }
}

/**
 * Prepares a text for a person: without the secrets of the URLs in it, without the subprotocols of the attempt, without
 * bidi control characters, and not longer than {@link QUOTED_LENGTH}.
 */
export function quote(text: string, url = '', protocols: readonly string[] = []): string {
  let quoted = url ? text.replaceAll(url, withoutSecrets(url)) : text;
  quoted = quoted.replace(/[a-z][a-z\d+.-]*:[/\\]{2}[^\s'"“”‘’«»<>]+/gi, withoutSecrets);
  for (const secret of [...secretsOf(url), ...protocols]) quoted = replaceWord(quoted, secret, '…');
  quoted = quoted.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim();
  return quoted.length > QUOTED_LENGTH ? `${truncate(quoted, QUOTED_LENGTH)}…` : quoted;
}

/** Userinfo, query and fragment of a URL: an exception may quote one of them alone. */
function secretsOf(url: string): string[] {
  const [, userinfo = '', query = '', fragment = ''] =
    /^(?:[^/\\?#]*[/\\]{2,}([^/\\?#]*)@)?[^?#]*(?:\?([^#]*))?(?:#(.*))?$/s.exec(url) ?? [];
  return [userinfo, query, fragment];
}

/** Replaces `word` where it is not a part of a longer one. */
function replaceWord(text: string, word: string, replacement: string): string {
  const escaped = word.replace(/[^\w\s]/g, '\\$&');
  return escaped ? text.replace(new RegExp(`(?<!\\w)${escaped}(?!\\w)`, 'g'), replacement) : text;
}
