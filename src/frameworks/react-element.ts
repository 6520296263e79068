import type React from 'react';
import type { WsEcho } from '../echo/ws-echo.js';
import type { WsLog } from '../log/ws-log.js';
import type { JsxHandlers, WsEchoHandlers, WsEchoProperties, WsLogProperties } from './template-types.js';

// The types of the raw `<ws-echo>` and `<ws-log>` in React 19, without `@lit/react`: the entry `ws-echo/react-element`.

/**
 * Handlers that React 19 takes for its own events, and that never fire on a custom element. React 18 supports no
 * handlers on one at all: use the component there.
 */
type UnsupportedHandlers = keyof JsxHandlers | `${keyof JsxHandlers}Capture`;

type ElementProps<Element, Own, Unsupported extends string = never> = Omit<
  React.HTMLAttributes<Element>,
  keyof Own | Unsupported
> &
  React.ClassAttributes<Element> &
  Own;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': ElementProps<WsEcho, WsEchoProperties & WsEchoHandlers, UnsupportedHandlers>;
      'ws-log': ElementProps<WsLog, WsLogProperties>;
    }
  }
}
