// The package as npm would publish it: built from the source in a folder of its own, packed, and unpacked again.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackage } from '../../scripts/package.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/package');

/** The files and folders that a build reads. */
const INPUTS = [
  'src',
  'demo/theming',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];

/**
 * The tarball, and the folder that it unpacks to. Each test file runs in a process of its own; the first one that calls
 * this for a state of the source makes the package for all.
 */
export async function packed() {
  const result = join(cache, await fingerprint());
  if (!existsSync(result)) await make(result);
  return { tarball: join(result, 'ws-echo.tgz'), folder: join(result, 'package') };
}

/** Runs npm as a user would; throws with its output when it fails. */
export function npm(folder, ...args) {
  const { npm_execpath: cli } = process.env;
  const [command, prefix] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const { status, stdout, stderr } = spawnSync(command, [...prefix, ...args], {
    cwd: folder,
    encoding: 'utf8',
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

async function make(result) {
  const stage = await mkdtemp(join(tmpdir(), 'ws-echo-package-'));
  try {
    for (const path of INPUTS) await cp(join(root, path), join(stage, path), { recursive: true });
    await symlink(join(root, 'node_modules'), join(stage, 'node_modules'), 'junction');
    await buildPackage(stage);
    npm(stage, 'pack', '--ignore-scripts', '--pack-destination', stage);
    const tarball = (await readdir(stage)).find((name) => name.endsWith('.tgz'));

    await mkdir(cache, { recursive: true });
    await forgetOld();
    const unfinished = await mkdtemp(`${result}-`);
    await cp(join(stage, tarball), join(unfinished, 'ws-echo.tgz'));
    execFileSync('tar', ['-xzf', 'ws-echo.tgz'], { cwd: unfinished });
    // Another process may have been faster.
    await rename(unfinished, result).catch(() => rm(unfinished, { recursive: true }));
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Removes packages that are older than a day. Newer ones may be in use. */
async function forgetOld() {
  for (const name of await readdir(cache)) {
    const { mtimeMs } = await stat(join(cache, name));
    if (Date.now() - mtimeMs > 86_400_000) await rm(join(cache, name), { recursive: true, force: true });
  }
}

async function fingerprint() {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(INPUTS.map(filesIn))).flat()) {
    hash
      .update(`${path}\0`)
      .update(await readFile(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(path) {
  if ((await stat(join(root, path))).isFile()) return [path];
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
