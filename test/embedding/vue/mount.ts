import { createApp } from 'vue';
import Chat from './example.vue';

createApp(Chat, { url: new URLSearchParams(location.search).get('url') }).mount('#app');
