import { en } from './en.js';
import { logEn } from './log-en.js';
import { logZhHans } from './log-zh-hans.js';
import { logZhHant } from './log-zh-hant.js';
import type { AllStrings, Vocabulary } from './registry.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

/** The strings of `<ws-log>`: its own, and those about failures. */
export const logVocabulary: Vocabulary<AllStrings> = {
  en: { ...en, ...logEn },
  zhHant: { ...zhHant, ...logZhHant },
  zhHans: { ...zhHans, ...logZhHans },
};
