// Keeps what a run of the tests has shown, for the table of browsers on the site: RECORD=1 ENGINES=all npm test
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { findBrowser } from './browsers.mjs';

const NAMES = { chromium: 'Chromium', firefox: 'Firefox ESR', webkit: 'WebKitGTK' };

/** Writes test/tested.json. `results` has how many tests passed and failed, by engine. */
export function record(results) {
  const missing = Object.keys(NAMES).filter((engine) => !results[engine]?.passed || results[engine].failed);
  if (missing.length) throw new Error(`Nothing is recorded: no good run in ${missing.join(', ')}.`);
  const engines = Object.entries(NAMES).map(([engine, name]) => ({
    name,
    version: versionOf(engine),
    ...results[engine],
  }));
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync('test/tested.json', `${JSON.stringify({ date, engines }, null, 2)}\n`);
}

/** The version that the program tells, or that of its package. */
function versionOf(engine) {
  const text =
    engine === 'webkit'
      ? run('dpkg-query', '--show', '--showformat=${Version}', 'webkit2gtk-driver')
      : run(findBrowser(engine).path, '--version');
  return /\d+(?:\.\d+)+/.exec(text)[0];
}

function run(program, ...args) {
  return execFileSync(program, args, { encoding: 'utf8' });
}
