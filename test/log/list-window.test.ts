import { expect } from '@open-wc/testing';
import {
  heightOf,
  MAX_HEIGHT,
  maxScrollTop,
  positionAt,
  scrollTopOf,
  windowAt,
  type ListMeasures,
} from '../../src/log/list-window.js';

/** 1,000 rows of 20 pixels, of which 10 are seen. */
const LIST: ListMeasures = { rows: 1_000, rowHeight: 20, viewport: 200 };

/** Ten times as many rows as there are pixels for. */
const HUGE: ListMeasures = { rows: 4_000_000, rowHeight: 20, viewport: 400 };

/** The rows of which all is seen with a scroll position. */
function wholeRows(measures: ListMeasures, scrollTop: number): number[] {
  const { first, count, top } = windowAt(measures, scrollTop);
  // A ten-thousandth of a pixel is not seen.
  const isSeen = (row: number) => {
    const y = top - scrollTop + (row - first) * measures.rowHeight;
    return y > -1e-4 && y + measures.rowHeight < measures.viewport + 1e-4;
  };
  return Array.from({ length: count }, (_, i) => first + i).filter(isSeen);
}

/** Some rows of a list, from the first to the last. */
const someRows = ({ rows }: ListMeasures) =>
  Array.from({ length: 1_000 }, (_, i) => Math.round(((rows - 1) * i) / 999));

describe('windowAt()', () => {
  it('`windowAt()` at the start begins with row 0, and has a row more than are seen', () => {
    expect(windowAt(LIST, 0)).to.deep.equal({ first: 0, count: 11, top: 0 });
  });

  it('`windowAt()` in the middle begins with the row at the upper edge, where that begins', () => {
    expect(windowAt(LIST, 5_000)).to.deep.equal({ first: 250, count: 11, top: 5_000 });
    expect(windowAt(LIST, 5_007)).to.deep.equal({ first: 250, count: 11, top: 5_000 });
  });

  it('`windowAt()` at the end ends with the last row, which ends where the box ends', () => {
    const { first, count, top } = windowAt(LIST, maxScrollTop(LIST));
    expect([first, count, top]).to.deep.equal([990, 10, 19_800]);
    expect(top + count * 20).to.equal(heightOf(LIST));
  });

  it('`windowAt()` has no row for an empty list', () => {
    const empty = { ...LIST, rows: 0 };
    expect(windowAt(empty, 0)).to.deep.equal({ first: 0, count: 0, top: 0 });
    expect([heightOf(empty), maxScrollTop(empty), scrollTopOf(empty, 0), scrollTopOf(empty, 5)]).to.deep.equal([
      0, 0, 0, 0,
    ]);
  });

  it('`windowAt()` has every row where the viewport is larger than all rows', () => {
    const few = { ...LIST, rows: 3 };
    expect(windowAt(few, 0)).to.deep.equal({ first: 0, count: 3, top: 0 });
    expect([heightOf(few), maxScrollTop(few), scrollTopOf(few, 2)]).to.deep.equal([60, 0, 0]);
  });

  it('`windowAt()` has a row where the viewport has no height', () => {
    expect(windowAt({ ...LIST, viewport: 0 }, 40)).to.deep.equal({ first: 2, count: 1, top: 40 });
  });

  it('`windowAt()` covers a viewport that is no multiple of the height of a row, wherever it begins', () => {
    const odd = { rows: 1_000, rowHeight: 21.6, viewport: 205 };
    for (let scrollTop = 0; scrollTop <= maxScrollTop(odd); scrollTop += 7.3) {
      const { first, count, top } = windowAt(odd, scrollTop);
      const isCovered =
        top <= scrollTop + 1e-6 && top + count * 21.6 >= Math.min(scrollTop + 205, heightOf(odd)) - 1e-6;
      expect(isCovered && first + count <= odd.rows, `at ${scrollTop}`).to.be.true;
    }
  });

  it('`windowAt()` keeps to the rows that are there where an engine scrolls past an end and springs back', () => {
    expect(windowAt(LIST, -50)).to.deep.equal({ first: 0, count: 11, top: 0 });
    const { first, count, top } = windowAt(LIST, maxScrollTop(LIST) + 50);
    expect([first, count, top]).to.deep.equal([992, 8, 19_840]);
    expect(windowAt(LIST, 30_000).count).to.equal(0);
  });
});

