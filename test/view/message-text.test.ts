import { expect } from '@open-wc/testing';
import {
  formatBytes,
  formatText,
  indentJson,
  rowLength,
  SHOWN_BYTES,
  SHOWN_CHARACTERS,
  shownBytes,
} from '../../src/view/message-text.js';

const encode = (text: string) => new TextEncoder().encode(text);

describe('indentJson()', () => {
  it('`indentJson()` puts every member and every item on its own line', () => {
    expect(indentJson('{"a":1,"b":[true,null,{"c":"d"}]}')).to.equal(
      ['{', '  "a": 1,', '  "b": [', '    true,', '    null,', '    {', '      "c": "d"', '    }', '  ]', '}'].join(
        '\n',
      ),
    );
  });

  it('`indentJson()` replaces the white space of the source with its own indentation', () => {
    expect(indentJson(' {\r\n\t"a" : [ 1 ,\n2 ] } \n')).to.equal(indentJson('{"a":[1,2]}'));
  });

  it('`indentJson()` returns the same text as `JSON.stringify()` where that is lossless', () => {
    const value = { text: 'a "b" \\ {c} [d], e: f', list: [[], {}, [[1.5], { deep: { deeper: '' } }]], none: null };
    expect(indentJson(JSON.stringify(value))).to.equal(JSON.stringify(value, null, 2));
  });

  it('`indentJson()` keeps every digit of a number', () => {
    const numbers = [
      '12345678901234567890.000',
      '1.0',
      '-0',
      '1E400',
      '0.1000000000000000055511151231257827',
      '9007199254740993',
    ];
    for (const number of numbers) expect(indentJson(`[${number}]`)).to.equal(`[\n  ${number}\n]`);
  });

  it('`indentJson()` keeps duplicate keys and the order of the keys', () => {
    expect(indentJson('{"b":1,"2":2,"a":3,"1":4,"b":5}')).to.equal(
      '{\n  "b": 1,\n  "2": 2,\n  "a": 3,\n  "1": 4,\n  "b": 5\n}',
    );
  });

  it('`indentJson()` keeps a member with the name `__proto__`', () => {
    expect(indentJson('{"__proto__":{"x":1}}')).to.equal('{\n  "__proto__": {\n    "x": 1\n  }\n}');
  });

  it('`indentJson()` keeps escape sequences in strings unchanged', () => {
    const strings = [String.raw`"\u00e9\n\/\"\\"`, String.raw`"\\"`, String.raw`"\\\""`, '"é \u2028 😀"'];
    for (const string of strings)
      expect(indentJson(`[${string},${string}]`)).to.equal(`[\n  ${string},\n  ${string}\n]`);
  });

  it('`indentJson()` ignores braces, brackets, commas, colons and spaces in strings', () => {
    const string = String.raw`"{ [ ] } , : \" { \\"`;
    expect(indentJson(`{${string}:${string}}`)).to.equal(`{\n  ${string}: ${string}\n}`);
  });

  it('`indentJson()` keeps empty objects and arrays on one line', () => {
    expect(indentJson('{"a":{},"b":[ ],"c":{\n}}')).to.equal('{\n  "a": {},\n  "b": [],\n  "c": {}\n}');
    expect(indentJson(' {} ')).to.equal('{}');
    expect(indentJson('[]')).to.equal('[]');
  });

  it('`indentJson()` returns less than 500,000 characters for the deepest nesting that is shown', () => {
    const depth = SHOWN_CHARACTERS / 2;
    const text = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const indented = indentJson(text);
    expect(indented.replace(/\s/g, '')).to.equal(text);
    expect(indented.length).to.be.lessThan(500_000);
  });

  it('`formatText()` leaves text that is not JSON unchanged', () => {
    for (const text of [
      '',
      'Hello!',
      '{',
      '{a: 1}',
      "['a']",
      '[1,]',
      '[1] [2]',
      '{"a":1}}',
      '[NaN]',
      '["a\nb"]',
      '\uFEFF[1]',
    ]) {
      expect(formatText(text, 'auto'), text).to.include({ text, kind: 'text' });
      expect(formatText(text, 'json'), text).to.include({ text, kind: 'text' });
    }
  });

  it('`formatText()` treats a number, word or string alone as JSON only with `json`', () => {
    for (const text of [' 1.0 ', ' true ', ' "a" ', ' null ']) {
      expect(formatText(text, 'auto')).to.include({ text, kind: 'text' });
      expect(formatText(text, 'json')).to.include({ text: text.trim(), kind: 'json' });
    }
  });
});

