/** How a message is shown; `auto` indents what is JSON and shows bytes as hex. */
export type MessageFormat = 'auto' | 'text' | 'json' | 'hex';

/** A message as a person reads it. */
export interface MessageText {
  readonly text: string;
  /** Whether it is rows of hex. */
  readonly isHex: boolean;
  /** Its length in bytes; null for text. */
  readonly bytes: number | null;
  /** How much of it is shown, and of how much: characters, or bytes. Null if all of it is. */
  readonly cut: { readonly shown: number; readonly total: number } | null;
}

/** How many characters of text are shown. */
export const SHOWN_CHARACTERS = 10_000;

/** How many bytes are shown as hex. */
export const SHOWN_BYTES = 1_024;

/** How deep JSON is indented: 5 000 brackets, one inside the other, would come to 50 MB of white space. */
const INDENTED_DEPTH = 20;

/** How many bytes of a message it takes to show it. */
export function shownBytes(format: MessageFormat): number {
  return isText(format) ? SHOWN_CHARACTERS : SHOWN_BYTES;
}

/** Text, or the beginning of it, indented if it is JSON. */
export function describeText(data: string, format: MessageFormat): MessageText {
  if (format === 'hex') {
    const bytes = new TextEncoder().encode(data);
    return describeBytes(bytes, bytes.length, format);
  }
  const isWhole = data.length <= SHOWN_CHARACTERS;
  const text = isWhole ? data : data.slice(0, SHOWN_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
  return {
    text: isWhole && format !== 'text' ? indentJson(text, format === 'json') : text,
    isHex: false,
    bytes: null,
    cut: isWhole ? null : { shown: text.length, total: data.length },
  };
}

/** The first bytes of a message of `length` bytes: as hex with their characters, or as text. */
export function describeBytes(bytes: Uint8Array, length: number, format: MessageFormat): MessageText {
  const shown = bytes.subarray(0, shownBytes(format));
  const cut = shown.length < length ? { shown: shown.length, total: length } : null;
  if (isText(format)) {
    // A character that the cut goes through is left out, as if more were to come.
    const text = new TextDecoder().decode(shown, { stream: cut !== null });
    return { ...describeText(text, format), bytes: length, cut };
  }
  const rows = [];
  for (let start = 0; start < shown.length; start += 16) rows.push(hexRow(shown.subarray(start, start + 16)));
  return { text: rows.join('\n'), isHex: true, bytes: length, cut };
}

/**
 * Indents an object or an array by its tokens, so that no digit, duplicate key or order is lost; numbers
 * and words by themselves stay text unless `always`. What is not JSON stays as it is.
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

/** Whether bytes are decoded to be shown. */
function isText(format: MessageFormat): boolean {
  return format === 'text' || format === 'json';
}

function hexRow(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const characters = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'));
  return `${hex.padEnd(47)}  ${characters.join('')}`;
}
