import { Connection } from '../../src/connection/connection.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { witness } from '../servers/witness.js';
import { ScriptedSockets } from './scripted-socket.js';

/** Returns `new Connection`, whose connections end with the test. Call it in a `describe`. */
export function connections(): (...args: ConstructorParameters<typeof Connection>) => Connection {
  const made: Connection[] = [];
  afterEach(() => {
    for (const connection of made.splice(0)) connection.close();
  });
  return (...args) => {
    const connection = new Connection(...args);
    made.push(connection);
    return connection;
  };
}

/** Returns a function that makes a connection to a witness server. Call it in a `describe`. */
export function realConnections() {
  const connect = connections();
  return (options: ConnectionOptions = {}, server = witness()) => ({
    connection: connect(server.url, [], options),
    server,
  });
}

/** Returns a function that makes a connection over scripted sockets. Call it in a `describe`. */
export function scriptedConnections() {
  const connect = connections();
  return (options: ConnectionOptions = {}) => {
    const sockets = new ScriptedSockets();
    const { createSocket } = sockets;
    return { connection: connect('ws://scripted/', [], { createSocket, ...options }), sockets };
  };
}

/** An address to which no browser connects: every one of them refuses port 9, in a later task. */
export const REFUSED = 'ws://localhost:9/';
