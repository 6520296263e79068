import { update } from '@shoelace-style/localize';
import { en } from './en.js';
import { normalizeTag } from './lang.js';
import type { Strings } from './strings.js';
import { zhHant } from './zh-hant.js';

/**
 * The registered strings by language tag. Not among the translations of the localize library: other components keep
 * theirs there, under the same keys.
 */
const registered = new Map<string, Partial<Strings>>();

/**
 * Adds a language, or replaces strings of one: `registerStrings('de', { send: 'Senden' })`. Strings that are not given
 * stay as built in: Chinese for languages that begin with `zh`, else English.
 */
export function registerStrings(lang: string, strings: Partial<Strings>): void {
  const tag = normalizeTag(lang);
  registered.set(tag, { ...registered.get(tag), ...strings });
  update();
}

/** Returns the string for `key` in the language `wanted`, or in the next best, with the language that it is in. */
export function findString<K extends keyof Strings>(wanted: string, key: K): { string: Strings[K]; lang: string } {
  // From the narrowest to the widest: zh-hant-tw, zh-hant, zh.
  for (let tag = wanted; tag !== ''; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    const string = registered.get(tag)?.[key];
    if (string !== undefined) return { string, lang: wanted };
  }
  if (/^zh\b/.test(wanted)) return { string: zhHant[key], lang: 'zh-Hant' };
  return { string: en[key], lang: /^en\b/.test(wanted) ? wanted : 'en' };
}
