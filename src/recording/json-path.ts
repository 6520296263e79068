/** A path into JSON: keys of objects, indices of arrays. */
export type JsonPath = readonly (string | number)[];

/** A path at the start of a text, such as `$.a[0]` or `$["a b"]`, and the operator that follows. */
export const COMPARISON = /^(\$(?=[.[])(?:\.[^\s.[\](){}=!<>"':,*]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*)(!=|==?|[<>]=?)?/;

const STEP = /\.([^.[]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Reads a path such as `$.a[0]["b c"]`. Returns null for anything else; `$` alone is the whole text. */
export function parsePath(path: string): JsonPath | null {
  if (path !== '$' && COMPARISON.exec(path)?.[1] !== path) return null;
  try {
    return [...path.matchAll(STEP)].map(([, name, index, quoted]) => {
      if (index !== undefined) return Number(index);
      return name ?? (JSON.parse(quoted!) as string);
    });
  } catch {
    return null;
  }
}

/**
 * Returns the value at a path of a JSON text as it is written there (`12.30`, `"ACME"`, `{"a":1}`), or null if the text
 * is not JSON or has no such value. Of equal keys the last counts, as in `JSON.parse()`.
 */
export function valueAt(text: string, path: JsonPath): string | null {
  // A key without escapes is in the text as it is: most texts need no more than this.
  if (!text.includes('\\') && path.some((step) => typeof step === 'string' && !text.includes(step))) return null;
  if (!hasValue(text, path)) return null;
  let start = skipSpace(text, 0);
  for (const step of path) start = startOfChild(text, start, step);
  return text.slice(start, endOfValue(text, start));
}

/** Returns the function that compares the text of a JSON value with `value`; null if that should be a number. */
export function comparison(operator: string, value: string): ((raw: string) => boolean) | null {
  const content = contentOf(value);
  const isSame = (raw: string): boolean => raw === value || (raw.startsWith('"') && contentOf(raw) === content);
  if (operator === '!=') return (raw) => !isSame(raw);
  if (operator.startsWith('=')) return isSame;
  if (!NUMBER.test(value)) return null;
  const sign = operator.startsWith('<') ? -1 : 1;
  return (raw) => {
    const difference = compareNumbers(contentOf(raw), value) * sign;
    return difference > 0 || (difference === 0 && operator.endsWith('='));
  };
}

/** Returns the content of a quoted string; other text as it is. */
function contentOf(value: string): string {
  if (!/^".*"$/s.test(value)) return value;
  try {
    return JSON.parse(value) as string;
  } catch {
    return value.slice(1, -1).replaceAll('\\"', '"');
  }
}

/** Compares numbers, integers exactly. Returns NaN if one is none. */
function compareNumbers(a: string, b: string): number {
  if (!NUMBER.test(a) || !NUMBER.test(b)) return NaN;
  if (![a, b].every((number) => /^-?\d{1,400}$/.test(number))) return Math.sign(Number(a) - Number(b));
  return Number(BigInt(a) > BigInt(b)) - Number(BigInt(a) < BigInt(b));
}

function hasValue(text: string, path: JsonPath): boolean {
  try {
    let value: unknown = JSON.parse(text);
    for (const step of path) {
      if (typeof value !== 'object' || value === null) return false;
      if (Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step)) return false;
      value = (value as Record<string | number, unknown>)[step];
    }
    return true;
  } catch {
    return false;
  }
}

// The functions below read text that is JSON and has the value.

/** Returns the start of the child that `step` names, of the object or array at `start`. */
function startOfChild(text: string, start: number, step: string | number): number {
  let found = -1;
  let at = skipSpace(text, start + 1);
  for (let index = 0; text[at] !== '}' && text[at] !== ']'; index += 1) {
    let name: string | number = index;
    if (typeof step === 'string') {
      const end = endOfString(text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (name === step) found = at;
    if (name === step && typeof step === 'number') break;
    at = skipSpace(text, endOfValue(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return found;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  if (text[start] !== '{' && text[start] !== '[') return indexOf(text, /[\s,\]}]|$/g, start);
  let at = start;
  for (let depth = 0; ; at = indexOf(text, /["{}[\]]/g, at)) {
    if (text[at] === '"') {
      at = endOfString(text, at);
      continue;
    }
    depth += text[at] === '{' || text[at] === '[' ? 1 : -1;
    at += 1;
    if (depth === 0) return at;
  }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** True if an odd number of backslashes is before `index`. */
function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text[start - 1] === '\\') start -= 1;
  return (index - start) % 2 === 1;
}

function skipSpace(text: string, start: number): number {
  return indexOf(text, /\S|$/g, start);
}

/** Returns the index of the next match of a global expression, or the length of the text. */
export function indexOf(text: string, pattern: RegExp, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}
