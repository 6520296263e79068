/** @jsxImportSource solid-js */
import { render } from 'solid-js/web';
import { Chat } from './example.js';

const url = new URLSearchParams(location.search).get('url')!;
render(() => <Chat url={url} />, document.querySelector('#app')!);
