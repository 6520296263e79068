import type { Recorder } from '../recording/recorder.js';
import type { AllStrings } from '../strings/registry.js';
import type { Announceable } from '../view/announcer.js';
import type { StringsController } from '../view/strings-controller.js';
import type { RowWriter } from './row-text.js';

/** The shortest time between two announcements, in milliseconds. */
export const LOG_ANNOUNCEMENT_INTERVAL = 5_000;

/** The messages that a screen reader announces: how many came, and the newest. None while a reader holds still. */
export class LogNews {
  readonly #recorder: Recorder;
  readonly #strings: StringsController<AllStrings>;
  readonly #writer: RowWriter;
  /** The index after the newest entry that a reader was told of, or will be. */
  #end = 0;

  constructor(recorder: Recorder, strings: StringsController<AllStrings>, writer: RowWriter) {
    this.#recorder = recorder;
    this.#strings = strings;
    this.#writer = writer;
  }

  /** The content to announce, beside a notice. */
  content(isFollowing: boolean, notice: string): Announceable {
    if (isFollowing) this.#end = this.#recorder.end;
    return { state: '', notice, message: this.#end, text: (announced) => this.#since(Number(announced ?? 0)) };
  }

  /** How many messages came since an index, and the newest; `''` if none came. */
  #since(index: number): string {
    const recorder = this.#recorder;
    let count = 0;
    let newest = -1;
    for (let at = Math.max(index, recorder.first); at < Math.min(this.#end, recorder.end); at++) {
      if (recorder.kindAt(at) !== 'received') continue;
      newest = at;
      count += 1;
    }
    const entry = recorder.at(newest);
    if (!entry) return '';
    const text = this.#writer.text(entry) || this.#strings.sentence('emptyText');
    return this.#strings.sentence('newest', (format) => format.number(count), text);
  }
}
