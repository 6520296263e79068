import { comparison, COMPARISON, indexOf, parsePath, valueAt } from './json-path.js';

/** An expression sees no more of a text than this, in characters: it cannot be stopped once it runs. */
export const EXPRESSION_LENGTH = 10_000;

/** The longest expression or path in a query, and the longest word that becomes an expression, in characters. */
const TERM_LENGTH = 1_000;

/** An entry as far as a query looks at it. `bytes` and `text` may be lazy: they are read only if a term needs them. */
export interface Searchable {
  readonly group: 'sent' | 'received' | 'story';
  readonly text: string;
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
  return { cost: 1, matches: (entry) => entry.group !== 'story' && isRight(entry.bytes) };
}

function wordCondition(word: string, reason?: LiteralReason): Condition {
  const matcher = wordExpression(word);
  // An expression is faster than `toLowerCase()`, but engines refuse long ones.
  const lower = word.toLowerCase();
  const matches: Condition['matches'] = matcher
    ? ({ text }) => matcher.test(text)
    : ({ text }) => text.toLowerCase().includes(lower);
  return { cost: 2, matches, needle: word, ...(reason && { reason }) };
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

/** A part of an expression: one character, from `min` to `max` times. `set` has the samples that it matches. */
interface Part {
  readonly kind: 'start' | 'literal' | 'alternation' | 'other';
  readonly set: string;
  readonly min: number;
  readonly max: number;
  /** The number of parts that an optional group has from here: one for each group that begins here. */
  readonly skips: readonly number[];
}

// An expression takes about n ** degree steps on n characters; the degree is estimated, rather too high. More
// repetitions count as unbounded, more parts as slow.
const MAX_DEGREE = 2.1;
const MAX_REPETITIONS = 100;
const MAX_PARTS = 1_000;
const SAMPLES = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('') + 'é界\u2028';
const CHARACTER = /\\(?:[pPu]\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|.)|\[(?:\\.|[^\]\\])*\]/;
const OTHERS = /\((?:\?(?:<?[=!]|<[^>]*>|[\w-]*:))?|(?:[*+?]|\{\d+(?:,\d*)?\})\??|./;
const TOKEN = new RegExp(`${CHARACTER.source}|${OTHERS.source}`, 'gis');
const QUANTIFIER = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??$/;

/** True if an expression has a backreference, repeats a repetition or an alternation, or may take too many steps. */
function isSlow(source: string, flags: string): boolean {
  const any: Part = { kind: 'other', set: [...new Set(SAMPLES + source)].join(''), min: 1, max: 1, skips: [] };
  const outer: Part[][] = [];
  let parts: Part[] = [];
  let repeated: Part[] = [];
  for (const [token] of source.matchAll(TOKEN)) {
    if (/^\\[1-9k]/.test(token)) return true;
    const quantifier = QUANTIFIER.exec(token);
    if (quantifier) {
      const times = repeat(repeated, quantifier, any);
      if (!times) return true;
      parts = [...parts.slice(0, parts.length - repeated.length), ...times];
    } else if (token.startsWith('(')) {
      outer.push(parts);
      parts = /[=!]$/.test(token) ? [any] : [];
    } else if (token === ')') {
      repeated = parts;
      parts = [...(outer.pop() ?? []), ...repeated];
    } else if (token === '|' && outer.length === 0) {
      if (degreeOf(parts) > MAX_DEGREE) return true;
      parts = [];
    } else {
      repeated = [partOf(token, flags, any, outer.length === 0)];
      parts.push(...repeated);
    }
    if (parts.length > MAX_PARTS) return true;
  }
  return degreeOf(parts) > MAX_DEGREE;
}

function partOf(token: string, flags: string, any: Part, isOutside: boolean): Part {
  if (token === '|') return { ...any, kind: 'alternation' };
  if (/^\\b$/i.test(token) || (/^[$^]$/.test(token) && flags.includes('m'))) return any;
  if (/^[$^]$/.test(token)) return { ...any, kind: token === '^' && isOutside ? 'start' : 'other', set: '' };
  const set = any.set.match(new RegExp(token, `${flags}g`))?.join('');
  return { ...any, kind: /^(?:[^.]|\\\W)$/s.test(token) ? 'literal' : 'other', set: set ?? any.set };
}

/** Returns the parts of a repetition, or null if it is a slow one: a repetition or choice without bound in another. */
function repeat(parts: Part[], [, sign, from, comma, to]: string[], any: Part): Part[] | null {
  const min = Number(from ?? (sign === '+' ? 1 : 0));
  const max = sign === '?' ? 1 : Number(sign || (comma && !to) ? Infinity : to || from);
  const [only] = parts;
  if (parts.length === 1 && only!.min === 1 && only!.max === 1) return [{ ...only!, min, max }];
  if (max <= MAX_REPETITIONS) {
    const group = parts.map((part) => (part.kind === 'alternation' ? { ...part, min: 0 } : part));
    const optional = group.map((part, index) => (index ? part : { ...part, skips: [...part.skips, parts.length] }));
    return Array.from({ length: max }, (_, time) => (time < min ? group : optional)).flat();
  }
  if (parts.some((part) => part.kind === 'alternation' || part.max > MAX_REPETITIONS)) return null;
  const twice = [...parts, ...parts, any];
  return parts.some((_, index) => choicesAt(twice, index) > 0) ? null : [{ ...any, min, max }];
}

/** Estimates the degree: the starts of a match, times the choices before a part, times the repetitions of that. */
function degreeOf(parts: Part[]): number {
  const first = parts.findIndex((part) => weightOf(part) > 0);
  const isRareStart = parts.slice(0, first).some((_, index) => isRare(parts, index));
  let [choices, degree] = [0, 0];
  for (const [index, part] of parts.entries()) {
    // Where nothing follows that could fail, no choice is made twice.
    const isLast = parts.slice(index + 1).every(({ min }) => min === 0);
    degree = Math.max(degree, (isLast ? 0 : choices) + weightOf(part));
    if (isLast) break;
    choices += choicesAt(parts, index);
  }
  return degree && degree + (parts[0]!.kind === 'start' ? 0 : isRareStart ? 0.5 : 1);
}

/** The degree of the ways in which the text may be split between a part and those after it. */
function choicesAt(parts: Part[], index: number): number {
  const weight = weightOf(parts[index]!);
  if (weight === 0) return 0;
  const next = new Set([index + 1]);
  for (const at of next) {
    const { min, skips } = parts[at] ?? { min: 1, skips: [] };
    for (const step of min === 0 ? [1, ...skips] : skips) next.add(at + step);
  }
  const isSplit = parts[index]!.set.split('').some((unit) => [...next].some((at) => parts[at]?.set.includes(unit)));
  return isSplit ? weight * (isRare(parts, index + 1) ? 0.5 : 1) : 0;
}

/** The degree of the repetitions of a part; a little more for short ones, which cost a step each. */
function weightOf({ min, max, skips }: Part): number {
  return Math.min(1, Math.log10((1.5 * (max - min) + 1) * 2.5 ** skips.length) / 4);
}

/** True if two different literal characters follow: a text seldom has more than a hundred of a word. */
function isRare(parts: Part[], index: number): boolean {
  const [one, two] = parts
    .slice(index, index + 2)
    .filter((part) => part.kind === 'literal' && part.min * part.max === 1);
  return two !== undefined && one!.set !== two.set;
}
