import { StrictMode, type JSX } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import '../../../src/define.js';
import { toConfig } from '../../../src/echo/attributes.js';
import '../../../src/frameworks/react.js';

const root = createRoot(document.querySelector('#app')!);

/** Renders the element, without the component, with these props; null: nothing. */
function show(props: JSX.IntrinsicElements['ws-echo'] | null): void {
  flushSync(() => root.render(<StrictMode>{props && <ws-echo {...props} />}</StrictMode>));
}

Object.assign(window, { show, toConfig });
