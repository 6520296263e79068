// npm test: types, lint, format, the tests in every browser that is here, and the tests in Node.
// With files (npm test -- test/servers/echo-server.test.ts): those tests only.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser, installHints, requested } from './browsers.mjs';
import { getChromium } from './get-chromium.mjs';
import { install } from './install.mjs';
import { listFailures } from './list-failures.mjs';
import { record } from './record.mjs';
import { runInBrowsers, runInNode } from './run-tests.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const files = process.argv.slice(2);

// However the run ends, the counts are the last line, below what failed.
process.on('exit', () => {
  if (failures.length) console.log(`\n${listFailures(failures)}`);
  console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
});

try {
  install();
  if (files.length) await runFiles();
  else await runAll();
} catch (error) {
  console.error(`\n${error.message}`);
  add({ failed: 1, failures: [{ title: 'The run itself', error: error.message }] });
}
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);

async function runFiles() {
  const inNode = files.filter((file) => file.endsWith('.node.mjs'));
  const inBrowsers = files.filter((file) => !inNode.includes(file));
  if (inBrowsers.length) {
    prepareEngines();
    add(await runInBrowsers(inBrowsers));
  }
  if (inNode.length) add(await runInNode(inNode));
}

async function runAll() {
  prepareEngines();
  check('Types of the source', 'typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit');
  check('Types of everything else', 'typescript/bin/tsc', '-p', 'test/tsconfig.json');
  check('Lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings');
  check('Format (npm run format mends it)', 'oxfmt/bin/oxfmt', '--list-different');
  console.log('\nTests in browsers');
  const inBrowsers = await runInBrowsers();
  add(inBrowsers);
  if (process.env.RECORD && inBrowsers.failed === 0) record(inBrowsers.engines);
  console.log('\nTests in Node');
  add(await runInNode(nodeTests()));
}

/** Says which engines there are, and gets a Chromium where it is wanted and there is none. */
function prepareEngines() {
  const { names, strict } = requested();
  for (const name of names) {
    const found = findBrowser(name) ?? (name === 'chromium' ? getChromium() : null);
    if (!found && strict) throw new Error(`ENGINES asks for ${name}, which is not here: ${installHints[name]}`);
    console.log(
      found ? `${name}: ${found.path}` : `${name}: not here, so not tested; to have it, ${installHints[name]}`,
    );
  }
}

/** A program that has nothing to say when all is well. It counts as one test. */
function check(title, program, ...args) {
  console.log(`\n${title}`);
  const { status } = spawnSync(process.execPath, [`node_modules/${program}`, ...args], { stdio: 'inherit' });
  const failure = { engine: 'Node', title, error: 'See the messages under this title, above.' };
  add(status === 0 ? { passed: 1 } : { failed: 1, failures: [failure] });
}

function nodeTests() {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.node.mjs') && !path.includes('node_modules'))
    .map((path) => `test/${path}`)
    .sort();
}

function add(more) {
  for (const name of Object.keys(counts)) counts[name] += more[name] ?? 0;
  failures.push(...(more.failures ?? []));
}
