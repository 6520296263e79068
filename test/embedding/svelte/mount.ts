import { mount } from 'svelte';
import Chat from './example.svelte';

const url = new URLSearchParams(location.search).get('url')!;
mount(Chat, { target: document.querySelector('#app')!, props: { url } });
