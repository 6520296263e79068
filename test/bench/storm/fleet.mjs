// Clients whose server goes away: what their formula does to it, and how long they wait.

/** For so long the server is watched after it came back, in milliseconds. Formulas without jitter would take hours. */
export const PATIENCE = 120_000;

/** How long the connections had been open when the server went down, in milliseconds. Stable, for every formula. */
const OPEN_FOR = 3_600_000;

/**
 * All `size` clients are dropped at once, with `code`. For `down` milliseconds every attempt fails at once. Then the server
 * takes `rate` handshakes a second, by a token bucket: it is filled every millisecond, and saves what it would take in
 * `burst` milliseconds, as a listen backlog does. What comes beyond that is refused at once. A client that is refused asks
 * its formula again, one that is not is back, and the network takes no time.
 */
export function storm(formula, { size, down, rate, burst = 100, code = 1006 }) {
  const end = down + PATIENCE;
  const tried = new Uint32Array(end + 1);
  const opened = new Uint32Array(end + 1);
  // The clients that are due in a millisecond: the first one, and from each to the next.
  const due = new Int32Array(end + 1).fill(-1);
  const next = new Int32Array(size);

  const retry = formula(size);
  const drop = { at: 0, code, openFor: OPEN_FOR };
  const schedule = (client) => {
    const time = Math.max(Math.ceil(retry(client, drop)), drop.at + 1);
    if (time > end) return;
    next[client] = due[time];
    due[time] = client;
  };
  for (let client = 0; client < size; client++) schedule(client);

  Object.assign(drop, { code: 1006, openFor: null });
  const refill = rate / 1_000;
  let tokens = 0;
  let away = size;
  for (let at = 1; at <= end && away > 0; at++) {
    if (at >= down) tokens = Math.min(tokens + refill, burst * refill);
    drop.at = at;
    for (let client = due[at], following; client !== -1; client = following) {
      following = next[client];
      tried[at]++;
      if (tokens >= 1) {
        tokens--;
        away--;
        opened[at]++;
      } else {
        schedule(client);
      }
    }
  }

  return {
    /** The most attempts that came within any `span` milliseconds. */
    peak: (span) => busiest(tried, span),
    /** Attempts per client until all were back. */
    attempts: tried.reduce((sum, count) => sum + count, 0) / size,
    /** How long after the drop this share of the fleet was back, in milliseconds; Infinity if it was not. */
    back(share) {
      let missing = Math.ceil(size * share);
      const time = opened.findIndex((count) => (missing -= count) <= 0);
      return time === -1 ? Infinity : time;
    },
  };
}

function busiest(counts, span) {
  let most = 0;
  let sum = 0;
  for (let time = 0; time < counts.length; time++) {
    sum += counts[time] - (counts[time - span] ?? 0);
    most = Math.max(most, sum);
  }
  return most;
}

/**
 * The attempts that one of `size` clients makes in a minute, in `minutes` of a server that drops every connection `openFor`
 * milliseconds after a handshake of `handshake` milliseconds.
 */
export function dropper(formula, { size, minutes, handshake, openFor }) {
  const retry = formula(size);
  const drop = { at: 0, code: 1006, openFor };
  const counts = new Uint16Array(size * minutes);
  for (let client = 0; client < size; client++) {
    drop.at = 0;
    for (let at = retry(client, drop); at < minutes * 60_000; at = retry(client, drop)) {
      counts[Math.floor(at / 60_000) * size + client]++;
      drop.at = at + handshake + openFor;
    }
  }
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return {
    mean: mean(counts),
    /** The mean of the first minute. */
    first: mean(counts.subarray(0, size)),
    /** The most that any client makes in a later one. */
    most: Math.max(...counts.subarray(size)),
  };
}
