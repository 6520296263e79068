import type { HTMLAttributes } from 'preact';
import type { JsxHandlers, WsEchoHandlers, WsEchoProperties } from './template-types.js';
import type { WsEcho } from '../echo/ws-echo.js';

// Types only: `<ws-echo>` in Preact's JSX. Preact supports both `onMessage` and `onmessage`.

type Own = WsEchoProperties & JsxHandlers & WsEchoHandlers;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': Omit<HTMLAttributes<WsEcho>, keyof Own> & ClassAttributes<WsEcho> & Own;
    }
  }
}
