// The element in the DOMs that unit tests run in. They have no `ElementInternals.states`, and no layout.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { packed } from './packed.mjs';

const program = fileURLToPath(new URL('test-doms/program.mjs', import.meta.url));

describe('`<ws-echo>` in a DOM for tests', { timeout: 60_000 }, () => {
  let module;

  before(async () => {
    module = pathToFileURL(join((await packed()).folder, 'dist/define.js')).href;
  });

  for (const dom of ['jsdom', 'happy-dom']) {
    it(`\`<ws-echo>\` in ${dom} renders, sends, receives and closes over \`loopback:\``, async () => {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, dom, module], {
        timeout: 30_000,
      });
      assert.deepEqual(JSON.parse(stdout), {
        data: 'Hello!',
        origin: 'loopback:',
        shown: ['Connected', 'Hello!'],
        code: 1000,
      });
      assert.equal(stderr, '');
    });
  }
});
