/** @jsxImportSource preact */
// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import { createRef, type JSX } from 'preact';
import type { Connection } from '../../src/connection/connection.js';
import type { DiscardEvent } from '../../src/connection/events.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import '../../src/frameworks/preact.js';
import type { WsLog } from '../../src/log/ws-log.js';
import { expectExactly } from '../exactly.js';

const url = async () => new URL('wss://localhost/');
const onClose = ({ code }: CloseEvent) => code;

export function elements(isPaused: boolean): JSX.Element[] {
  return [
    <ws-echo
      url={url}
      protocols={['chat']}
      binaryType="blob"
      binary-type="blob"
      readonly
      ref={createRef<WsEcho>()}
      key="1"
    />,
    <ws-echo url={null} class="wide" onMessage={isPaused ? undefined : () => {}} onClick={(event) => event.clientX} />,
    <ws-echo
      onOpen={({ currentTarget }) => expectExactly<WsEcho>()(currentTarget)}
      onMessage={({ data, origin }) => expectExactly<string>()(data + origin)}
      onSend={({ origin }) => expectExactly<string>()(origin)}
      onClose={({ code, wasClean }) => expectExactly<[number, boolean]>()([code, wasClean])}
      onError={({ type }) => expectExactly<string>()(type)}
      onStateChange={({ currentTarget }) => expectExactly<WsEcho['state']>()(currentTarget.state)}
      onDiscard={({ messages }) => expectExactly<DiscardEvent['messages']>()(messages)}
    />,
    <ws-echo
      onopen={({ currentTarget }) => expectExactly<WsEcho>()(currentTarget)}
      onmessage={({ data, origin }) => expectExactly<string>()(data + origin)}
      onclose={onClose}
      onerror={({ type }) => expectExactly<string>()(type)}
      onstatechange={({ currentTarget }) => expectExactly<WsEcho['state']>()(currentTarget.state)}
      ondiscard={({ messages }) => expectExactly<DiscardEvent['messages']>()(messages)}
    />,

    // @ts-expect-error -- misspelt
    <ws-echo adress="wss://localhost/" />,
    // @ts-expect-error -- no address
    <ws-echo url={12} />,
    // @ts-expect-error -- read-only
    <ws-echo state="open" />,
    // @ts-expect-error -- misspelt
    <ws-echo onMesage={() => {}} />,
    // @ts-expect-error -- another event's class
    <ws-echo onMessage={onClose} />,
    // @ts-expect-error -- another event's class
    <ws-echo onSend={onClose} />,
    // @ts-expect-error -- another event's class
    <ws-echo onError={onClose} />,
    // @ts-expect-error -- another element's ref
    <ws-echo ref={createRef<HTMLInputElement>()} />,
    // @ts-expect-error -- misspelt
    <ws-ecko />,
  ];
}

/** `<ws-log>`, which has no events of its own. */
export function logs(connection: Connection): JSX.Element[] {
  return [
    <ws-log
      for="left right"
      limit={1_000}
      byteLimit={null}
      byte-limit={1_000}
      paused
      pings={false}
      label={undefined}
    />,
    <ws-log source={connection} ref={createRef<WsLog>()} key="1" class="wide" onClick={(event) => event.clientX} />,
    <ws-echo url={url}>
      <ws-log slot="message" source={[connection, new WebSocket('wss://localhost/')]} />
    </ws-echo>,

    // @ts-expect-error -- misspelt
    <ws-log form="left" />,
    // @ts-expect-error -- no connection
    <ws-log source="left" />,
    // @ts-expect-error -- no number
    <ws-log limit="many" />,
    // @ts-expect-error -- read-only
    <ws-log recorder={null} />,
    // @ts-expect-error -- no event of its own
    <ws-log onMessage={() => {}} />,
    // @ts-expect-error -- another element's ref
    <ws-log ref={createRef<WsEcho>()} />,
  ];
}
