import type { JSX as SolidJSX } from 'solid-js';
import type { ConnectionEventMap } from '../connection/events.js';
import type { AttributesOf, JsxEvents, WsEchoHandlers, WsEchoProperties, WsLogProperties } from './template-types.js';
import type { WsEcho } from '../echo/ws-echo.js';
import type { WsLog } from '../log/ws-log.js';

// Types only: `<ws-echo>` and `<ws-log>` in Solid's JSX. Solid knows a property by the name of its attribute
// (`queue-limit`), or by its own after `prop:`; and it supports `on:message`, `onMessage` and `onmessage`.

type PropertiesOf<Properties> = AttributesOf<Properties> & {
  [Name in keyof Properties as `prop:${Name & string}`]?: Properties[Name];
};

type Handlers = {
  [Type in keyof ConnectionEventMap as `on:${Type}`]?:
    | SolidJSX.EventHandlerWithOptionsUnion<WsEcho, ConnectionEventMap[Type]>
    | undefined;
} & {
  [Name in keyof JsxEvents]?: SolidJSX.EventHandlerUnion<WsEcho, ConnectionEventMap[JsxEvents[Name]]> | undefined;
};

type Attributes<Element, Own> = Omit<SolidJSX.HTMLAttributes<Element>, keyof Own> & Own;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': Attributes<WsEcho, PropertiesOf<WsEchoProperties> & Handlers & WsEchoHandlers>;
      'ws-log': Attributes<WsLog, PropertiesOf<WsLogProperties>>;
    }
  }
}
