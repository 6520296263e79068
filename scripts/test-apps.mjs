// npm run test:apps: the applications in test/apps, each with the package as npm would publish it and a lock of its own.
// The arguments choose some of them by name.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browsers.mjs';
import { install, npm } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const apps = join(root, 'test/apps');
const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : readdirSync(apps);

install();
const folder = mkdtempSync(join(tmpdir(), 'ws-echo-apps-'));
try {
  must(npm('pack', '--pack-destination', folder), 'npm pack');
  const tarball = join(folder, readdirSync(folder)[0]);
  for (const name of names) {
    console.log(`\n${name}`);
    run(name, 'ci', '--no-audit', '--no-fund');
    run(name, 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', tarball);
    run(name, 'test');
  }
  console.log(`\n${names.length} applications passed: ${names.join(', ')}.`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Runs npm in an application. */
function run(name, ...args) {
  const env = { ...process.env, CHROMIUM: findBrowser('chromium')?.path, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const shell = process.platform === 'win32';
  must(spawnSync('npm', args, { cwd: join(apps, name), env, stdio: 'inherit', shell }), `npm ${args[0]} in ${name}`);
}

function must({ status }, what) {
  if (status === 0) return;
  console.error(`${what} failed; see its messages above.`);
  process.exit(1);
}
