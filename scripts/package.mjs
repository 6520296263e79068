// What is published: the modules with their types and source maps, the bundles, the themes, and what editors read.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { writeManifest } from './manifest.mjs';

/** The bundles by their file names: the module that each begins with, and its format. The console has both elements. */
export const BUNDLES = {
  'ws-echo.min.js': ['src/define.ts', 'es'],
  'ws-echo.iife.js': ['src/define.ts', 'iife'],
  'ws-echo-console.min.js': ['src/define-console.ts', 'es'],
  'ws-echo-console.iife.js': ['src/define-console.ts', 'iife'],
};

/** Fills the dist/ of a folder that holds src/, package.json and tsconfig.json. Returns the code of each bundle by name. */
export async function buildPackage(folder) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', join(folder, 'tsconfig.json')],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('The source does not compile; see the messages above.');
  writeManifest(folder);

  const { codes, integrity, licences } = await makeBundles(folder, true);
  writeFileSync(join(folder, 'dist/ws-echo.LICENSES.txt'), licences);
  writeFileSync(join(folder, 'dist/integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
  cpSync(join(folder, 'demo/theming'), join(folder, 'dist/themes'), { recursive: true });
  return codes;
}

/**
 * Bundles what script tags load, and writes it if that is wanted. Returns the code of each bundle by name, its hash for
 * the attribute `integrity`, and the licences of what is inside.
 */
export async function makeBundles(folder, isWritten) {
  const chunks = await Promise.all(
    Object.entries(BUNDLES).map(([fileName, [entry, format]]) => bundle(folder, entry, format, fileName, isWritten)),
  );
  const codes = Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code]));
  const hashes = Object.entries(codes).map(([name, code]) => [
    name,
    `sha384-${createHash('sha384').update(code).digest('base64')}`,
  ]);
  const alone = await bundle(folder, 'src/connection/index.ts', 'es', 'connection.js', false);
  return {
    codes: { ...codes, 'ws-echo/connection alone': alone.code },
    integrity: Object.fromEntries(hashes),
    licences: licencesOf(chunks.flatMap(({ moduleIds }) => moduleIds)),
  };
}

/** Style sheets are text in the code, which no minifier touches: leaves out their comments, and folds their white space. */
export const shortStyles = {
  name: 'short-styles',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.styles.ts')) return null;
    return {
      code: code.replace(/(?<=css`)[^`]+/, (css) => css.replace(/\/\*.*?\*\//gs, '').replace(/\s+/g, ' ')),
      map: null,
    };
  },
};

/** One file with everything in it, lit too. The classic script defines one global, `wsEcho`. */
async function bundle(folder, entry, format, fileName, isWritten) {
  const [{ output }] = await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    plugins: [shortStyles],
    // Whatever NODE_ENV says: a development server sets it, and would get lit's development build.
    resolve: { conditions: ['production', 'module', 'browser'] },
    build: {
      write: isWritten,
      outDir: 'dist',
      emptyOutDir: false,
      // In a file beside it that nothing asks for: a page that has only the script would ask in vain.
      sourcemap: isWritten && 'hidden',
      target: 'es2022',
      lib: { entry: join(folder, entry), formats: [format], name: 'wsEcho', fileName: () => fileName },
      // Library mode alone keeps the white space of ES modules.
      // What the licences ask for is in a file of its own.
      rolldownOptions: {
        output: {
          minify: true,
          comments: false,
          postBanner: BUNDLES[fileName] && '/*! ws-echo, with lit inside: see ws-echo.LICENSES.txt */',
        },
      },
    },
  });
  return output.find(({ type }) => type === 'chunk');
}

/** The licences of the packages in a bundle, which ask to go where their code goes. */
function licencesOf(moduleIds) {
  const packages = moduleIds.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? []);
  return [...new Set(packages)]
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      return `${name} ${version}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
    })
    .join('\n---\n\n');
}