describe('heightOf()', () => {
  it('`heightOf()` is the height of all rows, up to `MAX_HEIGHT`', () => {
    const most = MAX_HEIGHT / 20;
    expect([1, most, most + 1, 10 ** 9].map((rows) => heightOf({ ...LIST, rows }))).to.deep.equal([
      20,
      MAX_HEIGHT,
      MAX_HEIGHT,
      MAX_HEIGHT,
    ]);
  });
});

describe('scrollTopOf()', () => {
  it('`scrollTopOf()` is where the row is at the upper edge, with a fraction for the part that is hidden', () => {
    expect([0, 1, 250, 250.5].map((position) => scrollTopOf(LIST, position))).to.deep.equal([0, 20, 5_000, 5_010]);
    expect(positionAt(LIST, 5_010)).to.equal(250.5);
  });

  it('`scrollTopOf()` is no less than 0 and no more than the end', () => {
    expect([scrollTopOf(LIST, -3), scrollTopOf(LIST, 995), scrollTopOf(LIST, 2_000)]).to.deep.equal([
      0, 19_800, 19_800,
    ]);
  });

  it('`scrollTopOf()` reaches every row: all of it is seen', () => {
    for (let row = 0; row < LIST.rows; row++) {
      expect(wholeRows(LIST, scrollTopOf(LIST, row)), `row ${row}`).to.include(row);
    }
  });
});

describe('A list with more rows than `MAX_HEIGHT` has room for', () => {
  it('begins with row 0 at the start', () => {
    expect(windowAt(HUGE, 0)).to.deep.equal({ first: 0, count: 21, top: 0 });
  });

  it('ends with the last row at the end, where the box ends', () => {
    const { first, count, top } = windowAt(HUGE, maxScrollTop(HUGE));
    expect(first + count).to.equal(HUGE.rows);
    expect(top + count * 20).to.be.closeTo(MAX_HEIGHT, 0.01);
    expect(wholeRows(HUGE, maxScrollTop(HUGE)).at(-1)).to.equal(HUGE.rows - 1);
  });

  it('shows every row by `scrollTopOf()`, from the first to the last', () => {
    for (const row of someRows(HUGE)) {
      expect(wholeRows(HUGE, scrollTopOf(HUGE, row)), `row ${row}`).to.include(row);
    }
  });

  it('shows every row by `scrollTopOf()` also where an engine rounds the scroll position to pixels', () => {
    for (const rows of [400_001, 1_000_000, HUGE.rows]) {
      const measures = { ...HUGE, rows };
      for (const row of someRows(measures)) {
        const scrollTop = Math.round(scrollTopOf(measures, row - 5));
        expect(wholeRows(measures, scrollTop), `row ${row} of ${rows}`).to.include(row);
      }
    }
  });

  it('covers the viewport at each position', () => {
    for (let i = 0; i <= 1_000; i++) {
      const scrollTop = (maxScrollTop(HUGE) * i) / 1_000;
      const { top, count } = windowAt(HUGE, scrollTop);
      expect(top <= scrollTop + 0.01 && top + count * 20 >= scrollTop + 399.99, `at ${scrollTop}`).to.be.true;
    }
  });

  it('goes from one row to the next where a row more is too many', () => {
    const full = { ...LIST, rows: MAX_HEIGHT / 20 };
    const more = { ...full, rows: full.rows + 1 };
    expect(positionAt(full, maxScrollTop(full))).to.equal(full.rows - 10);
    expect(positionAt(more, maxScrollTop(more))).to.equal(more.rows - 10);
    for (const measures of [full, more]) expect(scrollTopOf(measures, 1)).to.be.closeTo(20, 0.01);
  });
});
