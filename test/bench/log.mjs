// What <ws-log> costs: a frame with many entries, beside one with few and beside a keyed Lit list; a flood into a
// <ws-echo> with a log inside, beside one without; and a query.
//   node test/bench/log.mjs [rounds]
import { finish, inOrderOf, inTimes, kilobytes, median, printTable, ratio, verdict, withPages } from './bench.mjs';
import { progress } from './progress.mjs';

const rounds = Number(process.argv[2] ?? 12);
const many = 100_000;
const few = 100;
const frames = 60;
/** The messages of a frame at 600 a second, and at 10 000. */
const perFrame = 10;
const perBusyFrame = 167;
const queries = ['S49', '-S4 is:received', '/"price":9\\d\\.5/', '$.price>90'];
const flood = 200_000;
const count = 20_000;

const lists = {
  'lit-list': 'keyed Lit list of 200 rows',
  few: `<ws-log> with ${few} entries`,
  many: `<ws-log> with ${many.toLocaleString('en')} entries`,
};
const elements = { echo: '<ws-echo>', 'echo-log': '<ws-echo> with <ws-log limit="100000">' };

const frameCosts = Array.from({ length: rounds }, () => ({}));
const floodCosts = Array.from({ length: rounds }, () => ({}));
const findCosts = Array.from({ length: rounds }, () => ({}));
const finds = { none: 'no query', query: '$.symbol="S7"', latest: 'latest by $.symbol, 500 keys' };
const searches = [];
const longTasks = {};
let memory;

const about = { takes: 'about 2 minutes with 12 rounds, on two cores', packages: ['lit'] };

await withPages('log.page.mjs', about, async (openPage) => {
  const open = async (name, kind, limit, fill) => {
    const page = await openPage();
    await page.evaluate(`bench.open('${kind}', ${limit})`);
    if (fill) await page.evaluate(`bench.fill(${fill})`);
    return { name, page };
  };

  progress('frames: warming up');
  const logs = [
    await open('lit-list', 'lit-list', 0, 200),
    await open('few', 'log', few, few),
    await open('many', 'log', many, many),
  ];
  for (const { page } of logs) await page.evaluate(`bench.frames(120, ${perFrame})`);
  for (const [round, result] of frameCosts.entries()) {
    progress(`frames: round ${round + 1} of ${rounds}`);
    for (const { name, page } of inOrderOf(round, logs)) {
      result[name] = (await page.measure(`bench.frames(${frames}, ${perFrame})`)).cpu / frames;
    }
  }
  for (const { page } of logs) await page.close();

  progress('flood: warming up');
  const echoes = [await open('echo', 'echo'), await open('echo-log', 'echo-log', many)];
  for (const { page } of echoes) await page.evaluate(`bench.flood(${many})`);
  for (const [round, result] of floodCosts.entries()) {
    progress(`flood: round ${round + 1} of ${rounds}`);
    for (const { name, page } of inOrderOf(round, echoes)) {
      result[name] = (await page.measure(`bench.flood(${count})`)).cpu / count;
    }
  }
  for (const { name, page } of echoes) longTasks[name] = await page.evaluate(`bench.longTasks(${flood})`);
  const shown = await echoes[1].page.evaluate('bench.shown()');
  if (shown !== `message ${flood - 1}`) throw new Error(`the log shows “${shown}”`);
  for (const { page } of echoes) await page.close();

  progress('busy frames: warming up');
  const finders = [
    await open('none', 'log', many, many),
    await open('query', 'log', many, many),
    await open('latest', 'log', many, many),
  ];
  await finders[1].page.evaluate(`bench.searchAll('${finds.query}')`);
  await finders[2].page.evaluate(`bench.set('latestBy', '$.symbol')`);
  for (const { page } of finders) await page.evaluate(`bench.frames(60, ${perBusyFrame})`);
  for (const [round, result] of findCosts.entries()) {
    progress(`busy frames: round ${round + 1} of ${rounds}`);
    for (const { name, page } of inOrderOf(round, finders)) {
      result[name] = (await page.measure(`bench.frames(${frames}, ${perBusyFrame})`)).cpu / frames;
    }
  }
  for (const query of queries) {
    const { page } = finders[0];
    await page.evaluate(`bench.query('')`);
    const first = (await page.measure(`bench.query('${query}')`)).cpu / 1_000;
    await page.evaluate(`bench.query('')`);
    searches.push({ query, first, ...(await page.evaluate(`bench.searchAll('${query}')`)) });
  }
  for (const { page } of finders) await page.close();

  progress('memory');
  const { page } = await open('memory', 'log', 10_000_000);
  await page.evaluate(`bench.frames(10, 10)`);
  const before = await page.memory();
  const limit = await page.evaluate('bench.fillBytes()');
  memory = { used: (await page.memory()) - before, limit };
  await page.close();
});

const microseconds = (costs, name) => `${median(costs.map((result) => result[name])).toFixed(2)} µs`;
const tasks = (list) => (list.length ? `${list.length}, the longest ${list[0].toFixed(0)} ms` : 'none');

printTable(
  `Main-thread CPU per frame with ${perFrame} new messages: ${rounds} interleaved rounds of ${frames} frames, medians`,
  Object.entries(lists).map(([name, title]) => ({
    '': title,
    'per frame': microseconds(frameCosts, name),
    '÷ the Lit list': inTimes(ratio(frameCosts, name, 'lit-list')),
  })),
);
printTable(
  `Main-thread CPU per message of a flood: ${rounds} interleaved rounds of ${count.toLocaleString('en')} messages, medians`,
  Object.entries(elements).map(([name, title]) => ({
    '': title,
    'per message': microseconds(floodCosts, name),
    [`tasks over 50 ms in ${flood.toLocaleString('en')}`]: tasks(longTasks[name]),
  })),
);

printTable(
  `Main-thread CPU per frame with ${perBusyFrame} new messages, 10 000 a second: ${rounds} interleaved rounds, medians`,
  Object.entries(finds).map(([name, title]) => ({
    '': title,
    'per frame': microseconds(findCosts, name),
    '÷ no query': inTimes(ratio(findCosts, name, 'none')),
  })),
);
printTable(
  `A new query on ${many.toLocaleString('en')} entries`,
  searches.map(({ query, first, longest, count: found }) => ({
    '': query,
    'until the first result': `${first.toFixed(1)} ms`,
    'longest task over 50 ms': longest ? `${longest.toFixed(0)} ms` : 'none',
    found,
  })),
);

const slowest = Math.max(...searches.map(({ first }) => first));
const milliseconds = (number, digits = 0) => `${number.toFixed(digits)} ms`;
console.log(`
<ws-log>
  a frame     ${verdict(ratio(frameCosts, 'many', 'few'), 1.2)}, with ${many.toLocaleString('en')} entries beside ${few}
  a frame     ${verdict(ratio(frameCosts, 'many', 'lit-list'), 1)}, beside a keyed Lit list of 200 rows
  a flood     ${verdict(ratio(floodCosts, 'echo-log', 'echo'), 1.5)}, into a <ws-echo> with it beside one without
  long tasks  ${verdict(longTasks['echo-log'].length, longTasks.echo.length, String)}, as many as without it
  a query     ${verdict(slowest, 50, milliseconds)} until its first result, on ${many.toLocaleString('en')} entries
  a filter    ${verdict(ratio(findCosts, 'query', 'none'), 1.3)}, at 10 000 messages a second, beside none
  memory      ${verdict(memory.used, memory.limit * 1.25, kilobytes)}, with a byte limit of ${kilobytes(memory.limit)}`);
finish();
