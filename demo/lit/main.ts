import { App } from './app.js';

customElements.define('demo-app', App);
document.querySelector('#app')!.append(new App());
