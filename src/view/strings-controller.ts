import { LocalizeController } from '@shoelace-style/localize';
import type { Diagnosis } from '../connection/diagnosis.js';
import { quote, shortAddress, withoutSecrets } from '../connection/quote.js';
import { describe, report } from '../connection/web-idl.js';
import { Format } from '../strings/format.js';
import { nearestLang, ownLang } from '../strings/lang.js';
import { builtInString, findString, type AllStrings, type FoundString, type Vocabulary } from '../strings/registry.js';
import type { Strings } from '../strings/strings.js';
import { isServerRendered } from './hydration.js';

/** A value of a sentence, or a function that writes it in the language of the sentence. */
type Written<Value> = Value | ((format: Format) => Value);

/** Registered strings that threw, or gave no text. */
const failed = new Set<unknown>();

/** A host whose language counts. */
type StringsHost = ConstructorParameters<typeof LocalizeController>[0];

type Values<T> = T extends (...values: infer V) => string ? { [Index in keyof V]: Written<V[Index]> } : [];

/**
 * Finds the strings in the language of its host: that of the nearest `lang`. Updates the host when that changes.
 * ```ts
 * class MyElement extends LitElement {
 *   readonly #strings = new StringsController(this, echoVocabulary);
 *   render() {
 *     return html`<p>${this.#strings.sentence('queued', (format) => format.number(12))}</p>`;
 *   }
 * }
 * ```
 */
export class StringsController<S extends Strings = Strings> extends LocalizeController {
  readonly #vocabulary: Vocabulary<S>;
  /** The language of the host; null before the first render. */
  #lang: string | null = null;
  #isServerRendered = false;

  constructor(host: StringsHost, vocabulary: Vocabulary<S>) {
    super(host);
    this.#vocabulary = vocabulary;
  }

  override hostConnected(): void {
    super.hostConnected();
    // The language may be another here.
    this.host.requestUpdate();
  }

  /** The language of the host, as it was found last; null before the first render. */
  get language(): string | null {
    return this.#lang;
  }

  /** Finds the language once a render. */
  hostUpdate(): void {
    this.#isServerRendered = isServerRendered(this.host);
    this.#lang = this.#isServerRendered ? ownLang(this.host) || 'en' : nearestLang(this.host) || this.lang();
  }

  hostUpdated(): void {
    if (this.#isServerRendered) queueMicrotask(() => this.host.requestUpdate());
  }

  /** Returns the string for `key` with its `values`. Numbers and times are written in the language of that string. */
  sentence<K extends keyof S & keyof AllStrings>(key: K, ...values: Values<S[K]>): string {
    const wanted = this.#lang ?? (ownLang(this.host) || this.lang());
    const found = findString(this.#vocabulary, wanted, key);
    try {
      return write(found, values);
    } catch (error) {
      // A string of the page. It is reported once, and not at every render.
      if (!failed.has(found.string)) report(error);
      failed.add(found.string);
      return write(builtInString(this.#vocabulary, wanted, key), values);
    }
  }

  /** Returns a sentence that says why a connection failed, and what to check. */
  failure({ kind, code, reason, url, hasProtocols, openFor, cause }: Diagnosis): string {
    const strings = this as unknown as StringsController;
    const name = strings.sentence('closeCode', code);
    const sentence = strings.sentence(kind, (format) => ({
      // A URL that is not valid is quoted with its scheme.
      address: quote(kind === 'bad-url' ? withoutSecrets(url) : shortAddress(url)),
      suggestion: /^[\w.-]+:\d+(\/|$)/.test(url) ? quote(`ws://${withoutSecrets(url)}`) : '',
      hasProtocols,
      code: name ? `${code} ${name}` : String(code),
      reason: quote(reason),
      openFor: openFor === null ? '' : format.duration(openFor),
      cause: cause ? this.failure(cause) : '',
    }));
    // A reason that ends as a sentence needs no other full stop.
    return sentence.replace(/([.。!！?？…])[.。]$/, '$1');
  }
}

/** Writes numbers and times in the language of the string. Throws what a function throws, and if it gives no text. */
function write({ string, lang }: FoundString, values: readonly unknown[]): string {
  if (typeof string === 'string') return string;
  const format = new Format(lang);
  const written = values.map((value) => (typeof value === 'function' ? value(format) : value));
  const text: unknown = (string as (...values: unknown[]) => unknown)(...written);
  if (typeof text !== 'string') throw new TypeError(`A string is ${describe(text)}.`);
  return text;
}
