import { onDestroy } from 'svelte';
import { Connection } from 'ws-echo/connection';

export function createFeed(url: string) {
  const connection = new Connection(url);
  const feed = $state<{ state: string; last?: unknown }>({ state: connection.state });
  connection.onstatechange = () => (feed.state = connection.state);
  connection.onmessage = ({ data }) => (feed.last = data);
  onDestroy(() => connection.close(1000));
  return { connection, feed };
}
