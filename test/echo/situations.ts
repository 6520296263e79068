// The situations that an element can be in. Every test that iterates over `situations` covers a new entry, too.
import '../../src/define.js';
import type { ConnectionState } from '../../src/connection/lifecycle.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { shown, waitForState, waitUntilShown } from './element-driver.js';

/** An address on a port that every browser refuses; another one per call, since Firefox delays repeated attempts. */
export function refusedAddress(): string {
  return `ws://127.${crypto.getRandomValues(new Uint8Array(3)).join('.')}:1/`;
}

/** A situation that an element can be in, with the text of its status part and of its action button. */
export interface Situation {
  readonly state: ConnectionState;
  readonly words: RegExp;
  readonly action: string;
  /** Prepares an element before it enters the page, and may return what to do in it. */
  arrange(el: WsEcho): (() => unknown) | void;
}

/** Every situation that lasts, by name. */
export const situations: Readonly<Record<string, Situation>> = {
  connecting: {
    state: 'connecting',
    words: /^Connecting/,
    action: 'Disconnect',
    arrange: (el) => {
      el.url = () => new Promise<string>(() => {});
    },
  },
  open: {
    state: 'open',
    words: /^Connected localhost:\d+$/,
    action: 'Disconnect',
    arrange: (el) => {
      el.url = echoServer().url;
    },
  },
  'open, with a message': {
    state: 'open',
    words: /^Connected/,
    action: 'Disconnect',
    arrange: (el) => {
      el.url = echoServer({ greet: '{"hello":["world",1]}' }).url;
      return () => waitForState(el, 'open').then(() => waitUntilShown('JSON', () => shown(el)?.at(-1) === '}'));
    },
  },
  readonly: {
    state: 'open',
    words: /^Connected/,
    action: 'Disconnect',
    arrange: (el) => {
      el.readonly = true;
      el.url = echoServer().url;
    },
  },
  waiting: {
    state: 'waiting',
    words: /^Waiting .*1001 going away.* \d+ seconds/,
    action: 'Retry now',
    arrange: (el) => {
      el.url = echoServer({ closeWith: 1001 }).url;
    },
  },
  'waiting, with a help page': {
    state: 'waiting',
    words: /^Waiting .*1001 going away\. +Retry 1 in \d+ seconds/,
    action: 'Retry now',
    arrange: (el) => {
      el.helpUrl = 'help.html';
      el.url = echoServer({ closeWith: 1001 }).url;
    },
  },
  asleep: {
    state: 'asleep',
    words: /^Asleep localhost:\d+ Connects when/,
    action: 'Retry now',
    arrange: (el) => {
      el.url = echoServer().url;
      return () => waitForState(el, 'open').then(() => document.dispatchEvent(new Event('freeze')));
    },
  },
  'closed by the user': {
    state: 'closed',
    words: /^Not connected localhost:\d+$/,
    action: 'Connect',
    arrange: (el) => {
      el.url = echoServer().url;
      return () => waitForState(el, 'open').then(() => el.close());
    },
  },
  'closed by the server': {
    state: 'closed',
    words: /1008 policy violation.*not today/,
    action: 'Connect',
    arrange: (el) => {
      el.url = echoServer({ closeWith: 1008, reason: 'not today' }).url;
    },
  },
  'closed by the server, with a help page': {
    state: 'closed',
    words: /1008 policy violation.*not today\.$/,
    action: 'Connect',
    arrange: (el) => {
      el.helpUrl = 'help.html';
      el.url = echoServer({ closeWith: 1008, reason: 'not today' }).url;
    },
  },
  'failed for good': {
    state: 'closed',
    words: /\b127\.[\d.]+:1\b/,
    action: 'Connect',
    arrange: (el) => {
      el.retry = 'off';
      el.url = refusedAddress();
    },
  },
  misconfigured: {
    state: 'closed',
    words: /connect-timeout="soon"/,
    action: 'Connect',
    arrange: (el) => {
      el.url = echoServer().url;
      el.setAttribute('connect-timeout', 'soon');
    },
  },
  'without an address': {
    state: 'closed',
    words: /no address/,
    action: 'Connect',
    arrange: () => {},
  },
  manual: {
    state: 'closed',
    words: /^Not connected localhost:\d+$/,
    action: 'Connect',
    arrange: (el) => {
      el.manual = true;
      el.url = echoServer().url;
    },
  },
};

/** Puts an element into the page and brings it into a situation. Leaves its removal to the test. */
export async function mountIn(
  { state, arrange }: Situation,
  el: WsEcho = document.createElement('ws-echo'),
): Promise<WsEcho> {
  const { random } = Math;
  // The next attempt is as late as it may be.
  Math.random = () => 0.999;
  try {
    const act = arrange(el);
    document.body.append(el);
    await el.updateComplete;
    await act?.();
    // An element that has not rendered yet is closed, too.
    if (state !== 'closed' || el.connection) await waitForState(el, state);
    await el.updateComplete;
    return el;
  } finally {
    Math.random = random;
  }
}
