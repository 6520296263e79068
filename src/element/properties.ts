import type { ConnectionEventMap } from '../connection/events.js';
import type { WsEcho } from './ws-echo.js';

// For the templates of frameworks: what each may set on `<ws-echo>`, under the names that it knows.

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

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** An event of `<ws-echo>` where it is heard. */
export type WsEchoEvent<Type extends keyof ConnectionEventMap> = ConnectionEventMap[Type] & { readonly currentTarget: WsEcho };

/** What can be set, by the name of the property. `undefined` is the default again. */
export type WsEchoProperties = { [Name in Names]?: WsEcho[Name] | undefined };

/** The same by the name of the attribute. */
export type WsEchoAttributes = { [Name in Names as Kebab<Name>]?: WsEcho[Name] | undefined };

/** The same where a template may say it as HTML does: `idle-timeout="5000"`. */
export type Written<T> = T | (number extends T ? `${number}` : never);

/** The handlers as the platform names them. */
export type WsEchoHandlers = {
  [Type in keyof ConnectionEventMap as `on${Type}`]?: ((event: WsEchoEvent<Type>) => void) | undefined;
};

/** The events by the names that JSX gives to their handlers. */
export type JsxEvents = {
  onOpen: 'open';
  onMessage: 'message';
  onClose: 'close';
  onError: 'error';
  onStateChange: 'statechange';
  onDiscard: 'discard';
};

/** The handlers as JSX names them. */
export type JsxHandlers = { [Name in keyof JsxEvents]?: ((event: WsEchoEvent<JsxEvents[Name]>) => void) | undefined };
