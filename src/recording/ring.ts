/** The bytes that an entry counts beside its message. */
const ROW_BYTES = 64;

const FIRST_CAPACITY = 256;

/**
 * Columns of entries, oldest first, in which an entry is added in constant time. Knows nothing of what they mean. A
 * position counts from the oldest, from 0.
 */
export class Ring {
  #start = 0;
  #length = 0;
  #bytes = 0;
  #times = new Float64Array(FIRST_CAPACITY);
  /** The bytes of a message; of a text that was not counted yet, its UTF-16 units, as -1 - units. */
  #sizes = new Float64Array(FIRST_CAPACITY);
  #kinds = new Uint8Array(FIRST_CAPACITY);
  #sources = new Uint32Array(FIRST_CAPACITY);
  #values: unknown[] = [];

  get length(): number {
    return this.#length;
  }

  /** The memory that the entries are charged: 2 bytes for each UTF-16 unit of text, 64 for each entry. */
  get bytes(): number {
    return this.#bytes;
  }

  push(kind: number, time: number, source: number, size: number, value: unknown): void {
    const capacity = this.#kinds.length;
    if (this.#length === capacity) this.#move(capacity * 2);
    const slot = this.#slot(this.#length++);
    this.#times[slot] = time;
    this.#sizes[slot] = size;
    this.#kinds[slot] = kind;
    this.#sources[slot] = source;
    this.#values[slot] = value;
    this.#bytes += chargeOf(size, value);
  }

  /** Removes the oldest entry. */
  shift(): void {
    const slot = this.#start;
    this.#bytes -= chargeOf(this.#sizes[slot]!, this.#values[slot]);
    this.#values[slot] = undefined;
    this.#start = this.#slot(1);
    this.#length -= 1;
  }

  clear(): void {
    this.#start = this.#length = this.#bytes = 0;
    this.#values = [];
  }

  time(position: number): number {
    return this.#times[this.#slot(position)]!;
  }

  kind(position: number): number {
    return this.#kinds[this.#slot(position)]!;
  }

  source(position: number): number {
    return this.#sources[this.#slot(position)]!;
  }

  size(position: number): number {
    return this.#sizes[this.#slot(position)]!;
  }

  value(position: number): unknown {
    return this.#values[this.#slot(position)];
  }

  /** Replaces an uncounted size. The charge stays: it is known by the text. */
  setSize(position: number, size: number): void {
    this.#sizes[this.#slot(position)] = size;
  }

  #slot(position: number): number {
    // The capacity is a power of 2.
    return (this.#start + position) & (this.#kinds.length - 1);
  }

  #move(capacity: number): void {
    const values = this.#values;
    this.#times = unrolled(this.#times, this.#start, new Float64Array(capacity));
    this.#sizes = unrolled(this.#sizes, this.#start, new Float64Array(capacity));
    this.#kinds = unrolled(this.#kinds, this.#start, new Uint8Array(capacity));
    this.#sources = unrolled(this.#sources, this.#start, new Uint32Array(capacity));
    this.#values = [...values.slice(this.#start), ...values.slice(0, this.#start)];
    this.#start = 0;
  }
}

/** The memory that an entry is charged, in bytes. */
export function chargeOf(size: number, value: unknown): number {
  return ROW_BYTES + (typeof value === 'string' ? 2 * value.length : value === null || size < 0 ? 0 : size);
}

/** Copies a full ring that begins at `start` to the beginning of a larger one. */
function unrolled<Column extends Float64Array | Uint8Array | Uint32Array>(
  old: Column,
  start: number,
  larger: Column,
): Column {
  larger.set(old.subarray(start));
  larger.set(old.subarray(0, start), old.length - start);
  return larger;
}
