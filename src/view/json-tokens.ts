/** The kind of a token of JSON. */
export type JsonKind = 'key' | 'string' | 'number' | 'literal' | 'punctuation';

/** A token of JSON in a text: from `start` up to `end`, in UTF-16 units. */
export interface JsonToken {
  readonly kind: JsonKind;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|[{}[\],:]/g;

/** Yields the tokens of a text that is JSON, in order; white space is between them. */
export function* jsonTokens(text: string): Generator<JsonToken> {
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon, number, literal] = match;
    const start = match.index;
    if (string !== undefined) {
      yield { kind: colon ? 'key' : 'string', start, end: start + string.length };
      if (colon) yield { kind: 'punctuation', start: start + whole.length - 1, end: start + whole.length };
    } else {
      yield { kind: number ? 'number' : literal ? 'literal' : 'punctuation', start, end: start + whole.length };
    }
  }
}

/** True if a text is JSON; with `always`, a number, word or string by itself is, too. */
export function isJson(text: string, always = false): boolean {
  if (!always && !/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
