import { WsEcho } from './echo/ws-echo.js';

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'ws-echo': WsEcho;
  }
}

// The same page may load this twice, or two versions of it: the first one stays. In the content script of an extension
// there is no registry.
if (globalThis.customElements && !customElements.get('ws-echo')) customElements.define('ws-echo', WsEcho);
