// What the benchmarks have in common: a production build of their page, a server, a Chromium, and the arithmetic.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { npm } from '../../scripts/install.mjs';
import { launchChromium } from './chromium.mjs';
import { printMachine } from './machine.mjs';
import { endProgress, progress } from './progress.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Runs `measure` with a function that opens the page that `entry` is the script of. First it says how long that takes,
 * and where and with which `packages` it happens.
 */
export async function withPages(entry, { takes, packages }, measure) {
  console.log(`This takes ${takes}.`);
  if (!existsSync(here('node_modules'))) npm('ci', '--prefix', here('.'));
  const server = fork(here('server.mjs'));
  const browser = await launchChromium();
  try {
    printMachine({ packages, browser: browser.version });
    progress('building the page');
    server.send({ script: await bundle(here(entry)) });
    const [{ address }] = await once(server, 'message');
    await measure(() => browser.openPage(`http://${address}/`));
  } finally {
    endProgress();
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

/** `items` in another order in each round, so that none is always first, or always after the same one. */
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

/**
 * `value` beside its bound, in words. `format` takes a number and how many digits to show after the point. A value
 * above its bound gets as many as it takes to see that.
 */
export function verdict(value, bound, format = inTimes) {
  const met = value <= bound;
  if (!met) missed += 1;
  const digits = met ? 3 : digitsToTell(value, bound, format);
  return `${format(value, digits)} (bound ${format(bound)}: ${met ? 'met' : 'NOT MET'})`;
}

/** How many digits it takes, but at least 3, to tell a value from its bound. */
function digitsToTell(value, bound, format) {
  let digits = 3;
  while (format(value, digits) === format(bound, digits)) digits += 1;
  return digits;
}

export function inTimes(number, digits = 2) {
  return `${number.toFixed(digits)} ×`;
}

export function kilobytes(bytes, digits = 1) {
  return `${(bytes / 1_000).toFixed(digits)} kB`;
}

export function printTable(title, rows) {
  endProgress();
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
