/** @jsxImportSource solid-js */
import { createSignal } from 'solid-js';
import 'ws-echo';
import type { WsEcho } from 'ws-echo';
import 'ws-echo/solid';

export function Chat(props: { url: string }) {
  let echo!: WsEcho;
  const [last, setLast] = createSignal('');
  return (
    <>
      <ws-echo url={props.url} ref={echo} on:message={({ data }) => setLast(data)} />
      <button onClick={() => echo.send('Hello!')}>Say hello</button>
      <output>{last()}</output>
    </>
  );
}
