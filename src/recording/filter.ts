import { comparison, COMPARISON, indexOf, parsePath, valueAt } from './json-path.js';
import { isSlow } from './slow-expression.js';

/** An expression sees no more of a text than this, in characters: it cannot be stopped once it runs. */
export const EXPRESSION_LENGTH = 10_000;

/** The longest expression or path in a query, and the longest word that becomes an expression, in characters. */
const TERM_LENGTH = 1_000;

/** An entry as far as a query looks at it. The members may be lazy: they are read only if a term needs them. */
export interface Searchable {
  readonly group: 'sent' | 'received' | 'story';
  readonly text: string;
  /** The time of the day, as it is shown: `14:03:22.105`. */
  readonly time: string;
  readonly bytes: number;
}

/**
 * The reason why a term is taken literally: an expression that is not valid, or that may run for too long; a value that
 * its keyword does not know, or that is no number; a path that cannot be read.
 */
export type LiteralReason = 'bad-expression' | 'slow-expression' | 'bad-value' | 'bad-path';

/** A query that was read. */
export interface Query {
  /** True without terms: every entry matches. */
  readonly isEmpty: boolean;
  test(entry: Searchable): boolean;
  /** The marks of a text that matches: strings, in any case, and global expressions. Negated terms have none. */
  readonly needles: readonly (string | RegExp)[];
  /** The terms that could not be read as written, without their `-`: they are looked for as text. */
  readonly literals: readonly { readonly term: string; readonly reason: LiteralReason }[];
}

interface Condition {
  /** Conditions of a lower cost are tested first. */
  readonly cost: number;
  readonly matches: (entry: Searchable) => boolean;
  readonly needle?: string | RegExp;
  readonly reason?: LiteralReason;
}

/**
 * Reads a query. Terms with white space between must all match, `-` before one negates it:
 *
 * - `word` and `"a phrase"` are in the text, in any case. `\"` is a quote in a phrase.
 * - `14:03` and `14:03:22` are in the text, too, or the beginning of the time.
 * - `/expression/flags` matches the start of the text, up to {@link EXPRESSION_LENGTH}. Flags: `i`, `m`, `s`, `u`.
 * - `is:sent`, `is:received` and `is:story` are the groups.
 * - `larger-than:1k` and `smaller-than:1.5mib` compare the size of messages; k and m are powers of 1 000.
 * - `$.a[0]["b c"]` is in the text, which is JSON. `=` and `!=` compare as written, so `12.30` is not `12.3`, and a
 *   string also by its content; `<`, `<=`, `>` and `>=` compare numbers, also those in strings. Where the text has no
 *   such value, each is false.
 *
 * Anything else is a word; where it looks like one of these, {@link Query.literals} says so. Never throws.
 */
export function parseQuery(query: string): Query {
  const terms = splitTerms(query).map(({ isNegated, term }) => ({ isNegated, term, ...readTerm(term) }));
  const conditions = [...terms].sort((a, b) => a.cost - b.cost);
  return {
    isEmpty: terms.length === 0,
    test: (entry) => conditions.every(({ isNegated, matches }) => matches(entry) !== isNegated),
    needles: terms.flatMap(({ isNegated, needle }) => (isNegated || needle === undefined ? [] : [needle])),
    literals: terms.flatMap(({ term, reason }) => (reason ? [{ term, reason }] : [])),
  };
}

/**
 * Returns the ranges `[start, end)` of the needles in a text, sorted; those that overlap or touch are one. No more than
 * `limit`, and no more than `limit` matches of each needle.
 */
