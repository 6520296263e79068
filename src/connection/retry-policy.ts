import { STABLE_AFTER } from './backoff.js';
import { includesCode } from './close-code.js';
import type { Diagnosis } from './diagnosis.js';
import { FATAL_CODES, type ConnectionOptions } from './options.js';
import { report } from './web-idl.js';

/** The decision about a connection whose socket, or attempt at one, has ended. */
export interface Decision {
  readonly outcome: 'retry' | 'gave-up' | 'closed';
  /** The failure to report; with `gave-up` the last failure is its `cause`. */
  readonly diagnosis: Diagnosis;
  /** The number of the attempt that ended: 0 again after a stable connection. */
  readonly attempt: number;
}

/**
 * Decides what follows `closed`, the end of attempt number `attempt`. `isFinal` is true for a failure that is sure to
 * come again: an exception about the arguments, a policy violation. What is only guessed never is. Calls `fatalCodes`
 * if it is a function.
 */
export function afterClose(
  closed: CloseEvent,
  diagnosis: Diagnosis,
  isFinal: boolean,
  attempt: number,
  options: ConnectionOptions,
): Decision {
  const { retry = true, fatalCodes = FATAL_CODES } = options;
  const isStable = (diagnosis.openFor ?? 0) >= STABLE_AFTER;
  const decide = (outcome: Decision['outcome'], reported = diagnosis): Decision => {
    return { outcome, diagnosis: reported, attempt: isStable ? 0 : attempt };
  };
  if (!retry || isFinal || isFatal(closed, fatalCodes)) return decide('closed');
  if (retry === true || isStable || attempt < retry) return decide('retry');
  return decide('gave-up', { ...diagnosis, kind: 'gave-up', cause: diagnosis });
}

/** An exception of a `fatalCodes` function is reported; the code then counts as transient. */
function isFatal(closed: CloseEvent, fatalCodes: NonNullable<ConnectionOptions['fatalCodes']>): boolean {
  try {
    return typeof fatalCodes === 'function' ? fatalCodes(closed) : includesCode(fatalCodes, closed.code);
  } catch (error) {
    report(error);
    return false;
  }
}
