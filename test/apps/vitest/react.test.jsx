import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { scripted } from 'ws-echo/scripted';
import { WsEcho } from 'ws-echo/react';
import { useConnection } from 'ws-echo/use-connection';

globalThis.IS_REACT_ACT_ENVIRONMENT = true;
afterEach(() => document.body.replaceChildren());

const createSocket = scripted((server) => server.send('12.30'));

async function render(tree) {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(() => root.render(tree));
  return root;
}

it('the component gets its properties and its events', async () => {
  const messages = [];
  const root = await render(
    <WsEcho url="wss://example.com/price" createSocket={createSocket} onMessage={({ data }) => messages.push(data)} />,
  );
  await expect.poll(() => messages).toEqual(['12.30']);
  await act(() => root.unmount());
});

function Banner() {
  const { state, lastMessage } = useConnection('wss://example.com/price', { createSocket });
  return <p>{state === 'open' ? `The price is ${lastMessage?.data ?? '…'}` : `The feed is ${state}.`}</p>;
}

it('a banner of its own renders the newest message', async () => {
  const root = await render(<Banner />);
  await expect
    .poll(async () => {
      await act(async () => {});
      return document.body.textContent;
    })
    .toBe('The price is 12.30');
  await act(() => root.unmount());
});
