// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import type { SvelteHTMLElements } from 'svelte/elements';
import type { Connection } from '../../src/connection/connection.js';
import type { DiscardEvent } from '../../src/connection/events.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import '../../src/frameworks/svelte.js';
import { expectExactly } from '../exactly.js';

type Attributes = SvelteHTMLElements['ws-echo'];
type LogAttributes = SvelteHTMLElements['ws-log'];

const onClose = ({ code }: CloseEvent) => code;

export const right: Attributes[] = [
  {
    url: async () => new URL('wss://localhost/'),
    protocols: ['chat'],
    binaryType: 'blob',
    readonly: true,
    label: undefined,
  },
  {
    url: null,
    idleTimeout: 5_000,
    'ping-interval': '30000',
    'binary-type': 'blob',
    class: ['wide'],
    onclick: ({ clientX }) => clientX,
  },
  {
    onopen: ({ currentTarget }) => expectExactly<WsEcho>()(currentTarget),
    onmessage: ({ data, origin }) => expectExactly<string>()(data + origin),
    onsend: ({ origin }) => expectExactly<string>()(origin),
    onclose: ({ code, wasClean }) => expectExactly<[number, boolean]>()([code, wasClean]),
    onerror: ({ type }) => expectExactly<string>()(type),
    onstatechange: ({ currentTarget }) => expectExactly<WsEcho['state']>()(currentTarget.state),
    ondiscard: ({ messages }) => expectExactly<DiscardEvent['messages']>()(messages),
  },
];

export const wrong: Attributes[] = [
  // @ts-expect-error -- misspelt
  { adress: 'wss://localhost/' },
  // @ts-expect-error -- no address
  { url: 12 },
  // @ts-expect-error -- no binary type
  { 'binary-type': 'bytes' },
  // @ts-expect-error -- no number
  { idleTimeout: 'soon' },
  // @ts-expect-error -- read-only
  { state: 'open' },
  // @ts-expect-error -- Svelte would listen for `Message`
  { onMessage: () => {} },
  // @ts-expect-error -- another event's class
  { onmessage: onClose },
  // @ts-expect-error -- another event's class
  { onsend: onClose },
  // @ts-expect-error -- another event's class
  { onerror: onClose },
];

export const rightLogs = (connection: Connection): LogAttributes[] => [
  { for: 'left right', limit: '1000', byteLimit: 1_000, paused: true, pings: false, label: undefined },
  { source: [connection, new WebSocket('wss://localhost/')], 'byte-limit': '1000', class: ['wide'], slot: 'message' },
  { source: connection, onclick: ({ currentTarget }) => currentTarget.recorder },
];

export const wrongLogs: LogAttributes[] = [
  // @ts-expect-error -- misspelt
  { form: 'left' },
  // @ts-expect-error -- no connection
  { source: 'left' },
  // @ts-expect-error -- no number
  { limit: 'many' },
  // @ts-expect-error -- read-only
  { recorder: null },
];
