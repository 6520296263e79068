import { truncate } from '../connection/quote.js';
import { isJson, jsonTokens } from './json-tokens.js';

/**
 * The format of a shown message: `auto` indents JSON and shows bytes as hex, `escaped` shows the characters that cannot
 * be seen.
 */
export type MessageFormat = 'auto' | 'text' | 'json' | 'hex' | 'escaped';

/** A message as text to show. */
export interface FormattedMessage {
  readonly text: string;
  /** `json` is indented; `hex` has rows of bytes with their characters. */
  readonly kind: 'text' | 'json' | 'hex';
  /** Its length in bytes; null for a text of which only the beginning is shown. */
  readonly bytes: number | null;
  /** The shown length and the whole length: in characters, or in bytes. Null if all of it is shown. */
  readonly truncation: { readonly shown: number; readonly total: number } | null;
}

/** The longest text that is shown, in characters. */
export const SHOWN_CHARACTERS = 10_000;

/** The longest message that is shown as hex, in bytes. */
export const SHOWN_BYTES = 1_024;

/** The deepest indentation of JSON: 5 000 nested brackets would otherwise take 50 MB of white space. */
const INDENTED_DEPTH = 20;

/** The number of bytes in a row of hex, where there is room for it. */
export const BYTES_PER_ROW = 16;

/** The number of bytes that are needed to show a message. */
export function shownBytes(format: MessageFormat): number {
  return isDecoded(format) ? SHOWN_CHARACTERS : SHOWN_BYTES;
}

/** The length of a row of hex with so many bytes, in characters. */
export function rowLength(bytesPerRow: number): number {
  return bytesPerRow * 3 - 1 + 2 + bytesPerRow;
}

/** Formats text, or its beginning; JSON is indented. */
export function formatText(data: string, format: MessageFormat, bytesPerRow = BYTES_PER_ROW): FormattedMessage {
  if (format === 'hex') {
    const bytes = new TextEncoder().encode(data);
    return formatBytes(bytes, bytes.length, format, bytesPerRow);
  }
  const isWhole = data.length <= SHOWN_CHARACTERS;
  const shown = truncate(data, SHOWN_CHARACTERS);
  const kind =
    isWhole && format !== 'text' && format !== 'escaped' && isJson(data, format === 'json') ? 'json' : 'text';
  return {
    text: kind === 'json' ? indentJson(data) : format === 'escaped' ? escapeInvisible(shown) : shown,
    kind,
    bytes: isWhole ? new TextEncoder().encode(data).length : null,
    truncation: isWhole ? null : { shown: shown.length, total: data.length },
  };
}

/** Formats the first bytes of a message of `length` bytes: as hex with their characters, or as text. */
export function formatBytes(
  bytes: Uint8Array,
  length: number,
  format: MessageFormat,
  bytesPerRow = BYTES_PER_ROW,
): FormattedMessage {
  const shown = bytes.subarray(0, shownBytes(format));
  const truncation = shown.length < length ? { shown: shown.length, total: length } : null;
  if (isDecoded(format)) {
    // With `stream`, a character that the truncation splits is left out.
    const text = new TextDecoder('utf-8', { ignoreBOM: format === 'escaped' }).decode(shown, {
      stream: truncation !== null,
    });
    return { ...formatText(text, format), bytes: length, truncation };
  }
  const rows = [];
  for (let start = 0; start < shown.length; start += bytesPerRow) {
    rows.push(hexRow(shown.subarray(start, start + bytesPerRow), bytesPerRow));
  }
  return { text: rows.join('\n'), kind: 'hex', bytes: length, truncation };
}

/** Indents a text that is JSON by its tokens, so that no digit, duplicate key or order is lost. */
export function indentJson(text: string): string {
  let indented = '';
  let depth = 0;
  let previous = '';
  const newLine = () => `\n${'  '.repeat(Math.min(depth, INDENTED_DEPTH))}`;
  for (const { start, end } of jsonTokens(text)) {
    const token = text.slice(start, end);
    const isEnd = token === '}' || token === ']';
    if (isEnd) depth--;
    const isOpened = previous === '{' || previous === '[';
    if (isOpened ? !isEnd : isEnd || previous === ',') indented += newLine();
    indented += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth++;
    previous = token;
  }
  return indented;
}

/**
 * Shows the characters that cannot be seen as in a string of JavaScript: control characters, bidi controls, a byte
 * order mark, spaces without width, halves of surrogate pairs. A line feed also breaks the line.
 */
export function escapeInvisible(text: string): string {
  return text.replace(/[\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00A0\u2800\u3164]/gu, (character) => {
    switch (character) {
      case '\\':
        return '\\\\';
      case '\n':
        return '\\n\n';
      case '\r':
        return '\\r';
      case '\t':
        return '\\t';
      default:
        return `\\u{${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}}`;
    }
  });
}

/** True if bytes are decoded before they are shown. */
function isDecoded(format: MessageFormat): boolean {
  return format === 'text' || format === 'json' || format === 'escaped';
}

function hexRow(bytes: Uint8Array, bytesPerRow: number): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const characters = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'));
  return `${hex.padEnd(bytesPerRow * 3 - 1)}  ${characters.join('')}`;
}
