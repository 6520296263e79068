// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import type { LitElement } from 'lit';
import type { WsEchoAttributes, WsEchoProperties } from '../../src/frameworks/template-types.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';

/** Sees `readonly`, too, which assignments do not. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What the element adds to every other, without the second name of one. */
type Added = Exclude<keyof WsEcho, keyof LitElement | 'readOnly' | `on${string}`>;

/** What of it can be written, and is no method. */
type Settable = {
  [K in Added]: Same<Pick<WsEcho, K>, { -readonly [P in K]: WsEcho[P] }> extends true
    ? WsEcho[K] extends (...args: never) => void
      ? never
      : K
    : never;
}[Added];

/** Every property of the element that can be set is there for templates, and nothing else is. */
export const isComplete: Same<Settable, keyof WsEchoProperties> = true;

export const attributes: WsEchoAttributes = { url: null, 'binary-type': 'blob', 'queue-limit': 0 };
// @ts-expect-error -- no attribute
export const misspelt: WsEchoAttributes = { binaryType: 'blob' };
