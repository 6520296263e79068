// The server that the recipes talk to: tokens, cookies, a feed that can be resumed, orders that are acknowledged.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { typeOf } from '../servers/site.mjs';

/** How long a test waits for what the server is to see, in milliseconds. */
const TIMEOUT = 10_000;

/** Serves `files` by path, and the WebSockets of the recipes. Returns the server's record, and what it can be told. */
export async function startRecipeServer(files) {
  const http = createServer((request, response) => answer(request, response));
  const sockets = new WebSocketServer({
    server: http,
    handleProtocols: (offered) => (offered.has('chat.v1') ? 'chat.v1' : false),
  });
  const server = {
    url: '',
    /** The handshakes: `path`, `query`, `protocols` as offered, `protocol` as answered, `cookie`. */
    handshakes: [],
    messages: [],
    signIns: 0,
    /** What was ordered, from the messages. */
    orders: () => server.messages.map((text) => JSON.parse(text).order),
    /** Whether orders are acknowledged. */
    isAcknowledging: true,
    /** The status of the next answers to `/token`. */
    tokenStatus: 200,
    /** The close code of the next sockets, right after they open; 0: none. */
    closeCode: 0,
    /** The numbered messages of the feed. */
    feed: [],
    /** Adds a message to the feed, and sends it to all that are connected. */
    publish() {
      server.feed.push(JSON.stringify({ id: server.feed.length + 1 }));
      for (const socket of sockets.clients) socket.send(server.feed.at(-1));
    },
    drop: () => sockets.clients.forEach((socket) => socket.terminate()),
    /** Waits until the record is as it should be. */
    async until(isTrue) {
      const signal = AbortSignal.timeout(TIMEOUT);
      while (!isTrue(server)) await once(sockets, 'change', { signal });
    },
    close() {
      server.drop();
      http.closeAllConnections();
      return new Promise((resolve) => http.close(resolve));
    },
  };
  let tokens = 0;

  function answer({ url, method }, response) {
    const path = new URL(url, 'http://localhost').pathname;
    if (path === '/token') response.writeHead(server.tokenStatus).end(`fresh-${++tokens}`);
    else if (path === '/sign-in' && method === 'POST') {
      server.signIns += 1;
      response.writeHead(204, { 'set-cookie': 'session=open; HttpOnly; SameSite=Strict' }).end();
    } else if (files[path] === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': typeOf(path) }).end(files[path]);
  }

  sockets.on('connection', (socket, request) => {
    const { pathname: path, searchParams } = new URL(request.url, 'http://localhost');
    server.handshakes.push({
      path,
      query: Object.fromEntries(searchParams),
      protocols: request.headers['sec-websocket-protocol'] ?? '',
      protocol: socket.protocol,
      cookie: request.headers.cookie ?? '',
    });
    if (path === '/feed')
      for (const message of server.feed.slice(Number(searchParams.get('after')))) socket.send(message);
    if (path === '/sensor') socket.send(Buffer.from([0, 7, 0x41, 0xa8, 0, 0]));
    socket.on('message', (data, isBinary) => {
      server.messages.push(isBinary ? [...data] : data.toString());
      if (path === '/orders' && server.isAcknowledging) {
        socket.send(JSON.stringify({ acknowledged: JSON.parse(data.toString()).id }));
      }
      sockets.emit('change');
    });
    if (server.closeCode) socket.close(server.closeCode);
    sockets.emit('change');
  });

  http.listen(0, 'localhost');
  await once(http, 'listening');
  server.url = `http://localhost:${http.address().port}`;
  return server;
}
