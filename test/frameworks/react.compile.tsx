// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import { createRef, type JSX } from 'react';
import type { Connection } from '../../src/connection/connection.js';
import type { DiscardEvent } from '../../src/connection/events.js';
import { WsEcho, type WsEchoElement, type WsEchoProps } from '../../src/frameworks/react.js';
import { WsLog, type WsLogElement, type WsLogProps } from '../../src/frameworks/react-log.js';
import { expectExactly } from '../exactly.js';

const ref = createRef<WsEchoElement>();
const url = async () => new URL('wss://localhost/');
const onClose = ({ code }: CloseEvent) => code;

export function components(isPaused: boolean): JSX.Element[] {
  return [
    <WsEcho
      url={url}
      protocols={['chat']}
      retry={5}
      fatalCodes={[1000, [4400, 4499]]}
      queueLimit={0}
      readonly
      ref={ref}
    />,
    <WsEcho
      url="wss://localhost/"
      id="left"
      className="wide"
      style={{ color: 'red' }}
      lang="en"
      hidden
      aria-label="Left"
    />,
    <WsEcho
      url={null}
      label={undefined}
      onMessage={isPaused ? undefined : () => {}}
      onClick={(event) => event.clientX}
    />,
    <WsEcho
      onOpen={(event) => expectExactly<Event & { readonly currentTarget: WsEchoElement }>()(event)}
      onMessage={({ data, origin }) => expectExactly<string>()(data + origin)}
      onSend={({ origin }) => expectExactly<string>()(origin)}
      onClose={({ code, wasClean }) => expectExactly<[number, boolean]>()([code, wasClean])}
      onError={({ type }) => expectExactly<string>()(type)}
      onStateChange={({ currentTarget }) => expectExactly<WsEchoElement>()(currentTarget)}
      onDiscard={({ messages }) => expectExactly<DiscardEvent['messages']>()(messages)}
    />,
    <WsEcho onClose={onClose} />,
    <WsEcho>
      <span slot="empty">Nothing yet</span>
    </WsEcho>,

    // @ts-expect-error -- misspelt
    <WsEcho adress="wss://localhost/" />,
    // @ts-expect-error -- no address
    <WsEcho url={12} />,
    // @ts-expect-error -- no format
    <WsEcho format="xml" />,
    // @ts-expect-error -- a method
    <WsEcho send={() => true} />,
    // @ts-expect-error -- read-only
    <WsEcho state="open" />,
    // @ts-expect-error -- the name that React does not use
    <WsEcho onmessage={() => {}} />,
    // @ts-expect-error -- misspelt
    <WsEcho onMesage={() => {}} />,
    // @ts-expect-error -- misspelt
    <WsEcho onStatechange={() => {}} />,
    // @ts-expect-error -- another event's class
    <WsEcho onMessage={onClose} />,
    // @ts-expect-error -- another event's class
    <WsEcho onSend={onClose} />,
    // @ts-expect-error -- no function
    <WsEcho onMessage={null} />,
    // @ts-expect-error -- another element's ref
    <WsEcho ref={createRef<HTMLInputElement>()} />,
  ];
}

/** React itself, without the component. */
export function elements(): JSX.Element[] {
  return [
    <ws-echo
      url={url}
      protocols={['chat']}
      binaryType="blob"
      binary-type="blob"
      readonly
      ref={ref}
      key="1"
      className="wide"
    />,
    <ws-echo
      onopen={({ currentTarget }) => expectExactly<WsEchoElement>()(currentTarget)}
      onmessage={({ data, origin }) => expectExactly<string>()(data + origin)}
      onsend={({ origin }) => expectExactly<string>()(origin)}
      onclose={({ code, wasClean }) => expectExactly<[number, boolean]>()([code, wasClean])}
      onerror={({ type }) => expectExactly<string>()(type)}
      onstatechange={({ currentTarget }) => expectExactly<WsEchoElement['state']>()(currentTarget.state)}
      ondiscard={({ messages }) => expectExactly<DiscardEvent['messages']>()(messages)}
      onClick={(event) => event.clientX}
    />,

    // @ts-expect-error -- never fires
    <ws-echo onOpen={() => {}} />,
    // @ts-expect-error -- never fires
    <ws-echo onMessage={() => {}} />,
    // @ts-expect-error -- never fires
    <ws-echo onSend={() => {}} />,
    // @ts-expect-error -- never fires
    <ws-echo onClose={() => {}} />,
    // @ts-expect-error -- never fires
    <ws-echo onError={() => {}} />,
    // @ts-expect-error -- never fires
    <ws-echo onErrorCapture={() => {}} />,
    // @ts-expect-error -- never fires
    <ws-echo onStateChange={() => {}} />,
    // @ts-expect-error -- never fires
    <ws-echo onDiscard={() => {}} />,
    // @ts-expect-error -- another event's class
    <ws-echo onmessage={onClose} />,
    // @ts-expect-error -- misspelt
    <ws-echo onmesage={() => {}} />,
    // @ts-expect-error -- no address
    <ws-echo url={12} />,
    // @ts-expect-error -- misspelt
    <ws-ecko />,
  ];
}

export const props: WsEchoProps = { url, onMessage: ({ data }) => data as unknown };

/** `<ws-log>`, which has no events of its own. */
export function logs(connection: Connection): JSX.Element[] {
  return [
    <WsLog
      for="left right"
      limit={1_000}
      byteLimit={null}
      paused
      pings={false}
      label={undefined}
      ref={createRef<WsLogElement>()}
    />,
    <WsLog
      source={connection}
      className="wide"
      hidden
      lang="en"
      onClick={({ currentTarget }) => currentTarget.recorder}
    />,
    <WsEcho url={url}>
      <WsLog slot="message" source={[connection, new WebSocket('wss://localhost/')]} />
    </WsEcho>,
    <ws-log
      for="left"
      source={connection}
      byteLimit={1_000}
      byte-limit={1_000}
      paused
      key="1"
      ref={createRef<WsLogElement>()}
    />,

    // @ts-expect-error -- misspelt
    <WsLog form="left" />,
    // @ts-expect-error -- no connection
    <WsLog source="left" />,
    // @ts-expect-error -- no number
    <WsLog limit="many" />,
    // @ts-expect-error -- a method
    <WsLog clear={() => {}} />,
    // @ts-expect-error -- read-only
    <WsLog recorder={null} />,
    // @ts-expect-error -- no event of its own
    <WsLog onMessage={() => {}} />,
    // @ts-expect-error -- another element's ref
    <WsLog ref={ref} />,
    // @ts-expect-error -- misspelt
    <ws-log form="left" />,
    // @ts-expect-error -- no connection
    <ws-log source="left" />,
    // @ts-expect-error -- no event of its own
    <ws-log onmessage={() => {}} />,
  ];
}

export const logProps: WsLogProps = { for: 'left', source: null, limit: 1_000 };
