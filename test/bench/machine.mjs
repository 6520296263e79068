// Where a benchmark ran, and with which versions: without them, its numbers say little.
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The folders of packages, in the order in which an import in this folder looks for them. */
const folders = ['node_modules/', '../../node_modules/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** Prints the machine, Node, the browser (if there is one) and the packages that are compared. */
export function printMachine({ packages, browser }) {
  const [cpu] = cpus();
  const model = cpu?.model.trim() || 'unknown CPU';
  console.log(`Machine:   ${model}, ${availableParallelism()} cores, load ${loadavg()[0].toFixed(2)} at the start`);
  console.log(`Versions:  ${[`Node ${process.versions.node}`, browser].filter(Boolean).join(', ')}`);
  console.log(`Packages:  ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}`);
}

function versionOf(name) {
  const file = folders.map((folder) => `${folder}${name}/package.json`).find((path) => existsSync(path));
  return file ? JSON.parse(readFileSync(file, 'utf8')).version : '(not installed)';
}
