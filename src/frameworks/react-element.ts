import type React from 'react';
import type { WsEcho } from '../echo/ws-echo.js';
import type { JsxHandlers, WsEchoHandlers, WsEchoProperties } from './template-types.js';

// The types of the raw `<ws-echo>` in React 19, without `@lit/react`: the entry `ws-echo/react-element`.

/**
 * Handlers that React 19 takes for its own events, and that never fire on a custom element. React 18 supports no
 * handlers on one at all: use the component there.
 */
type UnsupportedHandlers = keyof JsxHandlers | `${keyof JsxHandlers}Capture`;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': Omit<React.HTMLAttributes<WsEcho>, keyof WsEchoProperties | UnsupportedHandlers> &
        React.ClassAttributes<WsEcho> &
        WsEchoProperties &
        WsEchoHandlers;
    }
  }
}
