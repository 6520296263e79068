/**
 * What every close code means, and which are worth a retry.
 *
 * Source: RFC 6455 §7.4 and the IANA WebSocket Close Code Number Registry.
 */

/** Close codes as a list: single codes, and ranges `[first, last]` with both ends included. */
export type CloseCodes = readonly (number | readonly [first: number, last: number])[];

/**
 * The codes after which another attempt cannot help, by default: the protocol, the message or the
 * client was refused, not the moment. The 44xx codes mirror HTTP's 4xx, so 4408 (timeout) and 4429
 * (too many requests) are left out.
 */
export const FATAL_CODES: CloseCodes = [
  1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003, [4400, 4407], [4409, 4428], [4430, 4499],
];

/** The codes with which a server says that it is going away or overloaded: come back, but slowly. */
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

/** Whether `code` is one of `codes`. */
export function includesCode(codes: CloseCodes, code: number): boolean {
  return codes.some((entry) => {
    const [first, last = first] = [entry].flat() as [number, number?];
    return first <= code && code <= last;
  });
}

/** Whether to try again is of no use after `closed`. What `fatalCodes` throws is reported, and does not count. */
export function isFatal(closed: CloseEvent, fatalCodes: CloseCodes | ((event: CloseEvent) => boolean)): boolean {
  try {
    return typeof fatalCodes === 'function' ? fatalCodes(closed) : includesCode(fatalCodes, closed.code);
  } catch (error) {
    reportError(error);
    return false;
  }
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
 * Converts and checks the arguments of `close()` as the platform does, for when there is no native socket to do it.
 * Returns what the `close` event then says: 1005 and `''` where there is nothing.
 *
 * @throws {DOMException} `InvalidAccessError` unless the code is 1000 or in 3000–4999; `SyntaxError`
 * if the reason is longer than 123 bytes of UTF-8. Source: WHATWG WebSockets, `close()`, steps 1–2.
 */
export function checkClose(code?: number, reason = ''): [code: number, reason: string] {
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

/** Halves go to the even one. What Web IDL's `[Clamp]` would change more is refused as it is. */
function roundToEven(number: number): number {
  return number % 2 === 0.5 ? Math.floor(number) : Math.round(number);
}
