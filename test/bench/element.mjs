// What <ws-echo> costs in a flood of messages, beside other ways to show what a WebSocket receives, and what it costs
// to make and to remove.
//   node test/bench/element.mjs [rounds]
import { finish, inOrderOf, inTimes, kilobytes, median, printTable, ratio, verdict, withPages } from './bench.mjs';
import { progress } from './progress.mjs';

const rounds = Number(process.argv[2] ?? 20);
/** Floods are short and many, so that what is compared ran within a few seconds of each other. */
const count = 10_000;
const warmUp = 30_000;
const flood = 200_000;
const elements = 1_000;

const kinds = {
  counts: 'WebSocket that counts',
  textContent: 'WebSocket that sets textContent',
  'ws-echo': '<ws-echo>',
  lit: 'minimal Lit element',
  react: 'react-use-websocket',
  turbo: 'Turbo Streams',
  htmx: 'htmx, ws extension',
};

const churned = {
  'lit-copy': 'minimal Lit element, same shadow tree',
  'ws-echo': '<ws-echo>',
};

const cpu = Array.from({ length: rounds }, () => ({}));
const churn = Array.from({ length: rounds }, () => ({}));
const heap = {};
const longTasks = {};
let updates;

const about = {
  takes: 'about 4 minutes with 20 rounds, on two cores',
  packages: ['lit', 'react', 'react-use-websocket', '@hotwired/turbo', 'htmx.org', 'htmx-ext-ws'],
};

await withPages('element.page.mjs', about, async (openPage) => {
  progress('opening the pages, and warming up');
  const benches = await Promise.all(Object.keys(kinds).map((kind) => open(openPage, kind)));
  for (const [round, result] of cpu.entries()) {
    progress(`messages: round ${round + 1} of ${rounds}`);
    for (const { kind, page } of inOrderOf(round, benches)) {
      result[kind] = (await page.measure(`bench.flood(${count})`)).cpu / count;
    }
  }
  for (const { kind, page } of benches) await checkShown(kind, page);

  for (const { kind, page } of benches.slice(0, 3)) {
    progress(`long tasks and heap: ${kinds[kind]}`);
    longTasks[kind] = await page.evaluate(`bench.longTasks(${flood})`);
    // What the first floods compile stays; what the next one adds is what grows.
    for (let turn = 0; turn < 3; turn++) await page.evaluate(`bench.flood(${flood})`);
    const before = await page.heap();
    await page.evaluate(`bench.flood(${flood})`);
    heap[kind] = (await page.heap()) - before;
    if (kind === 'ws-echo') updates = await page.evaluate(`bench.updates(${flood})`);
  }
  for (const { page } of benches) await page.close();

  const pages = [];
  for (const name of Object.keys(churned)) {
    const page = await openPage();
    await page.evaluate('bench.defineCopy()');
    for (let turn = 0; turn < 3; turn++) await page.evaluate(`bench.churn('${name}', ${elements})`);
    pages.push({ name, page });
  }
  for (const [round, result] of churn.entries()) {
    progress(`creating and removing: round ${round + 1} of ${rounds}`);
    for (const { name, page } of inOrderOf(round, pages)) {
      result[name] = (await page.measure(`bench.churn('${name}', ${elements})`)).cpu / 1_000;
    }
  }
});

async function open(openPage, kind) {
  const page = await openPage();
  await page.evaluate(`bench.open('${kind}')`);
  await page.evaluate(`bench.flood(${warmUp})`);
  return { kind, page };
}

/** One that does not show the last message did not do the work. */
async function checkShown(kind, page) {
  const shown = await page.evaluate('bench.shown()');
  const expected = kind === 'counts' ? '' : `message ${count - 1}`;
  if (shown !== expected) throw new Error(`${kinds[kind]} shows “${shown}” instead of “${expected}”`);
}

const microseconds = (kind) => `${median(cpu.map((result) => result[kind])).toFixed(2)} µs`;
const times = (kind, base) => ratio(cpu, kind, base);
const tasks = (list) => (list.length ? `${list.length}, the longest ${list[0].toFixed(0)} ms` : 'none');

printTable(
  `Main-thread CPU per message, one listener: ${rounds} interleaved rounds of ${count.toLocaleString('en')} messages, medians`,
  Object.entries(kinds).map(([kind, title]) => ({
    '': title,
    'per message': microseconds(kind),
    '÷ counts': inTimes(times(kind, 'counts')),
    '÷ textContent': inTimes(times(kind, 'textContent')),
  })),
);
printTable(
  `One flood of ${flood.toLocaleString('en')} messages`,
  Object.entries(longTasks).map(([kind, list]) => ({
    '': kinds[kind],
    'tasks over 50 ms': tasks(list),
    'heap that the fifth adds, after a collection': kilobytes(heap[kind]),
  })),
);
printTable(
  `Creating, painting and removing ${elements.toLocaleString('en')} elements: ${rounds} interleaved rounds, medians`,
  Object.entries(churned).map(([name, title]) => ({
    '': title,
    'main-thread CPU': `${median(churn.map((result) => result[name])).toFixed(0)} ms`,
    '÷ the copy': inTimes(ratio(churn, name, 'lit-copy')),
  })),
);

console.log(`
<ws-echo>
  a message          ${verdict(times('ws-echo', 'textContent'), 1.3)}, beside a WebSocket that sets textContent
  a message          ${verdict(times('ws-echo', 'counts'), 1.56)}, beside a WebSocket that counts
  long tasks         ${verdict(longTasks['ws-echo'].length, longTasks.counts.length, String)}, as many as a WebSocket that counts
  DOM updates        ${verdict(updates.most, 1, String)} in a frame at most; ${updates.withUpdate} in ${updates.frames} frames
  heap               ${verdict(heap['ws-echo'], 32_000, kilobytes)} more after the fifth ${flood.toLocaleString('en')} messages
  create and remove  ${verdict(ratio(churn, 'ws-echo', 'lit-copy'), 1.5)}, beside a Lit element with the same shadow tree`);
finish();
