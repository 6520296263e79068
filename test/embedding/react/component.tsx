import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { WsEcho, type WsEchoProps } from '../../../src/frameworks/react.js';
import { toConfig } from '../../../src/echo/attributes.js';

const root = createRoot(document.querySelector('#app')!);

/** Renders the component with these props; null: nothing. */
function show(props: WsEchoProps | null): void {
  flushSync(() => root.render(<StrictMode>{props && <WsEcho {...props} />}</StrictMode>));
}

Object.assign(window, { show, toConfig });
