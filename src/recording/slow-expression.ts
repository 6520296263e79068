// A regular expression cannot be stopped once it runs. This estimates, before it runs, how long it may take.

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
export function isSlow(source: string, flags: string): boolean {
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
