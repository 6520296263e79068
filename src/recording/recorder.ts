import { byteLength, snapshot } from '../connection/send-queue.js';
import { isMessage, type Message } from '../connection/web-idl.js';
import { ENTRY_KINDS, isStory, type Entry, type EntryKind, type Story } from './entry.js';
import { chargeOf, Ring } from './ring.js';
import { assertSource, follow, NO_STORY, type RecordingSource } from './source.js';

/** The default of `limit`, in entries. */
export const ENTRY_LIMIT = 10_000;

/** The default of `byteLimit`, in bytes. */
export const ENTRY_BYTE_LIMIT = 16_777_216;

/** The drift of the clock that is a sleep of the machine, in milliseconds: the monotonic clock may rest meanwhile. */
const CLOCK_DRIFT = 1_000;

/** The number of opens that are remembered: older rows do not tell the time since. */
const OPENS = 1_000;

const encoder = new TextEncoder();

const KIND_NUMBERS = new Map<EntryKind, number>(ENTRY_KINDS.map((kind, number) => [kind, number]));

/** The options of a {@link Recorder}. They may be changed later. */
export interface RecorderOptions {
  /** The most entries; {@link ENTRY_LIMIT} by default. */
  limit?: number | undefined;
  /** The most bytes: text at 2 bytes a UTF-16 unit, and 64 an entry; {@link ENTRY_BYTE_LIMIT} by default. */
  byteLimit?: number | undefined;
}

/**
 * Records what passes on one or more sources: messages in both directions, and the story of their connections. Bounded
 * by count and by bytes: it lets the oldest go, and counts them. Works without an element, and in a worker.
 * ```ts
 * const recorder = new Recorder();
 * recorder.record(connection);
 * for (const { time, kind, data } of recorder) …
 * ```
 */
export class Recorder {
  /** Called after each change. */
  onchange: (() => void) | null = null;
  readonly #options: RecorderOptions;
  readonly #ring = new Ring();
  readonly #sources: RecordingSource[] = [];
  readonly #ends = new Map<RecordingSource, AbortController>();
  /** When the sources opened, of late. */
  #opens: { readonly index: number; readonly source: number; readonly time: number }[] = [];
  /** The index of the oldest entry. */
  #first = 0;
  #letGo = 0;
  #isHeld = false;
  #missed = 0;
  /** From the monotonic clock to the time of the day. */
  #clockOffset = Date.now() - performance.now();

  constructor(options: RecorderOptions = {}) {
    this.#options = options;
  }

  /** The sources, in the order in which they were first recorded: `entry.source` is an index of it. */
  get sources(): readonly RecordingSource[] {
    return this.#sources;
  }

  /** The index of the oldest entry. */
  get first(): number {
    return this.#first;
  }

  /** The index of the next entry: one more than that of the newest. */
  get end(): number {
    return this.#first + this.#ring.length;
  }

  /** The number of entries. */
  get length(): number {
    return this.#ring.length;
  }

  /** The memory that the entries are charged, in bytes. */
  get bytes(): number {
    return this.#ring.bytes;
  }

  /** The number of entries that were let go since `clear()`. */
  get letGo(): number {
    return this.#letGo;
  }

