// npm run watch -- test/x.test.ts: runs these tests, or all, now and after every change of src/ or test/.
import { spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** A change comes as several events: the tests run once there have been none for so many milliseconds. */
const QUIET = 100;

let timer = setTimeout(run);
for (const folder of ['src', 'test']) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(run, QUIET);
  });
}

function run() {
  spawnSync(process.execPath, ['scripts/test.mjs', ...process.argv.slice(2)], { stdio: 'inherit' });
  console.log('Watching src/ and test/. Ctrl+C ends it.');
}
