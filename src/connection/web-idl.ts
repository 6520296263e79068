/** The argument of `WebSocket.send()`: `BufferSource`, `Blob` or `USVString`. */
export type Message = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob;

/**
 * An event handler IDL attribute, as `onopen`. Does not declare `this`: with it, `Connection` would not be assignable
 * to `WebSocket`, and TypeScript infers it from the assignment anyway.
 */
export type EventHandler<E extends Event = Event> = ((event: E) => unknown) | null;

/** `addEventListener` or `removeEventListener` of a target with typed events: a misspelt type does not compile. */
export type ListenerMethod<Target, Events> = <K extends keyof Events>(
  type: K,
  ...listener: ListenerParameters<Target, Events[K]>
) => void;

/** The parameters of a {@link ListenerMethod} after the event type: the listener and its options. */
export type ListenerParameters<Target, E> = [
  listener: ((this: Target, event: E) => unknown) | { handleEvent(event: E): unknown } | null,
  options?: boolean | AddEventListenerOptions,
];

type Interface = abstract new (...args: never) => EventTarget;

interface Handler {
  callback: unknown;
  handleEvent(event: Event): void;
}

/**
 * Gives the instances of `constructor` an `on…` accessor for each event type, with the platform's semantics: the
 * handler keeps its place among the listeners while it is replaced, loses it when it is removed, and cancels the event
 * by returning false. Source: WHATWG HTML, event handlers.
 */
export function defineEventHandlers(constructor: Interface, types: readonly string[]): void {
  for (const type of types) {
    const handlers = new WeakMap<EventTarget, Handler>();
    const name = `on${type}`;
    const accessor = {
      get [name](): unknown {
        return handlers.get(assertInstance(constructor, this))?.callback ?? null;
      },
      set [name](value: unknown) {
        setHandler(handlers, assertInstance(constructor, this), type, value);
      },
    };
    Object.defineProperties(constructor.prototype, Object.getOwnPropertyDescriptors(accessor));
  }
}

/** Returns `target` if it is an instance, else throws a `TypeError`. The prototype itself is none. */
function assertInstance(constructor: Interface, target: unknown): EventTarget {
  if (target instanceof constructor) return target;
  throw new TypeError('Illegal invocation');
}

function setHandler(handlers: WeakMap<EventTarget, Handler>, target: EventTarget, type: string, value: unknown): void {
  const handler = handlers.get(target);
  // An object that is no function is kept but never called: [LegacyTreatNonObjectAsNull].
  if (value !== Object(value)) {
    if (handler) target.removeEventListener(type, handler);
    handlers.delete(target);
  } else if (handler) {
    handler.callback = value;
  } else {
    const added: Handler = {
      callback: value,
      handleEvent(event) {
        if (typeof this.callback !== 'function') return;
        if (this.callback.call(event.currentTarget, event) === false) event.preventDefault();
      },
    };
    handlers.set(target, added);
    target.addEventListener(type, added);
  }
}

/**
 * Gives a class the shape of a Web IDL interface: its name holds after minification and in its instances' class string,
 * its members are enumerable, `constants` are on the class and on its instances, and each of `eventTypes` has a
 * handler. Source: Web IDL, JavaScript binding.
 */
export function defineInterface(
  constructor: Interface,
  name: string,
  constants: Readonly<Record<string, number>>,
  eventTypes: readonly string[],
): void {
  const prototype = constructor.prototype as object;
  for (const [constant, value] of Object.entries(constants)) {
    for (const target of [constructor, prototype]) Object.defineProperty(target, constant, { value, enumerable: true });
  }
  for (const member of Object.getOwnPropertyNames(prototype)) {
    if (member !== 'constructor') Object.defineProperty(prototype, member, { enumerable: true });
  }
  Object.defineProperty(constructor, 'name', { value: name, configurable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  defineEventHandlers(constructor, eventTypes);
}

/** Throws a `TypeError` if a method or constructor that needs an argument was called without one. */
export function requireArgument({ length }: IArguments): void {
  if (length === 0) throw new TypeError('1 argument required.');
}

/** Converts a value to text. Unlike `String()`, refuses a symbol. Source: Web IDL, DOMString. */
export function toDOMString(value: unknown): string {
  return ''.concat(value as string);
}

/** True if `value` can be sent as it is, without a conversion to text. An object may come from another window. */
export function isMessage(value: unknown): value is Message {
  if (typeof value === 'string' || ArrayBuffer.isView(value)) return true;
  return /^\[object (Blob|File|ArrayBuffer)\]$/.test(Object.prototype.toString.call(value));
}

/**
 * Names a value that is not what it should be, for an exception or a diagnosis: `[object Promise]`, `undefined`,
 * `8080`.
 */
export function describe(value: unknown): string {
  const isPrimitive = value !== Object(value) && typeof value !== 'symbol' && typeof value !== 'string';
  return isPrimitive ? String(value) : Object.prototype.toString.call(value);
}

/** Reports an exception as the platform reports that of a listener; Node has no `reportError`. */
export function report(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Text as it arrives after it was sent: UTF-8 has no half of a surrogate pair. Source: Web IDL, USVString. */
export function toUSVString(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** `WebSocket`'s constants, by name. */
export const READY_STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;
