import { WebSocket } from 'ws';
import { Connection } from 'ws-echo/connection';

const connection = new Connection('wss://example.com/chat', [], {
  createSocket: (url, protocols) => new WebSocket(url, protocols),
});
connection.addEventListener('statechange', () => console.log(connection.state, connection.diagnosis?.kind));
