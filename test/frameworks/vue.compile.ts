// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import type { GlobalComponents } from 'vue';
import type { Connection } from '../../src/connection/connection.js';
import type { DiscardEvent } from '../../src/connection/events.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import '../../src/frameworks/vue.js';
import type { WsLog } from '../../src/log/ws-log.js';
import { expectExactly } from '../exactly.js';

type Component = InstanceType<GlobalComponents['ws-echo']>;
type Props = Component['$props'];
type Log = InstanceType<GlobalComponents['ws-log']>;
type LogProps = Log['$props'];

const onClose = ({ code }: CloseEvent) => code;

export const right: Props[] = [
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
    pingInterval: '30000',
    class: { wide: true },
    key: 1,
    ref: 'echo',
    onClick: ({ clientX }) => clientX,
  },
  {
    onOpen: ({ currentTarget }) => expectExactly<WsEcho>()(currentTarget),
    onMessage: ({ data, origin }) => expectExactly<string>()(data + origin),
    onSend: ({ origin }) => expectExactly<string>()(origin),
    onClose: ({ code, wasClean }) => expectExactly<[number, boolean]>()([code, wasClean]),
    onError: ({ type }) => expectExactly<string>()(type),
    onStatechange: ({ currentTarget }) => expectExactly<WsEcho['state']>()(currentTarget.state),
    onDiscard: ({ messages }) => expectExactly<DiscardEvent['messages']>()(messages),
  },
];

export const wrong: Props[] = [
  // @ts-expect-error -- misspelt
  { adress: 'wss://localhost/' },
  // @ts-expect-error -- no address
  { url: 12 },
  // @ts-expect-error -- no binary type
  { binaryType: 'bytes' },
  // @ts-expect-error -- no number
  { idleTimeout: 'soon' },
  // @ts-expect-error -- read-only
  { state: 'open' },
  // @ts-expect-error -- Vue would listen for `state-change`
  { onStateChange: () => {} },
  // @ts-expect-error -- another event's class
  { onMessage: onClose },
  // @ts-expect-error -- another event's class
  { onSend: onClose },
  // @ts-expect-error -- another event's class
  { onError: onClose },
];

export function emits({ $emit }: Component, event: MessageEvent & { currentTarget: WsEcho }): void {
  $emit('message', event);
  // @ts-expect-error -- misspelt
  $emit('mesage', event);
  // @ts-expect-error -- another event's class
  $emit('close', event);
}

/** A template ref is the element. */
export const element: WsEcho | undefined = undefined as Component | undefined;

export const rightLogs = (connection: Connection): LogProps[] => [
  { for: 'left right', limit: '1000', byteLimit: 1_000, paused: true, pings: false, label: undefined },
  { source: [connection, new WebSocket('wss://localhost/')], class: { wide: true }, slot: 'message', ref: 'log' },
  { source: connection, onClick: ({ clientX }) => clientX },
];

export const wrongLogs: LogProps[] = [
  // @ts-expect-error -- misspelt
  { form: 'left' },
  // @ts-expect-error -- no connection
  { source: 'left' },
  // @ts-expect-error -- no number
  { limit: 'many' },
  // @ts-expect-error -- read-only
  { recorder: null },
  // @ts-expect-error -- no event of its own
  { onMessage: () => {} },
];

/** A template ref is the element. */
export const log: WsLog | undefined = undefined as Log | undefined;
