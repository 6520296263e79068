interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/**
 * Stands for time: timers fire, and `Date.now()` moves, only when a test says so. Sockets, promises and
 * messages between windows stay real. Put the real time back with `uninstall()`.
 */
export class Clock {
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };
  readonly #timers = new Map<number, Timer>();
  /** Far from the real ones, so that one that is cleared after `uninstall()` clears nothing else. */
  #lastId = 1_000_000_000;
  /** What timers go by, in milliseconds; it never goes back. */
  #elapsed = 0;
  /** What `Date.now()` shows at the start, in milliseconds. */
  #wallClock = 1_700_000_000_000;

  constructor() {
    // Node's types, which are here for the tests that run there, ask for more than a page has.
    Object.assign(globalThis, {
      setTimeout: (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => {
        // As every browser has it: a delay is a signed number of 32 bits.
        const dueAt = this.#elapsed + Math.max(Number(delay) | 0, 0);
        this.#timers.set(++this.#lastId, { dueAt, callback: () => callback(...args) });
        return this.#lastId;
      },
      clearTimeout: (id?: number) => void this.#timers.delete(id ?? 0),
    });
    Date.now = () => this.#wallClock + this.#elapsed;
  }

  /** How many timers run. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Lets time pass; every timer fires when it is due. */
  tick(milliseconds: number): void {
    const end = this.#elapsed + milliseconds;
    let fired = 0;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      if (++fired > 10_000) throw new Error('The timers find no end');
      this.#elapsed = Math.max(this.#elapsed, next.dueAt);
      this.#fire(next);
    }
    this.#elapsed = end;
  }

  /** Lets time pass until the next attempt of a connection is due. */
  tickToRetry({ retryAt }: { readonly retryAt: number | null }): void {
    this.tick(retryAt! - Date.now());
  }

  /** Lets time pass while nothing runs, as in a sleeping computer or a busy page: what is due fires at the end, late. */
  sleep(milliseconds: number): void {
    this.#elapsed += milliseconds;
    const due = [...this.#timers.values()].filter(({ dueAt }) => dueAt <= this.#elapsed);
    for (const timer of due.sort((a, b) => a.dueAt - b.dueAt)) this.#fire(timer);
  }

  /** Sets the wall clock forward, or back; timers do not notice. */
  setForward(milliseconds: number): void {
    this.#wallClock += milliseconds;
  }

  uninstall(): void {
    const { now, ...timers } = this.#real;
    Object.assign(globalThis, timers);
    Date.now = now;
  }

  #next(end: number): Timer | undefined {
    return [...this.#timers.values()].filter(({ dueAt }) => dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0];
  }

  #fire(timer: Timer): void {
    for (const [id, other] of this.#timers) {
      if (other !== timer) continue;
      this.#timers.delete(id);
      timer.callback();
    }
  }
}
