'use client';

import { useRef, useState } from 'react';
import { WsEcho, type WsEchoElement } from 'ws-echo/react';

export function Chat({ url }: { url: string }) {
  const echo = useRef<WsEchoElement>(null);
  const [last, setLast] = useState('');
  return (
    <>
      <WsEcho url={url} ref={echo} onMessage={({ data }) => setLast(data)} />
      <button onClick={() => echo.current?.send('Hello!')}>Say hello</button>
      <output>{last}</output>
    </>
  );
}
