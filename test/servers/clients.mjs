// A server for clients that reconnect by themselves, which a test kills and starts again on the same port. By the path it
// echoes (`/echo`), relays each message to the others of a room (`/room/…`), or speaks as much STOMP as a client needs to
// connect, subscribe and receive what it sends (`/stomp`). Over HTTP: `POST /kill`, `POST /start`, and `GET /` for how many
// sockets are open.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

export async function startClients() {
  let sockets;
  let port = 0;

  async function start() {
    sockets = new WebSocketServer({ port, host: 'localhost' });
    sockets.on('connection', serve);
    await once(sockets, 'listening');
    ({ port } = sockets.address());
  }

  async function kill() {
    for (const socket of sockets.clients) socket.terminate();
    await new Promise((resolve) => sockets.close(resolve));
  }

  function serve(socket, { url }) {
    socket.on('error', () => socket.terminate());
    if (url.startsWith('/stomp')) return serveStomp(socket);
    socket.path = url;
    socket.on('message', (data, isBinary) => {
      const others = [...sockets.clients].filter((other) => other !== socket && other.path === url);
      for (const other of url === '/echo' ? [socket] : others) other.send(data, { binary: isBinary });
    });
  }

  const control = createServer((request, response) => void obey(request, response));

  async function obey(request, response) {
    if (request.url === '/kill') await kill();
    if (request.url === '/start') await start();
    response.writeHead(200, { 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ url: `ws://localhost:${port}`, open: sockets.clients.size }));
  }

  await start();
  await new Promise((resolve) => control.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${control.address().port}`,
    async close() {
      control.closeAllConnections();
      await Promise.all([kill(), new Promise((resolve) => control.close(resolve))]);
    },
  };
}

/** Source: STOMP 1.2. */
function serveStomp(socket) {
  const subscriptions = new Map();
  socket.on('message', (data) => {
    const [head, body] = data
      .toString()
      .replace(/\0\n*$/, '')
      .split('\n\n');
    const [command, ...lines] = head.split('\n');
    const headers = Object.fromEntries(lines.map((line) => line.split(':')));
    if (command === 'CONNECT') socket.send('CONNECTED\nversion:1.2\n\n\0');
    if (command === 'SUBSCRIBE') subscriptions.set(headers.destination, headers.id);
    if (command === 'DISCONNECT') socket.send(`RECEIPT\nreceipt-id:${headers.receipt}\n\n\0`);
    if (command !== 'SEND') return;
    const { destination } = headers;
    const id = subscriptions.get(destination);
    socket.send(`MESSAGE\nsubscription:${id}\nmessage-id:1\ndestination:${destination}\n\n${body}\0`);
  });
}
