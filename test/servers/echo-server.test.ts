import { expect } from '@open-wc/testing';
import { echoServer } from './echo-server.js';

async function open(url: string, protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = 'arraybuffer';
  await next(socket, 'open');
  return socket;
}

function next<Name extends keyof WebSocketEventMap>(socket: WebSocket, name: Name): Promise<WebSocketEventMap[Name]> {
  return new Promise((resolve) => socket.addEventListener(name, resolve, { once: true }));
}

describe('Echo server of the tests', () => {
  it('the echo server echoes text as text and bytes as bytes', async () => {
    const server = echoServer();
    const socket = await open(server.url);

    socket.send('Hello!');
    expect((await next(socket, 'message')).data).to.equal('Hello!');

    socket.send(new Uint8Array([0, 255]));
    const { data } = await next(socket, 'message');
    expect([...new Uint8Array(data as ArrayBuffer)]).to.deep.equal([0, 255]);

    expect((await server.received(2)).messages).to.deep.equal(['Hello!', [0, 255]]);
    socket.close();
  });

  it('the echo server records the close code and the reason that a page sent', async () => {
    const server = echoServer();
    const socket = await open(server.url);
    expect(await server.opened()).to.include({ opened: 1, live: 1 });

    socket.close(4321, 'enough');
    const { closes, live } = await server.closed();
    expect(closes).to.deep.equal([{ code: 4321, reason: 'enough' }]);
    expect(live).to.equal(0);
  });

  it('the echo server sends the `greet` text first, with `silent` too', async () => {
    const socket = new WebSocket(echoServer({ greet: 'Hello', silent: true }).url);
    expect((await next(socket, 'message')).data).to.equal('Hello');
    socket.close();
  });

  it('the echo server closes upon open with the code of `closeWith` and the `reason`', async () => {
    const socket = new WebSocket(echoServer({ closeWith: 4401, reason: 'who are you?' }).url);
    expect(await next(socket, 'close')).to.include({ code: 4401, reason: 'who are you?' });
  });

  it('the echo server accepts the first subprotocol that is not “refused”', async () => {
    const server = echoServer();
    const socket = await open(server.url, ['refused', 'chat']);
    expect(socket.protocol).to.equal('chat');
    expect((await server.opened()).protocols).to.deep.equal(['chat']);
    socket.close();
  });

  it('the echo server sends a message, closes and terminates a connection on request', async () => {
    const server = echoServer();
    const first = await open(server.url);
    const message = next(first, 'message');
    await server.send('news');
    expect((await message).data).to.equal('news');

    const goodbye = next(first, 'close');
    await server.close(1001, 'restart');
    expect(await goodbye).to.include({ code: 1001, reason: 'restart' });

    const second = await open(server.url);
    const cut = next(second, 'close');
    await server.terminate();
    expect(await cut).to.include({ code: 1006, wasClean: false });
  });
});
