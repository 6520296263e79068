import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useConnection } from '../../../src/frameworks/use-connection.js';

const root = createRoot(document.querySelector('#app')!);
const messages: unknown[] = [];

function Banner({ url }: { url: string | null }) {
  const { connection, state, lastMessage } = useConnection(url, {
    onMessage: ({ data }) => messages.push(data),
  });
  Object.assign(window, { connection });
  return <output>{[state, lastMessage?.data].filter(Boolean).join(' ')}</output>;
}

/** Renders the banner with this address; undefined: nothing. */
function show(url?: string | null): void {
  root.render(<StrictMode>{url !== undefined && <Banner url={url} />}</StrictMode>);
}

Object.assign(window, { show, messages });
