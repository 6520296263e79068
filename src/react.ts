'use client';

import { createComponent } from '@lit/react';
import React from 'react';
import './define.js';
import type { JsxEvents, JsxHandlers, WsEchoHandlers, WsEchoProperties } from './element/properties.js';
import { WsEcho as WsEchoElement } from './element/ws-echo.js';

export type { WsEchoElement };

/** What `<WsEcho>` takes: what every element does, the properties of `<ws-echo>`, and a handler for each of its events. */
export type WsEchoProps = Omit<React.HTMLAttributes<WsEchoElement>, keyof WsEchoProperties | keyof JsxHandlers> &
  WsEchoProperties &
  JsxHandlers;

const events: JsxEvents = {
  onOpen: 'open',
  onMessage: 'message',
  onClose: 'close',
  onError: 'error',
  onStateChange: 'statechange',
  onDiscard: 'discard',
};

/** `<ws-echo>` as a React component; its `ref` is the element. On a server it renders an empty one, which connects in the browser. */
export const WsEcho = createComponent({
  react: React,
  tagName: 'ws-echo',
  elementClass: WsEchoElement,
  events,
  displayName: 'WsEcho',
  // @lit/react would take methods and what is read-only, too, and knows no classes of events.
}) as React.ForwardRefExoticComponent<WsEchoProps & React.RefAttributes<WsEchoElement>>;

/** What React 19 takes for events of its own, and never hears from a custom element. React 18 hears nothing from one: there it takes the component. */
type Unheard = keyof JsxHandlers | `${keyof JsxHandlers}Capture`;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': Omit<React.HTMLAttributes<WsEchoElement>, keyof WsEchoProperties | Unheard> &
        React.ClassAttributes<WsEchoElement> &
        WsEchoProperties &
        WsEchoHandlers;
    }
  }
}
