import type { HTMLAttributes } from 'svelte/elements';
import type {
  AttributesOf,
  AttributeValues,
  WsEchoHandlers,
  WsEchoProperties,
  WsLogProperties,
} from './template-types.js';
import type { WsEcho } from '../echo/ws-echo.js';
import type { WsLog } from '../log/ws-log.js';

// Types only: `<ws-echo>` and `<ws-log>` in Svelte's templates. Svelte sets `idleTimeout` as a property, and
// `idle-timeout` as an attribute; in a spread it makes names lower-case, and so knows the attribute only.

type PropertiesOf<Properties> = AttributeValues<Properties> & AttributeValues<AttributesOf<Properties>>;

type Attributes<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> & Own;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'ws-echo': Attributes<WsEcho, PropertiesOf<WsEchoProperties> & WsEchoHandlers>;
    'ws-log': Attributes<WsLog, PropertiesOf<WsLogProperties>>;
  }
}
