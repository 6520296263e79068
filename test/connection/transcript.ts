import type { Connection } from '../../src/connection/connection.js';
import type { ConnectionState } from '../../src/connection/lifecycle.js';

/**
 * Every event that `connection` fires from now on, in order: `open`, `error`, `message Hello`, `close 1006`,
 * `discard a,b`, and for each `statechange` the new state in capitals.
 */
export function transcriptOf(connection: Connection): string[] {
  const lines: string[] = [];
  connection.addEventListener('statechange', () => lines.push(connection.state.toUpperCase()));
  connection.addEventListener('open', () => lines.push('open'));
  connection.addEventListener('error', () => lines.push('error'));
  connection.addEventListener('message', ({ data }) => lines.push(`message ${data}`));
  connection.addEventListener('close', ({ code }) => lines.push(`close ${code}`));
  connection.addEventListener('discard', ({ messages }) => lines.push(`discard ${messages.join()}`));
  return lines;
}

/** Waits until `connection` is in `state`. */
export function reached(connection: Connection, state: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.state !== state) return;
      connection.removeEventListener('statechange', look);
      resolve();
    };
    connection.addEventListener('statechange', look);
    look();
  });
}

/** The next event of this type. */
export function next(target: EventTarget, type: string): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
}

/** Waits until all pending microtasks have run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      port1.close();
      resolve();
    };
    port1.postMessage(null);
  });
}

/**
 * The messages of the exceptions of listeners and callbacks that are reported to `window` while `action` runs. The test
 * runner does not receive them.
 */
export function reportedBy(action: () => void): string[] {
  const messages: string[] = [];
  const { onerror } = window;
  const { error: log } = console;
  Object.assign(console, { error: () => {} });
  window.onerror = (_event, _source, _line, _column, error) => {
    messages.push(error?.message ?? '');
    return true;
  };
  try {
    action();
  } finally {
    window.onerror = onerror;
    Object.assign(console, { error: log });
  }
  return messages;
}
