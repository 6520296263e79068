import { update } from '@shoelace-style/localize';
import { normalizeTag } from './lang.js';
import type { LogStrings } from './log-strings.js';
import type { Strings } from './strings.js';

/** The strings of an element, in each language that is built in. */
export interface Vocabulary<S extends Partial<AllStrings>> {
  readonly en: S;
  readonly zhHant: S;
  readonly zhHans: S;
}

/** The strings of all elements. */
export type AllStrings = Strings & LogStrings;

/**
 * The registered strings by language tag. Not among the translations of the localize library: other components keep
 * theirs there, under the same keys.
 */
const registered = new Map<string, Partial<AllStrings>>();

/**
 * Adds a language, or replaces strings of one: `registerStrings('de', { send: 'Senden' })`. Strings that are not given
 * stay as built in: Chinese, in traditional or simplified characters, for languages that begin with `zh`, else English.
 */
export function registerStrings(lang: string, strings: Partial<AllStrings>): void {
  const tag = normalizeTag(lang);
  registered.set(tag, { ...registered.get(tag), ...strings });
  update();
}

/** A string, and the language that it is in. */
export interface FoundString {
  readonly string: unknown;
  readonly lang: string;
}

/** Returns the string for `key` in the language `wanted`, or in the next best. */
export function findString<S extends Partial<AllStrings>>(
  vocabulary: Vocabulary<S>,
  wanted: string,
  key: keyof S & keyof AllStrings,
): FoundString {
  // From the narrowest to the widest: zh-hant-tw, zh-hant, zh.
  for (let tag = wanted; tag !== ''; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    const string = registered.get(tag)?.[key];
    if (string !== undefined) return { string, lang: wanted };
  }
  return builtInString(vocabulary, wanted, key);
}

/** As `findString`, among the strings that were not registered. */
export function builtInString<S extends Partial<AllStrings>>(
  { en, zhHant, zhHans }: Vocabulary<S>,
  wanted: string,
  key: keyof S,
): FoundString {
  if (/^zh\b/.test(wanted)) {
    // zh-TW is in traditional characters, zh alone in simplified ones. Source: Unicode CLDR, likely subtags.
    return new Intl.Locale(wanted).maximize().script === 'Hant'
      ? { string: zhHant[key], lang: 'zh-Hant' }
      : { string: zhHans[key], lang: 'zh-Hans' };
  }
  return { string: en[key], lang: /^en\b/.test(wanted) ? wanted : 'en' };
}
