/** @jsxImportSource solid-js */
// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import type { JSX } from 'solid-js';
import type { Connection } from '../../src/connection/connection.js';
import type { DiscardEvent } from '../../src/connection/events.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import '../../src/frameworks/solid.js';
import type { WsLog } from '../../src/log/ws-log.js';
import { expectExactly } from '../exactly.js';

const url = async () => new URL('wss://localhost/');
const onClose = ({ code }: CloseEvent) => code;

export function elements(element: WsEcho): JSX.Element[] {
  return [
    <ws-echo url={url} protocols={['chat']} queue-limit={0} readonly class="wide" ref={element} />,
    <ws-echo
      prop:url={url}
      prop:queueLimit={0}
      prop:fatalCodes={[1000, [4400, 4499]]}
      ref={(it) => expectExactly<WsEcho>()(it)}
    />,
    <ws-echo
      on:open={({ currentTarget }) => expectExactly<WsEcho>()(currentTarget)}
      on:message={({ data, origin }) => expectExactly<string>()(data + origin)}
      on:send={({ origin }) => expectExactly<string>()(origin)}
      on:close={({ code, wasClean }) => expectExactly<[number, boolean]>()([code, wasClean])}
      on:error={({ type }) => expectExactly<string>()(type)}
      on:statechange={({ currentTarget }) => expectExactly<WsEcho['state']>()(currentTarget.state)}
      on:discard={({ messages }) => expectExactly<DiscardEvent['messages']>()(messages)}
    />,
    <ws-echo
      onMessage={({ data }) => data as unknown}
      onClose={onClose}
      onStateChange={(event) => event.currentTarget.state}
    />,
    <ws-echo onmessage={({ data }) => data as unknown} onclose={onClose} />,

    // @ts-expect-error -- misspelt
    <ws-echo adress="wss://localhost/" />,
    // @ts-expect-error -- no address
    <ws-echo url={12} />,
    // @ts-expect-error -- Solid would set `queuelimit`
    <ws-echo queueLimit={0} />,
    // @ts-expect-error -- no address
    <ws-echo prop:url={12} />,
    // @ts-expect-error -- read-only
    <ws-echo prop:state="open" />,
    // @ts-expect-error -- misspelt
    <ws-echo on:mesage={() => {}} />,
    // @ts-expect-error -- an event that does not exist: this form keeps the case
    <ws-echo on:stateChange={() => {}} />,
    // @ts-expect-error -- another event's class
    <ws-echo on:message={onClose} />,
    // @ts-expect-error -- another event's class
    <ws-echo on:send={onClose} />,
    // @ts-expect-error -- another event's class
    <ws-echo onMessage={onClose} />,
    // @ts-expect-error -- misspelt
    <ws-ecko />,
  ];
}

/** `<ws-log>`, which has no events of its own. */
export function logs(connection: Connection, element: WsLog): JSX.Element[] {
  return [
    <ws-log for="left right" limit={1_000} byte-limit={1_000} paused pings={false} class="wide" ref={element} />,
    <ws-log source={connection} ref={(it) => expectExactly<WsLog>()(it)} />,
    <ws-log prop:source={[connection, new WebSocket('wss://localhost/')]} prop:byteLimit={1_000} />,
    <ws-echo url={url}>
      <ws-log slot="message" onClick={(event) => event.currentTarget.recorder} />
    </ws-echo>,

    // @ts-expect-error -- misspelt
    <ws-log form="left" />,
    // @ts-expect-error -- no connection
    <ws-log source="left" />,
    // @ts-expect-error -- Solid would set `bytelimit`
    <ws-log byteLimit={1_000} />,
    // @ts-expect-error -- no number
    <ws-log prop:limit="many" />,
    // @ts-expect-error -- read-only
    <ws-log prop:recorder={null} />,
    // @ts-expect-error -- no event of its own
    <ws-log on:message={() => {}} />,
  ];
}
