import { expect } from '@open-wc/testing';
import { Liveness, type LivenessOptions } from '../../src/connection/liveness.js';
import type { Ping } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { reportedBy } from './transcript.js';

const MINUTE = 60_000;

describe('Liveness', () => {
  let clock: Clock;
  let isHidden: boolean;
  let sent: unknown[];
  /** When the peer was found silent, in milliseconds from the start of the test. */
  let silentAt: number[];
  let watched: Liveness[];

  beforeEach(() => {
    clock = new Clock();
    isHidden = false;
    sent = [];
    silentAt = [];
    watched = [];
  });

  afterEach(() => {
    for (const liveness of watched) liveness.stop();
    clock.uninstall();
  });

  function watch(options: LivenessOptions): Liveness {
    const startedAt = Date.now();
    const liveness: Liveness = new Liveness(
      (message) => sent.push(message),
      () => {
        silentAt.push(Date.now() - startedAt);
        liveness.stop();
      },
      () => isHidden,
    );
    watched.push(liveness);
    liveness.start(options);
    return liveness;
  }

  const frame = (data = 'news') => new MessageEvent('message', { data });
  const ping: Ping = { message: 'ping', interval: 30_000, isPong: ({ data }) => data === 'pong' };

  it('does nothing at all unless it is asked to', () => {
    const liveness = watch({});
    expect(liveness.start({})).to.equal(false);
    expect(liveness.start({ idleTimeout: 0, ping: null })).to.equal(false);
    expect(liveness.start({ idleTimeout: 1 })).to.equal(true);
    expect(liveness.start({ ping })).to.equal(true);
    expect(liveness.start({})).to.equal(false);
    expect(liveness.onFrame(frame('pong'))).to.equal(false);
    liveness.probe();
    expect(clock.timers).to.equal(0);
    expect(sent).to.deep.equal([]);
  });

  it('runs one timer at most, and none once it is stopped', () => {
    const liveness = watch({ idleTimeout: MINUTE, ping });
    for (let second = 0; second < 120; second++) {
      expect(clock.timers).to.equal(1);
      clock.tick(1_000);
      liveness.onFrame(frame());
      liveness.probe();
    }
    liveness.stop();
    expect(clock.timers).to.equal(0);
    sent = [];
    liveness.probe();
    expect(clock.timers).to.equal(0);
    expect(sent).to.deep.equal([]);
  });

  describe('with an idle timeout', () => {
    it('finds a peer silent that says nothing for so long', () => {
      watch({ idleTimeout: MINUTE });
      clock.tick(MINUTE - 1);
      expect(silentAt).to.deep.equal([]);
      clock.tick(1);
      expect(silentAt).to.deep.equal([MINUTE]);
    });

    it('counts from the last frame', () => {
      const liveness = watch({ idleTimeout: MINUTE });
      clock.tick(59_000);
      liveness.onFrame(frame());
      clock.tick(59_999);
      expect(silentAt).to.deep.equal([]);
      clock.tick(1);
      expect(silentAt).to.deep.equal([119_000]);
    });

    it('sends nothing', () => {
      watch({ idleTimeout: MINUTE }).probe();
      clock.tick(MINUTE);
      expect(sent).to.deep.equal([]);
    });
  });

  describe('with pings', () => {
    it('pings at the interval, and finds a peer silent that does not answer within 10 seconds', () => {
      const liveness = watch({ ping });
      clock.tick(29_999);
      expect(sent).to.deep.equal([]);
      clock.tick(1);
      expect(sent).to.deep.equal(['ping']);
      clock.tick(100);
      liveness.onFrame(frame('pong'));
      clock.tick(29_900);
      expect(sent).to.deep.equal(['ping', 'ping']);
      clock.tick(9_999);
      expect(silentAt).to.deep.equal([]);
      clock.tick(1);
      expect(silentAt).to.deep.equal([70_000]);
    });

    it('takes any frame for an answer', () => {
      const liveness = watch({ ping });
      for (let i = 0; i < 30; i++) {
        clock.tick(9_000);
        expect(liveness.onFrame(frame())).to.equal(false);
      }
      expect(silentAt).to.deep.equal([]);
      expect(liveness.roundTrip).to.equal(null);
    });

    it('waits for an answer as long as it is told', () => {
      watch({ ping: { ...ping, timeout: 2_000 } });
      clock.tick(32_000);
      expect(silentAt).to.deep.equal([32_000]);
    });

    it('asks once, not again and again, while an answer is due', () => {
      watch({ ping: { ...ping, interval: 1_000, timeout: 10_000 } });
      clock.tick(11_000);
      expect(sent).to.deep.equal(['ping']);
      expect(silentAt).to.deep.equal([11_000]);
    });

    it('tells pongs from messages, and measures the round trip', () => {
      const liveness = watch({ ping });
      expect(liveness.roundTrip).to.equal(null);
      clock.tick(30_000);
      clock.tick(20);
      expect(liveness.onFrame(frame())).to.equal(false);
      expect(liveness.roundTrip).to.equal(null);
      clock.tick(22);
      expect(liveness.onFrame(frame('pong'))).to.equal(true);
      expect(liveness.roundTrip).to.equal(42);
      liveness.start({ ping });
      expect(liveness.roundTrip).to.equal(null);
    });

    it('goes on to ping when the answer takes longer than the interval', () => {
      const liveness = watch({ ping: { ...ping, interval: 1_000 } });
      clock.tick(1_000);
      for (let pings = 1; pings < 10; pings++) {
        expect(sent).to.have.length(pings);
        clock.tick(1_500);
        liveness.onFrame(frame('pong'));
        clock.tick(0);
      }
    });

    it('pings at the interval when the answer comes at once, though it may take longer', () => {
      const liveness = watch({ ping: { ...ping, interval: 1_000, timeout: 10_000 } });
      for (let pings = 0; pings < 10; pings++) {
        expect(sent).to.have.length(pings);
        clock.tick(1_000);
        liveness.onFrame(frame('pong'));
      }
    });

    it('waits for the answer to a ping that went out in the same millisecond as a frame came in', () => {
      setTimeout(() => watched[0]!.onFrame(frame()), 30_000);
      watch({ ping });
      clock.tick(40_000);
      expect(silentAt).to.deep.equal([40_000]);
    });

    it('measures nothing by a pong that it did not ask for', () => {
      const liveness = watch({ ping });
      clock.tick(12_000);
      expect(liveness.onFrame(frame('pong'))).to.equal(true);
      expect(liveness.roundTrip).to.equal(null);
      clock.tick(18_000 + 42);
      liveness.onFrame(frame('pong'));
      clock.tick(5_000);
      liveness.onFrame(frame('pong'));
      expect(liveness.roundTrip).to.equal(42);
    });

    it('finds a peer silent in time, however often it is probed meanwhile', () => {
      const liveness = watch({ ping });
      for (let i = 0; i < 4; i++) {
        clock.tick(9_000);
        liveness.probe();
      }
      expect(silentAt).to.deep.equal([19_000]);
    });

    it('goes on when isPong throws: the frame is a message, and the exception is reported', () => {
      const liveness = watch({ ping: { ...ping, isPong: ({ data }) => JSON.parse(data).pong } });
      clock.tick(30_000);
      let isPong = true;
      expect(reportedBy(() => (isPong = liveness.onFrame(frame('no JSON'))))).to.have.length(1);
      expect(isPong).to.equal(false);
      clock.tick(30_000);
      expect(silentAt).to.deep.equal([]);
      expect(sent).to.have.length(2);
    });
  });

  describe('when timers come late', () => {
    it('gives a peer another second whose frames may be waiting', () => {
      const liveness = watch({ idleTimeout: MINUTE });
      clock.sleep(10 * MINUTE);
      expect(silentAt).to.deep.equal([]);
      clock.tick(999);
      liveness.onFrame(frame());
      clock.tick(MINUTE - 1);
      expect(silentAt).to.deep.equal([]);
    });

    it('finds a peer silent that does not use that second', () => {
      watch({ idleTimeout: MINUTE });
      clock.sleep(10 * MINUTE);
      clock.tick(1_000);
      expect(silentAt).to.deep.equal([10 * MINUTE + 1_000]);
    });

    it('does not put that second off when it is probed meanwhile', () => {
      const liveness = watch({ idleTimeout: MINUTE });
      clock.sleep(10 * MINUTE);
      clock.tick(500);
      liveness.probe();
      clock.tick(500);
      expect(silentAt).to.deep.equal([10 * MINUTE + 1_000]);
    });

    it('asks again before it believes that a ping is unanswered', () => {
      const liveness = watch({ ping });
      clock.tick(30_000);
      clock.sleep(10 * MINUTE);
      expect(sent).to.deep.equal(['ping', 'ping']);
      expect(silentAt).to.deep.equal([]);
      clock.tick(9_999);
      liveness.onFrame(frame('pong'));
      expect(liveness.roundTrip).to.equal(9_999);
      clock.tick(20_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('asks, and waits as long as for every ping, when the idle timeout is over as well', () => {
      const liveness = watch({ idleTimeout: MINUTE, ping });
      clock.sleep(10 * MINUTE);
      expect(sent).to.deep.equal(['ping']);
      clock.tick(9_999);
      expect(silentAt).to.deep.equal([]);
      liveness.onFrame(frame('pong'));
      clock.tick(10_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('finds a peer silent that does not answer then', () => {
      watch({ idleTimeout: MINUTE, ping });
      clock.sleep(10 * MINUTE);
      clock.tick(10_000);
      expect(silentAt).to.deep.equal([10 * MINUTE + 10_000]);
    });

    it('keeps a peer that answers, however late each timer is', () => {
      const liveness = watch({ idleTimeout: 45_000, ping });
      for (let minute = 0; minute < 30; minute++) {
        clock.sleep(MINUTE);
        liveness.onFrame(frame('pong'));
      }
      expect(silentAt).to.deep.equal([]);
    });
  });

  describe('when the wall clock is set', () => {
    it('forward by 10 minutes, it does not take that for silence', () => {
      const idle = watch({ idleTimeout: MINUTE });
      const pinging = watch({ ping });
      clock.tick(30_000);
      clock.setForward(10 * MINUTE);
      clock.tick(10_000);
      pinging.onFrame(frame('pong'));
      clock.tick(20_000);
      idle.onFrame(frame());
      clock.tick(5_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('back by an hour, it still finds a peer silent', () => {
      watch({ idleTimeout: MINUTE });
      watch({ ping });
      clock.tick(30_000);
      clock.setForward(-60 * MINUTE);
      clock.tick(2 * MINUTE);
      expect(silentAt).to.have.length(2);
    });

    it('back between a ping and its answer, it takes the answer for one', () => {
      const liveness = watch({ ping });
      clock.tick(30_000);
      clock.setForward(-1_000);
      clock.tick(100);
      liveness.onFrame(frame('pong'));
      clock.tick(20_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('back, the round trip is not negative', () => {
      const liveness = watch({ ping });
      clock.tick(30_000);
      clock.setForward(-MINUTE);
      liveness.onFrame(frame('pong'));
      expect(liveness.roundTrip).to.equal(0);
    });
  });

  describe('while the page is hidden', () => {
    it('rests: it sends nothing and finds nobody silent', () => {
      isHidden = true;
      watch({ idleTimeout: MINUTE, ping });
      expect(clock.timers).to.equal(0);
      clock.tick(60 * MINUTE);
      expect(sent).to.deep.equal([]);
      expect(silentAt).to.deep.equal([]);
    });

    it('rests from the next timer on', () => {
      const liveness = watch({ ping });
      isHidden = true;
      clock.tick(30_000);
      liveness.onFrame(frame('pong'));
      expect(clock.timers).to.equal(0);
    });

    it('asks at once when it is probed, and goes on', () => {
      isHidden = true;
      const liveness = watch({ idleTimeout: MINUTE, ping });
      clock.tick(60 * MINUTE);
      isHidden = false;
      liveness.probe();
      expect(sent).to.deep.equal(['ping']);
      clock.tick(9_999);
      expect(silentAt).to.deep.equal([]);
      liveness.onFrame(frame('pong'));
      expect(clock.timers).to.equal(1);
      clock.tick(30_000);
      expect(sent).to.deep.equal(['ping', 'ping']);
    });

    it('finds a peer silent that does not answer the probe', () => {
      isHidden = true;
      watch({ idleTimeout: MINUTE, ping }).onFrame(frame());
      clock.tick(60 * MINUTE);
      isHidden = false;
      watched[0]!.probe();
      clock.tick(10_000);
      expect(silentAt).to.deep.equal([60 * MINUTE + 10_000]);
    });

    it('takes several signals in a row for one: resume, and then visibilitychange', () => {
      isHidden = true;
      watch({ idleTimeout: MINUTE, ping });
      const silentOnly = watch({ idleTimeout: MINUTE });
      clock.tick(60 * MINUTE);
      isHidden = false;
      for (const liveness of [...watched, ...watched]) liveness.probe();
      expect(silentAt).to.deep.equal([]);
      clock.tick(999);
      silentOnly.onFrame(frame());
      clock.tick(9_000);
      watched[0]!.onFrame(frame('pong'));
      clock.tick(30_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('has heard what came meanwhile', () => {
      isHidden = true;
      const liveness = watch({ idleTimeout: MINUTE });
      clock.tick(10 * MINUTE);
      liveness.onFrame(frame());
      isHidden = false;
      liveness.probe();
      clock.tick(MINUTE - 1);
      expect(silentAt).to.deep.equal([]);
      clock.tick(1);
      expect(silentAt).to.deep.equal([11 * MINUTE]);
    });
  });

  it('never pings, and runs no timer, without an interval that is one', () => {
    for (const interval of [0, NaN, -1, undefined]) watch({ ping: { ...ping, interval: interval as number } });
    watch({ idleTimeout: -1 });
    expect(clock.timers).to.equal(0);
    watched[0]!.probe();
    expect(sent).to.deep.equal(['ping']);
  });

  it('takes text for a number, as timers do', () => {
    const text = (number: number) => String(number) as unknown as number;
    watch({ idleTimeout: text(5_000) });
    watch({ ping: { ...ping, interval: text(1_000), timeout: text(2_000) } });
    clock.tick(10_000);
    expect(sent).to.deep.equal(['ping']);
    expect(silentAt).to.deep.equal([3_000, 5_000]);
  });

  it('waits 10 seconds for an answer, too, where the timeout is none', () => {
    watch({ ping: { ...ping, timeout: NaN } });
    clock.tick(60_000);
    expect(silentAt).to.deep.equal([40_000]);
  });

  for (const never of [Infinity, 1e12]) {
    it(`does not run a timer without pause for a time of ${never}`, () => {
      watch({ idleTimeout: never });
      watch({ ping: { ...ping, interval: never } });
      watch({ ping: { ...ping, interval: 1_000, timeout: never } });
      clock.tick(60 * MINUTE);
      expect(sent).to.deep.equal(['ping']);
      expect(silentAt).to.deep.equal([]);
      expect(clock.timers).to.be.at.most(3);
    });
  }
});
