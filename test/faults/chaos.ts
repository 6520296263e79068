import { expect } from '@open-wc/testing';
import type { Connection } from '../../src/connection/connection.js';
import { chaos as address } from '../servers/addresses.js';

/** A fault of the handshake. `none` and `no-close` accept it and echo; `no-close` never answers a close frame. */
export type Handshake =
  | { fault: 'none' | 'no-close' | 'no-handshake' | 'slow-handshake' | 'wrong-key' | 'wrong-protocol' }
  | { fault: 'status'; code: number };

/** A fault of an open WebSocket. */
export type OpenFault =
  | { fault: 'reset' | 'silence' | 'invalid-utf-8' }
  | { fault: 'close'; code: number; reason?: string }
  | { fault: 'huge-message'; length: number }
  | { fault: 'fragments'; count: number };

/** The record of the server for one ID. */
export interface ChaosRecord {
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
 * A URL of the chaos server that no other test uses, and the record of the server for it. The server stands for
 * networks and servers that fail; a new fault is an entry in `handshakes` or `openFaults` of chaos.mjs, and in a type
 * above. Each wait ends as soon as the record has reached the given numbers, and fails after 8 seconds.
 */
export function chaos(first: Handshake = { fault: 'none' }) {
  const id = crypto.randomUUID();

  async function ask(method: 'GET' | 'POST', query: object): Promise<ChaosRecord> {
    const response = await fetch(`${address.replace(/^ws/, 'http')}/chaos/${id}?${search(query)}`, { method });
    const seen = (await response.json()) as ChaosRecord;
    if (!response.ok) throw new Error(`The server waited in vain for ${search(query)}; it saw ${JSON.stringify(seen)}`);
    return seen;
  }

  return {
    url: `${address}/${id}?${search(first)}`,
    /** Waits until the server has seen at least as much of everything. */
    saw: (least: { [Name in 'requests' | 'opened' | 'messages' | 'closes' | 'ended']?: number } = {}) =>
      ask('GET', least),
    /** Injects a fault into the open connections. */
    inject: ({ fault: inject, ...parameters }: OpenFault) => ask('POST', { inject, ...parameters }),
    /** Continues the handshakes that are slow. */
    continueHandshake: () => ask('POST', { go: 1 }),
    /** Sets the handshake of all later connections. */
    setHandshake: (handshake: Handshake) => ask('POST', handshake),
    /** Gives it a port of its own, and returns the address there. After `die`, it comes back there. */
    openPort: async () => `${(await ask('POST', { listener: 'open' })).url}/${id}?${search(first)}`,
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

/** Expects that `connection`, which has just begun to wait, retries in the middle of a window of that many ms. */
export function expectRetry(connection: Connection, window: number): void {
  const dueAt = Date.now() + window / 2;
  expect(connection.state).to.equal('waiting');
  expect(connection.retryAt).to.be.within(dueAt - 500, dueAt);
}

/** Expects that the next attempt to the repaired server succeeds, and that the server receives all of `messages`. */
export async function delivers(connection: Connection, server: Chaos, messages: string[]): Promise<void> {
  await server.setHandshake({ fault: 'none' });
  connection.reconnect();
  expect((await server.saw({ messages: messages.length })).messages).to.deep.equal(messages);
  expect(connection).to.include({ state: 'open', diagnosis: null, retryAt: null, queued: 0 });
}
