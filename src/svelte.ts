import type { HTMLAttributes } from 'svelte/elements';
import type { Written, WsEchoAttributes, WsEchoHandlers, WsEchoProperties } from './element/properties.js';
import type { WsEcho } from './element/ws-echo.js';

// Types only: `<ws-echo>` in Svelte's templates. Svelte sets `idleTimeout` as a property, and `idle-timeout` as an
// attribute; in a spread it makes names lower-case, and so knows the attribute only.

type Own = { [Name in keyof WsEchoProperties]: Written<WsEchoProperties[Name]> } & {
  [Name in keyof WsEchoAttributes]: Written<WsEchoAttributes[Name]>;
} & WsEchoHandlers;

type Attributes = Omit<HTMLAttributes<WsEcho>, keyof Own> & Own;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'ws-echo': Attributes;
  }
}
