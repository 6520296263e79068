import { Connection } from 'ws-echo/connection';

export const connection = new Connection(async ({ signal }) => {
  const response = await fetch('/token', { signal });
  if (response.status === 401) return null; // Signed out: nothing to connect to now.
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return `wss://example.com/chat?token=${encodeURIComponent(await response.text())}`;
});
