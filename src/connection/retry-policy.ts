import { STABLE_AFTER } from './backoff.js';
import { includesCode } from './close-code.js';
import type { Diagnosis, DiagnosisKind } from './diagnosis.js';
import { FATAL_CODES, type ConnectionOptions } from './options.js';

/** The decision about a connection whose socket, or attempt at one, has ended. */
export interface Decision {
  readonly outcome: 'retry' | 'gave-up' | 'closed';
  /** The failure to report; with `gave-up` the last failure is its `cause`. */
  readonly diagnosis: Diagnosis;
  /** The number of the attempt that ended: 0 again after a stable connection. */
  readonly attempt: number;
}

/** Kinds that another attempt from the same page cannot cure. */
const FATAL_KINDS: readonly DiagnosisKind[] = ['bad-url', 'bad-protocol', 'mixed-content', 'blocked-by-csp'];

/** Decides what follows `closed`, the end of attempt number `attempt`. Calls `fatalCodes` if it is a function. */
export function afterClose(
  closed: CloseEvent,
  diagnosis: Diagnosis,
  attempt: number,
  options: ConnectionOptions,
): Decision {
  const { retry = true, fatalCodes = FATAL_CODES } = options;
  const isStable = (diagnosis.openFor ?? 0) >= STABLE_AFTER;
  const decide = (outcome: Decision['outcome'], reported = diagnosis): Decision => {
    return { outcome, diagnosis: reported, attempt: isStable ? 0 : attempt };
  };
  if (!retry || FATAL_KINDS.includes(diagnosis.kind) || isFatal(closed, fatalCodes)) return decide('closed');
  if (retry === true || isStable || attempt < retry) return decide('retry');
  return decide('gave-up', { ...diagnosis, kind: 'gave-up', cause: diagnosis });
}

/** An exception of a `fatalCodes` function is reported; the code then counts as transient. */
function isFatal(closed: CloseEvent, fatalCodes: NonNullable<ConnectionOptions['fatalCodes']>): boolean {
  try {
    return typeof fatalCodes === 'function' ? fatalCodes(closed) : includesCode(fatalCodes, closed.code);
  } catch (error) {
    reportError(error);
    return false;
  }
}
