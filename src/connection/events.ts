import type { Message } from './send-queue.js';

/** The events of a connection, by type. */
export interface ConnectionEventMap {
  open: Event;
  message: MessageEvent;
  close: CloseEvent;
  error: Event;
  statechange: Event;
  discard: DiscardEvent;
}

/** The types of the events of a connection. */
export const CONNECTION_EVENTS = ['open', 'message', 'close', 'error', 'statechange', 'discard'] as const;

/** Hands back messages that can no longer be sent. */
export class DiscardEvent extends Event {
  /** The messages, oldest first. */
  readonly messages: readonly Message[];

  constructor(messages: readonly Message[]) {
    super('discard');
    this.messages = messages;
  }
}

/** The `close` of a socket that is not waited for: by default, that of a broken link. */
export function createCloseEvent(init: CloseEventInit = { code: 1006 }): CloseEvent {
  return new CloseEvent('close', init);
}

/**
 * A message of a socket, once more: an event can be dispatched only once. It looks into the first one, since to copy
 * its data costs as much as to dispatch it, and not every listener reads them.
 */
export class RelayedMessageEvent extends MessageEvent<unknown> {
  readonly #native: MessageEvent;

  constructor(native: MessageEvent) {
    super('message');
    this.#native = native;
  }

  override get data(): unknown {
    return this.#native.data;
  }

  override get origin(): string {
    return this.#native.origin;
  }

  static {
    this.prototype.constructor = MessageEvent;
  }
}
