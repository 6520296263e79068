/**
 * The `on…` attribute of an event. The platform's says what `this` is, too; but then a `Connection` could not be used
 * where a `WebSocket` is asked for, and TypeScript knows it from the assignment.
 */
export type EventHandler<E extends Event = Event> = ((event: E) => unknown) | null;

/** The arguments of `addEventListener` after the type, for a target that knows its events. */
export type ListenerArguments<Target, E> = [
  listener: ((this: Target, event: E) => unknown) | { handleEvent(event: E): unknown } | null,
  options?: boolean | AddEventListenerOptions,
];

/** The same as the platform's own `addEventListener` takes them. */
export type AnyListenerArguments = [listener: EventListener, options?: boolean | AddEventListenerOptions];

interface Slot {
  callback: unknown;
  handleEvent(event: Event): void;
}

const slots = new WeakMap<EventTarget, Map<string, Slot>>();

/**
 * Gives `prototype` an `on…` accessor for each event type, with the platform's semantics: the handler
 * keeps its place among the listeners while it is replaced, loses it when it is removed, and cancels
 * the event by returning false. Source: WHATWG HTML, event handlers.
 */
export function defineEventHandlers(prototype: EventTarget, types: readonly string[]): void {
  for (const type of types) {
    const name = `on${type}`;
    const accessor = {
      get [name](): unknown {
        return slots.get(checkInstance(prototype, this))?.get(type)?.callback ?? null;
      },
      set [name](value: unknown) {
        setHandler(checkInstance(prototype, this), type, value);
      },
    };
    Object.defineProperty(prototype, name, Object.getOwnPropertyDescriptor(accessor, name)!);
  }
}

/** Returns `target` if it is an instance, else throws a `TypeError`. The prototype itself is none. */
function checkInstance(prototype: EventTarget, target: unknown): EventTarget {
  if (Object.prototype.isPrototypeOf.call(prototype, target as object)) return target as EventTarget;
  throw new TypeError('Illegal invocation');
}

function setHandler(target: EventTarget, type: string, value: unknown): void {
  const byType = slots.get(target) ?? new Map<string, Slot>();
  slots.set(target, byType);
  const slot = byType.get(type);
  // An object that is no function is kept but never called: [LegacyTreatNonObjectAsNull].
  if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) {
    if (slot) target.removeEventListener(type, slot);
    byType.delete(type);
  } else if (slot) {
    slot.callback = value;
  } else {
    const added: Slot = {
      callback: value,
      handleEvent(event) {
        if (typeof this.callback !== 'function') return;
        if (this.callback.call(event.currentTarget, event) === false) event.preventDefault();
      },
    };
    byType.set(type, added);
    target.addEventListener(type, added);
  }
}

/**
 * Makes a class look as Web IDL has it: its name holds after minification and in its instances' class string, its
 * members are enumerable, `constants` are on the class and on its instances, and each of `eventTypes` has a handler.
 * Source: Web IDL, JavaScript binding.
 */
export function defineInterface(
  constructor: { readonly prototype: EventTarget },
  name: string,
  constants: Readonly<Record<string, number>>,
  eventTypes: readonly string[],
): void {
  const { prototype } = constructor;
  for (const [constant, value] of Object.entries(constants)) {
    for (const target of [constructor, prototype]) Object.defineProperty(target, constant, { value, enumerable: true });
  }
  for (const member of Object.getOwnPropertyNames(prototype)) {
    if (member !== 'constructor') Object.defineProperty(prototype, member, { enumerable: true });
  }
  Object.defineProperty(constructor, 'name', { value: name, configurable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  defineEventHandlers(prototype, eventTypes);
}

/** `WebSocket`'s constants, by name. */
export const READY_STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;
