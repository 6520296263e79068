import { afterEach, expect, it } from 'vitest';
import 'ws-echo';
import { scripted } from 'ws-echo/scripted';

afterEach(() => document.body.replaceChildren());

it('shows what the server answers', async () => {
  const echo = document.createElement('ws-echo');
  echo.createSocket = scripted((server) => {
    server.onmessage = (text) => server.send(`You said ${text}`);
  });
  echo.url = 'wss://example.com/chat';
  document.body.append(echo);
  const answer = new Promise((resolve) => echo.addEventListener('message', ({ data }) => resolve(data)));
  echo.send('hello');
  expect(await answer).toBe('You said hello');
});

it('says why the server closed', async () => {
  const echo = document.createElement('ws-echo');
  echo.createSocket = scripted((server) => server.close(4401, 'token expired'));
  echo.url = 'wss://example.com/chat';
  document.body.append(echo);
  await new Promise((resolve) => echo.addEventListener('close', resolve));
  expect(echo.diagnosis).toMatchObject({ kind: 'closed-by-server', code: 4401, reason: 'token expired' });
});
