// npm run build: what is published (dist), and the demo as a static site (dist/demo).
import {spawnSync} from 'node:child_process';
import {rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {install} from './install.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
install();
const {build} = await import('vite');

rmSync('dist', {recursive: true, force: true});

const {status} = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], {stdio: 'inherit'});
if (status !== 0) process.exit(status ?? 1);

const sizes = [
  await bundle('src/define.ts', {format: 'es', fileName: 'ws-echo.min.js'}),
  await bundle('src/define.ts', {format: 'iife', fileName: 'ws-echo.iife.js'}),
  await measure('ws-echo/connection alone', 'src/connection/connection.ts'),
];

await build({logLevel: 'warn'});

console.log(table([['', 'minified', 'gzip', 'brotli'], ...sizes]));
console.log('\nIn dist/: the modules, their types and source maps, and the two bundles. In dist/demo/: the demo as a static site.');

/** One file with everything in it, lit too. Returns its row of the table. */
async function bundle(entry, {format, fileName}) {
  return row(fileName, await library(entry, format, {fileName: () => fileName}, {outDir: 'dist', emptyOutDir: false, sourcemap: true}));
}

async function measure(name, entry) {
  return row(name, await library(entry, 'es', {}, {write: false}));
}

async function library(entry, format, naming, options) {
  const [{output}] = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      lib: {entry, formats: [format], name: 'WsEcho', ...naming},
      // Library mode alone keeps the white space of ES modules.
      rolldownOptions: {output: {minify: true}},
      ...options,
    },
  });
  return Buffer.from(output.find(({type}) => type === 'chunk').code);
}

function row(name, code) {
  return [name, code.length, gzipSync(code, {level: 9}).length, brotliCompressSync(code).length];
}

function table(rows) {
  const cells = rows.map((values) => values.map((cell) => cell.toLocaleString('en')));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((texts) => texts[column].length)));
  return cells
    .map(([name, ...numbers]) => [name.padEnd(widths[0]), ...numbers.map((text, index) => text.padStart(widths[index + 1]))].join('   '))
    .join('\n');
}
