import { truncate } from '../connection/quote.js';
import type { Entry, EntryKind, Story } from '../recording/entry.js';
import type { Recorder } from '../recording/recorder.js';
import { clockTime } from '../strings/format.js';
import type { AllStrings } from '../strings/registry.js';
import type { StringsController } from '../view/strings-controller.js';
import { MessageContent, toBase64 } from './message-content.js';
import type { StorySentence } from '../strings/log-strings.js';

/** The longest beginning of a message in its row, in characters; no row is wider. */
const ROW_LENGTH = 300;

/** The most bytes in a row. */
const ROW_BYTES = 64;

/** How the time of a row is shown: as a clock does, since its connection opened, or since the row above. */
export type Times = 'clock' | 'open' | 'previous';

/** The words of a row. */
export interface RowText {
  readonly time: string;
  /** The time in every way, and in UTC. */
  readonly timeTitle: string;
  /** An arrow for a message, a dot for an event. */
  readonly sign: string;
  /** The direction in a word; `''` for an event. */
  readonly word: string;
  /** The size of a message; `''` for an event. */
  readonly size: string;
  readonly text: string;
  /** All of it as one sentence. */
  readonly name: string;
}

/** The sign of each kind; events have a dot. */
const SIGNS: Partial<Record<EntryKind, string>> = {
  sent: '↑',
  received: '↓',
  ping: '↑',
  pong: '↓',
  queued: '…',
  discarded: '↩',
};

/** Writes the words of a row. Knows nothing of elements but their strings. */
export class RowWriter {
  readonly #recorder: Recorder;
  readonly #strings: StringsController<AllStrings>;
  readonly #onRead: () => void;
  /** The texts of blobs, which are read when their row is drawn. */
  readonly #blobTexts = new WeakMap<Blob, string>();

  /** Calls `onRead` when a blob was read, and its row has another text. */
  constructor(recorder: Recorder, strings: StringsController<AllStrings>, onRead: () => void) {
    this.#recorder = recorder;
    this.#strings = strings;
    this.#onRead = onRead;
  }

  /** The words of an entry; its source has a name if there are several. `above` is the time of the row above. */
  row(entry: Entry, source: string, times: Times, above: number | null): RowText {
    const strings = this.#strings;
    const openedAt = this.#recorder.openedBefore(entry);
    const clock = clockTime(entry.time);
    const sinceOpen = openedAt === null ? '' : secondsOf(entry.time - openedAt);
    const sinceAbove = above === null ? '' : secondsOf(entry.time - above);
    const time = { clock, open: sinceOpen, previous: sinceAbove }[times];
    const timeTitle = [
      clock,
      sinceOpen && strings.sentence('sinceOpen', sinceOpen),
      sinceAbove && strings.sentence('sincePrevious', sinceAbove),
      new Date(entry.time).toISOString(),
    ]
      .filter(Boolean)
      .join('\n');
    const isMessage = entry.story === null;
    const text = this.text(entry) || strings.sentence('emptyText');
    const sign = SIGNS[entry.kind] ?? '●';
    const word = this.word(entry);
    const size = isMessage ? strings.sentence('sizeOf', (format) => format.size(entry.bytes)) : '';
    // With the words of the cells, in their order: a screen reader says what is seen.
    const name = strings.sentence('rowName', word, [time, size, source, text].filter(Boolean));
    return { time, timeTitle, sign, word, size, text, name };
  }

  /** The row that says how many older entries were let go. */
  letGo({ letGo }: Recorder): RowText {
    const text = this.#strings.sentence('letGo', (format) => format.number(letGo));
    return { time: '', timeTitle: '', sign: '', word: '', size: '', text, name: text };
  }

  /** The direction of a message in a word; `''` for an event. */
  word({ kind, story }: Entry): string {
    return story ? '' : this.#strings.sentence(`row-${kind}` as 'row-sent');
  }

  /** An entry as a line to copy: the time in UTC, the direction, and the whole message. */
  async line(entry: Entry): Promise<string> {
    const text = await this.whole(entry);
    // One entry, one line.
    const line = text.replace(/[\n\r\t]/g, (character) => JSON.stringify(character).slice(1, -1));
    return [new Date(entry.time).toISOString(), this.word(entry), line].join('\t');
  }

  /** The whole message as text, or the sentence about an event. Bytes that are not UTF-8 are in Base64. */
  async whole(entry: Entry): Promise<string> {
    const content = await MessageContent.from(entry);
    if (!content) return this.text(entry);
    return content.isMalformed ? toBase64(content.bytes) : content.text;
  }

  /** The beginning of a message, on one line; or the sentence about an event. */
  text({ data, story, kind, time }: Entry): string {
    if (story) return this.sentence(kind as StorySentence, story, time);
    if (data === null) return this.#strings.sentence('tooLarge');
    if (typeof data === 'string') return truncate(data, ROW_LENGTH);
    if ('byteLength' in data) return hexOf(new Uint8Array(data).subarray(0, ROW_BYTES));
    if (!this.#blobTexts.has(data)) void this.#read(data);
    return this.#blobTexts.get(data)!;
  }

  /** The sentence about an event of the connection, as it was at that time. */
  sentence(kind: StorySentence, story: Story, time: number): string {
    const strings = this.#strings;
    const { address, protocol, extensions, attempt, retryAt, diagnosis, isOpen, count } = story;
    return strings.sentence(`row-${kind}`, (format) => ({
      address,
      protocol,
      extensions,
      isOpen,
      retry: attempt > 0 ? format.number(attempt) : '',
      failure: diagnosis ? strings.failure(diagnosis) : '',
      next: retryAt === null ? '' : strings.sentence('nextAttempt', attempt + 1, format.exactDelay(retryAt - time)),
      count: format.number(count),
    }));
  }

  /** Reads the beginning of a blob. One that cannot be read stays a word. */
  async #read(blob: Blob): Promise<void> {
    this.#blobTexts.set(blob, this.#strings.sentence('binary'));
    try {
      this.#blobTexts.set(blob, hexOf(new Uint8Array(await blob.slice(0, ROW_BYTES).arrayBuffer())));
      this.#onRead();
    } catch {
      // Its file is gone.
    }
  }
}

/** A span of time in seconds: `+12.345 s`. Takes milliseconds. */
function secondsOf(time: number): string {
  return `+${(time / 1_000).toFixed(3)} s`;
}

/** Bytes as pairs of digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
