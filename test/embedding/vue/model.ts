import { createApp } from 'vue';
import Model from './model.vue';

createApp(Model).mount('#app');
