import { includesCode, RESTART_CODES } from './close-code.js';

/** The length of the first window of an outage, in milliseconds. See {@link Outage}. */
export const FIRST_WINDOW = 2_000;

/** The length of the first window after a server restarts or is overloaded, in milliseconds. */
export const RESTART_WINDOW = 20_000;

/** The length of the longest window, in milliseconds. */
export const MAX_WINDOW = 30_000;

/** The time that a connection must stay open to end an outage, in milliseconds. */
export const STABLE_AFTER = 5_000;

/**
 * A time without a stable connection, cut into windows that follow one another: window k is
 * min({@link MAX_WINDOW}, firstWindow · 2^k) long, and an attempt is due in each, at the same phase of it. Every
 * client keeps its place in ever wider windows, so that a fleet arrives evenly.
 */
export interface Outage {
  /** The start of the first window, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** The place of the attempt in each window: from 0 up to but not including 1. */
  readonly phase: number;
  /** The length of the first window, in milliseconds. */
  readonly firstWindow: number;
  /** The window of the next attempt, from 0. */
  readonly index: number;
  /** The time of the next attempt, in whole milliseconds since the epoch. */
  readonly dueAt: number;
  /** The end of the window in which an attempt was brought forward, in milliseconds since the epoch; 0: none was. */
  readonly earlyUntil: number;
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
 * one continued. The code of a restarting server slows an outage down, at most once per outage: restarting the outage
 * at every such code would keep clients with a small phase retrying fast for ever.
 */
export function nextOutage(previous: Outage | null, drop: Drop, random: () => number): Outage {
  const firstWindow = includesCode(RESTART_CODES, drop.code) ? RESTART_WINDOW : FIRST_WINDOW;
  const isContinued =
    previous !== null &&
    (drop.openFor === null || drop.openFor < STABLE_AFTER) &&
    firstWindow <= previous.firstWindow &&
    // An attempt is due later than that only if the clock was set back.
    previous.dueAt - drop.at <= 2 * MAX_WINDOW;
  if (!isContinued)
    return skipOverdue(
      { startedAt: drop.at, phase: random(), firstWindow, index: 0, dueAt: 0, earlyUntil: 0 },
      0,
      drop.at,
    );
  // Each attempt consumes one window. An attempt made early (by `reconnect` or `online`) belongs to the previous
  // window, so the current one is still available.
  const isAhead = drop.at < windowStart(previous, previous.index);
  return skipOverdue(previous, previous.index + (isAhead ? 0 : 1), drop.at);
}

/**
 * Brings the next attempt forward to `now`: at most once a window, and not if the server said to come back later.
 * Returns null if that is not allowed.
 */
export function bringForward(outage: Outage, now: number): Outage | null {
  const { firstWindow, index, earlyUntil } = outage;
  if (firstWindow === RESTART_WINDOW || now < earlyUntil) return null;
  const isAhead = now < windowStart(outage, index);
  return { ...outage, earlyUntil: windowStart(outage, isAhead ? index : index + 1) };
}

/**
 * Moves on to window `index`, or to the first after it whose attempt is not overdue: a long attempt leads to no burst.
 */
function skipOverdue(outage: Outage, index: number, now: number): Outage {
  // Of an overdue window, no later one is wider than the cap. A clock that was wrong may jump by decades.
  while (dueAtOf(outage, index) <= now) index += 1 + Math.floor((now - dueAtOf(outage, index)) / MAX_WINDOW);
  return { ...outage, index, dueAt: dueAtOf(outage, index) };
}

function dueAtOf(outage: Outage, index: number): number {
  return Math.ceil(windowStart(outage, index) + outage.phase * Math.min(MAX_WINDOW, outage.firstWindow * 2 ** index));
}

/** The windows before the cap is reached double: k of them sum up to firstWindow · (2^k − 1). */
function windowStart({ startedAt, firstWindow }: Outage, index: number): number {
  const doublings = Math.min(index, Math.ceil(Math.log2(MAX_WINDOW / firstWindow)));
  return startedAt + firstWindow * (2 ** doublings - 1) + MAX_WINDOW * (index - doublings);
}
