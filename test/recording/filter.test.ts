import { expect } from '@open-wc/testing';
import { EXPRESSION_LENGTH, findMarks, parseQuery, toggleTerm, type Searchable } from '../../src/recording/filter.js';

function entry(text: string, group: Searchable['group'] = 'received', bytes = text.length): Searchable {
  return { group, text, bytes, time: '14:03:22.105' };
}

const quote = (text: string): string => `\`${text}\``;

describe('parseQuery()', () => {
  for (const [query, matching, others] of [
    ['', ['', 'a'], []],
    [' \t ', ['', 'a'], []],
    ['acme', ['ACME', 'the acme.'], ['acm e', '']],
    ['ACME', ['acme'], []],
    ['é.*', ['É.*'], ['é..']],
    ['a b', ['b a', 'ab'], ['a', 'b']],
    ['14:03', ['', 'at 14:03'], []],
    ['14:03:22.1', [''], []],
    ['14:04', ['at 14:04'], ['']],
    ['03:22', ['at 03:22'], ['']],
    ['22', ['22'], ['']],
    ['-a', ['b', ''], ['a', 'bA']],
    ['b -a', ['b'], ['ab', 'c']],
    ['-', ['a-b'], ['a']],
    ['- a', ['a -'], ['a']],
    ['--a', ['a'], ['-a']],
    ['-5', ['4'], ['5']],
    ['"-5"', ['x-5'], ['5']],
    ['"a phrase"', ['It is A PHRASE.'], ['a  phrase', 'phrase a']],
    ['-"a phrase"', ['phrase a'], ['a phrase']],
    ['"say \\"hi\\""', ['say "hi"'], ['say hi']],
    ['"a\\nb"', ['a\\nb'], ['a\nb']],
    ['"a', ['"a'], ['a']],
    ['"a b', ['b "a'], ['a b']],
    ['"a"b c"', ['"a"b and c"'], ['a"b c']],
    ['a"b c"', ['c"a"b'], ['ab c']],
    ['""', ['{"a":""}'], ['', 'a']],
    ['{"a":1}', ['[{"A":1}]'], ['{"a": 1}', 'a1']],
    ['/ab+c/', ['xabbc'], ['ac', 'ABC']],
    ['/ab+c/i', ['ABBC'], ['ac']],
    ['-/ab+c/i', ['ac'], ['ABBC']],
    ['/a b/ c', ['c a b'], ['a b', 'c b a']],
    ['/a.b/s', ['a\nb'], ['ab']],
    ['/^b$/m', ['a\nb'], ['ab']],
    ['/^\\p{L}$/u', ['é'], ['1', 'p{L}']],
    ['/a\\/b/', ['a/b'], ['ab', '/a\\/b/']],
    ['/[/]b/', ['a/b'], ['ab']],
    ['/api/v1/', ['GET /api/v1/'], ['api', 'v1']],
    ['/api/v1', ['GET /api/v1'], ['api']],
    ['/api', ['/api'], ['api']],
    ['/a/ii', ['/a/ii'], ['a']],
    ['/a/g', ['/a/g'], ['a']],
    ['//', ['https://'], ['/']],
    ['/', ['a/b'], ['a']],
    ['a/b/i', ['A/B/I'], ['b']],
    ['/[/', ['/[/'], ['[']],
    ['$.a', ['{"a":null}', '{"a":{}}'], ['{"b":1}', '{"b":{"a":1}}', 'a', '$.a']],
    ['-$.a', ['{}', 'text'], ['{"a":1}']],
    ['$.a=1', ['{"a":1}', '{"a":"1"}'], ['{"a":1.0}', '{"a":12}']],
    ['$.a==1', ['{"a":1}'], ['{"a":2}']],
    ['$.a=12.30', ['{"a":12.30}'], ['{"a":12.3}']],
    ['$.symbol=ACME', ['{"symbol":"ACME"}'], ['{"symbol":"acme"}', '{"symbol":"ACMES"}']],
    ['$.symbol="ACME"', ['{"symbol":"ACME"}'], ['{"symbol":"acme"}']],
    ['$.a="1"', ['{"a":"1"}'], ['{"a":1}']],
    ['$.a="x y" z', ['{"a":"x y","b":"z"}'], ['{"a":"x y"}', '{"a":"x"} z']],
    ['$.a="\\"é"', ['{"a":"\\u0022\\u00e9"}'], ['{"a":"é"}']],
    ['$.a=', ['{"a":""}'], ['{"a":1}']],
    ['$.a={"b":1}', ['{"a":{"b":1}}'], ['{"a":{"b": 1}}']],
    ['$.a!=1', ['{"a":2}', '{"a":"b"}'], ['{"a":1}', '{"a":"1"}', '{"b":2}', 'text']],
    ['-$.a=1', ['{"a":2}', '{"b":2}', 'text'], ['{"a":1}']],
    ['$.a[0].b>12', ['{"a":[{"b":12.5}]}', '{"a":[{"b":"13"}]}'], ['{"a":[{"b":12}]}', '{"a":[]}']],
    ['$.a>=12', ['{"a":12.0}', '{"a":1e9}'], ['{"a":11.9}', '{"a":"x"}', '{"a":true}', '{"a":null}', '{"a":""}']],
    ['$.a<-1', ['{"a":-1.5}'], ['{"a":-1}', '{"a":[]}']],
    ['$.a<=.5', ['{"a":0.5}'], ['{"a":0.6}']],
    ['$.a>9007199254740992', ['{"a":9007199254740993}'], ['{"a":9007199254740992}']],
    ['$["a b"][1]=x', ['{"a b":[0,"x"]}'], ['{"a b":["x"]}']],
    ['$100', ['costs $100'], ['100']],
    ['${a}', ['`${a}`'], ['a']],
    ['$"a b"', ['b" $"a'], ['$a b']],
    ['foo:bar', ['FOO:bar'], ['foo']],
  ] as const) {
    it(`The query ${quote(query)} matches exactly ${matching.map(quote).join(', ')} and says nothing`, () => {
      const { test, literals } = parseQuery(query);
      expect([...matching, ...others].filter((text) => test(entry(text)))).to.deep.equal(matching);
      expect(literals).to.deep.equal([]);
    });
  }

  for (const [query, reason] of [
    ['/(/', 'bad-expression'],
    ['/a{2,1}/', 'bad-expression'],
    ['/\\p{Nope}/u', 'bad-expression'],
    ['is:foo', 'bad-value'],
    ['is:', 'bad-value'],
    ['larger-than:abc', 'bad-value'],
    ['larger-than:', 'bad-value'],
    ['smaller-than:1x', 'bad-value'],
    ['smaller-than:-1', 'bad-value'],
    ['larger-than:1ib', 'bad-value'],
    ['$.a>abc', 'bad-value'],
    ['$.a<', 'bad-value'],
    ['$..a', 'bad-path'],
    ['$.a[*]', 'bad-path'],
    ['$.a:1', 'bad-path'],
    ['$["\\x"]', 'bad-path'],
  ] as const) {
    it(`The query ${quote(query)} is looked for as text, for the reason ${quote(reason)}`, () => {
      const { test, literals, needles } = parseQuery(query);
      expect(literals).to.deep.equal([{ term: query, reason }]);
      expect(needles).to.deep.equal([query]);
      expect(test(entry(`before ${query} after`))).to.equal(true);
      expect(test(entry('before after'))).to.equal(false);
      expect(parseQuery(`-${query}`).literals).to.deep.equal([{ term: query, reason }]);
      expect(parseQuery(`-${query}`).test(entry(query))).to.equal(false);
    });
  }

  for (const expression of [
    '(a+)+$',
    '(a*)*b',
    '(a|a)*b',
    '(a|aa)+$',
    '(?:a|b)+c',
    '(.|\\s)+x',
    '(.*a){12}b',
    '(.*?,){11}P',
    '([a-zA-Z]+)*b',
    '(x+x+)+y',
    '(a{1,3})+b',
    '(a{0,50}){0,50}b',
    '(a?){30}a{30}b',
    '^(a?){25}a{25}b',
    '(ab|a){30}c',
    `${'(aa)?'.repeat(30)}b`,
    '(?:a+b?)?a+c',
    `${'a?'.repeat(30)}${'a'.repeat(30)}b`,
    '((a?)+)+b',
    '(a?a?)+b',
    '(\\w)\\1',
    '(?<n>a)\\k<n>',
    '.*.*.*.*x',
    '.*.*x',
    '\\s*\\s*x',
    '\\d+\\d+x',
    'a+a+a+$',
    'a.*a.*b',
    'aa.*aa.*b',
    '.*\\d+x',
    '[а-я]+[а-я]+x',
    '[^x]*[^y]*z',
    '(?=.*.*x)',
    '\\w+(?!\\.)\\w+x',
    '.{0,1000}.{0,1000}x',
    'foo|.*.*x',
    '((a{99}){99}){99}',
  ]) {
    it(`The expression ${quote(expression)} may run for too long and is looked for as text`, () => {
      expect(parseQuery(`/${expression}/`).literals).to.deep.equal([
        { term: `/${expression}/`, reason: 'slow-expression' },
      ]);
      expect(parseQuery(`/${expression}/`).test(entry(`“/${expression}/”`))).to.equal(true);
    });
  }

  for (const expression of [
    'error.*code.*5\\d\\d',
    '.*error.*',
    'a.*b',
    '"price":"?\\d+\\.\\d+',
    '(error|warn|fatal).*timeout',
    '(\\d{1,3}\\.){3}\\d{1,3}',
    '(?:\\d{1,3}\\.)+',
    '[\\w.]+@[\\w.]+\\.\\w+',
    '^\\s+|\\s+$',
    '\\w+\\s*=\\s*\\w+',
    '\\d{4}-\\d\\d-\\d\\dT.*Z',
    '^(?!.*ping).*$',
    'https?:\\/\\/[^\\s"]+',
    '(?:ab)+c',
    '(?:foo)?.*bar',
    '"price":\\d+(\\.\\d+)?,',
    '-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?x',
  ]) {
    it(`The expression ${quote(expression)} is fast enough to run`, () => {
      expect(parseQuery(`/${expression}/`).literals).to.deep.equal([]);
    });
  }

  it('An expression sees the first 10 000 characters of a text only, a word all of them', () => {
    const late = entry(`${' '.repeat(EXPRESSION_LENGTH)}acme`);
    expect(EXPRESSION_LENGTH).to.equal(10_000);
    expect(parseQuery('/acme/').test(late)).to.equal(false);
    expect(parseQuery('acme').test(late)).to.equal(true);
    expect(parseQuery('/acme/').test(entry(late.text.slice(4)))).to.equal(true);
  });

  it('An expression gives the same answer each time', () => {
    const { test, needles } = parseQuery('/acme/');
    expect([1, 2, 3].map(() => test(entry('acme')))).to.deep.equal([true, true, true]);
    expect((needles[0] as RegExp).flags).to.equal('g');
  });

  it('`is:` matches the entries of a group', () => {
    const groups = ['sent', 'received', 'story'] as const;
    for (const group of groups) {
      expect(groups.filter((other) => parseQuery(`is:${group}`).test(entry('', other)))).to.deep.equal([group]);
    }
    expect(parseQuery('-is:Story').test(entry('', 'story'))).to.equal(false);
    expect(parseQuery('is:sent is:received').test(entry('', 'sent'))).to.equal(false);
  });

  for (const [size, bytes] of [
    ['0', 0],
    ['12', 12],
    ['12b', 12],
    ['1k', 1_000],
    ['1.5kb', 1_500],
    ['1K', 1_000],
    ['1ki', 1_024],
    ['2KiB', 2_048],
    ['1m', 1_000_000],
    ['1mb', 1_000_000],
    ['1mi', 1_048_576],
    ['1mib', 1_048_576],
  ] as const) {
    it(`\`larger-than:${size}\` and \`smaller-than:${size}\` compare with ${bytes} bytes, which is neither`, () => {
      const messages = [bytes - 1, bytes, bytes + 1].map((length) => entry('', 'sent', length));
      const [larger, smaller] = [parseQuery(`larger-than:${size}`), parseQuery(`smaller-than:${size}`)];
      expect(messages.map(larger.test)).to.deep.equal([false, false, true]);
      expect(messages.map(smaller.test)).to.deep.equal([true, false, false]);
      expect([...larger.literals, ...smaller.literals]).to.deep.equal([]);
    });
  }

  it('`smaller-than:` matches messages only: an event of the connection has no size', () => {
    expect(parseQuery('smaller-than:1k').test(entry('', 'story', 0))).to.equal(false);
    expect(parseQuery('smaller-than:1k').test(entry('', 'sent', 0))).to.equal(true);
  });

  it('`test()` reads `text` and `bytes` only if a term needs them and the others match', () => {
    const read: string[] = [];
    const lazy: Searchable = {
      group: 'sent',
      time: '14:03:22.105',
      get text() {
        read.push('text');
        return 'acme';
      },
      get bytes() {
        read.push('bytes');
        return 4;
      },
    };
    parseQuery('').test(lazy);
    parseQuery('acme larger-than:1 $.a is:received').test(lazy);
    expect(read).to.deep.equal([]);
    parseQuery('larger-than:1').test(lazy);
    expect(read).to.deep.equal(['bytes']);
    parseQuery('acme').test(lazy);
    expect(read).to.deep.equal(['bytes', 'text']);
  });

  it('`isEmpty` is true for a query without terms', () => {
    expect(['', ' \n ', 'a', '""', '-'].filter((query) => parseQuery(query).isEmpty)).to.deep.equal(['', ' \n ']);
  });

  it('`needles` has the words, phrases and expressions that are not negated', () => {
    const { needles } = parseQuery('acme -no "a b" /c/i -/d/ is:sent larger-than:1 $.a=1');
    expect(needles.map(String)).to.deep.equal(['acme', 'a b', '/c/gi']);
  });

  it('`parseQuery()` and `test()` throw for no query and no text', () => {
    const long = 100_000;
    for (const query of [
      '"'.repeat(long),
      '/'.repeat(long),
      '-'.repeat(long),
      '\\'.repeat(long),
      'a'.repeat(long),
      '\uD800',
      '"\uDC00\uD800"',
      '/\uD800/u',
      '$["'.repeat(1_000),
      `$${'.a'.repeat(1_000)}=1`,
      '$.a>1e999',
      `$.a>${'9'.repeat(1_000)}`,
      '/a{999999}/',
      '/(?:a{1000}){100}/',
      `/${'('.repeat(400)}${')'.repeat(400)}/`,
      'is:sent\0',
    ]) {
      const { test, needles } = parseQuery(query);
      for (const text of ['', '\uD800', '{"a":1}', '"'.repeat(1_000), 'a'.repeat(long), query]) {
        expect(() => test(entry(text))).not.to.throw();
        expect(() => findMarks(needles, text, 10)).not.to.throw();
      }
    }
  });

  it('A word of 100 000 characters is found in any case', () => {
    const word = 'Ab'.repeat(50_000);
    expect(parseQuery(word).test(entry(`x${word.toLowerCase()}`))).to.equal(true);
    expect(findMarks([word], `x${word.toLowerCase()}`, 10)).to.deep.equal([[1, 100_001]]);
  });
});

