import { WsLog } from './log/ws-log.js';

export { WsLog } from './log/ws-log.js';
export * from './recording/index.js';

declare global {
  interface HTMLElementTagNameMap {
    'ws-log': WsLog;
  }
}

// As for <ws-echo>: the first definition stays, and in the content script of an extension there is no registry.
if (globalThis.customElements && !customElements.get('ws-log')) customElements.define('ws-log', WsLog);
