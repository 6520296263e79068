import type { ConnectionEventMap } from '../connection/events.js';
import type { WsEcho } from '../echo/ws-echo.js';
import type { WsLog } from '../log/ws-log.js';

// Types for the templates of frameworks: the properties and handlers of `<ws-echo>`, and the properties of `<ws-log>`,
// under the names that each one uses. `<ws-log>` has no events of its own.

type EventType = keyof ConnectionEventMap;

/** `idleTimeout` as `idle-timeout`. */
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** The name that JSX gives to the handler of an event. */
type JsxName<Type extends EventType> = Type extends 'statechange' ? 'onStateChange' : `on${Capitalize<Type>}`;

/** An event of `<ws-echo>` in its handler. */
export type WsEchoEvent<Type extends EventType> = ConnectionEventMap[Type] & { readonly currentTarget: WsEcho };

/** The properties of `<ws-echo>`. `undefined` is the default. */
export type WsEchoProperties = PropertiesOf<WsEcho, keyof typeof WsEcho.properties>;

/** The properties of `<ws-log>`. `undefined` is the default. */
export type WsLogProperties = PropertiesOf<WsLog, keyof typeof WsLog.properties>;

type PropertiesOf<Element, Name extends keyof Element> = { [Key in Name]?: Element[Key] | undefined };

/** Properties by the names of their attributes. */
export type AttributesOf<Properties> = {
  [Name in keyof Properties as Kebab<Name & string>]?: Properties[Name] | undefined;
};

/** Properties with values as templates may write them: a number also as text, `idle-timeout="5000"`. */
export type AttributeValues<Properties> = { [Name in keyof Properties]: AttributeValue<Properties[Name]> };

type AttributeValue<T> = T | (number extends T ? `${number}` : never);

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
