import type { Entry } from '../recording/entry.js';
import { JsonTree, TREE_LENGTH } from '../view/json-tree.js';

/** The ways to look at a message. */
export type ContentView = 'tree' | 'text' | 'hex' | 'base64';

/** A message that was kept, in every way to look at it: each is made when it is asked for, and once. */
export class MessageContent {
  readonly isText: boolean;
  #text: string | undefined;
  #bytes: Uint8Array | undefined;
  #isMalformed: boolean | undefined;
  #tree: JsonTree | null | undefined;

  constructor(data: string | ArrayBuffer) {
    this.isText = typeof data === 'string';
    if (typeof data === 'string') this.#text = data;
    else this.#bytes = new Uint8Array(data);
  }

  /** Returns the content of an entry; null if it has none. A `Blob` is read. */
  static async from({ data }: Entry): Promise<MessageContent | null> {
    if (data === null) return null;
    if (typeof data === 'string' || 'byteLength' in data) return new MessageContent(data);
    return new MessageContent(await data.arrayBuffer());
  }

  /** The text; of bytes, as UTF-8, in which U+FFFD stands for what is none. */
  get text(): string {
    return (this.#text ??= new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#bytes));
  }

  /** The bytes; of text, as UTF-8. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= new TextEncoder().encode(this.#text));
  }

  /** True for bytes that are not UTF-8. */
  get isMalformed(): boolean {
    return (this.#isMalformed ??= !this.isText && !isUtf8(this.#bytes!));
  }

  /** The tree of a JSON text; null for any other, and for one that is too long. */
  get tree(): JsonTree | null {
    // Numbers and words by themselves are text.
    if (this.#tree === undefined) {
      this.#tree = this.#isStructured && this.#length <= TREE_LENGTH ? JsonTree.from(this.text) : null;
    }
    return this.#tree;
  }

  /** True for a text that may be JSON, but is too long for a tree. */
  get isTooLongForTree(): boolean {
    return this.#isStructured && this.#length > TREE_LENGTH;
  }

  /** The views that it has. */
  get views(): readonly ContentView[] {
    return this.tree ? ['tree', 'text', 'hex', 'base64'] : ['text', 'hex', 'base64'];
  }

  /** The view that shows it best. */
  get bestView(): ContentView {
    if (this.tree) return 'tree';
    return this.isText ? 'text' : 'hex';
  }

  /** The length as it came, in characters or bytes. */
  get #length(): number {
    return this.isText ? this.text.length : this.bytes.length;
  }

  get #isStructured(): boolean {
    // A long message of bytes is not decoded for that.
    const beginning = this.isText ? this.text : new TextDecoder().decode(this.bytes.subarray(0, 64));
    return /^\s*[[{]/.test(beginning);
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes in Base64. */
export function toBase64(bytes: Uint8Array): string {
  const modern = bytes as Uint8Array & { toBase64?: () => string };
  if (modern.toBase64) return modern.toBase64();
  const parts = [];
  // More arguments than this are too many for some engines.
  for (let start = 0; start < bytes.length; start += 8_192) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8_192)));
  }
  return btoa(parts.join(''));
}
