'use client';

import { createComponent } from '@lit/react';
import React from 'react';
import { CONNECTION_EVENTS } from '../connection/events.js';
import '../define.js';
import { WsEcho as WsEchoElement } from '../echo/ws-echo.js';
import type { JsxEvents, JsxHandlers, WsEchoHandlers, WsEchoProperties } from './template-types.js';

export type { WsEchoElement };

/**
 * The props of `<WsEcho>`: those of every element, the properties of `<ws-echo>`, and a handler for each of its events.
 */
export type WsEchoProps = Omit<React.HTMLAttributes<WsEchoElement>, keyof WsEchoProperties | keyof JsxHandlers> &
  WsEchoProperties &
  JsxHandlers;

/**
 * `<ws-echo>` as a React component; its `ref` is the element. On a server it renders an empty one, which connects in
 * the browser.
 */
export const WsEcho = createComponent({
  react: React,
  tagName: 'ws-echo',
  elementClass: WsEchoElement,
  events: Object.fromEntries(CONNECTION_EVENTS.map((type) => [jsxName(type), type])) as JsxEvents,
  displayName: 'WsEcho',
  // @lit/react would also accept methods and read-only properties, and it does not know the classes of the events.
}) as React.ForwardRefExoticComponent<WsEchoProps & React.RefAttributes<WsEchoElement>>;

/**
 * Handlers that React 19 takes for its own events, and that never fire on a custom element. React 18 supports no
 * handlers on one at all: use the component there.
 */
type UnsupportedHandlers = keyof JsxHandlers | `${keyof JsxHandlers}Capture`;

function jsxName(type: string): string {
  return type === 'statechange' ? 'onStateChange' : `on${type.replace(/^./, (first) => first.toUpperCase())}`;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': Omit<React.HTMLAttributes<WsEchoElement>, keyof WsEchoProperties | UnsupportedHandlers> &
        React.ClassAttributes<WsEchoElement> &
        WsEchoProperties &
        WsEchoHandlers;
    }
  }
}
