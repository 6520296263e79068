import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

const page = `<!doctype html>
<script type="module" src="/ws-echo.min.js"></script>
<ws-echo lang="en" url="wss://example.com/chat"></ws-echo>`;

test.beforeEach(async ({ page: tab }) => {
  await tab.route('https://example.com/', (route) => route.fulfill({ contentType: 'text/html', body: page }));
  const script = new URL(import.meta.resolve('ws-echo/ws-echo.min.js'));
  const body = await readFile(new URL('ws-echo.min.js', script), 'utf8');
  await tab.route('**/ws-echo.min.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
});

test('shows what the server answers', async ({ page: tab }) => {
  await tab.routeWebSocket('wss://example.com/chat', (socket) => {
    socket.onMessage((message) => socket.send(`You said ${message}`));
  });
  await tab.goto('https://example.com/');
  await tab.getByRole('textbox', { name: 'Send a message' }).fill('hello');
  await tab.getByRole('textbox').press('Enter');
  await expect(tab.getByRole('group', { name: 'Received' })).toHaveText('You said hello');
});

test('says why the server closed, and comes back', async ({ page: tab }) => {
  let sockets = 0;
  await tab.routeWebSocket('wss://example.com/chat', (socket) => {
    if (++sockets === 1) socket.onMessage(() => socket.close({ code: 1011, reason: 'restarting' }));
  });
  await tab.goto('https://example.com/');
  await tab.getByRole('textbox').fill('hello');
  await tab.getByRole('textbox').press('Enter');
  await expect(tab.locator('ws-echo')).toContainText('The server closed it: 1011 internal error — restarting.');
  await tab.getByRole('button', { name: 'Retry now' }).click();
  await expect(tab.locator('ws-echo')).toContainText('Connected');
});
