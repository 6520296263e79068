import { Connection } from 'ws-echo/connection';

let last = 0;

export const feed = new Connection(() => `wss://example.com/feed?after=${last}`);

feed.addEventListener('message', ({ data }) => {
  last = JSON.parse(data).id;
});
