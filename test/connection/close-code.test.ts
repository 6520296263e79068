import { expect } from '@open-wc/testing';
import {
  closeCodeName,
  includesCode,
  parseCloseCodes,
  RESTART_CODES,
  validateCloseArguments,
} from '../../src/connection/close-code.js';
import { FATAL_CODES } from '../../src/connection/options.js';

describe('Close codes', () => {
  it('`FATAL_CODES` includes exactly the codes that refuse the client, the message or the protocol', () => {
    const fatal = Array.from({ length: 4_000 }, (_, i) => i + 1_000).filter((code) => includesCode(FATAL_CODES, code));
    const http = Array.from({ length: 100 }, (_, i) => i + 4_400).filter((code) => code !== 4408 && code !== 4429);
    expect(fatal).to.deep.equal([1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003, ...http]);
  });

  it('`RESTART_CODES` includes 1001, 1012 and 1013, and no code of a server that failed', () => {
    expect(
      [1000, 1001, 1006, 1011, 1012, 1013, 1014].filter((code) => includesCode(RESTART_CODES, code)),
    ).to.deep.equal([1001, 1012, 1013]);
  });

  it('`closeCodeName()` returns the registered name in lower case, or an empty string', () => {
    expect(closeCodeName(1000)).to.equal('normal closure');
    expect(closeCodeName(1008)).to.equal('policy violation');
    expect(closeCodeName(3000)).to.equal('unauthorized');
    expect(closeCodeName(4999)).to.equal('');
    expect(closeCodeName(1004)).to.equal('');
  });

  it('`includesCode()` matches single codes, and ranges with both ends included', () => {
    const codes = [1000, [4400, 4499]] as const;
    const included = [999, 1000, 1001, 4399, 4400, 4450, 4499, 4500].filter((code) => includesCode(codes, code));
    expect(included).to.deep.equal([1000, 4400, 4450, 4499]);
    expect(includesCode([], 1000)).to.equal(false);
  });
});

describe('parseCloseCodes()', () => {
  it('`parseCloseCodes()` reads codes and ranges separated by spaces or commas', () => {
    expect(parseCloseCodes(' 1000 4400-4499,\n4999 , 3000-3000 ')).to.deep.equal([
      [1000, 1000],
      [4400, 4499],
      [4999, 4999],
      [3000, 3000],
    ]);
  });

  it('`parseCloseCodes()` returns an empty list for text without codes', () => {
    expect(parseCloseCodes('')).to.deep.equal([]);
    expect(parseCloseCodes(' , ')).to.deep.equal([]);
  });

  for (const [text, part] of [
    ['1000 no', 'no'],
    ['100', '100'],
    ['10000', '10000'],
    ['4499-4400', '4499-4400'],
    ['4400-', '4400-'],
    ['4400 - 4499', '-'],
    ['-1000', '-1000'],
  ] as const) {
    it(`\`parseCloseCodes()\` throws a SyntaxError for “${text}” that quotes the wrong part`, () => {
      expect(() => parseCloseCodes(text)).to.throw(SyntaxError, `“${part}”`);
    });
  }
});

describe('validateCloseArguments()', () => {
  it('`validateCloseArguments()` returns the code and the reason that the `close` event will have', () => {
    expect(validateCloseArguments()).to.deep.equal([1005, '']);
    expect(validateCloseArguments(1000)).to.deep.equal([1000, '']);
    expect([999.5, 1000.5, 2999.5].map((code) => validateCloseArguments(code)[0])).to.deep.equal([1000, 1000, 3000]);
    expect(validateCloseArguments(3000, 'enough')).to.deep.equal([3000, 'enough']);
    expect(validateCloseArguments(4999, '界'.repeat(41))).to.deep.equal([4999, '界'.repeat(41)]);
  });

  it('`validateCloseArguments()` throws an InvalidAccessError for every other code', () => {
    for (const code of [0, 999, 1001, 1005, 1006, 2999, 5000, -1, NaN, Infinity]) {
      expect(() => validateCloseArguments(code), String(code))
        .to.throw(DOMException)
        .with.property('name', 'InvalidAccessError');
    }
  });

  it('`validateCloseArguments()` throws a SyntaxError for a reason of more than 123 bytes of UTF-8', () => {
    expect(validateCloseArguments(1000, 'é'.repeat(61))).to.have.length(2);
    for (const reason of ['é'.repeat(62), '界'.repeat(42), '😀'.repeat(31), 'x'.repeat(124)]) {
      expect(() => validateCloseArguments(1000, reason))
        .to.throw(DOMException)
        .with.property('name', 'SyntaxError');
    }
  });

  it('`validateCloseArguments()` checks the code before the reason', () => {
    const tooLong = 'x'.repeat(124);
    expect(() => validateCloseArguments(1001, tooLong))
      .to.throw(DOMException)
      .with.property('name', 'InvalidAccessError');
  });
});
