import { createSSRApp } from 'vue';
import Page from './page.vue';

createSSRApp(Page, { url: new URLSearchParams(location.search).get('url') }).mount('#app');
