import { echo } from './addresses.js';

/** What the server saw of one id. Text is kept as a string, bytes as a list of numbers. */
export interface ServerRecord {
  opened: number;
  closes: { code: number; reason: string }[];
  messages: (string | number[])[];
  /** The subprotocol of each connection, in order; empty when none was agreed. */
  protocols: string[];
  live: number;
  /** The tokens in the addresses, in order; left out when there was none. */
  tokens?: string[];
}

/** How the server treats the connections of one id. */
export interface EchoServerOptions {
  /** Is sent first, upon open. */
  greet?: string;
  /** The server closes upon open, with this code … */
  closeWith?: number;
  /** … and this reason. */
  reason?: string;
  /** Nothing is echoed. */
  silent?: true;
}

/**
 * A URL of the echo server that no other test uses, and the record of the server for it.
 * Each wait ends as soon as the record has reached the given numbers, and fails after 10 seconds.
 */
export function echoServer(options: EchoServerOptions = {}) {
  const id = crypto.randomUUID();

  async function ask(method: 'GET' | 'POST', query: Record<string, string | number>): Promise<ServerRecord> {
    const response = await fetch(`${echo.replace(/^ws/, 'http')}/record/${id}?${search(query)}`, { method });
    const seen = (await response.json()) as ServerRecord;
    if (!response.ok) throw new Error(`The server waited in vain for ${search(query)}; it saw ${JSON.stringify(seen)}`);
    return seen;
  }

  return {
    url: `${echo}/?${search({ id, ...options })}`,
    seen: () => ask('GET', {}),
    opened: (count = 1) => ask('GET', { opened: count }),
    closed: (count = 1) => ask('GET', { closed: count }),
    received: (count = 1) => ask('GET', { messages: count }),
    /** Closes the live connections from the server. */
    close: (code: number, reason = '') => ask('POST', { close: code, reason }),
    /** Cuts the live connections without a closing handshake. */
    terminate: () => ask('POST', { terminate: 1 }),
    send: (text: string) => ask('POST', { send: text }),
  };
}

function search(query: object): string {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
}
