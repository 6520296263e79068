import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { JsxHandlers, WsEchoHandlers, WsEchoProperties, WsLogProperties } from './template-types.js';
import type { WsEcho } from '../echo/ws-echo.js';
import type { WsLog } from '../log/ws-log.js';

// Types only: `<ws-echo>` and `<ws-log>` in Preact's JSX. Preact supports both `onMessage` and `onmessage`.

type ElementProps<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> &
  ClassAttributes<Element> &
  Own;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': ElementProps<WsEcho, WsEchoProperties & JsxHandlers & WsEchoHandlers>;
      'ws-log': ElementProps<WsLog, WsLogProperties>;
    }
  }
}
