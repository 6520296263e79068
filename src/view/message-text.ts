import { truncate } from '../connection/quote.js';

/** The format of a shown message; `auto` indents JSON and shows bytes as hex. */
export type MessageFormat = 'auto' | 'text' | 'json' | 'hex';

/** A message as text to show. */
export interface FormattedMessage {
  readonly text: string;
  /** True for rows of hex. */
  readonly isHex: boolean;
  /** Its length in bytes; null for text. */
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

/** The number of bytes that are needed to show a message. */
export function shownBytes(format: MessageFormat): number {
  return isText(format) ? SHOWN_CHARACTERS : SHOWN_BYTES;
}

/** Formats text, or its beginning; JSON is indented. */
export function formatText(data: string, format: MessageFormat): FormattedMessage {
  if (format === 'hex') {
    const bytes = new TextEncoder().encode(data);
    return formatBytes(bytes, bytes.length, format);
  }
  const isWhole = data.length <= SHOWN_CHARACTERS;
  const text = truncate(data, SHOWN_CHARACTERS);
  return {
    text: isWhole && format !== 'text' ? indentJson(text, format === 'json') : text,
    isHex: false,
    bytes: null,
    truncation: isWhole ? null : { shown: text.length, total: data.length },
  };
}

/** Formats the first bytes of a message of `length` bytes: as hex with their characters, or as text. */
export function formatBytes(bytes: Uint8Array, length: number, format: MessageFormat): FormattedMessage {
  const shown = bytes.subarray(0, shownBytes(format));
  const truncation = shown.length < length ? { shown: shown.length, total: length } : null;
  if (isText(format)) {
    // With `stream`, a character that the truncation splits is left out.
    const text = new TextDecoder().decode(shown, { stream: truncation !== null });
    return { ...formatText(text, format), bytes: length, truncation };
  }
  const rows = [];
  for (let start = 0; start < shown.length; start += 16) rows.push(hexRow(shown.subarray(start, start + 16)));
  return { text: rows.join('\n'), isHex: true, bytes: length, truncation };
}

/**
 * Indents an object or an array by its tokens, so that no digit, duplicate key or order is lost; numbers
 * and words by themselves stay text unless `always`. Text that is not JSON stays as it is.
 */
export function indentJson(text: string, always = false): string {
  if (!always && !/^\s*[{[]/.test(text)) return text;
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  const newLine = () => `\n${'  '.repeat(Math.min(depth, INDENTED_DEPTH))}`;
  return text.replace(/"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|\s+/g, (token) => {
    switch (token[0]) {
      case '"':
        return token;
      case ':':
        return ': ';
      case ',':
        return token + newLine();
      case '{':
      case '[':
        if (token.length > 1) return token[0] + token.at(-1)!;
        depth++;
        return token + newLine();
      case '}':
      case ']':
        depth--;
        return newLine() + token;
      default:
        return '';
    }
  });
}

/** True if bytes are decoded before they are shown. */
function isText(format: MessageFormat): boolean {
  return format === 'text' || format === 'json';
}

function hexRow(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const characters = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'));
  return `${hex.padEnd(47)}  ${characters.join('')}`;
}
