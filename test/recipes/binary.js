import { Connection } from 'ws-echo/connection';

export const connection = new Connection('wss://example.com/sensor');
export const readings = [];

connection.binaryType = 'arraybuffer'; // A `WebSocket` gives blobs by default.
connection.addEventListener('message', ({ data }) => {
  const view = new DataView(data);
  readings.push({ sensor: view.getUint16(0), celsius: view.getFloat32(2) });
});

connection.send(new Uint8Array([1, 255]));
