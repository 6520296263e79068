// The content of the tarball: the verdict of publint, the licences and the source maps.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { npm, packed } from './packed.mjs';

const bundles = ['ws-echo.min.js', 'ws-echo.iife.js', 'ws-echo-console.min.js', 'ws-echo-console.iife.js'];

describe('npm package', { timeout: 60_000 }, () => {
  let folder;

  before(async () => {
    ({ folder } = await packed());
  });

  it('publint reports no problem with the package', async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: false });
    assert.equal(pkg.name, 'ws-echo');
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it('the package contains its own licence and those of the bundled libraries', () => {
    const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    assert.match(readFileSync(join(folder, 'LICENSE'), 'utf8'), new RegExp(`^${license} License`));
    const inside = readFileSync(join(folder, 'dist/ws-echo.LICENSES.txt'), 'utf8');
    for (const name of ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@shoelace-style/localize']) {
      assert.match(inside, new RegExp(`^${name} \\d`, 'm'));
    }
    assert.match(inside, /Google LLC.*Redistributions in binary form/s);
    for (const bundle of bundles) {
      assert.match(readFileSync(join(folder, 'dist', bundle), 'utf8'), /^\/\*! .*ws-echo\.LICENSES\.txt \*\/\n/);
    }
  });

  it('the package contains the source of every module and of every type declaration', () => {
    const maps = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.map'),
    );
    assert.ok(maps.length > 40, String(maps.length));
    for (const path of maps) {
      const map = join(folder, 'dist', path);
      const { sources, sourcesContent } = JSON.parse(readFileSync(map, 'utf8'));
      // The map of a bundle contains the text of its sources, also of those from other packages.
      if (sourcesContent) assert.ok(sourcesContent.every(Boolean), path);
      else
        assert.ok(
          sources.every((source) => existsSync(join(dirname(map), source))),
          path,
        );
    }
  });

  for (const [file, text] of [
    ['dist/ws-echo.min.js', 'There is no connection to send to.'],
    ['dist/ws-echo.iife.js', 'There is no connection to send to.'],
    ['dist/echo/connection-element.js', 'There is no connection to send to.'],
    ['dist/ws-echo-console.min.js', 'There is no connection to send to.'],
    ['dist/ws-echo-console.iife.js', ' is no connection`'],
    ['dist/recording/source.js', ' is no connection`'],
    ['dist/connection/retry-policy.js', "'gave-up'"],
  ]) {
    it(`the source map of ${file} leads to the line of the source`, () => {
      const code = readFileSync(join(folder, file), 'utf8');
      const [, name] = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(code) ?? [];
      // A bundle names no map: a page that has only the script would ask for it in vain.
      assert.equal(name === undefined, /\.(min|iife)\.js$/.test(file));
      const map = name ? join(folder, dirname(file), name) : join(folder, `${file}.map`);
      const payload = JSON.parse(readFileSync(map, 'utf8'));
      const lines = code.slice(0, code.indexOf(text)).split('\n');
      const { originalSource, originalLine } = new SourceMap(payload).findEntry(lines.length - 1, lines.at(-1).length);

      const source = join(dirname(map), payload.sourceRoot ?? '', originalSource);
      assert.match(relative(folder, source), /^src[\\/]\w+[\\/][\w-]+\.ts$/);
      const original = readFileSync(source, 'utf8');
      assert.ok(original.split('\n')[originalLine].includes(text), `${relative(folder, source)}:${originalLine + 1}`);
      // Where only the map is served, it has the source with it.
      assert.equal(payload.sourcesContent[payload.sources.indexOf(originalSource)], original);
    });
  }

  it('`integrity.json` has the hash of each bundle, for the attribute `integrity`', () => {
    const hashes = JSON.parse(readFileSync(join(folder, 'dist/integrity.json'), 'utf8'));
    assert.deepEqual(Object.keys(hashes), bundles);
    for (const [name, integrity] of Object.entries(hashes)) {
      const hash = createHash('sha384')
        .update(readFileSync(join(folder, 'dist', name)))
        .digest('base64');
      assert.equal(integrity, `sha384-${hash}`);
    }
  });

  it('the bundles of `<ws-echo>` contain nothing of `<ws-log>`, and those of the console contain both elements', () => {
    const isOfTheLog = (path) => /^src\/(log|recording|strings\/log-)/.test(path);
    for (const bundle of bundles) {
      const { sources } = JSON.parse(readFileSync(join(folder, 'dist', `${bundle}.map`), 'utf8'));
      const own = sources.map((path) => path.replace(/^(\.\.\/)+/, ''));
      assert.ok(own.includes('src/echo/ws-echo.ts'), bundle);
      if (bundle.includes('console')) assert.ok(own.includes('src/log/ws-log.ts'), bundle);
      else assert.deepEqual(own.filter(isOfTheLog), ['src/recording/echo-timer.ts'], bundle);
    }
  });

  it('the package has the style sheets of the themes', () => {
    assert.deepEqual(readdirSync(join(folder, 'dist/themes')).sort(), ['card.css', 'one-line.css', 'terminal.css']);
  });

  it('`npm pack` in a fresh clone builds what it ships', { timeout: 120_000 }, async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const clone = await mkdtemp(join(tmpdir(), 'ws-echo-clone-'));
    try {
      execFileSync('git', ['clone', '--quiet', '--depth', '1', pathToFileURL(root).href, clone]);
      // As after `npm ci`.
      await symlink(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
      const [{ files }] = JSON.parse(npm(clone, 'pack', '--json', '--silent').replace(/^[^[]*/, ''));
      const paths = files.map(({ path }) => path);
      for (const path of ['dist/define.js', 'dist/define.d.ts', 'dist/ws-echo.min.js', 'dist/custom-elements.json']) {
        assert.ok(paths.includes(path), path);
      }
    } finally {
      await rm(clone, { recursive: true, force: true });
    }
  });
});
