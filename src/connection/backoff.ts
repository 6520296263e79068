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
  /** When the next attempt is due, in whole milliseconds since the epoch. */
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
 * one continued. The code of a restarting server slows an outage down, once: a slow one that began anew
 * with every such code would try quickly for ever if its phase is small.
 */
export function outageAfter(previous: Outage | null, drop: Drop, random: () => number): Outage {
  const first = includesCode(RESTART_CODES, drop.code) ? FIRST_AFTER_RESTART : FIRST;
  const isContinued =
    previous !== null &&
    (drop.openFor === null || drop.openFor < STABLE_AFTER) &&
    first <= previous.first &&
    // No attempt is ever due later than that, unless the clock was set back.
    previous.dueAt - drop.at <= 2 * CAP;
  if (!isContinued) return inWindow({ startedAt: drop.at, phase: random(), first, index: 0, dueAt: 0 }, 0, drop.at);
  // An attempt uses up its window. One that did not wait for its time was made in the window before: its own is still ahead.
  const isAhead = drop.at < startOf(previous, previous.index);
  return inWindow(previous, previous.index + (isAhead ? 0 : 1), drop.at);
}

/** Moves on to window `index`, or to the first after it whose attempt is not overdue: a long attempt leads to no burst. */
function inWindow(outage: Outage, index: number, now: number): Outage {
  // Of an overdue window, no later one is wider than the cap. A clock that was wrong may jump by decades.
  while (dueIn(outage, index) <= now) index += 1 + Math.floor((now - dueIn(outage, index)) / CAP);
  return { ...outage, index, dueAt: dueIn(outage, index) };
}

function dueIn(outage: Outage, index: number): number {
  return Math.ceil(startOf(outage, index) + outage.phase * Math.min(CAP, outage.first * 2 ** index));
}

/** The windows before the cap is reached double: k of them sum up to first · (2^k − 1). */
function startOf({ startedAt, first }: Outage, index: number): number {
  const doublings = Math.min(index, Math.ceil(Math.log2(CAP / first)));
  return startedAt + first * (2 ** doublings - 1) + CAP * (index - doublings);
}
