// The list of failed tests at the end of `npm test`.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listFailures } from '../scripts/list-failures.mjs';

const failure = { engine: 'WebKit', file: 'test/a.test.ts', title: 'a button closes', error: 'expected 1 to equal 2' };

describe('npm test: the list of failures', () => {
  it('`listFailures` is empty if nothing failed', () => {
    assert.equal(listFailures([]), '');
  });

  it('`listFailures` gives each test a line with its engine, its file and its title, above its error', () => {
    const other = { engine: 'Node', file: 'test/b.node.mjs', title: 'a file exists', error: 'ENOENT' };
    assert.deepEqual(listFailures([failure, other]).split('\n'), [
      'Failed:',
      '  WebKit · test/a.test.ts · a button closes',
      '    expected 1 to equal 2',
      '  Node · test/b.node.mjs · a file exists',
      '    ENOENT',
    ]);
  });

  it('`listFailures` shows the first line of an error that says something', () => {
    const error = '\n  expected 1\n  to equal 2';
    assert.equal(
      listFailures([{ ...failure, error }])
        .split('\n')
        .at(-1),
      '    expected 1',
    );
  });

  it('`listFailures` names a file that broke outside of a test without a title', () => {
    const list = listFailures([{ engine: 'Firefox', file: 'test/a.test.ts', error: 'SyntaxError' }]);
    assert.equal(list, 'Failed:\n  Firefox · test/a.test.ts\n    SyntaxError');
  });

  it('`listFailures` says that an error has no message if it has none', () => {
    assert.match(listFailures([{ ...failure, error: undefined }]), /\n {4}\(an error without a message\)$/);
  });
});
