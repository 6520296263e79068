// Close codes and their names. Source: RFC 6455 §7.4 and the IANA WebSocket Close Code Number Registry.

/** Close codes as a list: single codes, and ranges `[first, last]` with both ends included. */
export type CloseCodes = readonly (number | readonly [first: number, last: number])[];

/** The codes of a server that is going away or overloaded: it is retried, but slowly. */
export const RESTART_CODES: CloseCodes = [1001, 1012, 1013];

const NAMES: Readonly<Record<number, string>> = {
  1000: 'normal closure',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1005: 'no status received',
  1006: 'abnormal closure',
  1007: 'invalid frame payload data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'mandatory extension',
  1011: 'internal error',
  1012: 'service restart',
  1013: 'try again later',
  1014: 'bad gateway',
  1015: 'TLS handshake',
  3000: 'unauthorized',
  3003: 'forbidden',
  3008: 'timeout',
};

/** The registered name of a close code, in lower case; `''` for a code that has none. */
export function closeCodeName(code: number): string {
  return NAMES[code] ?? '';
}

/** True if `code` is one of `codes`. */
export function includesCode(codes: CloseCodes, code: number): boolean {
  return codes.some((entry) => {
    const [first, last = first] = [entry].flat() as [number, number?];
    return first <= code && code <= last;
  });
}

/**
 * Reads a list such as `"1000 4400-4499"`: codes and ranges with spaces or commas between.
 * Empty text is an empty list.
 *
 * @throws {SyntaxError} for anything else, naming the part that is wrong.
 */
export function parseCloseCodes(text: string): CloseCodes {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => {
      const [, first, last = first] = /^(\d{4})(?:-(\d{4}))?$/.exec(part) ?? [];
      if (first === undefined || Number(first) > Number(last)) {
        throw new SyntaxError(`Not a close code: “${part}”`);
      }
      return [Number(first), Number(last)] as const;
    });
}

/**
 * Converts and checks the arguments of `close()` as the platform does, where no native socket does it. Returns the code
 * and the reason of the `close` event that follows: 1005 and `''` by default.
 *
 * @throws {DOMException} `InvalidAccessError` unless the code is 1000 or in 3000–4999; `SyntaxError`
 * if the reason is longer than 123 bytes of UTF-8. Source: WHATWG WebSockets, `close()`, steps 1–2.
 */
export function validateCloseArguments(code?: number, reason = ''): [code: number, reason: string] {
  // Unlike `Number()`, the sign refuses a bigint.
  const number = code === undefined ? 1000 : roundToEven(+code);
  // Unlike `String()`, it refuses a symbol.
  const text = ''.concat(reason);
  if (number !== 1000 && !(number >= 3000 && number <= 4999)) {
    throw new DOMException(`The code is not 1000 or 3000 to 4999: ${number}`, 'InvalidAccessError');
  }
  if (new Blob([text]).size > 123) throw new DOMException('The reason is over 123 bytes.', 'SyntaxError');
  return [code === undefined ? 1005 : number, text];
}

/** Rounds halves to the even number, as Web IDL's `[Clamp]` does. Numbers out of range are refused by the caller. */
function roundToEven(number: number): number {
  return number % 2 === 0.5 ? Math.floor(number) : Math.round(number);
}
