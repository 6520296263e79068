/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks';
import 'ws-echo';
import type { WsEcho } from 'ws-echo';
import 'ws-echo/preact';

export function Chat({ url }: { url: string }) {
  const echo = useRef<WsEcho>(null);
  const [last, setLast] = useState('');
  return (
    <>
      <ws-echo url={url} ref={echo} onMessage={({ data }) => setLast(data)} />
      <button onClick={() => echo.current?.send('Hello!')}>Say hello</button>
      <output>{last}</output>
    </>
  );
}