describe('formatText()', () => {
  it('`formatText()` indents JSON with `auto` and `json`, and returns it unchanged with `text`', () => {
    const whole = { bytes: 3, truncation: null };
    expect(formatText('[1]', 'auto')).to.deep.equal({ text: '[\n  1\n]', kind: 'json', ...whole });
    expect(formatText('[1]', 'json')).to.deep.equal({ text: '[\n  1\n]', kind: 'json', ...whole });
    expect(formatText('[1]', 'text')).to.deep.equal({ text: '[1]', kind: 'text', ...whole });
    expect(formatText(' 1 ', 'auto')).to.deep.equal({ text: ' 1 ', kind: 'text', ...whole });
    expect(formatText(' 1 ', 'json')).to.deep.equal({ text: '1', kind: 'json', ...whole });
  });

  it('`formatText()` counts the bytes of a text in UTF-8', () => {
    expect(formatText('é😀', 'auto').bytes).to.equal(6);
  });

  it('`formatText()` with `escaped` shows the characters that cannot be seen', () => {
    const escaped = (text: string) => formatText(text, 'escaped').text;
    expect(escaped('a\u200Bb\uFEFFc\r\nd\te\u0000f')).to.equal(
      String.raw`a\u{200B}b\u{FEFF}c\r\n` + '\n' + String.raw`d\te\u{0000}f`,
    );
    expect(escaped('\u202Eabc\u2066\u00A0\u00AD\u2028')).to.equal(
      String.raw`\u{202E}abc\u{2066}\u{00A0}\u{00AD}\u{2028}`,
    );
    expect(escaped('\uD800 \\ é 😀 漢字')).to.equal(String.raw`\u{D800} \\ é 😀 漢字`);
    expect(escaped('{"a":1}')).to.equal('{"a":1}');
  });

  it('`formatText()` returns a text of `SHOWN_CHARACTERS` characters whole', () => {
    const text = 'x'.repeat(SHOWN_CHARACTERS);
    expect(formatText(text, 'auto')).to.include({ text, truncation: null });
  });

  it('`formatText()` truncates a longer text, counts its characters, and does not indent it', () => {
    const text = `[${'1,'.repeat(SHOWN_CHARACTERS)}1]`;
    expect(formatText(text, 'json')).to.deep.equal({
      text: text.slice(0, SHOWN_CHARACTERS),
      kind: 'text',
      bytes: null,
      truncation: { shown: SHOWN_CHARACTERS, total: text.length },
    });
  });

  it('`formatText()` splits no surrogate pair when it truncates a text', () => {
    const text = `${'x'.repeat(SHOWN_CHARACTERS - 1)}😀`;
    expect(formatText(text, 'auto').truncation).to.deep.equal({
      shown: SHOWN_CHARACTERS - 1,
      total: SHOWN_CHARACTERS + 1,
    });
    expect(formatText(text, 'auto').text).to.equal('x'.repeat(SHOWN_CHARACTERS - 1));
  });

  it('`formatText()` with `hex` returns the UTF-8 bytes of a text as hex', () => {
    expect(formatText('é!', 'hex')).to.deep.equal({
      text: 'c3 a9 21'.padEnd(47) + '  ··!',
      kind: 'hex',
      bytes: 3,
      truncation: null,
    });
  });
});

