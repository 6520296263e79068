/** @jsxImportSource solid-js */
import { createSignal, Show, type JSX } from 'solid-js';
import { render } from 'solid-js/web';
import '../../../src/define.js';
import { toConfig } from '../../../src/echo/attributes.js';
import '../../../src/frameworks/solid.js';

type Props = JSX.IntrinsicElements['ws-echo'];

const [props, setProps] = createSignal<Props | null>(null);

render(() => <Show when={props() !== null}>{<ws-echo {...props()!} />}</Show>, document.querySelector('#app')!);

/** Renders the element with these props; null: nothing. */
function show(next: Props | null): void {
  setProps(() => next);
}

Object.assign(window, { show, toConfig });
