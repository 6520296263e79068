import { parseCloseCodes, type CloseCodes } from '../connection/close-code.js';

/**
 * What HTML and frameworks hand over, as options. Whatever makes no sense is a `SyntaxError` that names
 * the attribute, which the element shows; a property keeps what it was set to.
 */

/** A boolean attribute: true if it is there, unless it is `"false"`, as frameworks write it. */
export function fromBooleanAttribute(value: string | null): boolean {
  return value !== null && value !== 'false';
}

/** A boolean property. `''` is false, as with `input.disabled`: Preact sets it when a property is taken away. */
export function toBoolean(value: unknown): boolean {
  return Boolean(value) && value !== 'false';
}

/** A time in milliseconds or a count; `undefined` where there is none. */
export function toNumber(name: string, value: unknown, wanted = 'a number from 0'): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  if (!(number >= 0)) throw new SyntaxError(`${name} is “${String(value)}”, not ${wanted}`);
  return number;
}

/** `off` and false: no retry; a number: so many; else without limit. */
export function toRetry(value: unknown): boolean | number {
  if (value === false || value === 'off' || value === 'false') return false;
  if (value === true || value === 'on' || value === 'true') return true;
  return toNumber('retry', value, 'on, off or a number from 0') ?? true;
}

/** A list as `fatal-codes` has it, or what a property may be; `undefined` where there is none. */
export function toFatalCodes<T extends CloseCodes | ((event: CloseEvent) => boolean)>(
  value: string | T | null | undefined,
): T | CloseCodes | undefined {
  if (typeof value !== 'string') return value ?? undefined;
  if (value.trim() === '') return undefined;
  try {
    return parseCloseCodes(value);
  } catch (error) {
    throw new SyntaxError(`fatal-codes: ${(error as Error).message}`, { cause: error });
  }
}

/** Subprotocols with spaces between, as an attribute has them, or what a property may be. */
export function toProtocols<T>(value: string | T | null | undefined): string[] | T {
  return typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : (value ?? []);
}

/** Hands over the handlers that were set on an element before it was upgraded, when it had no accessors for them. */
export function adoptEventHandlers(target: EventTarget, types: readonly string[]): void {
  for (const type of types) {
    const own = Object.getOwnPropertyDescriptor(target, `on${type}`);
    if (!own) continue;
    Reflect.deleteProperty(target, `on${type}`);
    Reflect.set(target, `on${type}`, own.value);
  }
}
