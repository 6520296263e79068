// A million clients and a server that went away: ours and other formulas of when to try again.
//
//   npm ci; cd test/bench; npm ci; node storm.mjs
//
// A simulation with a fixed seed: the numbers are the same on every machine. What it assumes is said in
// storm/fleet.mjs, and where the formulas come from in storm/formulas.mjs.
import { finish, inTimes, printTable, verdict } from './bench.mjs';
import { printMachine } from './machine.mjs';
import { progress } from './progress.mjs';
import { dropper, PATIENCE, storm } from './storm/fleet.mjs';
import { formulas } from './storm/formulas.mjs';

const SIZE = 1_000_000;
const RATE = 20_000;
const OUTAGES = [500, 5_000, 30_000, 120_000];
const MINUTES = 10;

/** How many times what full jitter takes ours may take, at most. */
const BOUNDS = { peak: 0.5, 'attempts per client': 1, '99 % back': 1.05, '100 % back': 1 };
const BOUND_AFTER_RESTART = 0.06;

const { 'ws-echo': ours, 'full jitter': full } = formulas;
const bounds = [];
const withoutSavings = [];

console.log('This takes about 80 seconds.');
printMachine({ packages: ['reconnecting-websocket', 'partysocket', 'socket.io-client', 'phoenix', 'centrifuge'] });

for (const [index, down] of OUTAGES.entries()) {
  progress(`outage ${index + 1} of ${OUTAGES.length}: the server is down for ${down / 1_000} s`);
  const outage = { size: SIZE, down, rate: RATE };
  const storms = {
    ...ofEach(formulas, (formula) => storm(formula, outage)),
    ...ofEach({ 'ws-echo after 1012': ours }, (formula) => storm(formula, { ...outage, code: 1012 })),
  };
  printTable(
    `The server is down for ${down / 1_000} s, then takes ${count(RATE)} handshakes/s from ${count(SIZE)} clients`,
    Object.entries(storms).map(([formula, { peak, attempts, back }]) => ({
      formula,
      'peak in 1 s': count(peak(1_000)),
      'in 0.1 s': count(peak(100)),
      'attempts per client': attempts.toFixed(2),
      '50 % back after': seconds(back(0.5) - down),
      '99 %': seconds(back(0.99) - down),
      '100 %': seconds(back(1) - down),
    })),
  );

  const restarted = storms['ws-echo after 1012'].peak(1_000) / storms['full jitter'].peak(1_000);
  bounds.push({
    'down for': `${down / 1_000} s`,
    ...beside(storms['ws-echo'], storms['full jitter'], down, (ratio, what) => verdict(ratio, BOUNDS[what])),
    'peak after 1001, 1012, 1013': verdict(restarted, BOUND_AFTER_RESTART),
  });

  const strict = ofEach({ ours, full }, (formula) => storm(formula, { ...outage, burst: 1 }));
  withoutSavings.push({
    'down for': `${down / 1_000} s`,
    ...beside(strict.ours, strict.full, down, (ratio) => inTimes(ratio)),
  });
}

printTable(
  'Ours beside full jitter if the server saves nothing, and refuses what does not fit its millisecond',
  withoutSavings,
);

progress('a blip of 0.5 s');
const blips = ofEach(formulas, (formula) => storm(formula, { size: SIZE, down: 500, rate: Infinity }));
printTable(
  'A blip: the server is down for 0.5 s, and then takes everyone; the time counts from the drop',
  Object.entries(blips).map(([formula, { back }]) => ({
    formula,
    'median back after': seconds(back(0.5)),
    '99th percentile': seconds(back(0.99)),
  })),
);

progress('a server that drops every connection');
const fickle = { size: 1_000, minutes: MINUTES, handshake: 50, openFor: 200 };
const droppers = ofEach(formulas, (formula) => dropper(formula, fickle));
printTable(
  `A server that drops every connection 0.2 s after a handshake of 0.05 s: attempts a minute, for ${MINUTES} minutes`,
  Object.entries(droppers).map(([formula, { mean, first, most }]) => ({
    formula,
    mean: mean.toFixed(1),
    'in the first': first.toFixed(1),
    'most in a later one': most,
  })),
);

const aMinute = (number, digits = 1) => `${number.toFixed(digits)} a minute`;
const { 'ws-echo': blip } = blips;
const { 'ws-echo': dropped } = droppers;
printTable('The bounds of ours beside full jitter', bounds);
printTable('The bounds of ours alone', [
  { what: 'median of the blip', value: verdict(blip.back(0.5), 1_600, seconds) },
  { what: '99th percentile of the blip', value: verdict(blip.back(0.99), 3_100, seconds) },
  { what: 'dropped after 0.2 s, mean', value: verdict(dropped.mean, 3, aMinute) },
  { what: 'dropped after 0.2 s, most after the first minute', value: verdict(dropped.most, 3, aMinute) },
]);
finish();

/** What becomes of every formula, by its name. The libraries draw from Math.random: each finds the same draws there. */
function ofEach(chosen, simulate) {
  return Object.fromEntries(
    Object.entries(chosen).map(([name, formula]) => {
      Math.random = seeded(1);
      return [name, simulate(formula)];
    }),
  );
}

/** mulberry32. */
function seeded(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What one storm takes, as a multiple of what the other takes, in words. */
function beside(one, other, down, inWords) {
  const ratios = {
    peak: one.peak(1_000) / other.peak(1_000),
    'attempts per client': one.attempts / other.attempts,
    '99 % back': (one.back(0.99) - down) / (other.back(0.99) - down),
    '100 % back': (one.back(1) - down) / (other.back(1) - down),
  };
  return Object.fromEntries(Object.entries(ratios).map(([what, ratio]) => [what, inWords(ratio, what)]));
}

function seconds(time, digits = 2) {
  return time === Infinity ? `> ${PATIENCE / 1_000} s` : `${(time / 1_000).toFixed(digits)} s`;
}

function count(number) {
  return number.toLocaleString('en').replaceAll(',', ' ');
}
