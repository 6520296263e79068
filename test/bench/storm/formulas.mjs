// When a client tries again: our shipped src/connection/backoff.ts, and what others have published. Where a library lets
// its own function be called, it is called, with its own defaults.
import { fileURLToPath } from 'node:url';
import { Centrifuge } from 'centrifuge';
import PartySocket from 'partysocket/ws';
import { Socket as Phoenix } from 'phoenix';
import ReconnectingWebSocket from 'reconnecting-websocket';
import { Manager } from 'socket.io-client';
import { runnerImport } from 'vite';

const source = fileURLToPath(new URL('../../../src/connection/backoff.ts', import.meta.url));
const { nextOutage } = (await runnerImport(source)).module;

/** What the jitters are compared with. */
const BASE = 1_000;
const CAP = 30_000;

/** DEFAULT.minUptime of reconnecting-websocket and partysocket. */
const MIN_UPTIME = 5_000;

/**
 * A formula makes the memory of a fleet of `size` clients, and returns what a client asks when its socket has ended,
 * `(client, drop)` with a `Drop` of ours: when is the next attempt due? All in milliseconds.
 */
export const formulas = {
  // In columns: a million outages as objects would mostly measure the garbage collector.
  'ws-echo': (size) => {
    const [startedAt, phase, firstWindow, index, dueAt] = Array.from({ length: 5 }, () => new Float64Array(size));
    return (client, drop) => {
      const previous =
        firstWindow[client] === 0
          ? null
          : {
              startedAt: startedAt[client],
              phase: phase[client],
              firstWindow: firstWindow[client],
              index: index[client],
              dueAt: dueAt[client],
              earlyUntil: 0,
            };
      const outage = nextOutage(previous, drop, Math.random);
      startedAt[client] = outage.startedAt;
      phase[client] = outage.phase;
      firstWindow[client] = outage.firstWindow;
      index[client] = outage.index;
      dueAt[client] = outage.dueAt;
      return outage.dueAt;
    };
  },

  // aws-samples/aws-arch-backoff-simulator, src/backoff_simulator.py: ExpoBackoffFullJitter, ExpoBackoffEqualJitter and
  // ExpoBackoffDecorr. Base 1 s and cap 30 s, counted from 0: the first wait is at most 1 s.
  'full jitter': (size) => counted(size, (attempt) => uniform(0, exponential(attempt))),
  'equal jitter': (size) => counted(size, (attempt) => uniform(exponential(attempt) / 2, exponential(attempt))),
  'decorrelated jitter': (size) => {
    const sleep = new Float64Array(size);
    return counted(size, (attempt, client) => {
      sleep[client] = Math.min(CAP, uniform(BASE, (attempt === 0 ? BASE : sleep[client]) * 3));
      return sleep[client];
    });
  },

  // dist/reconnecting-websocket-mjs.js: _connect counts, then asks _getNextDelay; _acceptOpen forgets the count. DEFAULT draws
  // the shortest delay once per page.
  'reconnecting-websocket': (size) => {
    const shortest = Float64Array.from({ length: size }, () => 1_000 + Math.random() * 4_000);
    const page = { _options: {}, _retryCount: 0, _debug() {} };
    const delay = (attempt, client) => {
      page._options.minReconnectionDelay = shortest[client];
      page._retryCount = attempt + 1;
      return ReconnectingWebSocket.prototype._getNextDelay.call(page);
    };
    return counted(size, delay, MIN_UPTIME);
  },

  // dist/ws.js: the same, but DEFAULT has one shortest delay for all.
  partysocket: (size) => {
    const page = { _options: {}, _retryCount: 0, _debug() {} };
    const delay = (attempt) => {
      page._retryCount = attempt + 1;
      return PartySocket.prototype._getNextDelay.call(page);
    };
    return counted(size, delay, MIN_UPTIME);
  },

  // build/esm/manager.js: reconnect() asks build/esm/contrib/backo2.js, duration(); onreconnect() resets it.
  'socket.io': (size) => {
    const { backoff } = new Manager('http://localhost', { autoConnect: false });
    return counted(size, (attempt) => {
      backoff.attempts = attempt;
      return backoff.duration();
    });
  },

  // assets/js/phoenix/socket.js: reconnectAfterMs, whose tries count from 1; onConnOpen() resets them.
  phoenix: (size) => {
    const socket = new Phoenix('/socket');
    return counted(size, (attempt) => socket.reconnectAfterMs(attempt + 1));
  },

  // graphql-ws 6.4.2, src/client.ts, createClient: the default of retryWait, which nothing outside can call. The default of
  // retryAttempts would give up after 5; here it tries on, or most of the fleet would never be back.
  'graphql-ws': (size) => counted(size, (attempt) => 2 ** attempt * 1_000 + Math.floor(uniform(300, 3_000))),

  // build/index.mjs: _getReconnectDelay; _connectResponse resets its count.
  centrifuge: (size) => {
    const centrifuge = new Centrifuge('ws://localhost');
    return counted(size, (attempt) => {
      centrifuge._reconnectAttempts = attempt;
      return centrifuge._getReconnectDelay();
    });
  },
};

/**
 * A formula that is told how many attempts came before. A connection that was open for `stableAfter` ends the count; any
 * connection does where nothing else is published, as for the jitters.
 */
function counted(size, delay, stableAfter = 0) {
  const attempts = new Uint16Array(size);
  return (client, { at, openFor }) => {
    if (openFor !== null && openFor >= stableAfter) attempts[client] = 0;
    return at + delay(attempts[client]++, client);
  };
}

function exponential(attempt) {
  return Math.min(CAP, BASE * 2 ** attempt);
}

function uniform(from, to) {
  return from + Math.random() * (to - from);
}
