// npm run build: what is published (dist), and the site (dist/demo).
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { install } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

process.chdir(root);
install();
const { build } = await import('vite');
const { buildPackage } = await import('./package.mjs');

const bundles = await buildPackage(root);
await build({ logLevel: 'warn' });

const sizes = Object.entries(bundles).map(([name, code]) => [
  name,
  Buffer.byteLength(code),
  gzipSync(code, { level: 9 }).length,
  brotliCompressSync(code).length,
]);
console.log(table([['', 'minified', 'gzip', 'brotli'], ...sizes]));
console.log(`
In dist/: the modules, their types and source maps, the bundles, and what editors read about the elements.
In dist/demo/: the site, for any folder of any server.`);

function table(rows) {
  const cells = rows.map((values) => values.map((cell) => cell.toLocaleString('en')));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((texts) => texts[column].length)));
  return cells
    .map(([name, ...numbers]) =>
      [name.padEnd(widths[0]), ...numbers.map((text, index) => text.padStart(widths[index + 1]))].join('   '),
    )
    .join('\n');
}
