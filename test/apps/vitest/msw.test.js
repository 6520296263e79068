import { ws } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Connection } from 'ws-echo/connection';

const chat = ws.link('wss://example.com/chat');
const server = setupServer(
  chat.addEventListener('connection', ({ client }) => {
    client.addEventListener('message', ({ data }) => client.send(`You said ${data}`));
  }),
);
beforeAll(() => server.listen());
afterAll(() => server.close());

it('talks to a handler of MSW', async () => {
  const connection = new Connection('wss://example.com/chat');
  const answer = new Promise((resolve) => connection.addEventListener('message', ({ data }) => resolve(data)));
  connection.send('hello');
  expect(await answer).toBe('You said hello');
  connection.close();
});
