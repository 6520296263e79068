import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { WsEcho } from '../../../src/frameworks/react.js';
import { WsLog } from '../../../src/frameworks/react-log.js';

const root = createRoot(document.querySelector('#app')!);

/** Renders an element with a log in the place of its message. */
function show(url: string, query = ''): void {
  root.render(
    <StrictMode>
      <WsEcho url={url}>
        <WsLog slot="message" limit={50} query={query} />
      </WsEcho>
    </StrictMode>,
  );
}

Object.assign(window, { show });
