import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { ConnectionEventMap } from '../connection/events.js';
import type { AttributeValues, WsEchoEvent, WsEchoProperties, WsLogProperties } from './template-types.js';
import type { WsEcho } from '../echo/ws-echo.js';
import type { WsLog } from '../log/ws-log.js';

// Types only: `<ws-echo>` and `<ws-log>` in Vue's templates, where `idle-timeout` is an attribute and `idleTimeout` a
// property. Vue resets a property by its type, a number to 0 and a boolean to false: what may be taken away is best an
// attribute.

type Emits = { [Type in keyof ConnectionEventMap]: (event: WsEchoEvent<Type>) => void };

type Handlers = { [Type in keyof Emits as `on${Capitalize<Type>}`]?: Emits[Type] | undefined };

interface Template<Own> {
  /** @deprecated Exists for the types of Vue's templates only; the element has no such member. */
  $props: Omit<HTMLAttributes, keyof Own> & Own & PublicProps & { slot?: string | undefined };
}

declare module 'vue' {
  interface GlobalComponents {
    'ws-echo': new () => WsEcho &
      Template<AttributeValues<WsEchoProperties> & Handlers> & {
        /** @deprecated Exists for the types of Vue's templates only; the element has no such member. */
        $emit: EmitFn<Emits>;
      };
    'ws-log': new () => WsLog & Template<AttributeValues<WsLogProperties>>;
  }
}
