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

/** The `close` of a socket that is not waited for. */
export function createCloseEvent(code: number, reason = '', wasClean = false): CloseEvent {
  return new CloseEvent('close', { code, reason, wasClean });
}

/**
 * A message of a socket. The origin is defined, not passed: the constructor would parse it again for every message,
 * which costs as much as all the rest of it.
 */
export function createMessageEvent(data: unknown, origin: string): MessageEvent {
  const event = new MessageEvent('message', { data });
  return Object.defineProperty(event, 'origin', { value: origin, enumerable: true, configurable: true });
}
