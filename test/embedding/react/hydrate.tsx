import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Page } from './page.js';

hydrateRoot(
  document.querySelector('#app')!,
  <StrictMode>
    <Page url={new URLSearchParams(location.search).get('url')!} />
  </StrictMode>,
);
