import { expect } from '@open-wc/testing';
import { ENTRY_BYTE_LIMIT, ENTRY_LIMIT } from '../../src/recording/recorder.js';
import { lines, newest, recordOpenSource } from './open-source.js';

const numbers = (start: number, end: number) => Array.from({ length: end - start }, (_, i) => `${i + start}`);

describe('Recorder', () => {
  describe('`limit` and `byteLimit`', () => {
    it('`limit` lets the oldest entries go and counts them, and the indices of the others stay', () => {
      const { recorder, source } = recordOpenSource({ limit: 3 });
      source.receive('a', 'b', 'c', 'd');
      expect(lines(recorder)).to.deep.equal(['2 received b', '3 received c', '4 received d']);
      expect(recorder).to.include({ first: 2, end: 5, length: 3, letGo: 2 });
    });

    it('`limit` is 10,000 entries by default', () => {
      const { recorder, source } = recordOpenSource();
      source.receive(...numbers(0, ENTRY_LIMIT + 5));
      expect(ENTRY_LIMIT).to.equal(10_000);
      expect(recorder).to.include({ length: ENTRY_LIMIT, letGo: 6 });
    });

    it('`byteLimit` counts 2 bytes for each UTF-16 unit of text, the size of bytes, and 64 for each entry', () => {
      const { recorder, source } = recordOpenSource();
      source.receive('漢字', new Uint8Array(100), 'ab');
      expect(recorder.bytes).to.equal(4 * 64 + 4 + 100 + 4);
    });

    it('`byteLimit` lets as many of the oldest go as the newest needs', () => {
      const { recorder, source } = recordOpenSource({ byteLimit: 4 * 64 + 20 });
      source.receive('abcde', 'fghij', new Uint8Array(0));
      expect(recorder).to.include({ length: 4, letGo: 0, bytes: 4 * 64 + 20 });
      source.receive(new Uint8Array(74));
      expect(lines(recorder)).to.deep.equal([
        '2 received fghij',
        '3 received [object ArrayBuffer]',
        '4 received [object ArrayBuffer]',
      ]);
      expect(recorder).to.include({ letGo: 2, bytes: 3 * 64 + 10 + 74 });
    });

    it('`byteLimit` is 16 MiB by default', () => {
      const { recorder, source } = recordOpenSource();
      expect(ENTRY_BYTE_LIMIT).to.equal(16 * 1_024 * 1_024);
      for (let i = 0; i < 20; i++) source.receive(new ArrayBuffer(1_048_576));
      expect(recorder).to.include({ length: 15, bytes: 15 * (1_048_576 + 64) });
    });

    it('a message that is larger than `byteLimit` keeps its row and its size, loses its data, and displaces none', () => {
      const { recorder, source } = recordOpenSource({ byteLimit: 1_000 });
      source.receive('stays', '漢'.repeat(500), new Uint8Array(1_000), new Blob(['x'.repeat(1_000)]));
      expect([...recorder].slice(1).map(({ data, bytes }) => [data, bytes])).to.deep.equal([
        ['stays', 5],
        [null, 1_500],
        [null, 1_000],
        [null, 1_000],
      ]);
      expect(recorder).to.include({ letGo: 0, bytes: 5 * 64 + 10 });
    });

    it('a message that fills `byteLimit` by itself is kept, and one that has a byte more loses its data', () => {
      const { recorder, source } = recordOpenSource({ byteLimit: 164 });
      source.receive(new Uint8Array(100));
      expect(recorder).to.include({ length: 1, bytes: 164 });
      source.receive('x'.repeat(50));
      expect(newest(recorder).data).to.have.length(50);
      source.receive(new Uint8Array(101));
      expect(newest(recorder)).to.include({ data: null, bytes: 101 });
      source.receive('x'.repeat(51));
      expect(newest(recorder)).to.include({ data: null, bytes: 51 });
    });

    it('a text of 20 million characters keeps its row and its size under the default limit', () => {
      const { recorder, source } = recordOpenSource();
      source.receive('stays', 'x'.repeat(20_000_000));
      expect(newest(recorder)).to.include({ kind: 'received', data: null, bytes: 20_000_000 });
      expect(recorder).to.include({ length: 3, letGo: 0 });
    });

    it('1,000,000 empty messages stay within the limits', () => {
      const { recorder, source } = recordOpenSource();
      const event = new MessageEvent('message', { data: '' });
      for (let i = 0; i < 1_000_000; i++) source.dispatchEvent(event);
      expect(recorder).to.include({
        length: ENTRY_LIMIT,
        end: 1_000_001,
        letGo: 1_000_001 - ENTRY_LIMIT,
        bytes: ENTRY_LIMIT * 64,
      });
    });

    it('1,000,000 empty messages stay within `byteLimit` where `limit` is larger than that', () => {
      const { recorder, source } = recordOpenSource({ limit: 10_000_000 });
      const event = new MessageEvent('message', { data: '' });
      for (let i = 0; i < 1_000_000; i++) source.dispatchEvent(event);
      expect(recorder).to.include({ length: ENTRY_BYTE_LIMIT / 64, end: 1_000_001, bytes: ENTRY_BYTE_LIMIT });
    });

    it('a limit of 0 keeps no entry, and counts them', () => {
      const { recorder, source } = recordOpenSource({ limit: 0 });
      source.receive('a', 'b');
      expect(recorder).to.include({ first: 3, end: 3, length: 0, letGo: 3, bytes: 0 });
    });

    it('a limit that is undefined is the default', () => {
      const { recorder, source } = recordOpenSource({ limit: undefined, byteLimit: undefined });
      source.receive('a');
      expect(recorder).to.include({ length: 2, letGo: 0 });
    });

    it('`trim()` applies limits that were changed', () => {
      const options = { limit: 100, byteLimit: 10_000 };
      const { recorder, source } = recordOpenSource(options);
      source.receive(...numbers(0, 10));
      options.limit = 5;
      expect(recorder.length).to.equal(11);
      recorder.trim();
      expect(recorder).to.include({ first: 6, length: 5, letGo: 6 });
      options.byteLimit = 2 * 66;
      recorder.trim();
      expect(lines(recorder)).to.deep.equal(['9 received 8', '10 received 9']);
    });

    it('a limit that was raised holds for the messages that come later', () => {
      const options = { limit: 2 };
      const { recorder, source } = recordOpenSource(options);
      source.receive('a', 'b');
      options.limit = 3;
      source.receive('c', 'd');
      expect(lines(recorder)).to.deep.equal(['2 received b', '3 received c', '4 received d']);
    });
  });

  describe('`held`', () => {
    it('`held` lets nothing go: what has no room is counted in `missed`, and an entry says so when it ends', () => {
      const { recorder, source } = recordOpenSource({ limit: 3 });
      source.receive('a');
      recorder.held = true;
      source.receive('b', 'c', 'd');
      expect(lines(recorder)).to.deep.equal(['0 recording', '1 received a', '2 received b']);
      expect(recorder).to.include({ held: true, missed: 2, letGo: 0 });
      recorder.held = false;
      expect(lines(recorder)).to.deep.equal(['1 received a', '2 received b', '3 missed']);
      expect(newest(recorder).story!.count).to.equal(2);
      expect(recorder).to.include({ held: false, missed: 0, letGo: 1 });
      source.receive('e');
      expect(newest(recorder).data).to.equal('e');
    });

    it('`held` takes what has room, and adds no entry when it ends if nothing was missed', () => {
      const { recorder, source } = recordOpenSource({ limit: 3 });
      recorder.held = true;
      source.receive('a', 'b');
      recorder.held = false;
      expect(lines(recorder)).to.deep.equal(['0 recording', '1 received a', '2 received b']);
    });

    it('`held` counts what has no room in `byteLimit`', () => {
      const { recorder, source } = recordOpenSource({ byteLimit: 300 });
      recorder.held = true;
      source.receive(new Uint8Array(100), new Uint8Array(100));
      expect(recorder).to.include({ length: 2, missed: 1 });
    });

    it('`held` is set twice without a change', () => {
      const { recorder, source } = recordOpenSource({ limit: 1 });
      recorder.held = true;
      source.receive('a');
      recorder.held = true;
      expect(recorder.missed).to.equal(1);
      recorder.held = false;
      recorder.held = false;
      expect(lines(recorder)).to.deep.equal(['1 missed']);
    });

    it('`trim()` lets nothing go while it is held; when it ends, the limit is applied', () => {
      const options = { limit: 10 };
      const { recorder, source } = recordOpenSource(options);
      source.receive('a', 'b', 'c');
      recorder.held = true;
      options.limit = 2;
      recorder.trim();
      expect(recorder.length).to.equal(4);
      recorder.held = false;
      expect(lines(recorder)).to.deep.equal(['2 received b', '3 received c']);
    });

    it('`clear()` while it is held forgets what was missed, and makes room', () => {
      const { recorder, source } = recordOpenSource({ limit: 1 });
      recorder.held = true;
      source.receive('a');
      recorder.clear();
      expect(recorder).to.include({ held: true, missed: 0, length: 0 });
      source.receive('b');
      recorder.held = false;
      expect(lines(recorder)).to.deep.equal(['1 received b']);
    });
  });
});
