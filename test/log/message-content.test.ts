import { expect } from '@open-wc/testing';
import { MessageContent, toBase64 } from '../../src/log/message-content.js';
import type { Entry } from '../../src/recording/entry.js';
import { TREE_LENGTH } from '../../src/view/json-tree.js';

const encode = (text: string) => new TextEncoder().encode(text);

const ofBytes = (bytes: readonly number[]) => new MessageContent(new Uint8Array(bytes).buffer);

/** The content of text as it comes in a binary message. */
const ofEncoded = (text: string) => new MessageContent(encode(text).buffer);

const entryWith = (data: Entry['data']): Entry => ({
  index: 0,
  kind: 'received',
  time: 0,
  source: 0,
  data,
  bytes: 0,
  story: null,
});

const allBytes = Array.from({ length: 256 }, (_, byte) => byte);

describe('MessageContent', () => {
  describe('of text', () => {
    it('`text` is the text, and `bytes` are its UTF-8', () => {
      const content = new MessageContent('a漢😀');
      expect(content).to.include({ isText: true, isMalformed: false, text: 'a漢😀' });
      expect([...content.bytes]).to.deep.equal([...encode('a漢😀')]);
    });

    it('`text` keeps a byte order mark, and half of a surrogate pair', () => {
      const content = new MessageContent('\uFEFFa\uD83D');
      expect([content.text, content.isMalformed]).to.deep.equal(['\uFEFFa\uD83D', false]);
      expect([...content.bytes]).to.deep.equal([0xef, 0xbb, 0xbf, 0x61, 0xef, 0xbf, 0xbd]);
    });

    it('an empty text has no bytes, and no tree', () => {
      const content = new MessageContent('');
      expect([content.text, content.bytes.length, content.tree, content.isMalformed]).to.deep.equal([
        '',
        0,
        null,
        false,
      ]);
    });
  });

  describe('of bytes', () => {
    it('`text` is what the bytes are in UTF-8', () => {
      const content = ofEncoded('a漢😀');
      expect(content).to.include({ isText: false, isMalformed: false, text: 'a漢😀' });
      expect([...content.bytes]).to.deep.equal([...encode('a漢😀')]);
    });

    it('`text` keeps a byte order mark', () => {
      expect(ofBytes([0xef, 0xbb, 0xbf, 0x61]).text).to.equal('\uFEFFa');
    });

    it('`isMalformed` is true for bytes that are not UTF-8, in which U+FFFD stands for what is none', () => {
      const content = ofBytes([0x61, 0xff, 0x62]);
      expect(content).to.include({ isMalformed: true, text: 'a\uFFFDb' });
      expect([...content.bytes]).to.deep.equal([0x61, 0xff, 0x62]);
    });

    for (const [name, bytes] of [
      ['a character that is cut off', [0xe6, 0xbc]],
      ['an overlong form', [0xc0, 0xaf]],
      ['half of a surrogate pair', [0xed, 0xa0, 0xbd]],
      ['a number beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ] as const) {
      it(`\`isMalformed\` is true for ${name}`, () => {
        expect(ofBytes(bytes).isMalformed).to.be.true;
      });
    }

    it('`isMalformed` is false for U+FFFD itself', () => {
      expect(ofEncoded('\uFFFD').isMalformed).to.be.false;
    });

    it('no bytes are an empty text', () => {
      const content = ofBytes([]);
      expect([content.text, content.isMalformed, content.tree]).to.deep.equal(['', false, null]);
    });
  });

  describe('`MessageContent.from()`', () => {
    it('`MessageContent.from()` is the content of text, of bytes, and of a `Blob`, which it reads', async () => {
      for (const data of ['漢', encode('漢').buffer, new Blob(['漢'])]) {
        const content = await MessageContent.from(entryWith(data));
        expect([content!.text, content!.isText]).to.deep.equal(['漢', data === '漢']);
      }
    });

    it('`MessageContent.from()` is null for an entry without data', async () => {
      expect(await MessageContent.from(entryWith(null))).to.equal(null);
    });

    it('`MessageContent.from()` is a content for empty messages', async () => {
      for (const data of ['', new ArrayBuffer(0), new Blob()]) {
        expect((await MessageContent.from(entryWith(data)))!.text).to.equal('');
      }
    });
  });

  describe('`tree`', () => {
    it('`tree` is the tree of a JSON text, and of bytes that are JSON in UTF-8', () => {
      for (const content of [new MessageContent(' {"a":[1.0]}'), ofEncoded(' {"a":[1.0]}')]) {
        expect(content.tree!.rows.map(({ node }) => content.tree!.path(node))).to.deep.equal(['$', '$.a', '$.a[0]']);
      }
    });

    it('`tree` is the same tree each time, so that it stays as open as it is', () => {
      const content = new MessageContent('[[1],[2]]');
      content.tree!.toggle(0);
      expect(content.tree!.rows).to.have.length(1);
    });

    for (const text of ['42', '"text"', 'true', 'null', 'hello', '{broken', '[1,]', '<a>', '\uFEFF{}']) {
      it(`\`tree\` is null for the text \`${text}\`, which is no object and no array`, () => {
        for (const content of [new MessageContent(text), ofEncoded(text)]) {
          expect([content.tree, content.isTooLongForTree]).to.deep.equal([null, false]);
        }
      });
    }

    it('`tree` is null for a JSON text that is too long, and `isTooLongForTree` says so', () => {
      const json = `[${'1,'.repeat(TREE_LENGTH / 2)}1]`;
      const content = new MessageContent(json);
      expect([content.tree, content.isTooLongForTree]).to.deep.equal([null, true]);
    });

    it('`tree` is null for JSON bytes that are too long, and `isTooLongForTree` says so', () => {
      const content = ofEncoded(`[${'1,'.repeat(TREE_LENGTH / 2)}1]`);
      expect([content.tree, content.isTooLongForTree]).to.deep.equal([null, true]);
    });

    it('`isTooLongForTree` is false for a JSON text that just fits, and for a long text that is no JSON', () => {
      const fits = new MessageContent(`[${'1,'.repeat(TREE_LENGTH / 2 - 2)}11]`);
      expect(fits.text).to.have.length(TREE_LENGTH);
      expect([fits.tree !== null, fits.isTooLongForTree]).to.deep.equal([true, false]);
      for (const content of [new MessageContent('x'.repeat(TREE_LENGTH + 1)), ofEncoded('x'.repeat(TREE_LENGTH + 1))]) {
        expect([content.tree, content.isTooLongForTree]).to.deep.equal([null, false]);
      }
    });
  });

  describe('`views` and `bestView`', () => {
    it('JSON has the view `tree`, which is the best, whether it is text or bytes', () => {
      for (const content of [new MessageContent('{}'), ofEncoded('{}')]) {
        expect([content.bestView, ...content.views]).to.deep.equal(['tree', 'tree', 'text', 'hex', 'base64']);
      }
    });

    it('other text is best seen as text, and other bytes as hex', () => {
      expect([new MessageContent('hi').bestView, ofEncoded('hi').bestView]).to.deep.equal(['text', 'hex']);
      expect(new MessageContent('hi').views).to.deep.equal(['text', 'hex', 'base64']);
    });
  });
});

describe('toBase64()', () => {
  /** Bytes in an engine that has no `Uint8Array.prototype.toBase64`. */
  const inOlderEngine = (bytes: Uint8Array) => Object.defineProperty(bytes, 'toBase64', { value: undefined });

  it('`toBase64()` is what `btoa()` makes of all bytes, in a newer engine and in an older one', () => {
    const expected = btoa(String.fromCharCode(...allBytes));
    expect(toBase64(new Uint8Array(allBytes))).to.equal(expected);
    expect(toBase64(inOlderEngine(new Uint8Array(allBytes)))).to.equal(expected);
  });

  it('`toBase64()` pads the end of 0, 1, 2 and 3 bytes', () => {
    for (const [length, expected] of ['', 'AA==', 'AAA=', 'AAAA'].entries()) {
      expect(toBase64(new Uint8Array(length))).to.equal(expected);
      expect(toBase64(inOlderEngine(new Uint8Array(length)))).to.equal(expected);
    }
  });

  it('`toBase64()` of many bytes is the same text in an older engine, and `atob()` makes the bytes of it', () => {
    const bytes = new Uint8Array(100_001).map((_, i) => (i * 31) % 251);
    const text = toBase64(inOlderEngine(bytes.slice()));
    expect(text === toBase64(bytes)).to.be.true;
    const decoded = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    expect(decoded.every((byte, i) => byte === bytes[i]) && decoded.length === bytes.length).to.be.true;
  });
});
