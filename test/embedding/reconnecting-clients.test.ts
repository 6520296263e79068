import { Client } from '@stomp/stompjs';
import { expect } from '@open-wc/testing';
import { retry } from 'rxjs';
import { webSocket } from 'rxjs/webSocket';
import { WebsocketProvider } from 'y-websocket';
import { Doc } from 'yjs';
import { PlainConnection } from '../../src/connection/connection.js';
import { waitUntilShown } from '../echo/element-driver.js';
import { clients } from '../servers/addresses.js';

/** The state of the server, after `action` if there is one. */
async function server(action?: 'kill' | 'start'): Promise<{ url: string; open: number }> {
  const response = await fetch(`${clients}/${action ?? ''}`, { method: action ? 'POST' : 'GET' });
  return (await response.json()) as { url: string; open: number };
}

/** Waits until the server has so many sockets. */
async function sees(open: number): Promise<void> {
  while ((await server()).open !== open) await new Promise(requestAnimationFrame);
}

describe('Clients that reconnect by themselves over `PlainConnection`', () => {
  it('rxjs `webSocket()` with `retry` comes back after the server was killed, and leaves no socket behind', async () => {
    const { url } = await server();
    const received: unknown[] = [];
    const subject = webSocket<string>({ url: `${url}/echo`, WebSocketCtor: PlainConnection });
    const subscription = subject.pipe(retry({ delay: 50 })).subscribe((message) => received.push(message));
    subject.next('before');
    await waitUntilShown('the first echo', () => received.length === 1);
    await server('kill');
    await server('start');
    await sees(1);
    subject.next('after');
    await waitUntilShown('the second echo', () => received.length === 2);
    expect(received).to.deep.equal(['before', 'after']);
    subscription.unsubscribe();
    await sees(0);
  });

  it('stompjs comes back after the server was killed, and leaves no socket behind', async () => {
    const { url } = await server();
    const received: string[] = [];
    const client = new Client({
      webSocketFactory: () => new PlainConnection(`${url}/stomp`),
      reconnectDelay: 50,
      heartbeatIncoming: 0,
      heartbeatOutgoing: 0,
      onConnect: () => {
        client.subscribe('/news', ({ body }) => received.push(body));
        client.publish({ destination: '/news', body: `connection ${received.length}` });
      },
    });
    client.activate();
    await waitUntilShown('the first message', () => received.length === 1);
    await server('kill');
    await server('start');
    await waitUntilShown('the second message', () => received.length === 2);
    expect(received).to.deep.equal(['connection 0', 'connection 1']);
    expect((await server()).open).to.equal(1);
    await client.deactivate();
    await sees(0);
  });

  it('y-websocket syncs what was written while the server was away, and leaves no socket behind', async () => {
    const { url } = await server();
    const join = (doc: Doc) =>
      new WebsocketProvider(`${url}/room`, 'a', doc, {
        WebSocketPolyfill: PlainConnection as unknown as typeof WebSocket,
        disableBc: true,
      });
    const [left, right] = [new Doc(), new Doc()];
    const providers = [join(left), join(right)];
    await sees(2);
    left.getMap('notes').set('one', 1);
    await waitUntilShown('the first note', () => right.getMap('notes').get('one') === 1);
    await server('kill');
    left.getMap('notes').set('two', 2);
    await server('start');
    await waitUntilShown('the second note', () => right.getMap('notes').get('two') === 2);
    await sees(2);
    for (const provider of providers) provider.destroy();
    await sees(0);
  });
});
