'use client';

import { createComponent } from '@lit/react';
import React from 'react';
import type { ConnectionEventMap } from './connection/events.js';
import './define.js';
import type { WsEchoHandlers, WsEchoProperties } from './element/properties.js';
import { WsEcho as WsEchoElement } from './element/ws-echo.js';

/** The events, by the names that React gives to handlers. */
const EVENTS = {
  onOpen: 'open',
  onMessage: 'message',
  onClose: 'close',
  onError: 'error',
  onStateChange: 'statechange',
  onDiscard: 'discard',
} as const;

type Events = typeof EVENTS;

/** What `<WsEcho>` takes: what every element does, the properties of `<ws-echo>`, and a handler for each of its events. */
export type WsEchoProps = Omit<React.HTMLAttributes<WsEchoElement>, keyof Events | keyof WsEchoProperties> &
  WsEchoProperties & { [K in keyof Events]?: ((event: ConnectionEventMap[Events[K]]) => void) | undefined };

/** `<ws-echo>` as a React component. Its `ref` is the element. Renders on a server without an address: the browser connects. */
export const WsEcho = createComponent({
  react: React,
  tagName: 'ws-echo',
  elementClass: WsEchoElement,
  events: EVENTS,
  displayName: 'WsEcho',
  // @lit/react would take the methods and what is read-only, too, and knows no classes of events.
}) as React.ForwardRefExoticComponent<WsEchoProps & React.RefAttributes<WsEchoElement>>;

export type { WsEchoElement };

/** The handlers that React itself would take, and never call: on an element of a page's own it knows lower-case names only. */
type Unheard = keyof Events | `${keyof Events}Capture`;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-echo': Omit<React.HTMLAttributes<WsEchoElement>, Unheard | keyof WsEchoProperties> &
        React.ClassAttributes<WsEchoElement> &
        WsEchoProperties &
        WsEchoHandlers;
    }
  }
}
