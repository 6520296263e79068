import { quote } from '../connection/quote.js';
import { describe } from '../connection/web-idl.js';

// Values of attributes and properties that elements share. One that makes no sense is a `SyntaxError` that quotes the
// attribute, and the element shows it; the property keeps its value.

/** A boolean attribute: true if it is there, unless it is `"false"`, as frameworks write it. */
export function fromBooleanAttribute(value: string | null): boolean {
  return value !== null && value !== 'false';
}

/** The attribute of a boolean property that is reflected. */
export function toBooleanAttribute(value: unknown): '' | null {
  return toBoolean(value) ? '' : null;
}

/** A boolean property. `''` is false, as with `input.disabled`: Preact sets it when a property is taken away. */
export function toBoolean(value: unknown): boolean {
  return Boolean(value) && value !== 'false';
}

/** A time in milliseconds, or a count; `undefined` if it is not set. */
export function toNumber(name: string, value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') throw invalidAttribute(name, value);
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = Number(value);
  if (!(number >= 0)) throw invalidAttribute(name, value);
  return number;
}

/** Sets again the properties that were set before the element was upgraded, when it had no accessors for them. */
export function upgradeProperties(target: EventTarget, names: readonly string[]): void {
  for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(target, name);
    if (!own) continue;
    Reflect.deleteProperty(target, name);
    Reflect.set(target, name, own.value);
  }
}

/** Creates the exception that names an attribute, and quotes its value or names its type. */
export function invalidAttribute(name: string, value: unknown): SyntaxError {
  return new SyntaxError(`${name}="${typeof value === 'string' ? quote(value) : describe(value)}"`);
}
