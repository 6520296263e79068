import { createSignal, onCleanup } from 'solid-js';
import { Connection } from 'ws-echo/connection';

export function createFeed(url: string) {
  const connection = new Connection(url);
  const [state, setState] = createSignal(connection.state);
  const [last, setLast] = createSignal<unknown>();
  connection.onstatechange = () => setState(connection.state);
  connection.onmessage = ({ data }) => setLast(() => data as unknown);
  onCleanup(() => connection.close(1000));
  return { connection, state, last };
}