describe('formatBytes()', () => {
  const describe16 = (bytes: number[]) => formatBytes(Uint8Array.from(bytes), bytes.length, 'auto').text;

  it('`formatBytes()` returns sixteen bytes per row, each row with its characters', () => {
    expect(describe16([...encode('Hello, WebSocket!')])).to.equal(
      '48 65 6c 6c 6f 2c 20 57 65 62 53 6f 63 6b 65 74  Hello, WebSocket\n' + '21'.padEnd(47) + '  !',
    );
  });

  it('`formatBytes()` returns a dot for every byte that is not printable ASCII', () => {
    expect(describe16([0, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0xff])).to.equal(
      `${'00 1f 20 7e 7f 80 ff'.padEnd(47)}  ·· ~···`,
    );
  });

  it('`formatBytes()` puts eight or four bytes into a row where asked', () => {
    const bytes = encode('Hello, W!');
    expect(formatBytes(bytes, 9, 'auto', 8).text).to.equal(
      '48 65 6c 6c 6f 2c 20 57  Hello, W\n' + '21'.padEnd(23) + '  !',
    );
    const rows = formatBytes(bytes, 9, 'auto', 4).text.split('\n');
    expect(rows).to.have.length(3);
    expect(rows[0]).to.have.length(rowLength(4));
  });

  it('`formatBytes()` with `escaped` keeps a byte order mark, which is no text with `text`', () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]);
    expect(formatBytes(bytes, 4, 'escaped').text).to.equal(String.raw`\u{FEFF}A`);
    expect(formatBytes(bytes, 4, 'text').text).to.equal('A');
  });

  it('`formatBytes()` returns an empty text for no bytes', () => {
    expect(formatBytes(new Uint8Array(), 0, 'auto')).to.deep.equal({
      text: '',
      kind: 'hex',
      bytes: 0,
      truncation: null,
    });
  });

  it('`formatBytes()` returns the first `SHOWN_BYTES` bytes, and counts all of them', () => {
    const { text, bytes, truncation } = formatBytes(new Uint8Array(SHOWN_BYTES + 1), SHOWN_BYTES + 1, 'hex');
    expect(text.split('\n')).to.have.length(SHOWN_BYTES / 16);
    expect(bytes).to.equal(SHOWN_BYTES + 1);
    expect(truncation).to.deep.equal({ shown: SHOWN_BYTES, total: SHOWN_BYTES + 1 });
    expect(formatBytes(new Uint8Array(SHOWN_BYTES), SHOWN_BYTES, 'hex').truncation).to.equal(null);
  });

  it('`formatBytes()` returns the given total length when it gets only the beginning of a message', () => {
    expect(formatBytes(encode('abc'), 1_000_000, 'hex').truncation).to.deep.equal({ shown: 3, total: 1_000_000 });
  });

  it('`formatBytes()` decodes UTF-8 with `text`, and also indents JSON with `json`', () => {
    expect(formatBytes(encode('{"é":1}'), 8, 'text')).to.deep.equal({
      text: '{"é":1}',
      kind: 'text',
      bytes: 8,
      truncation: null,
    });
    expect(formatBytes(encode('{"é":1}'), 8, 'json')).to.include({ text: '{\n  "é": 1\n}', kind: 'json', bytes: 8 });
  });

  it('`formatBytes()` with `text` decodes `SHOWN_CHARACTERS` bytes, and splits no character', () => {
    expect(shownBytes('text')).to.equal(SHOWN_CHARACTERS);
    const bytes = encode(`${'x'.repeat(SHOWN_CHARACTERS - 1)}é`);
    const { text, truncation } = formatBytes(bytes, bytes.length, 'text');
    expect(text).to.equal('x'.repeat(SHOWN_CHARACTERS - 1));
    expect(truncation).to.deep.equal({ shown: SHOWN_CHARACTERS, total: SHOWN_CHARACTERS + 1 });
  });

  it('`formatBytes()` decodes invalid UTF-8 to the replacement character U+FFFD', () => {
    expect(formatBytes(Uint8Array.from([0x41, 0xff, 0x42]), 3, 'text').text).to.equal('A\uFFFDB');
    expect(formatBytes(Uint8Array.from([0x41, 0xc3]), 2, 'text').text).to.equal('A\uFFFD');
  });
});