  /** True: nothing is let go. When it is full, what comes is not kept, but counted, and an entry says so at the end. */
  get held(): boolean {
    return this.#isHeld;
  }
  set held(value: boolean) {
    if (value === this.#isHeld) return;
    this.#isHeld = value;
    if (value) return;
    const count = this.#missed;
    this.#missed = 0;
    if (count > 0) this.#add('missed', 0, 0, { ...NO_STORY, count });
    else this.trim();
  }

  /** The number of messages that were not kept, while it is held. */
  get missed(): number {
    return this.#missed;
  }

  /**
   * Records a source, until `stop()`. A native `WebSocket` has no event for what it sends: its `send()` and `close()`
   * are replaced by functions that also tell the recorder.
   *
   * @throws {TypeError} If it is no `Connection`, no element that has one, and no `WebSocket`.
   */
  record(source: RecordingSource): void {
    if (this.#ends.has(source)) return;
    assertSource(source);
    const end = new AbortController();
    const known = this.#sources.indexOf(source);
    const number = known < 0 ? this.#sources.push(source) - 1 : known;
    const sink = {
      message: (kind: EntryKind, data: unknown) => this.#addMessage(kind, number, data),
      story: (kind: EntryKind, story: Story) => this.#add(kind, number, 0, story),
    };
    this.#ends.set(source, end);
    follow(source, sink, end.signal);
  }

  /** Stops recording a source, or all of them. The entries stay. */
  stop(source?: RecordingSource): void {
    for (const [recorded, end] of this.#ends) {
      if (source && source !== recorded) continue;
      end.abort();
      this.#ends.delete(recorded);
    }
  }

  /** Returns the entry with an index, if it is there. */
  at(index: number): Entry | undefined {
    const position = index - this.#first;
    if (!(position >= 0 && position < this.#ring.length)) return undefined;
    const kind = this.kindAt(index);
    const value = this.#ring.value(position);
    const size = this.#ring.size(position);
    const countBytes = () => this.#bytesOf(index, value);
    return {
      index,
      kind,
      time: this.#ring.time(position),
      source: this.#ring.source(position),
      data: isStory(kind) ? null : (value as Entry['data']),
      story: isStory(kind) ? (value as Story) : null,
      get bytes() {
        return size < 0 ? countBytes() : size;
      },
    };
  }

  /** Returns the kind of an entry that is there. */
  kindAt(index: number): EntryKind {
    return ENTRY_KINDS[this.#ring.kind(index - this.#first)]!;
  }

  /** Returns the time of an entry that is there, in milliseconds since the epoch. */
  timeAt(index: number): number {
    return this.#ring.time(index - this.#first);
  }

  /** Returns the time when the source of an entry had opened before it, if that was recorded. */
  openedBefore({ index, source }: Pick<Entry, 'index' | 'source'>): number | null {
    const before = this.#opens.filter((open) => open.source === source && open.index <= index);
    return before.at(-1)?.time ?? null;
  }

  *[Symbol.iterator](): Generator<Entry, void, undefined> {
    for (let index = this.#first; index < this.end; index++) {
      const entry = this.at(index);
      // Entries may be let go meanwhile.
      if (entry) yield entry;
    }
  }

  /** Removes all entries. The recording goes on. */
  clear(): void {
    this.#first = this.end;
    this.#letGo = this.#missed = 0;
    this.#ring.clear();
    this.onchange?.();
  }

  /** Applies a limit that was changed. */
  trim(): void {
    this.#letOlderGo();
    this.onchange?.();
  }

  #addMessage(kind: EntryKind, source: number, data: unknown): void {
    // A socket of a page may deliver anything.
    const message = isMessage(data) ? data : String(data);
    if (typeof message === 'string') {
      const isKept = chargeOf(0, message) <= this.#byteLimit;
      this.#add(kind, source, isKept ? -1 - message.length : byteLength(message), isKept ? message : null);
    } else {
      const bytes = 'size' in message ? message.size : message.byteLength;
      this.#add(kind, source, bytes, chargeOf(bytes, message) <= this.#byteLimit ? copyOf(message) : null);
    }
  }

  #add(kind: EntryKind, source: number, size: number, value: unknown): void {
    if (this.#isHeld && (this.#missed > 0 || !this.#hasRoomFor(size, value))) this.#missed += 1;
    else {
      const time = this.#now();
      if (kind === 'open') this.#opens = [...this.#opens.slice(1 - OPENS), { index: this.end, source, time }];
      this.#ring.push(KIND_NUMBERS.get(kind)!, time, source, size, value);
      this.#letOlderGo();
    }
    this.onchange?.();
  }

  #hasRoomFor(size: number, value: unknown): boolean {
    return this.#ring.length < this.#limit && this.#ring.bytes + chargeOf(size, value) <= this.#byteLimit;
  }

  #letOlderGo(): void {
    const ring = this.#ring;
    const limit = this.#limit;
    const byteLimit = this.#byteLimit;
    while (!this.#isHeld && ring.length > 0 && (ring.length > limit || ring.bytes > byteLimit)) {
      ring.shift();
      this.#first += 1;
      this.#letGo += 1;
    }
  }

  get #limit(): number {
    return this.#options.limit ?? ENTRY_LIMIT;
  }

  get #byteLimit(): number {
    return this.#options.byteLimit ?? ENTRY_BYTE_LIMIT;
  }

  /** Counts the bytes of a text when they are asked for, and once as long as its entry is there. */
  #bytesOf(index: number, value: unknown): number {
    const position = index - this.#first;
    const size = position >= 0 ? this.#ring.size(position) : -1;
    if (size >= 0) return size;
    // A `Blob` would know it too, but is slow to make.
    const bytes = encoder.encode(value as string).length;
    if (position >= 0) this.#ring.setSize(position, bytes);
    return bytes;
  }

  #now(): number {
    const now = performance.now();
    const drift = Date.now() - now - this.#clockOffset;
    // Only forward: a clock that is set back does not change the order.
    if (drift > CLOCK_DRIFT) this.#clockOffset += drift;
    return now + this.#clockOffset;
  }
}

/** A copy: buffers are used again, and given to workers. Null if another listener has given it away already. */
function copyOf(message: Message): Message | null {
  try {
    return snapshot(message);
  } catch {
    return null;
  }
}
