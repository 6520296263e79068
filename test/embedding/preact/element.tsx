/** @jsxImportSource preact */
import { render, type JSX } from 'preact';
import '../../../src/define.js';
import { toConfig } from '../../../src/echo/attributes.js';
import '../../../src/frameworks/preact.js';

const app = document.querySelector('#app')!;

/** Renders the element with these props; null: nothing. */
function show(props: JSX.IntrinsicElements['ws-echo'] | null): void {
  render(props && <ws-echo {...props} />, app);
}

Object.assign(window, { show, toConfig });
