'use client';

import { useConnection } from 'ws-echo/use-connection';

export function Banner({ url }: { url: string }) {
  const { connection, state, lastMessage } = useConnection(url);
  return (
    <p>
      {state === 'open' ? `The price is ${lastMessage?.data ?? '…'}` : `The feed is ${state}.`}
      {state === 'waiting' && <button onClick={() => connection.reconnect()}>Try now</button>}
    </p>
  );
}
