import { Connection } from 'ws-echo/connection';

let token = '';

export const connection = new Connection(async ({ signal }) => {
  const response = await fetch('/token', { signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  token = await response.text();
  return 'wss://example.com/chat';
});

connection.addEventListener('open', () => {
  // Messages of `open` listeners go before those that wait in the queue.
  connection.send(JSON.stringify({ type: 'token', token }));
});
