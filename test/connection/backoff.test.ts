import { expect } from '@open-wc/testing';
import {
  bringForward,
  FIRST_WINDOW,
  MAX_WINDOW,
  nextOutage,
  type Outage,
  RESTART_WINDOW,
  STABLE_AFTER,
} from '../../src/connection/backoff.js';

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;

/** An outage that begins at `start`. */
function begin(phase: number, code = 1006): Outage {
  return nextOutage(null, { at: start, code, openFor: null }, () => phase);
}

/** The same outage after one more attempt that took `duration` and failed. */
function fail(outage: Outage, duration = 0, code = 1006): Outage {
  return nextOutage(outage, { at: outage.dueAt + duration, code, openFor: null }, noRandom);
}

function noRandom(): number {
  throw new Error('An outage that continues keeps its phase.');
}

/** When the first `count` attempts of an outage are due, in ms after its start; each attempt fails after `duration`. */
function attempts(outage: Outage, count: number, duration = 0): number[] {
  return Array.from({ length: count }, () => {
    const due = outage.dueAt - start;
    outage = fail(outage, duration);
    return due;
  });
}

describe('Backoff: `nextOutage()`', () => {
  describe('windows', () => {
    it('backoff windows double from 2 s to 30 s, each with one attempt at the same phase', () => {
      expect(attempts(begin(0.5), 7)).to.deep.equal([1_000, 4_000, 10_000, 22_000, 45_000, 75_000, 105_000]);
      expect(attempts(begin(0.25), 7)).to.deep.equal([500, 3_000, 8_000, 18_000, 37_500, 67_500, 97_500]);
    });

    it('`nextOutage()` numbers the windows of an outage from 0', () => {
      const outage = begin(0.5);
      expect(outage.index).to.equal(0);
      expect(fail(fail(outage)).index).to.equal(2);
    });

    for (const code of [1001, 1012, 1013]) {
      it(`the first backoff window is 20 s long after close code ${code}`, () => {
        expect(attempts(begin(0.5, code), 4)).to.deep.equal([10_000, 35_000, 65_000, 95_000]);
      });
    }

    it('backoff windows spread the attempts of 1000 clients evenly, in late windows too', () => {
      const size = 1_000;
      const fleet = Array.from({ length: size }, (_, client) => attempts(begin(client / size), 8));
      for (const [index, width] of [FIRST_WINDOW, 4_000, 8_000, 16_000, MAX_WINDOW, MAX_WINDOW].entries()) {
        // The client with phase 0 has no time to try in the first window.
        const due = fleet.slice(1).map((client) => client[index]!);
        for (const [client, time] of due.entries()) {
          if (client > 0) expect(time - due[client - 1]!).to.equal(width / size);
        }
      }
    });

    it('every attempt of an outage is due at a whole millisecond after the drop', () => {
      for (const phase of [0, Number.MIN_VALUE, 1 / 3, 1 - Number.EPSILON]) {
        const due = attempts(begin(phase), 20);
        expect(due).to.deep.equal(due.map(Math.ceil));
        expect(due[0]).to.be.above(0);
      }
    });

    it('two consecutive attempts of an outage are at least 2 s apart', () => {
      for (const phase of [0, 1e-9, 0.1, 0.5, 0.9, 1 - Number.EPSILON]) {
        const due = attempts(begin(phase), 20);
        for (const [index, time] of due.slice(1).entries()) expect(time - due[index]!).to.be.at.least(FIRST_WINDOW);
      }
    });
  });

  describe('after a slow attempt', () => {
    it('a slow attempt skips the windows that it outlasts, without a burst of attempts afterwards', () => {
      // 1 s + 15 s: the second and third attempts, due at 4 s and 10 s, are over. Then 22 s + 15 s, before 45 s.
      expect(attempts(begin(0.5), 4, 15_000)).to.deep.equal([1_000, 22_000, 45_000, 75_000]);
    });

    // A clock that was wrong may jump by decades; a loop over the windows would take too long.
    it('`nextOutage()` skips the windows of an attempt that took 10,000 years, and keeps the phase of the outage', () => {
      const years = 10_000 * 365 * 24 * 60 * minute;
      const { dueAt } = fail(begin(0.5), years);
      const end = start + 1_000 + years;
      expect(dueAt).to.be.within(end + 1, end + MAX_WINDOW);
      // From 30 s on, every window is a cap long.
      expect((dueAt - start) % MAX_WINDOW).to.equal(0.5 * MAX_WINDOW);
    });
  });

  describe('after an early attempt', () => {
    it('an early attempt uses up the window in which it is made', () => {
      const outage = fail(fail(begin(0.5)));
      const early = nextOutage(outage, { at: start + 7_000, code: 1006, openFor: null }, noRandom);
      expect(early.dueAt).to.equal(start + 22_000);
    });

    it('repeated early attempts in one window use up no later window', () => {
      let outage = fail(fail(begin(0.5)));
      for (let at = start + 7_000; at < start + 14_000; at += 100) {
        outage = nextOutage(outage, { at, code: 1006, openFor: null }, noRandom);
      }
      expect(outage.dueAt).to.equal(start + 22_000);
    });
  });

  describe('outages', () => {
    it('an outage keeps its start and phase when a connection was open for less than `STABLE_AFTER`', () => {
      const outage = fail(begin(0.5));
      const drop = { at: outage.dueAt + STABLE_AFTER - 1, code: 1006, openFor: STABLE_AFTER - 1 };
      expect(nextOutage(outage, drop, noRandom)).to.include({ startedAt: start, phase: 0.5, index: 2 });
    });

    it('a new outage with a new phase begins after a connection that was open for `STABLE_AFTER`', () => {
      const outage = fail(begin(0.5));
      const at = outage.dueAt + STABLE_AFTER;
      expect(nextOutage(outage, { at, code: 1006, openFor: STABLE_AFTER }, () => 0.75)).to.deep.equal({
        startedAt: at,
        phase: 0.75,
        firstWindow: FIRST_WINDOW,
        index: 0,
        earlyUntil: 0,
        dueAt: at + 1_500,
      });
    });

    it('an outage after a stable connection begins with a window of 2 s, even if an earlier one began with 1012', () => {
      const drop = { at: start + minute, code: 1006, openFor: STABLE_AFTER };
      expect(nextOutage(begin(0.5, 1012), drop, () => 0.5).firstWindow).to.equal(FIRST_WINDOW);
    });

    for (const code of [1001, 1012, 1013]) {
      it(`the first close code ${code} restarts the outage with a 20 s window, and a repeated one does not`, () => {
        const fast = fail(begin(0.5));
        const at = fast.dueAt;
        let slow = nextOutage(fast, { at, code, openFor: 200 }, () => 0.01);
        expect(slow).to.include({ startedAt: at, phase: 0.01, firstWindow: RESTART_WINDOW, dueAt: at + 200 });

        slow = fail(slow, 0, code);
        expect(slow).to.include({ startedAt: at, phase: 0.01, dueAt: at + 20_300 });
        slow = fail(slow, 0, code);
        expect(slow).to.include({ startedAt: at, phase: 0.01, dueAt: at + 50_300 });
      });
    }

    it('an outage keeps its 20 s first window through failures with other close codes', () => {
      const slow = fail(begin(0.5, 1013));
      expect(slow).to.include({ startedAt: start, firstWindow: RESTART_WINDOW, index: 1 });
    });

    it('a new outage begins, without a longer wait, when the wall clock was set back', () => {
      const outage = fail(begin(0.5));
      const at = start - 60 * minute;
      expect(nextOutage(outage, { at, code: 1006, openFor: null }, () => 0.5).dueAt).to.equal(at + 1_000);
    });
  });

  describe('against a server that drops every connection after 0.2 s', () => {
    for (const code of [1006, 1012]) {
      it(`the backoff gives 2 to 3 attempts a minute for an hour when each one closes with ${code}`, () => {
        for (const phase of [0, 0.01, 0.25, 0.5, 0.99]) {
          const times: number[] = [];
          let outage = begin(phase, code);
          while (outage.dueAt < start + 60 * minute) {
            times.push(outage.dueAt - start);
            outage = nextOutage(outage, { at: outage.dueAt + 200, code, openFor: 200 }, noRandom);
          }
          const within = (from: number, to: number) => times.filter((time) => time >= from && time < to).length;
          expect(within(0, 10 * minute), `in ten minutes, phase ${phase}`).to.be.at.most(30);
          for (let from = minute; from < 60 * minute; from += minute) {
            expect(within(from, from + minute), `in a minute, phase ${phase}`).to.be.within(2, 3);
          }
        }
      });
    }
  });
});

describe('bringForward()', () => {
  const drop = { at: 1_700_000_000_000, code: 1006, openFor: null };

  it('`bringForward()` allows one early attempt in each window', () => {
    const outage = nextOutage(null, drop, () => 0.5);
    const early = bringForward(outage, drop.at + 100)!;
    expect(early).to.deep.equal({ ...outage, earlyUntil: drop.at + FIRST_WINDOW });
    const later = nextOutage(early, { ...drop, at: drop.at + 200 }, () => 0.5);
    expect(later.index).to.equal(1);
    expect(bringForward(later, drop.at + FIRST_WINDOW - 1)).to.equal(null);
    expect(bringForward(later, drop.at + FIRST_WINDOW)).to.include({ earlyUntil: drop.at + 3 * FIRST_WINDOW });
  });

  it('`bringForward()` returns null after close codes 1001, 1012 and 1013', () => {
    for (const code of [1001, 1012, 1013]) {
      const outage = nextOutage(null, { ...drop, code }, () => 0.5);
      expect(bringForward(outage, drop.at)).to.equal(null);
      const later = nextOutage(outage, { ...drop, at: outage.dueAt }, () => 0.5);
      expect(bringForward(later, outage.dueAt)).to.equal(null);
    }
  });
});
