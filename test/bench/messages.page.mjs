// The page of messages.mjs: one socket of the asked kind, and what is done with it.
import { WebSocket as PartySocket } from 'partysocket';
import ReconnectingWebSocket from 'reconnecting-websocket';
import { Connection } from '../../src/connection/connection.ts';

const classes = { WebSocket, Connection, ReconnectingWebSocket, PartySocket };

/** The timers that are set and have neither fired nor been cleared. */
const timers = new Set();
let socket;

for (const [set, clear] of [
  ['setTimeout', 'clearTimeout'],
  ['setInterval', 'clearInterval'],
]) {
  const original = { set: window[set], clear: window[clear] };
  window[set] = (callback, ...rest) => {
    const id = original.set.call(
      window,
      (...args) => {
        if (set === 'setTimeout') timers.delete(id);
        callback(...args);
      },
      ...rest,
    );
    timers.add(id);
    return id;
  };
  window[clear] = (id) => {
    timers.delete(id);
    original.clear.call(window, id);
  };
}

/** What listeners may do with a message. */
const listeners = {
  counts: () => 1,
  reads: (event) => event.data.length,
};

window.bench = {
  open(kind) {
    socket?.close();
    socket = new classes[kind](`ws://${location.host}/`);
    return new Promise((resolve) => socket.addEventListener('open', () => resolve(), { once: true }));
  },

  /** Takes `count` messages with one listener, which counts them or reads their data. */
  flood: (count, listener) =>
    new Promise((resolve) => {
      const listen = listeners[listener];
      let received = 0;
      let total = 0;
      const onMessage = (event) => {
        total += listen(event);
        if (++received < count) return;
        socket.removeEventListener('message', onMessage);
        resolve(total);
      };
      socket.addEventListener('message', onMessage);
      socket.send(`flood ${JSON.stringify({ count })}`);
    }),

  /** Takes `count` messages that nobody listens for. Their end is told by the socket's, so it needs a socket of its own. */
  floodUnheard: (count) =>
    new Promise((resolve) => {
      socket.addEventListener('close', () => resolve(), { once: true });
      socket.send(`flood ${JSON.stringify({ count, close: true })}`);
    }),

  /**
   * The median time of `count` round trips, one after another; in microseconds. It is the mean of the middle fifth:
   * the clock ticks every 5 µs, and two medians of such times would differ by a whole tick or not at all.
   */
  roundTrip: (count) =>
    new Promise((resolve) => {
      const times = [];
      let sentAt = 0;
      const send = () => {
        sentAt = performance.now();
        socket.send('echo');
      };
      const onMessage = () => {
        times.push(performance.now() - sentAt);
        if (times.length < count) return send();
        socket.removeEventListener('message', onMessage);
        const middle = times.sort((a, b) => a - b).slice(count * 0.4, count * 0.6);
        resolve((middle.reduce((sum, time) => sum + time, 0) / middle.length) * 1_000);
      };
      socket.addEventListener('message', onMessage);
      send();
    }),

  timers: () => timers.size,
};
