import { createApp } from 'vue';
import Element from './element.vue';

createApp(Element).mount('#app');
