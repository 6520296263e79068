import { expect } from '@open-wc/testing';
import { chargeOf, Ring } from '../../src/recording/ring.js';

/** The columns of a ring from the oldest entry on, an entry a line. */
const rows = (ring: Ring) =>
  Array.from({ length: ring.length }, (_, position) =>
    [
      ring.kind(position),
      ring.time(position),
      ring.source(position),
      ring.size(position),
      String(ring.value(position)),
    ].join(),
  );

/** Adds the entries with the numbers from `start` up to `end`: each number is in every column. */
function push(ring: Ring, start: number, end: number): void {
  for (let n = start; n < end; n++) ring.push(n % 200, n + 0.5, n, n, `${n}`);
}

const expected = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, i) => i + start).map((n) => [n % 200, n + 0.5, n, n, `${n}`].join());

describe('Ring', () => {
  it('a new `Ring` is empty', () => {
    expect(new Ring()).to.include({ length: 0, bytes: 0 });
  });

  it('`push()` adds an entry after the newest, and every column has it', () => {
    const ring = new Ring();
    ring.push(3, 1_700_000_000_000.25, 70_000, 5, 'value');
    ring.push(255, 0, 0, 2 ** 40, null);
    expect(rows(ring)).to.deep.equal(['3,1700000000000.25,70000,5,value', '255,0,0,1099511627776,null']);
  });

  it('`push()` keeps every entry in order when the columns have to grow', () => {
    const ring = new Ring();
    push(ring, 0, 2_000);
    expect(rows(ring)).to.deep.equal(expected(0, 2_000));
  });

  it('`push()` keeps every entry in order when the columns grow while the newest are before the oldest', () => {
    const ring = new Ring();
    push(ring, 0, 256);
    for (let i = 0; i < 100; i++) ring.shift();
    push(ring, 256, 1_000);
    expect(rows(ring)).to.deep.equal(expected(100, 1_000));
  });

  it('`shift()` removes the oldest entry, and positions count from the next', () => {
    const ring = new Ring();
    push(ring, 0, 3);
    ring.shift();
    expect(rows(ring)).to.deep.equal(expected(1, 3));
  });

  it('`shift()` and `push()` go round the columns again and again', () => {
    const ring = new Ring();
    push(ring, 0, 200);
    for (let n = 200; n < 5_000; n++) {
      ring.shift();
      push(ring, n, n + 1);
    }
    expect(rows(ring)).to.deep.equal(expected(4_800, 5_000));
  });

  it('`shift()` of the last entry leaves an empty ring that takes others', () => {
    const ring = new Ring();
    push(ring, 0, 1);
    ring.shift();
    expect(ring).to.include({ length: 0, bytes: 0 });
    push(ring, 1, 3);
    expect(rows(ring)).to.deep.equal(expected(1, 3));
  });

  it('`clear()` removes all entries, and the ring fills, grows and goes round again', () => {
    const ring = new Ring();
    push(ring, 0, 300);
    for (let i = 0; i < 50; i++) ring.shift();
    ring.clear();
    expect(ring).to.include({ length: 0, bytes: 0 });
    push(ring, 1_000, 1_600);
    for (let i = 0; i < 600; i++) ring.shift();
    push(ring, 2_000, 4_000);
    expect(rows(ring)).to.deep.equal(expected(2_000, 4_000));
  });

  it('`bytes` is the sum of what the entries are charged, and 0 when all have left', () => {
    const ring = new Ring();
    ring.push(0, 0, 0, -4, 'abc');
    ring.push(0, 0, 0, 1_000, new ArrayBuffer(1_000));
    ring.push(0, 0, 0, 5_000, null);
    expect(ring.bytes).to.equal(64 + 6 + 64 + 1_000 + 64);
    ring.shift();
    expect(ring.bytes).to.equal(64 + 1_000 + 64);
    ring.shift();
    ring.shift();
    expect(ring.bytes).to.equal(0);
  });

  it('`setSize()` replaces the size of an entry, and what a text is charged stays', () => {
    const ring = new Ring();
    push(ring, 0, 250);
    for (let i = 0; i < 240; i++) ring.shift();
    ring.push(0, 0, 0, -3, '漢字');
    push(ring, 251, 270);
    const { bytes } = ring;
    ring.setSize(10, 6);
    expect([ring.size(10), ring.bytes]).to.deep.equal([6, bytes]);
    for (let i = 0; i < 30; i++) ring.shift();
    expect(ring.bytes).to.equal(0);
  });
});

describe('chargeOf()', () => {
  it('`chargeOf()` is 64 for an entry, and 2 for each UTF-16 unit of text, counted or not', () => {
    expect([chargeOf(-1, ''), chargeOf(-3, '漢字'), chargeOf(6, '漢字'), chargeOf(4, '😀')]).to.deep.equal([
      64, 68, 68, 68,
    ]);
  });

  it('`chargeOf()` is 64 and the size of bytes, and 64 for a message that was not kept', () => {
    expect([chargeOf(10, new ArrayBuffer(10)), chargeOf(10, new Blob(['x'])), chargeOf(10, null)]).to.deep.equal([
      74, 74, 64,
    ]);
  });
});
