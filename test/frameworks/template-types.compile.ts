// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import type { LitElement } from 'lit';
import type { AttributesOf, WsEchoProperties, WsLogProperties } from '../../src/frameworks/template-types.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import type { WsLog } from '../../src/log/ws-log.js';

/** Sees `readonly`, too, which assignments do not. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What an element adds to every other, without the second name of one. */
type Added<Element> = Exclude<keyof Element, keyof LitElement | 'readOnly' | `on${string}`>;

/** What of it can be written, and is no method. */
type Settable<Element> = {
  [K in Added<Element>]: Same<Pick<Element, K>, { -readonly [P in K]: Element[P] }> extends true
    ? Element[K] extends (...args: never) => void
      ? never
      : K
    : never;
}[Added<Element>];

/** Every property of an element that can be set is there for templates, and nothing else is. */
export const isComplete: [
  Same<Settable<WsEcho>, keyof WsEchoProperties>,
  Same<Settable<WsLog>, keyof WsLogProperties>,
] = [true, true];

export const attributes: AttributesOf<WsEchoProperties> = { url: null, 'binary-type': 'blob', 'queue-limit': 0 };
// @ts-expect-error -- no attribute
export const misspelt: AttributesOf<WsEchoProperties> = { binaryType: 'blob' };
