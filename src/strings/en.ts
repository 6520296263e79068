import { closeCodeName } from '../connection/close-code.js';
import type { Strings } from './strings.js';

/** English. */
export const en: Strings = {
  label: 'Send a message',
  enterSends: 'Enter sends. Shift+Enter breaks the line.',
  controlEnterSends: 'Ctrl+Enter or ⌘+Enter sends.',
  lineBreak: 'New line',
  send: 'Send',
  sendMessage: 'Send message',
  empty: 'No message yet.',
  connecting: 'Connecting…',
  open: 'Connected',
  waiting: 'Waiting',
  asleep: 'Asleep',
  closing: 'Disconnecting…',
  closed: 'Not connected',
  noAddress: 'There is no address.',
  asleepHint: 'Connects when the page is visible.',
  nextAttempt: (attempt, delay) => `Retry ${attempt} ${delay}.`,
  retryNow: 'Retry now',
  help: 'What to check',
  stop: 'Stop',
  connect: 'Connect',
  disconnect: 'Disconnect',
  closeCode: closeCodeName,
  messageName: 'Received',
  messageWithoutText: 'Received',
  receivedAt: (time) => time,
  bytes: (count) => `${count} ${count === '1' ? 'byte' : 'bytes'}`,
  cut: (shown, total) => `${shown} of ${total} shown`,
  echoed: (milliseconds) => `echoed in ${milliseconds} ms`,
  newer: (count) => `${count} new`,
  copy: 'Copy',
  copied: 'Copied',
  queued: (count) => `${count} waiting`,
  queueFull: 'Not sent: no room.',
  discarded: (count) => `Not sent: ${count}.`,
  restore: 'Put back',
  resend: 'Send again',
  'bad-configuration': ({ reason }) => `This cannot work: ${reason}.`,
  'bad-url': ({ address, suggestion }) =>
    suggestion
      ? `“${address}” is not a valid address. Did you mean ${suggestion}?`
      : `“${address}” is not a valid address: it should look like wss://example.com.`,
  'no-address': () => 'There is no address: the page gave none.',
  'url-fragment': ({ address }) =>
    `A WebSocket address has no fragment: ${address} is followed by one that begins with #.`,
  'socket-failed': ({ reason }) => `The socket could not be created${reason && `: ${reason}`}.`,
  'blocked-port': ({ address }) => `No answer from ${address}: browsers refuse that port.`,
  'bad-protocol': () => 'The subprotocols are not valid: each is one word without commas, and none comes twice.',
  'mixed-content': () => 'The page is https and the address is ws: browsers block that. Use wss.',
  'blocked-by-csp': ({ address }) => `This page’s Content-Security-Policy does not allow ${address} in connect-src.`,
  'local-network': ({ address }) => `No answer from ${address}. Local networks may need permission.`,
  offline: () => 'No network.',
  unreachable: ({ address, hasProtocols }) =>
    [
      `Nothing answered at ${address}, or it refused.`,
      hasProtocols ? 'A server that speaks none of the subprotocols looks the same.' : '',
      'The browser’s network panel may tell more.',
    ]
      .filter(Boolean)
      .join(' '),
  'timed-out': ({ address }) => `No answer${address && ` from ${address}`} in time.`,
  'went-silent': ({ address }) => `${address} went silent.`,
  dropped: ({ openFor }) => `The connection broke after ${openFor}.`,
  'closed-by-server': ({ code, reason }) => `The server closed it: ${code}${reason && ` — ${reason}`}.`,
  'provider-failed': ({ reason }) => `The page could not prepare the connection${reason && `: ${reason}`}.`,
  'gave-up': ({ cause }) => `Gave up. ${cause}`,
};
