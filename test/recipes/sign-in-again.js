import { Connection } from 'ws-echo/connection';

export const connection = new Connection('wss://example.com/chat');

/** True after a sign-in, until a message shows that the server has accepted it: two in a row would be no better. */
let isNew = false;

connection.addEventListener('close', async ({ code }) => {
  if ((code !== 3000 && code !== 4401) || isNew) return;
  isNew = true;
  const response = await fetch('/sign-in', { method: 'POST' }).catch(() => null);
  if (response?.ok) connection.reconnect();
});

connection.addEventListener('message', () => {
  isNew = false;
});
