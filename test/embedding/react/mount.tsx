import { createRoot } from 'react-dom/client';
import { Chat } from './example.js';

const url = new URLSearchParams(location.search).get('url')!;
createRoot(document.querySelector('#app')!).render(<Chat url={url} />);
