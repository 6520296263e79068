import { Connection } from 'ws-echo/connection';

export const connection = new Connection('wss://example.com/chat', async ({ signal }) => {
  const response = await fetch('/token', { signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return ['chat.v1', `token.${await response.text()}`];
});
