import { expect } from '@open-wc/testing';
import { Liveness, type LivenessOptions } from '../../src/connection/liveness.js';
import type { Ping } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { reportedBy } from './transcript.js';

const MINUTE = 60_000;

describe('Liveness', () => {
  let clock: Clock;
  let isHidden: boolean;
  let bufferedAmount: number;
  let sent: unknown[];
  /** When `onTimeout` was called, in milliseconds from the start of the test. */
  let silentAt: number[];
  let watched: Liveness[];

  beforeEach(() => {
    clock = new Clock();
    isHidden = false;
    bufferedAmount = 0;
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
    const liveness: Liveness = new Liveness({
      send: (message) => sent.push(message),
      onTimeout: () => {
        silentAt.push(Date.now() - startedAt);
        liveness.stop();
      },
      isHidden: () => isHidden,
      bufferedAmount: () => bufferedAmount,
    });
    watched.push(liveness);
    liveness.start(options);
    return liveness;
  }

  const frame = (data = 'news') => new MessageEvent('message', { data });
  const ping: Ping = { message: 'ping', interval: 30_000, isPong: ({ data }) => data === 'pong' };

  it('`start()` returns false, and `Liveness` runs no timer, without `idleTimeout` and `ping`', () => {
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

  it('`Liveness` runs at most one timer, and none after `stop()`', () => {
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

  describe('with `idleTimeout`', () => {
    it('`onTimeout` is called when no frame arrives within `idleTimeout`', () => {
      watch({ idleTimeout: MINUTE });
      clock.tick(MINUTE - 1);
      expect(silentAt).to.deep.equal([]);
      clock.tick(1);
      expect(silentAt).to.deep.equal([MINUTE]);
    });

    it('`idleTimeout` counts from the last received frame', () => {
      const liveness = watch({ idleTimeout: MINUTE });
      clock.tick(59_000);
      liveness.onFrame(frame());
      clock.tick(59_999);
      expect(silentAt).to.deep.equal([]);
      clock.tick(1);
      expect(silentAt).to.deep.equal([119_000]);
    });

    it('`probe()` sends nothing when only `idleTimeout` is set', () => {
      watch({ idleTimeout: MINUTE }).probe();
      clock.tick(MINUTE);
      expect(sent).to.deep.equal([]);
    });
  });

  describe('with `ping`', () => {
    it('`Liveness` pings at `ping.interval` and calls `onTimeout` after 10 seconds without an answer', () => {
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

    it('`onFrame()` takes any frame for an answer to a ping', () => {
      const liveness = watch({ ping });
      for (let i = 0; i < 30; i++) {
        clock.tick(9_000);
        expect(liveness.onFrame(frame())).to.equal(false);
      }
      expect(silentAt).to.deep.equal([]);
      expect(liveness.roundTrip).to.equal(null);
    });

    it('`onTimeout` is called when no answer arrives within `ping.timeout`', () => {
      watch({ ping: { ...ping, timeout: 2_000 } });
      clock.tick(32_000);
      expect(silentAt).to.deep.equal([32_000]);
    });

    it('`Liveness` sends no second ping while an answer is due', () => {
      watch({ ping: { ...ping, interval: 1_000, timeout: 10_000 } });
      clock.tick(11_000);
      expect(sent).to.deep.equal(['ping']);
      expect(silentAt).to.deep.equal([11_000]);
    });

    it('`onFrame()` returns true for pongs only, and `roundTrip` is the time from ping to pong', () => {
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

    it('`Liveness` keeps pinging when the answer takes longer than `ping.interval`', () => {
      const liveness = watch({ ping: { ...ping, interval: 1_000 } });
      clock.tick(1_000);
      for (let pings = 1; pings < 10; pings++) {
        expect(sent).to.have.length(pings);
        clock.tick(1_500);
        liveness.onFrame(frame('pong'));
        clock.tick(0);
      }
    });

    it('`Liveness` pings at `ping.interval` although `ping.timeout` is longer', () => {
      const liveness = watch({ ping: { ...ping, interval: 1_000, timeout: 10_000 } });
      for (let pings = 0; pings < 10; pings++) {
        expect(sent).to.have.length(pings);
        clock.tick(1_000);
        liveness.onFrame(frame('pong'));
      }
    });

    it('`Liveness` takes no frame that arrives in the same millisecond as a ping for its answer', () => {
      setTimeout(() => watched[0]!.onFrame(frame()), 30_000);
      watch({ ping });
      clock.tick(40_000);
      expect(silentAt).to.deep.equal([40_000]);
    });

    it('`roundTrip` ignores a pong that answers no ping', () => {
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

    it('repeated calls of `probe()` do not postpone `onTimeout`', () => {
      const liveness = watch({ ping });
      for (let i = 0; i < 4; i++) {
        clock.tick(9_000);
        liveness.probe();
      }
      expect(silentAt).to.deep.equal([19_000]);
    });

    it('an exception of `isPong` is reported, and the frame counts as a message', () => {
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

  describe('when timers fire late', () => {
    it('`idleTimeout` allows one more second for pending frames when its timer fires late', () => {
      const liveness = watch({ idleTimeout: MINUTE });
      clock.sleep(10 * MINUTE);
      expect(silentAt).to.deep.equal([]);
      clock.tick(999);
      liveness.onFrame(frame());
      clock.tick(MINUTE - 1);
      expect(silentAt).to.deep.equal([]);
    });

    it('`onTimeout` is called one second after a late `idleTimeout` timer without a frame', () => {
      watch({ idleTimeout: MINUTE });
      clock.sleep(10 * MINUTE);
      clock.tick(1_000);
      expect(silentAt).to.deep.equal([10 * MINUTE + 1_000]);
    });

    it('`probe()` does not extend the extra second after a late `idleTimeout` timer', () => {
      const liveness = watch({ idleTimeout: MINUTE });
      clock.sleep(10 * MINUTE);
      clock.tick(500);
      liveness.probe();
      clock.tick(500);
      expect(silentAt).to.deep.equal([10 * MINUTE + 1_000]);
    });

    it('`Liveness` sends another ping, and waits for its answer, when a ping timer fires late', () => {
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

    it('`Liveness` pings and waits for the answer when a late timer finds `idleTimeout` over as well', () => {
      const liveness = watch({ idleTimeout: MINUTE, ping });
      clock.sleep(10 * MINUTE);
      expect(sent).to.deep.equal(['ping']);
      clock.tick(9_999);
      expect(silentAt).to.deep.equal([]);
      liveness.onFrame(frame('pong'));
      clock.tick(10_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('`onTimeout` is called when the ping after a late timer gets no answer within 10 seconds', () => {
      watch({ idleTimeout: MINUTE, ping });
      clock.sleep(10 * MINUTE);
      clock.tick(10_000);
      expect(silentAt).to.deep.equal([10 * MINUTE + 10_000]);
    });

    it('`onTimeout` is not called for a peer that answers, however late each timer fires', () => {
      const liveness = watch({ idleTimeout: 45_000, ping });
      for (let minute = 0; minute < 30; minute++) {
        clock.sleep(MINUTE);
        liveness.onFrame(frame('pong'));
      }
      expect(silentAt).to.deep.equal([]);
    });
  });

  describe('when the wall clock changes', () => {
    it('`Liveness` does not count a wall clock that is set forward by 10 minutes as silence', () => {
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

    it('`onTimeout` is still called after the wall clock was set back by an hour', () => {
      watch({ idleTimeout: MINUTE });
      watch({ ping });
      clock.tick(30_000);
      clock.setForward(-60 * MINUTE);
      clock.tick(2 * MINUTE);
      expect(silentAt).to.have.length(2);
    });

    it('`Liveness` takes a pong for an answer when the wall clock was set back after the ping', () => {
      const liveness = watch({ ping });
      clock.tick(30_000);
      clock.setForward(-1_000);
      clock.tick(100);
      liveness.onFrame(frame('pong'));
      clock.tick(20_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('`roundTrip` is not negative when the wall clock was set back', () => {
      const liveness = watch({ ping });
      clock.tick(30_000);
      clock.setForward(-MINUTE);
      liveness.onFrame(frame('pong'));
      expect(liveness.roundTrip).to.equal(0);
    });
  });

  describe('while the page is hidden', () => {
    it('`Liveness` sends nothing and does not call `onTimeout` while the page is hidden', () => {
      isHidden = true;
      watch({ idleTimeout: MINUTE, ping });
      expect(clock.timers).to.equal(0);
      clock.tick(60 * MINUTE);
      expect(sent).to.deep.equal([]);
      expect(silentAt).to.deep.equal([]);
    });

    it('`Liveness` runs no timer after the first one that fires on a hidden page', () => {
      const liveness = watch({ ping });
      isHidden = true;
      clock.tick(30_000);
      liveness.onFrame(frame('pong'));
      expect(clock.timers).to.equal(0);
    });

    it('`probe()` pings at once when the page is visible again, and the timer restarts', () => {
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

    it('`onTimeout` is called 10 seconds after a `probe()` without an answer', () => {
      isHidden = true;
      watch({ idleTimeout: MINUTE, ping }).onFrame(frame());
      clock.tick(60 * MINUTE);
      isHidden = false;
      watched[0]!.probe();
      clock.tick(10_000);
      expect(silentAt).to.deep.equal([60 * MINUTE + 10_000]);
    });

    it('two calls of `probe()` in a row, as on `resume` and `visibilitychange`, count as one', () => {
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

    it('`idleTimeout` counts from a frame that arrived while the page was hidden', () => {
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

  it('`Liveness` pings only on `probe()`, without a timer, when `ping.interval` is not positive', () => {
    for (const interval of [0, NaN, -1, undefined]) watch({ ping: { ...ping, interval: interval as number } });
    watch({ idleTimeout: -1 });
    expect(clock.timers).to.equal(0);
    watched[0]!.probe();
    expect(sent).to.deep.equal(['ping']);
  });

  it('`idleTimeout`, `ping.interval` and `ping.timeout` accept numbers as text', () => {
    const text = (number: number) => String(number) as unknown as number;
    watch({ idleTimeout: text(5_000) });
    watch({ ping: { ...ping, interval: text(1_000), timeout: text(2_000) } });
    clock.tick(10_000);
    expect(sent).to.deep.equal(['ping']);
    expect(silentAt).to.deep.equal([3_000, 5_000]);
  });

  it('`ping.timeout` is 10 seconds when it is NaN', () => {
    watch({ ping: { ...ping, timeout: NaN } });
    clock.tick(60_000);
    expect(silentAt).to.deep.equal([40_000]);
  });

  for (const never of [Infinity, 1e12]) {
    it(`\`Liveness\` does not fire timers in a loop for a time of ${never}`, () => {
      watch({ idleTimeout: never });
      watch({ ping: { ...ping, interval: never } });
      watch({ ping: { ...ping, interval: 1_000, timeout: never } });
      clock.tick(60 * MINUTE);
      expect(sent).to.deep.equal(['ping']);
      expect(silentAt).to.deep.equal([]);
      expect(clock.timers).to.be.at.most(3);
    });
  }

  describe('with an upload', () => {
    it('`onTimeout` waits while `bufferedAmount` falls, and until the pong behind the upload is due', () => {
      const liveness = watch({ ping: { message: 'ping', interval: 5_000 } });
      bufferedAmount = 400_000;
      for (let second = 0; second < 30; second++) {
        clock.tick(1_000);
        bufferedAmount = Math.max(bufferedAmount - 20_000, 0);
      }
      liveness.onFrame(frame('pong'));
      clock.tick(4_000);
      expect(silentAt).to.deep.equal([]);
    });

    it('`onTimeout` is called when `bufferedAmount` no longer falls', () => {
      watch({ ping: { message: 'ping', interval: 5_000 } });
      bufferedAmount = 400_000;
      clock.tick(10_000);
      bufferedAmount = 200_000;
      clock.tick(60_000);
      expect(silentAt).to.deep.equal([25_000]);
    });

    it('`onTimeout` is called after a minute without a frame, though `bufferedAmount` falls', () => {
      watch({ ping: { message: 'ping', interval: 5_000 } });
      bufferedAmount = 1e9;
      for (let second = 0; second < 120; second++) {
        clock.tick(1_000);
        bufferedAmount -= 1_000;
      }
      expect(silentAt).to.deep.equal([65_000]);
    });

    it('`idleTimeout` waits for an upload that began after the last frame', () => {
      watch({ idleTimeout: 5_000 });
      clock.tick(4_000);
      bufferedAmount = 100_000;
      clock.tick(2_000);
      expect(silentAt).to.deep.equal([]);
      clock.tick(10_000);
      expect(silentAt).to.have.length(1);
    });
  });

  describe('with a `ping.message` that is a function', () => {
    it('a `ping.message` function is called for each ping', () => {
      let count = 0;
      const liveness = watch({ ping: { message: () => `ping ${++count}`, interval: 1_000 } });
      for (let turn = 0; turn < 3; turn++) {
        clock.tick(1_000);
        liveness.onFrame(frame());
      }
      expect(sent).to.deep.equal(['ping 1', 'ping 2', 'ping 3']);
    });

    it('an exception of a `ping.message` function is reported and does not count as silence', () => {
      const message = () => {
        throw new Error('no ping');
      };
      watch({ ping: { message, interval: 1_000, timeout: 500 } });
      expect(reportedBy(() => clock.tick(3_000))).to.deep.equal(['no ping', 'no ping', 'no ping']);
      expect(sent).to.deep.equal([]);
      expect(silentAt).to.deep.equal([]);
    });
  });

  it('a `ping.message` that cannot be sent is reported by its type, and never sent as text', () => {
    for (const [value, name] of [
      [{}, '[object Object]'],
      [Promise.resolve('ping'), '[object Promise]'],
      [() => {}, 'undefined'],
      [8080, '8080'],
    ] as const) {
      const liveness = watch({ ping: { message: value as unknown as string, interval: 1_000 } });
      expect(reportedBy(() => clock.tick(1_000))).to.deep.equal([`ping.message: ${name}`]);
      liveness.stop();
    }
    expect(sent).to.deep.equal([]);
  });
});
