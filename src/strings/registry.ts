import { update } from '@shoelace-style/localize';
import { en } from './en.js';
import { normalizeTag } from './lang.js';
import type { Strings } from './strings.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

/**
 * The registered strings by language tag. Not among the translations of the localize library: other components keep
 * theirs there, under the same keys.
 */
const registered = new Map<string, Partial<Strings>>();

/**
 * Adds a language, or replaces strings of one: `registerStrings('de', { send: 'Senden' })`. Strings that are not given
 * stay as built in: Chinese, in traditional or simplified characters, for languages that begin with `zh`, else English.
 */
export function registerStrings(lang: string, strings: Partial<Strings>): void {
  const tag = normalizeTag(lang);
  registered.set(tag, { ...registered.get(tag), ...strings });
  update();
}

/** A string, and the language that it is in. */
export interface FoundString<K extends keyof Strings = keyof Strings> {
  readonly string: Strings[K];
  readonly lang: string;
}

/** Returns the string for `key` in the language `wanted`, or in the next best. */
export function findString<K extends keyof Strings>(wanted: string, key: K): FoundString<K> {
  // From the narrowest to the widest: zh-hant-tw, zh-hant, zh.
  for (let tag = wanted; tag !== ''; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    const string = registered.get(tag)?.[key];
    if (string !== undefined) return { string, lang: wanted };
  }
  return builtInString(wanted, key);
}

/** As `findString`, among the strings that were not registered. */
export function builtInString<K extends keyof Strings>(wanted: string, key: K): FoundString<K> {
  if (/^zh\b/.test(wanted)) {
    // zh-TW is in traditional characters, zh alone in simplified ones. Source: Unicode CLDR, likely subtags.
    return new Intl.Locale(wanted).maximize().script === 'Hant'
      ? { string: zhHant[key], lang: 'zh-Hant' }
      : { string: zhHans[key], lang: 'zh-Hans' };
  }
  return { string: en[key], lang: /^en\b/.test(wanted) ? wanted : 'en' };
}
