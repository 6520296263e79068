'use client';

import { createComponent } from '@lit/react';
import React from 'react';
import '../define-log.js';
import { WsLog as WsLogElement } from '../log/ws-log.js';
import type { WsLogProperties } from './template-types.js';
import './react-element.js';

export type { WsLogElement };

/** The props of `<WsLog>`: those of every element, and the properties of `<ws-log>`. */
export type WsLogProps = Omit<React.HTMLAttributes<WsLogElement>, keyof WsLogProperties> & WsLogProperties;

/** `<ws-log>` as a React component; its `ref` is the element. On a server it renders an empty one. */
export const WsLog = createComponent({
  react: React,
  tagName: 'ws-log',
  elementClass: WsLogElement,
  displayName: 'WsLog',
  // @lit/react would also accept methods and read-only properties.
}) as React.ForwardRefExoticComponent<WsLogProps & React.RefAttributes<WsLogElement>>;
