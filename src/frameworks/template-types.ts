import type { ConnectionEventMap } from '../connection/events.js';
import type { WsEcho } from '../echo/ws-echo.js';

// Types for the templates of frameworks: the properties and handlers of `<ws-echo>`, under the names that each one
// uses.

/** The name of a property. */
export type PropertyName = keyof typeof WsEcho.properties;

type EventType = keyof ConnectionEventMap;

/** `idleTimeout` as `idle-timeout`. */
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** The name that JSX gives to the handler of an event. */
type JsxName<Type extends EventType> = Type extends 'statechange' ? 'onStateChange' : `on${Capitalize<Type>}`;

/** An event of `<ws-echo>` in its handler. */
export type WsEchoEvent<Type extends EventType> = ConnectionEventMap[Type] & { readonly currentTarget: WsEcho };

/** The properties. `undefined` is the default. */
export type WsEchoProperties = { [Name in PropertyName]?: WsEcho[Name] | undefined };

/** The properties by the names of their attributes. */
export type WsEchoAttributes = { [Name in PropertyName as Kebab<Name>]?: WsEcho[Name] | undefined };

/** A value as templates may write it: a number also as text, `idle-timeout="5000"`. */
export type AttributeValue<T> = T | (number extends T ? `${number}` : never);

/** The handlers by the names that the platform uses: `onstatechange`. */
export type WsEchoHandlers = {
  [Type in EventType as `on${Type}`]?: ((event: WsEchoEvent<Type>) => void) | undefined;
};

/** The event types by the names that JSX gives to their handlers: `onStateChange`. */
export type JsxEvents = { [Type in EventType as JsxName<Type>]: Type };

/** The handlers by those names. */
export type JsxHandlers = {
  [Name in keyof JsxEvents]?: ((event: WsEchoEvent<JsxEvents[Name]>) => void) | undefined;
};
