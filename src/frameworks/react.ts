'use client';

import { createComponent } from '@lit/react';
import React from 'react';
import { CONNECTION_EVENTS } from '../connection/events.js';
import '../define.js';
import { WsEcho as WsEchoElement } from '../echo/ws-echo.js';
import type { JsxEvents, JsxHandlers, WsEchoProperties } from './template-types.js';
import './react-element.js';

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

function jsxName(type: string): string {
  return type === 'statechange' ? 'onStateChange' : `on${type.replace(/^./, (first) => first.toUpperCase())}`;
}
