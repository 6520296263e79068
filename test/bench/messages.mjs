// What a received message costs through a Connection, beside the native WebSocket and the libraries that wrap it.
//   node test/bench/messages.mjs [rounds]
import { finish, inOrderOf, inTimes, kilobytes, median, printTable, ratio, verdict, withPages } from './bench.mjs';
import { progress } from './progress.mjs';

const rounds = Number(process.argv[2] ?? 21);
/** Floods are short and many, so that what is compared ran within a second or two of each other. */
const count = 10_000;
const warmUp = 30_000;
/** Latency feels every other program on the machine: shorter still, and more. */
const roundTrips = 100;
const passes = 4;
const untilCollected = 200_000;
const kinds = ['WebSocket', 'Connection', 'ReconnectingWebSocket', 'PartySocket'];

/** What is measured of each kind in a round: a name, and how. Microseconds of the main thread. */
const measures = {
  counts: ({ page }) => cpu(page, `bench.flood(${count}, 'counts')`),
  reads: ({ page }) => cpu(page, `bench.flood(${count}, 'reads')`),
  unheard: async ({ kind, silent }) => {
    await silent.evaluate(`bench.open('${kind}')`);
    return cpu(silent, `bench.floodUnheard(${count})`);
  },
};

const results = Array.from({ length: rounds }, () => ({ counts: {}, reads: {}, unheard: {} }));
const trips = Array.from({ length: rounds * passes }, () => ({}));
const heap = {};
const timers = {};

const about = {
  takes: 'about 80 seconds with 21 rounds, on two cores',
  packages: ['partysocket', 'reconnecting-websocket'],
};

await withPages('messages.page.mjs', about, async (openPage) => {
  progress('opening the pages, and warming up');
  const benches = [];
  for (const kind of kinds) benches.push(await open(openPage, kind));

  for (const [round, result] of results.entries()) {
    progress(`messages: round ${round + 1} of ${rounds}`);
    for (const [name, measure] of Object.entries(measures)) {
      for (const bench of inOrderOf(round, benches)) result[name][bench.kind] = await measure(bench);
    }
  }

  for (const [pass, trip] of trips.entries()) {
    if (pass % passes === 0) progress(`round trips: round ${pass / passes + 1} of ${rounds}`);
    for (const { kind, page } of inOrderOf(pass, benches))
      trip[kind] = await page.evaluate(`bench.roundTrip(${roundTrips})`);
  }

  for (const kind of kinds) {
    progress(`heap: ${kind}`);
    heap[kind] = await heapAfterFlood(openPage, kind);
  }
});

/** Two pages: one whose socket has a listener, and one whose sockets have none. */
async function open(openPage, kind) {
  const page = await openPage();
  const silent = await openPage();
  await page.evaluate(`bench.open('${kind}')`);
  timers[kind] = await page.evaluate('bench.timers()');
  await page.evaluate(`bench.flood(${warmUp}, 'reads')`);
  await silent.evaluate(`bench.open('${kind}')`);
  await silent.evaluate(`bench.floodUnheard(${warmUp})`);
  return { kind, page, silent };
}

/** In a page that does nothing else: code that is compiled for other measurements is on the heap too. */
async function heapAfterFlood(openPage, kind) {
  const page = await openPage();
  await page.evaluate(`bench.open('${kind}')`);
  await page.evaluate(`bench.flood(${untilCollected}, 'reads')`);
  const bytes = await page.heap();
  await page.close();
  return bytes;
}

async function cpu(page, expression) {
  return (await page.measure(expression)).cpu / count;
}

const all = (name) => (name === 'roundTrip' ? trips : results.map((result) => result[name]));
const typical = (name, kind) => `${median(all(name).map((result) => result[kind])).toFixed(2)} µs`;
const times = (name, kind) => ratio(all(name), kind, 'WebSocket');
/** Beside a WebSocket whose listener counts, whatever is measured. */
const timesHeard = (name, kind) => median(results.map((result) => result[name][kind] / result.counts.WebSocket));
const heapMore = (kind) => heap[kind] - heap.WebSocket;

printTable(
  `Main-thread CPU per received message: ${rounds} interleaved rounds of ${count.toLocaleString('en')} messages, medians`,
  kinds.map((kind) => ({
    '': kind,
    'listener reads data': typical('reads', kind),
    '÷ WebSocket': inTimes(times('reads', kind)),
    'listener counts': typical('counts', kind),
    '÷ the same': inTimes(times('counts', kind)),
    'no listener': typical('unheard', kind),
    '÷ WebSocket without': inTimes(times('unheard', kind)),
    '÷ WebSocket that counts': inTimes(timesHeard('unheard', kind)),
  })),
);
printTable(
  `Round trip, heap after ${untilCollected.toLocaleString('en')} messages and a collection, timers set while open and idle`,
  kinds.map((kind) => ({
    '': kind,
    'round trip p50': typical('roundTrip', kind),
    '÷ WebSocket': inTimes(times('roundTrip', kind)),
    'heap beside WebSocket': kilobytes(heapMore(kind)),
    timers: timers[kind],
  })),
);

console.log(`
Connection
  one listener, reads   ${verdict(times('reads', 'Connection'), 1.4)}
  one listener, counts  ${verdict(times('counts', 'Connection'), 1.4)}
  no listener           ${verdict(times('unheard', 'Connection'), 1.15)}, beside a WebSocket that has none either
  round trip            ${verdict(times('roundTrip', 'Connection'), 1.12)}
  heap                  ${verdict(heapMore('Connection'), 32_000, kilobytes)}
  timers                ${verdict(timers.Connection, 0, String)}`);
finish();
