import { DestroyRef, inject, signal } from '@angular/core';
import { Connection } from 'ws-echo/connection';

export function injectFeed(url: string) {
  const connection = new Connection(url);
  const state = signal(connection.state);
  const last = signal<unknown>(undefined);
  connection.onstatechange = () => state.set(connection.state);
  connection.onmessage = ({ data }) => last.set(data);
  inject(DestroyRef).onDestroy(() => connection.close(1000));
  return { connection, state, last };
}
