import type { ConnectionEventMap } from '../connection/events.js';
import type { WsEcho } from './ws-echo.js';

type Names =
  | 'url'
  | 'protocols'
  | 'binaryType'
  | 'retry'
  | 'fatalCodes'
  | 'connectTimeout'
  | 'idleTimeout'
  | 'pingInterval'
  | 'pingMessage'
  | 'pongMessage'
  | 'queueLimit'
  | 'manual'
  | 'readonly'
  | 'format'
  | 'label';

/** What can be set on `<ws-echo>`, by the name of the property; `undefined` is the default again. For the templates of frameworks. */
export type WsEchoProperties = { [K in Names]?: WsEcho[K] | undefined };

/** The handlers of `<ws-echo>` as the platform names them: `onmessage` and so on. */
export type WsEchoHandlers = {
  [K in keyof ConnectionEventMap as `on${K}`]?: ((event: ConnectionEventMap[K]) => void) | undefined;
};
