// What the benchmarks have in common: a production build of their page, a server, a Chromium, and the arithmetic.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { npm } from '../../scripts/install.mjs';
import { launchChromium } from './chromium.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Runs `measure` with a function that opens the page that `entry` is the script of. */
export async function withPages(entry, measure) {
  if (!existsSync(here('node_modules'))) npm('ci', '--prefix', here('.'));
  const server = fork(here('server.mjs'));
  const browser = await launchChromium();
  try {
    server.send({ script: await bundle(here(entry)) });
    const [{ address }] = await once(server, 'message');
    await measure(() => browser.openPage(`http://${address}/`));
  } finally {
    await browser.close();
    server.disconnect();
  }
}

async function bundle(entry) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
    },
  });
  return output[0].code;
}

/** `items` in an order that is another one in each round, so that none is always first, or always after the same one. */
export function inOrderOf(round, items) {
  const turned = items.map((_, index) => items[(index + round) % items.length]);
  return round % 2 ? turned.reverse() : turned;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over the rounds of what `name` took, beside what `base` took in the same round. */
export function ratio(rounds, name, base) {
  return median(rounds.map((round) => round[name] / round[base]));
}

/** Counts the bounds that are not met. */
let missed = 0;

/** `value` beside its bound, in words. */
export function verdict(value, bound, format = (number) => `${number.toFixed(2)} ×`) {
  const met = value <= bound;
  if (!met) missed += 1;
  return `${format(value)} (bound ${format(bound)}: ${met ? 'met' : 'NOT MET'})`;
}

export function printTable(title, rows) {
  const columns = Object.keys(rows[0]);
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
  console.log(`\n${title}`);
  for (const row of cells)
    console.log(
      `  ${row
        .map((cell, index) => cell.padEnd(widths[index]))
        .join('   ')
        .trimEnd()}`,
    );
}

/** The last lines: the machine's words, and an exit code. */
export function finish() {
  console.log(missed ? `\n${missed} of the bounds not met` : '\nEvery bound met');
  process.exitCode = missed ? 1 : 0;
}
