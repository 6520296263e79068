import { LitElement } from 'lit';
import { Recorder, type RecorderOptions } from '../recording/recorder.js';
import type { RecordingSource } from '../recording/source.js';
import { toBoolean, fromBooleanAttribute, toNumber } from '../view/attribute-values.js';
import { LogSource } from './log-source.js';

/**
 * An element that records connections while it is in the page. Knows nothing of what is rendered. Its properties take
 * effect at once, and not with the next render: what comes before that is recorded as the page has asked for.
 */
export abstract class RecordingElement extends LitElement {
  static override properties = {
    for: {},
    source: { attribute: false },
    limit: {},
    byteLimit: { attribute: 'byte-limit' },
    paused: { converter: fromBooleanAttribute },
  };

  /**
   * The ids of the elements to record, separated by spaces; in the same root. They may come later, or be replaced.
   * Without it, the nearest element around the log.
   */
  declare for: string | null;
  /** The connection, element or `WebSocket` to record, or a list of them. It takes the place of `for`. */
  declare source: RecordingSource | readonly RecordingSource[] | null;
  /**
   * The most entries. The oldest are let go; the first row says how many.
   *
   * @default {@link ENTRY_LIMIT}
   */
  declare limit: number | null;
  /**
   * The most bytes: text at 2 bytes a UTF-16 unit, and 64 an entry. A larger message keeps its row and its size, and
   * loses its data.
   *
   * @default {@link ENTRY_BYTE_LIMIT}
   */
  declare byteLimit: number | null;
  /**
   * True: the list holds still, and nothing is let go. What has no room meanwhile is counted, and a row says so.
   */
  declare paused: boolean;

  readonly #options: RecorderOptions = {};
  readonly #recorder = new Recorder(this.#options);
  readonly #sources = new LogSource(this, this.#recorder);
  #mistake = '';

  constructor() {
    super();
    this.for = null;
    this.source = null;
    this.paused = false;
    this.#recorder.onchange = () => {
      this.onRecorded();
      if (!this.isUpdatePending) this.requestUpdate();
    };
  }

  /** The recorder: it has what was recorded. */
  get recorder(): Recorder {
    return this.#recorder;
  }

  /** The sources, and why one is not recorded. */
  protected get sources(): LogSource {
    return this.#sources;
  }

  /** The limit that makes no sense, quoted; `''` without. */
  protected get mistake(): string {
    return this.#mistake;
  }

  override requestUpdate(...args: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...args);
    // The constructor of LitElement calls this too, before there are fields.
    if (args[0] !== undefined && #sources in this) this.onProperty(args[0]);
  }

  /** Called with each property that changes. */
  protected onProperty(property: PropertyKey): void {
    if (property === 'limit' || property === 'byteLimit') this.#applyLimits();
    if (property === 'paused') this.#recorder.held = toBoolean(this.paused);
    if (property === 'for' || property === 'source') this.#sources.update();
  }

  /** Called after each change of what was recorded. */
  protected abstract onRecorded(): void;

  #applyLimits(): void {
    try {
      this.#mistake = '';
      this.#options.limit = toNumber('limit', this.limit);
      this.#options.byteLimit = toNumber('byte-limit', this.byteLimit);
    } catch (error) {
      this.#mistake = (error as Error).message;
    }
    this.#recorder.trim();
  }
}
