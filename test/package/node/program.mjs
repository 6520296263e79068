// Uses a `Connection` as a program for Node would; also run as a worker thread. Tells what happens, a line each.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { WebSocket } from 'ws';

/** Sends “one”, and “two” once the connection has come back; then closes it. Resolves when it is closed. */
export async function run({ module, url, kind }, tell) {
  const { Connection } = await import(module);
  const createSocket = kind === 'ws' ? (address, protocols) => new WebSocket(address, protocols) : undefined;
  const connection = new Connection(() => url, [], { createSocket });
  const { random } = Math;
  Math.random = () => 0;
  const closed = new Promise((resolve) => {
    connection.onclose = ({ code }) => {
      if (connection.state !== 'closed') return;
      tell(`close ${code}`);
      resolve();
    };
  });
  connection.onstatechange = () => {
    const { state, diagnosis } = connection;
    tell(state === 'waiting' ? `waiting ${diagnosis.kind}` : state);
    if (JSON.stringify(diagnosis)?.includes('SECRET')) tell('a secret in the diagnosis');
    if (state === 'waiting' && diagnosis.kind === 'dropped') connection.send('two');
  };
  connection.onmessage = ({ data }) => {
    tell(`message ${data}`);
    if (String(data) === 'two') connection.close();
  };
  connection.send('one');
  await closed;
  Math.random = random;
}

if (!isMainThread && workerData?.module) await run(workerData, (line) => parentPort.postMessage(line, []));
