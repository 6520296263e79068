// What the README shows of each framework is what test/embedding/ runs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const examples = [
  'react/example.tsx',
  'vue/example.vue',
  'angular/example.ts',
  'svelte/example.svelte',
  'solid/example.tsx',
  'preact/example.tsx',
];

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the README', () => {
  const readme = read('../README.md');

  for (const path of examples) {
    it(`shows ${path} as it is run`, () => {
      // A project says once, in its configuration, whose JSX it is.
      const code = read(`embedding/${path}`).replace(/^\/\*\* @jsxImportSource .*\n/, '');
      assert.ok(
        readme.includes(`\`\`\`${path.split('.').at(-1)}\n${code}\`\`\`\n`),
        `README.md does not show this:\n${code}`,
      );
    });
  }
});
