import { expect } from '@open-wc/testing';
import type { Connection } from '../../src/connection/connection.js';
import { chaos as address } from '../servers/addresses.js';

/** What goes wrong before a WebSocket is open. `none` and `no-close` open it and echo; `no-close` never says goodbye. */
export type Handshake =
  | { fault: 'none' | 'no-close' | 'no-handshake' | 'slow-handshake' | 'wrong-key' | 'wrong-protocol' }
  | { fault: 'status'; code: number };

/** What goes wrong with an open WebSocket. */
export type Strike =
  | { strike: 'reset' | 'silence' | 'invalid-utf-8' }
  | { strike: 'close'; code: number; reason?: string }
  | { strike: 'huge-message'; length: number }
  | { strike: 'fragments'; count: number };

/** What the server saw of one ID. */
export interface Seen {
  /** How many handshakes were asked for … */
  requests: number;
  /** … and how many accepted. */
  opened: number;
  messages: string[];
  /** The codes of the close frames that the page sent; 1005 for none. */
  closes: number[];
  /** How many connections are over. */
  ended: number;
  /** The port of its own, if it has one. */
  url: string | null;
}

export type Chaos = ReturnType<typeof chaos>;

/**
 * An address where things go wrong, and what the server saw there. Each wait ends as soon as the server has seen
 * that much, and fails after 8 seconds.
 */
export function chaos(first: Handshake = { fault: 'none' }) {
  const id = crypto.randomUUID();

  async function ask(method: 'GET' | 'POST', query: object): Promise<Seen> {
    const response = await fetch(`${address.replace(/^ws/, 'http')}/chaos/${id}?${search(query)}`, { method });
    const seen = (await response.json()) as Seen;
    if (!response.ok) throw new Error(`The server waited in vain for ${search(query)}; it saw ${JSON.stringify(seen)}`);
    return seen;
  }

  return {
    url: `${address}/${id}?${search(first)}`,
    /** Waits until the server has seen at least as much of everything. */
    saw: (least: { [Name in 'requests' | 'opened' | 'messages' | 'closes' | 'ended']?: number } = {}) =>
      ask('GET', least),
    /** Does this to the connections that are open. */
    strike: (strike: Strike) => ask('POST', strike),
    /** Goes on with the handshakes that are slow. */
    proceed: () => ask('POST', { go: 1 }),
    /** From now on it is like this. */
    become: (handshake: Handshake) => ask('POST', handshake),
    /** Gives it a port of its own, and returns the address there. After `die`, it comes back there. */
    live: async () => `${(await ask('POST', { listener: 'open' })).url}/${id}?${search(first)}`,
    /** Closes its own port and cuts every connection to it. */
    die: () => ask('POST', { listener: 'close' }),
  };
}

function search(query: object): string {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
}

/** In which engine the test runs, for what engines do differently. */
export const ENGINE = /Firefox/.test(navigator.userAgent)
  ? 'Firefox'
  : /Chrome/.test(navigator.userAgent)
    ? 'Chromium'
    : 'WebKit';

/**
 * Fixes the phase of every outage in the middle of its windows: the first attempt is due after half the first one.
 * Call it in a `describe`.
 */
export function fixPhase(): void {
  const { random } = Math;
  before(() => void (Math.random = () => 0.5));
  after(() => void (Math.random = random));
}

/** Expects that `connection`, which has just begun to wait, tries again in the middle of a window of so many milliseconds. */
export function expectRetry(connection: Connection, window: number): void {
  const dueAt = Date.now() + window / 2;
  expect(connection.state).to.equal('waiting');
  expect(connection.retryAt).to.be.within(dueAt - 500, dueAt);
}

/** Expects that nothing was lost: once the server is well, the next attempt succeeds, and the server has all of `messages`. */
export async function delivers(connection: Connection, server: Chaos, messages: string[]): Promise<void> {
  await server.become({ fault: 'none' });
  connection.reconnect();
  expect((await server.saw({ messages: messages.length })).messages).to.deep.equal(messages);
  expect(connection).to.include({ state: 'open', diagnosis: null, retryAt: null, queued: 0 });
}
