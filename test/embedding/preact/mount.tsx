/** @jsxImportSource preact */
import { render } from 'preact';
import { Chat } from './example.js';

const url = new URLSearchParams(location.search).get('url')!;
render(<Chat url={url} />, document.querySelector('#app')!);
