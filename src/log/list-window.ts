/** The greatest height that every engine lays out exactly, in pixels. Firefox ends at 17.9 million. */
export const MAX_HEIGHT = 8_000_000;

/** The measures of a list, in pixels. */
export interface ListMeasures {
  readonly rows: number;
  readonly rowHeight: number;
  /** The height of what is seen of the list. */
  readonly viewport: number;
}

/** The rows of a list that are drawn. */
export interface ListWindow {
  /** The first of them. */
  readonly first: number;
  readonly count: number;
  /** Where the first one begins in the box that is scrolled, in pixels. */
  readonly top: number;
}

/** The height of the box that is scrolled. Many rows share the pixels of {@link MAX_HEIGHT}. */
export function heightOf({ rows, rowHeight }: ListMeasures): number {
  return Math.min(rows * rowHeight, MAX_HEIGHT);
}

/** The rows that are seen with a scroll position, and the one that is seen in part at each end. */
export function windowAt(measures: ListMeasures, scrollTop: number): ListWindow {
  const { rows, rowHeight, viewport } = measures;
  const position = positionAt(measures, scrollTop);
  const first = Math.min(Math.max(Math.floor(position), 0), rows);
  const count = Math.min(Math.ceil(viewport / rowHeight) + 1, rows - first);
  return { first, count, top: scrollTop - (position - first) * rowHeight };
}

/** The row at the upper edge with a scroll position, with a fraction for the part that is hidden. */
export function positionAt(measures: ListMeasures, scrollTop: number): number {
  return scrollTop * rowsPerPixel(measures);
}

/** The scroll position with a row at the upper edge, as far as there is one. */
export function scrollTopOf(measures: ListMeasures, position: number): number {
  const scrollTop = position / rowsPerPixel(measures);
  return Math.min(Math.max(scrollTop, 0), maxScrollTop(measures));
}

/** The scroll position at the end. */
export function maxScrollTop(measures: ListMeasures): number {
  return Math.max(heightOf(measures) - measures.viewport, 0);
}

function rowsPerPixel(measures: ListMeasures): number {
  const { rows, rowHeight, viewport } = measures;
  if (rows * rowHeight <= MAX_HEIGHT) return 1 / rowHeight;
  return (rows - viewport / rowHeight) / maxScrollTop(measures);
}
