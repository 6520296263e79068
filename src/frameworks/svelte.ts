import type { HTMLAttributes } from 'svelte/elements';
import type { AttributeValue, WsEchoAttributes, WsEchoHandlers, WsEchoProperties } from './template-types.js';
import type { WsEcho } from '../echo/ws-echo.js';

// Types only: `<ws-echo>` in Svelte's templates. Svelte sets `idleTimeout` as a property, and `idle-timeout` as an
// attribute; in a spread it makes names lower-case, and so knows the attribute only.

type Own = { [Name in keyof WsEchoProperties]: AttributeValue<WsEchoProperties[Name]> } & {
  [Name in keyof WsEchoAttributes]: AttributeValue<WsEchoAttributes[Name]>;
} & WsEchoHandlers;

type Attributes = Omit<HTMLAttributes<WsEcho>, keyof Own> & Own;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'ws-echo': Attributes;
  }
}
