import { Connection } from 'ws-echo/connection';

export const connection = new Connection('wss://example.com/chat');

connection.addEventListener('close', async ({ code }) => {
  if (code !== 3000 && code !== 4401) return;
  await fetch('/sign-in', { method: 'POST' });
  connection.reconnect();
});
