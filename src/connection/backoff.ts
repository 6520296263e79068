import { includesCode, RESTART_CODES } from './close-code.js';

/** The first window of an outage, in milliseconds. */
export const FIRST = 2_000;

/** The first window after the server said that it restarts or is overloaded, in milliseconds. */
export const FIRST_AFTER_RESTART = 20_000;

/** The widest window, in milliseconds. */
export const CAP = 30_000;

/** A connection that was open for so long has ended an outage, in milliseconds. */
export const STABLE_AFTER = 5_000;

/**
 * A time without a stable connection, cut into windows that follow one another: window k is
 * min({@link CAP}, first · 2^k) long, and an attempt is due in each, at the same phase of it. Every
 * client keeps its place in ever wider windows, so that a fleet arrives evenly.
 */
export interface Outage {
  /** When the first window begins, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Where in each window the attempt is due: from 0 up to but not including 1. */
  readonly phase: number;
  /** The length of the first window, in milliseconds. */
  readonly first: number;
  /** The window of the next attempt, from 0. */
  readonly index: number;
  /** When the next attempt is due, in milliseconds since the epoch. */
  readonly dueAt: number;
}

/** The end of a socket, or of an attempt at one. */
export interface Drop {
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** The close code. */
  readonly code: number;
  /** For how long it had been open, in milliseconds; null if it never opened. */
  readonly openFor: number | null;
}

/**
 * The outage after a drop, with its next attempt: a new one after a stable connection, else the previous
 * one continued. The code of a restarting server slows an outage down once, never up again.
 */
export function outageAfter(previous: Outage | null, drop: Drop, random: () => number): Outage {
  const isRestart = includesCode(RESTART_CODES, drop.code);
  const isContinued =
    previous !== null &&
    (drop.openFor === null || drop.openFor < STABLE_AFTER) &&
    (!isRestart || previous.first === FIRST_AFTER_RESTART);
  if (isContinued) return nextWindow(previous, previous.index + 1, drop.at);
  const first = isRestart ? FIRST_AFTER_RESTART : FIRST;
  return nextWindow({ startedAt: drop.at, phase: random(), first, index: 0, dueAt: 0 }, 0, drop.at);
}

/** Moves on to `index`, or to the first later window whose attempt is not overdue: a long attempt is not followed by a burst. */
function nextWindow(outage: Outage, index: number, now: number): Outage {
  let dueAt = dueIn(outage, index);
  if (dueAt < now) {
    // Beyond the cap all windows are alike, however long the outage.
    const skipped = Math.max(0, Math.floor((now - dueAt) / CAP));
    index += skipped;
    while ((dueAt = dueIn(outage, index)) < now) index++;
  }
  return { ...outage, index, dueAt };
}

function dueIn({ startedAt, phase, first }: Outage, index: number): number {
  // The windows before the cap is reached double; their sum is first · (2^k − 1).
  const doublings = Math.min(index, Math.ceil(Math.log2(CAP / first)));
  const start = first * (2 ** doublings - 1) + CAP * (index - doublings);
  return startedAt + start + phase * Math.min(CAP, first * 2 ** index);
}
