// An MQTT broker as an application would run one: aedes on ws.
import { Aedes } from 'aedes';
import { createWebSocketStream, WebSocketServer } from 'ws';

export async function startMqtt() {
  const broker = await Aedes.createBroker();
  const sockets = new WebSocketServer({ port: 0, host: 'localhost' });
  sockets.on('connection', (socket, request) => {
    const stream = createWebSocketStream(socket);
    // A page that is left in the middle of a message ends its connection; an unhandled `error` would end the broker.
    stream.on('error', () => stream.destroy());
    broker.handle(stream, request);
  });
  // A message to this topic cuts the connection that it came by.
  broker.on('publish', ({ topic }, client) => topic === 'cut' && client.conn.destroy());

  await new Promise((resolve) => sockets.once('listening', resolve));
  return {
    url: `ws://localhost:${sockets.address().port}`,
    async close() {
      await new Promise((resolve) => broker.close(resolve));
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}
