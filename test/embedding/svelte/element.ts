import { mount } from 'svelte';
import Element from './element.svelte';

mount(Element, { target: document.querySelector('#app')! });
