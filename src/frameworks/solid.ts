import type { JSX as SolidJSX } from 'solid-js';
import type { ConnectionEventMap } from '../connection/events.js';
import type { JsxEvents, WsEchoAttributes, WsEchoHandlers, WsEchoProperties } from './template-types.js';
import type { WsEcho } from '../echo/ws-echo.js';

// Types only: `<ws-echo>` in Solid's JSX. Solid knows a property by the name of its attribute (`queue-limit`), or by
// its own after `prop:`; and it supports `on:message`, `onMessage` and `onmessage`.

type Properties = { [Name in keyof WsEchoProperties as `prop:${Name}`]?: WsEchoProperties[Name] };

type Handlers = {
  [Type in keyof ConnectionEventMap as `on:${Type}`]?:
    | SolidJSX.EventHandlerWithOptionsUnion<WsEcho, ConnectionEventMap[Type]>
    | undefined;
} & {
  [Name in keyof JsxEvents]?: SolidJSX.EventHandlerUnion<WsEcho, ConnectionEventMap[JsxEvents[Name]]> | undefined;
};

type Own = WsEchoAttributes & Properties & Handlers & WsEchoHandlers;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': Omit<SolidJSX.HTMLAttributes<WsEcho>, keyof Own> & Own;
    }
  }
}