export function findMarks(needles: Query['needles'], text: string, limit: number): [start: number, end: number][] {
  const found = needles.flatMap((needle) => rangesOf(needle, text, limit)).sort((a, b) => a[0] - b[0]);
  const marks: [number, number][] = [];
  for (const [start, end] of found) {
    const last = marks.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks.slice(0, limit);
}

/**
 * Removes a term from a query, or appends it where it is missing: then its opposite goes, and of `is:` terms any other.
 */
export function toggleTerm(query: string, term: string): string {
  const terms = splitTerms(query).map(({ written }) => written);
  const others = terms.filter((other) => other !== term);
  if (others.length < terms.length) return others.join(' ');
  const opposite = term.startsWith('-') ? term.slice(1) : `-${term}`;
  const isReplaced = (other: string): boolean => term.startsWith('is:') && other.startsWith('is:');
  return [...terms.filter((other) => other !== opposite && !isReplaced(other)), term].join(' ');
}

/** Splits a query into terms: as written, and without the `-` before them. */
function splitTerms(query: string): { written: string; isNegated: boolean; term: string }[] {
  const terms = [];
  for (let start = indexOf(query, /\S/g, 0); start < query.length;) {
    const isNegated = /^-\S/.test(query.slice(start, start + 2));
    const from = start + Number(isNegated);
    const end = endOfTerm(query, from);
    terms.push({ written: query.slice(start, end), isNegated, term: query.slice(from, end) });
    start = indexOf(query, /\S/g, end);
  }
  return terms;
}

function endOfTerm(query: string, start: number): number {
  const [path = ''] = COMPARISON.exec(query.slice(start, start + TERM_LENGTH)) ?? [];
  const value = start + path.length;
  return endOfPhrase(query, value) ?? endOfExpression(query, start) ?? indexOf(query, /\s/g, value);
}

/** Returns the end of the phrase at `start`: its next quote, if white space or the end follows. */
function endOfPhrase(query: string, start: number): number | undefined {
  if (query[start] !== '"') return undefined;
  let end = query.indexOf('"', start + 1);
  while (end > 0 && query[end - 1] === '\\') end = query.indexOf('"', end + 1);
  return end > 0 && !/\S/.test(query.charAt(end + 1)) ? end + 1 : undefined;
}

/** A slash, up to the next one that is neither escaped nor in a class. */
const EXPRESSION = /^\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/([imsu]*)/s;

function endOfExpression(query: string, start: number): number | undefined {
  if (query[start] !== '/') return undefined;
  const [whole, , flags] = EXPRESSION.exec(query.slice(start, start + TERM_LENGTH)) ?? [];
  if (whole === undefined || new Set(flags).size < flags!.length) return undefined;
  const end = start + whole.length;
  return /\S/.test(query.charAt(end)) ? undefined : end;
}

const KEYWORD = /^(is|larger-than|smaller-than):(.*)$/s;

function readTerm(term: string): Condition {
  if (endOfPhrase(term, 0) === term.length && term !== '""') {
    return wordCondition(term.slice(1, -1).replaceAll('\\"', '"'));
  }
  if (endOfExpression(term, 0) === term.length) return readExpression(term);
  if (COMPARISON.test(term)) return readPath(term);
  const [, keyword, value] = KEYWORD.exec(term) ?? [];
  if (keyword === undefined) return wordCondition(term);
  if (keyword === 'is') {
    const group = value!.toLowerCase();
    if (!['sent', 'received', 'story'].includes(group)) return wordCondition(term, 'bad-value');
    return { cost: 0, matches: (entry) => entry.group === group };
  }
  const bytes = readSize(value!);
  if (bytes === null) return wordCondition(term, 'bad-value');
  const isRight = keyword === 'larger-than' ? (size: number) => size > bytes : (size: number) => size < bytes;
  return { cost: 2, matches: (entry) => entry.group !== 'story' && isRight(entry.bytes) };
}

const TIME = /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;

function wordCondition(word: string, reason?: LiteralReason): Condition {
  const matcher = wordExpression(word);
  // An expression is faster than `toLowerCase()`, but engines refuse long ones.
  const lower = word.toLowerCase();
  const isIn = matcher
    ? (text: string): boolean => matcher.test(text)
    : (text: string): boolean => text.toLowerCase().includes(lower);
  const matches: Condition['matches'] = TIME.test(word)
    ? ({ time, text }) => time.startsWith(word) || isIn(text)
    : ({ text }) => isIn(text);
  return { cost: 1, matches, needle: word, ...(reason && { reason }) };
}

function wordExpression(word: string, flags = 'i'): RegExp | null {
  return word.length > TERM_LENGTH ? null : new RegExp(word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), flags);
}

function readExpression(term: string): Condition {
  const [, source, flags] = EXPRESSION.exec(term)!;
  try {
    const expression = new RegExp(source!, flags);
    if (isSlow(source!, flags!)) return wordCondition(term, 'slow-expression');
    // Engines refuse some expressions only when they run: for the first time, or on text beyond Latin-1.
    for (const text of ['a', '界']) expression.test(text);
    const matches = ({ text }: Searchable): boolean => expression.test(text.slice(0, EXPRESSION_LENGTH));
    return { cost: 3, matches, needle: new RegExp(source!, `${flags}g`) };
  } catch {
    return wordCondition(term, 'bad-expression');
  }
}

function readSize(value: string): number | null {
  const [, number, prefix = '', binary] = /^(\d+(?:\.\d+)?)(?:([km]?)(i?)b?)$/i.exec(value) ?? [];
  if (number === undefined || (binary && !prefix)) return null;
  return Number(number) * (binary ? 1_024 : 1_000) ** ['', 'k', 'm'].indexOf(prefix.toLowerCase());
}

function readPath(term: string): Condition {
  const [whole, written, operator] = COMPARISON.exec(term)!;
  const path = parsePath(written!);
  if (!path || (!operator && whole !== term)) return wordCondition(term, 'bad-path');
  const holds = operator ? comparison(operator, term.slice(whole.length)) : () => true;
  if (!holds) return wordCondition(term, 'bad-value');
  const matches = ({ text }: Searchable): boolean => {
    const raw = valueAt(text, path);
    return raw !== null && holds(raw);
  };
  return { cost: 4, matches };
}

function rangesOf(needle: string | RegExp, text: string, limit: number): [start: number, end: number][] {
  if (typeof needle !== 'string') return rangesOfExpression(needle, text.slice(0, EXPRESSION_LENGTH), limit);
  const expression = wordExpression(needle, 'gi');
  if (expression) return rangesOfExpression(expression, text, limit);
  const start = text.toLowerCase().indexOf(needle.toLowerCase());
  return start < 0 || limit < 1 ? [] : [[start, Math.min(start + needle.length, text.length)]];
}

function rangesOfExpression(expression: RegExp, text: string, limit: number): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  for (const { 0: match, index } of text.matchAll(expression)) {
    if (ranges.length >= limit) break;
    if (match) ranges.push([index, index + match.length]);
  }
  return ranges;
}
