// Templates of Vue, Svelte and Angular, checked by their own compilers against the types in the tarball. The compilers
// need an older TypeScript, and so a project of their own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { npm, packed } from './packed.mjs';

const tests = fileURLToPath(new URL('..', import.meta.url));

/** The compilers, and the pattern of their errors. For another framework, add an entry and a folder in templates/. */
const compilers = [
  {
    name: 'vue',
    extension: 'vue',
    program: 'vue-tsc/bin/vue-tsc.js -p vue',
    complaint: /^vue\/(\S+)\((\d+),/gm,
  },
  {
    name: 'svelte',
    extension: 'svelte',
    program: 'svelte-check/bin/svelte-check --workspace svelte --output machine',
    complaint: / (?:ERROR|WARNING) "(\S+)" (\d+):/g,
  },
  {
    name: 'angular',
    extension: 'ts',
    program: '@angular/compiler-cli/bundles/src/bin/ngc.js -p angular',
    complaint: /(\S+):(\d+):\d+ - (?:error|warning)/g,
  },
];

describe('Types of the package in framework templates', { timeout: 120_000 }, () => {
  let folder;
  let project;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ws-echo-templates-'));
    project = join(folder, 'package/templates');
    await cp(join(tests, 'package/templates'), project, { recursive: true });
    await cp(join(tests, 'exactly.ts'), join(folder, 'exactly.ts'));
    for (const { name, extension } of compilers) {
      await cp(join(tests, `embedding/${name}/example.${extension}`), join(project, `${name}/example.${extension}`));
    }
    const { tarball } = await packed();
    npm(project, 'install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const { name, extension, program, complaint } of compilers) {
    it(`the ${name} compiler accepts the correct template and rejects every wrong line`, async () => {
      const wrong = `wrong.${extension}`;
      const lines = (await readFile(join(project, name, wrong), 'utf8')).split('\n');
      const expected = lines.flatMap((line, index) => (/<ws-\w+ /.test(line) ? [`${wrong}:${index + 1}`] : []));
      const said = await compile(project, program);
      const complaints = new Set([...said.matchAll(complaint)].map(([, file, line]) => `${file}:${line}`));
      assert.deepEqual([...complaints].sort(), expected.sort(), said);
    });
  }
});

/** The output of a program of this project. */
async function compile(project, program) {
  const [path, ...args] = program.split(' ');
  const child = spawn(process.execPath, [join('node_modules', path), ...args], { cwd: project });
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return stripVTControlCharacters(out + error);
}
