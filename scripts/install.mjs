// Installs exactly what package-lock.json says, unless that is what is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export function install() {
  if (isInstalled()) return;
  // On a terminal, npm itself shows that it is alive.
  console.log('Installing what package-lock.json lists (npm ci). This takes about a minute …');
  const { status } = npm('ci', '--no-audit', '--no-fund');
  if (status !== 0) throw new Error('npm ci failed; see its message above.');
}

/** Runs the npm that runs this script, or the one on the PATH. */
export function npm(...args) {
  const { npm_execpath: cli } = process.env;
  const [command, prefix] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return spawnSync(command, [...prefix, ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: command === 'npm' && process.platform === 'win32',
  });
}

/** npm writes down what it installed. Packages for other platforms are listed in the lock only. */
function isInstalled() {
  const record = `${root}node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(`${root}package-lock.json`)).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional;
  });
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}
