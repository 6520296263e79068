import { en } from './en.js';
import type { Vocabulary } from './registry.js';
import type { Strings } from './strings.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

/** The strings of `<ws-echo>`. */
export const echoVocabulary: Vocabulary<Strings> = { en, zhHant, zhHans };
