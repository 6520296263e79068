import { once } from 'node:events';
import { WebSocketServer } from 'ws';

/**
 * Answers WebSocket requests for `path` on an HTTP server and sends back whatever arrives: text as text,
 * bytes as bytes. Every other path is refused: a socket that nobody answers blocks all that come after it.
 * Returns a function that closes every socket with 1001.
 */
export function attachEcho(httpServer, path) {
  const sockets = new WebSocketServer({ noServer: true, path });

  httpServer.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket));
  });

  sockets.on('connection', (socket) => {
    socket.on('message', (data, binary) => socket.send(data, { binary }));
    // A broken frame ends its own connection; unheard, the event would end the server.
    socket.on('error', () => socket.terminate());
  });

  return async function closeAll() {
    const gone = [...sockets.clients].map((socket) => {
      socket.close(1001, 'The server stops');
      const closeTimer = setTimeout(() => socket.terminate(), 1000);
      return once(socket, 'close').then(() => clearTimeout(closeTimer));
    });
    await Promise.all(gone);
  };
}
