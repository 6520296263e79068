import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Connection } from 'ws-echo/connection';
import { scripted } from 'ws-echo/scripted';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('comes back after a refused handshake', async () => {
  let attempts = 0;
  const createSocket = scripted((server) => {
    if (++attempts === 1) server.refuse();
  });
  const connection = new Connection('wss://example.com/feed', [], { createSocket });
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.state).toBe('waiting');
  await vi.advanceTimersByTimeAsync(connection.retryAt - Date.now());
  expect([connection.state, attempts]).toEqual(['open', 2]);
  connection.close();
});
