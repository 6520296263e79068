import { WsEcho } from './echo/ws-echo.js';

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'ws-echo': WsEcho;
  }
}

// The same page may load this twice, or two versions of it: the first one stays.
if (!customElements.get('ws-echo')) customElements.define('ws-echo', WsEcho);
