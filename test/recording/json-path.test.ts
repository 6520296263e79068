import { expect } from '@open-wc/testing';
import { parsePath, valueAt } from '../../src/recording/json-path.js';

describe('parsePath()', () => {
  for (const [path, steps] of [
    ['$', []],
    ['$.a', ['a']],
    ['$.a[0].b', ['a', 0, 'b']],
    ['$[12]["a b"]', [12, 'a b']],
    ['$["a\\"]"]', ['a"]']],
    ['$.first-name.價', ['first-name', '價']],
    ['$.0', ['0']],
    ['$[""]', ['']],
  ] as const) {
    it(`\`parsePath()\` reads \`${path}\` as its keys and indices`, () => {
      expect(parsePath(path)).to.deep.equal(steps);
    });
  }

  for (const path of [
    '',
    'a',
    '.a',
    '$a',
    '$.',
    '$..a',
    '$.a.',
    '$[',
    '$[]',
    '$[-1]',
    '$[*]',
    '$.*',
    '$["\\x"]',
    '$.a b',
  ]) {
    it(`\`parsePath()\` returns null for \`${path}\`, which is no path`, () => {
      expect(parsePath(path)).to.equal(null);
    });
  }
});

describe('valueAt()', () => {
  for (const [text, path, value] of [
    ['{"price":12.30}', ['price'], '12.30'],
    ['{"a":"ACME"}', ['a'], '"ACME"'],
    ['{"a":{"b" : [1, 2]} }', ['a'], '{"b" : [1, 2]}'],
    [' { "a" : [ true , { "b" : null } ] } ', ['a', 1, 'b'], 'null'],
    ['[1,[2,3],"4,5]"]', [2], '"4,5]"'],
    ['{"a":1,"a":2}', ['a'], '2'],
    ['{"a":{"b":1},"a":{}}', ['a', 'b'], null],
    ['{"\\u0061":1}', ['a'], '1'],
    ['{"a\\\\":1,"b":"\\\\\\"}","c":3}', ['c'], '3'],
    ['{"x":"}{\\"","a":-1e5}', ['a'], '-1e5'],
    ['{"a":12345678901234567890}', ['a'], '12345678901234567890'],
    ['{"__proto__":1}', ['__proto__'], '1'],
    ['{"a":{}}', ['a', 'toString'], null],
    ['[1]', ['length'], null],
    ['[1]', ['0'], null],
    ['{"0":1}', [0], null],
    ['[1]', [1], null],
    ['"a"', [0], null],
    ['"a"', [], '"a"'],
    ['{"a":1', ['a'], null],
    ['{"a":1}}', ['a'], null],
    ['{a:1}', ['a'], null],
    ['', [], null],
    ['hello', ['a'], null],
  ] as const) {
    it(`\`valueAt()\` returns ${value ?? 'null'} for the path ${JSON.stringify(path)} of \`${text}\``, () => {
      expect(valueAt(text, path)).to.equal(value);
    });
  }

  it('`valueAt()` reads an array that is 100 000 levels deep without an exception', () => {
    const text = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    // Some engines refuse to parse so many levels.
    expect([null, text.slice(5, -1)]).to.include(valueAt(text, ['a']));
  });
});
