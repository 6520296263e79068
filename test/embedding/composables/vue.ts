import { onScopeDispose, shallowRef } from 'vue';
import { Connection } from 'ws-echo/connection';

export function useFeed(url: string) {
  const connection = new Connection(url);
  const state = shallowRef(connection.state);
  const last = shallowRef<unknown>();
  connection.onstatechange = () => (state.value = connection.state);
  connection.onmessage = ({ data }) => (last.value = data);
  onScopeDispose(() => connection.close(1000));
  return { connection, state, last };
}