describe('findMarks()', () => {
  for (const [needles, text, marks] of [
    [[], 'abc', []],
    [
      ['b'],
      'abcB',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      ['c', 'a'],
      'abc',
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [['ab', 'bc'], 'abcd', [[0, 3]]],
    [['abc', 'b'], 'abcd', [[0, 3]]],
    [['a', 'b'], 'xab', [[1, 3]]],
    [
      [/\d+/g, '.'],
      '12.5 7',
      [
        [0, 4],
        [5, 6],
      ],
    ],
    [[/x*/g], 'axa', [[1, 2]]],
    [['.*'], 'a.*', [[1, 3]]],
    [['i'], 'İi', [[1, 2]]],
  ] as const) {
    it(`\`findMarks()\` marks ${JSON.stringify(marks)} for [${needles.map(String).join(', ')}] in “${text}”`, () => {
      expect(findMarks(needles, text, 10)).to.deep.equal(marks);
    });
  }

  it('`findMarks()` returns no more ranges than the limit, the first ones', () => {
    expect(findMarks(['a', 'b'], 'a b a b a b', 3)).to.deep.equal([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect(findMarks(['a'], 'a a', 0)).to.deep.equal([]);
  });

  it('`findMarks()` looks for expressions in the first 10 000 characters only', () => {
    const text = `a${' '.repeat(EXPRESSION_LENGTH)}a`;
    expect(findMarks([/a/g], text, 10)).to.deep.equal([[0, 1]]);
    expect(findMarks(['a'], text, 10)).to.deep.equal([
      [0, 1],
      [EXPRESSION_LENGTH + 1, EXPRESSION_LENGTH + 2],
    ]);
  });
});

describe('toggleTerm()', () => {
  for (const [query, term, toggled] of [
    ['', 'is:sent', 'is:sent'],
    ['acme', 'is:sent', 'acme is:sent'],
    ['acme is:sent', 'is:sent', 'acme'],
    ['is:sent acme', 'is:received', 'acme is:received'],
    ['-is:story', 'is:sent', '-is:story is:sent'],
    ['-is:story', 'is:story', 'is:story'],
    ['-is:story', '-is:story', ''],
    ['is:story', '-is:story', '-is:story'],
    ['"is:sent x" y', 'is:sent', '"is:sent x" y is:sent'],
    ['"a  b"  c', 'c', '"a  b"'],
    ['/a b/i $.x="y z"', '$.x="y z"', '/a b/i'],
    ['"open', '/x/', '"open /x/'],
    ['a a b', 'a', 'b'],
  ] as const) {
    it(`\`toggleTerm()\` makes ${quote(toggled)} of ${quote(query)} and ${quote(term)}`, () => {
      expect(toggleTerm(query, term)).to.equal(toggled);
    });
  }
});
