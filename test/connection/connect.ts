import type { UrlSource } from '../../src/connection/options.js';
import { Connection } from '../../src/connection/connection.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { echoServer } from '../servers/echo-server.js';
import { ScriptedSockets } from './scripted-socket.js';
import { reached } from './transcript.js';

/** Returns a function like `new Connection`, whose connections are closed after each test. Call it in a `describe`. */
export function connections(): (...args: ConstructorParameters<typeof Connection>) => Connection {
  const made: Connection[] = [];
  afterEach(async () => {
    for (const connection of made) connection.close();
    await Promise.all(made.splice(0).map((connection) => reached(connection, 'closed')));
  });
  return (...args) => {
    const connection = new Connection(...args);
    made.push(connection);
    return connection;
  };
}

/** Returns a function that makes a connection to an echo server. Call it in a `describe`. */
export function realConnections() {
  const connect = connections();
  return (options: ConnectionOptions = {}, server = echoServer()) => ({
    connection: connect(server.url, [], options),
    server,
  });
}

/** Returns a function that makes a connection over scripted sockets. Call it in a `describe`. */
export function scriptedConnections() {
  const scripts: ScriptedSockets[] = [];
  afterEach(() => {
    for (const sockets of scripts.splice(0)) sockets.endAll();
  });
  const connect = connections();
  return (options: ConnectionOptions = {}, url: UrlSource = 'ws://scripted/') => {
    const sockets = new ScriptedSockets();
    scripts.push(sockets);
    options.createSocket = sockets.createSocket;
    return { connection: connect(url, [], options), sockets };
  };
}

/** A URL to which no browser connects: every browser refuses port 9, in a later task. */
export const REFUSED = 'ws://localhost:9/';
