import type { Message } from './web-idl.js';

/** The events of a connection, by type. */
export interface ConnectionEventMap {
  /** A socket has opened. */
  open: Event;
  /** A message has arrived: each one, in order, at once. `data` and `origin` are as with `WebSocket`. */
  message: MessageEvent;
  /**
   * A message was handed to the socket, at once or from the queue, with `data` as given: handed over, not delivered,
   * which no WebSocket tells. Never a ping.
   */
  send: MessageEvent;
  /** A socket, or an attempt, has ended; also when it is closed while it waits. `code` and `reason` tell why. */
  close: CloseEvent;
  /** An attempt has failed; `close` follows, and `diagnosis` has the reason. */
  error: Event;
  /** `state` has changed. */
  statechange: Event;
  /** Hands back the `messages` that can no longer be sent, oldest first. */
  discard: DiscardEvent;
}

/** The types of the events of a connection. */
export const CONNECTION_EVENTS = ['open', 'message', 'send', 'close', 'error', 'statechange', 'discard'] as const;

/** Hands back messages that can no longer be sent. */
export class DiscardEvent extends Event {
  /** The messages, oldest first. */
  readonly messages: readonly Message[];

  constructor(messages: readonly Message[]) {
    super('discard');
    this.messages = messages;
  }
}

/** Creates a synthetic `close` event; by default with code 1006. */
export function createCloseEvent(init: CloseEventInit = { code: 1006 }): CloseEvent {
  if (typeof CloseEvent === 'function') return new CloseEvent('close', init);
  // Node has none.
  const { code = 0, reason = '', wasClean = false } = init;
  return Object.assign(new Event('close'), { code, reason, wasClean });
}

/**
 * A copy of a native `message` event that can be dispatched again. `data` and `origin` are read from the native event
 * on demand; copying them costs as much as dispatching.
 */
export class RelayedMessageEvent extends MessageEvent<unknown> {
  /** True where an event has fields, which hide the accessors of this class: in happy-dom. */
  static readonly #hasFields = Object.hasOwn(new MessageEvent('message'), 'data');
  readonly #native: MessageEvent;

  constructor(native: MessageEvent) {
    super('message');
    this.#native = native;
    if (!RelayedMessageEvent.#hasFields) return;
    Reflect.deleteProperty(this, 'data');
    Reflect.deleteProperty(this, 'origin');
  }

  override get data(): unknown {
    return this.#native.data;
  }

  override get origin(): string {
    // That of the package `ws` has none.
    return this.#native.origin ?? '';
  }

  static {
    this.prototype.constructor = MessageEvent;
  }
}
