import { renderToString } from 'react-dom/server';
import { Page } from './page.js';

/** The page as a server sends it. */
export function render(url: string): string {
  return renderToString(<Page url={url} />);
}
