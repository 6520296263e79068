// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import { Connection } from '../../src/connection/connection.js';
import type { ConnectionState } from '../../src/connection/lifecycle.js';
import type { DiagnosisKind } from '../../src/connection/diagnosis.js';
import type { ConnectionEventMap, DiscardEvent } from '../../src/connection/events.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import type { Message } from '../../src/connection/web-idl.js';
import { expectExactly } from '../exactly.js';

export function listens(connection: Connection): void {
  connection.addEventListener('open', (event) => expectExactly<Event>()(event));
  connection.addEventListener('message', (event) => expectExactly<MessageEvent>()(event));
  connection.addEventListener('send', (event) => expectExactly<MessageEvent>()(event));
  connection.addEventListener('close', (event) => expectExactly<CloseEvent>()(event));
  connection.addEventListener('error', (event) => expectExactly<Event>()(event));
  connection.addEventListener('statechange', (event) => expectExactly<Event>()(event));
  connection.addEventListener('discard', (event) => expectExactly<DiscardEvent>()(event));

  connection.addEventListener('discard', ({ messages }) => expectExactly<readonly Message[]>()(messages));
  connection.addEventListener('statechange', function () {
    expectExactly<ConnectionState>()(this.state);
  });
  connection.addEventListener('message', { handleEvent: (event) => expectExactly<MessageEvent>()(event) });
  connection.addEventListener('message', (event: Event) => event.type, { once: true });
  connection.addEventListener('message', async () => {}, true);
  connection.addEventListener('close', null);
  const onClose = ({ code }: CloseEvent) => expectExactly<number>()(code);
  connection.addEventListener('close', onClose);
  connection.removeEventListener('close', onClose);

  // @ts-expect-error -- misspelt
  connection.addEventListener('mesage', () => {});
  // @ts-expect-error -- misspelt
  connection.removeEventListener('onclose', onClose);
  // @ts-expect-error -- another event's class
  connection.addEventListener('message', (event: CloseEvent) => event.code);
  // @ts-expect-error -- another event's class
  connection.addEventListener('message', { handleEvent: (event: CloseEvent) => event.code });
  // @ts-expect-error -- another event's class
  connection.removeEventListener('open', onClose);
  // @ts-expect-error -- another event's member
  connection.addEventListener('open', ({ code }) => code);
  // @ts-expect-error -- no listener
  connection.addEventListener('open', 'listener');

  const names: (keyof ConnectionEventMap)[] = ['open', 'message', 'send', 'close', 'error', 'statechange', 'discard'];
  for (const name of names) connection.addEventListener(name, ({ type }) => expectExactly<string>()(type));
}

export function handles(connection: Connection): void {
  connection.onopen = (event) => expectExactly<Event>()(event);
  connection.onmessage = (event) => expectExactly<MessageEvent>()(event);
  connection.onsend = (event) => expectExactly<MessageEvent>()(event);
  connection.onclose = (event) => expectExactly<CloseEvent>()(event);
  connection.onerror = (event) => expectExactly<Event>()(event);
  connection.onstatechange = (event) => expectExactly<Event>()(event);
  connection.ondiscard = (event) => expectExactly<DiscardEvent>()(event);
  connection.onclose = function () {
    expectExactly<ConnectionState>()(this.state);
  };
  connection.onclose = null;

  // @ts-expect-error -- misspelt
  connection.onmesage = () => {};
  // @ts-expect-error -- another event's class
  connection.onmessage = (event: CloseEvent) => event.code;
  // @ts-expect-error -- another event's member
  connection.onclose = ({ data }) => data;
  // @ts-expect-error -- no function
  connection.onopen = { handleEvent() {} };
}

export function reads(connection: Connection): void {
  expectExactly<'connecting' | 'open' | 'waiting' | 'asleep' | 'closing' | 'closed'>()(connection.state);
  expectExactly<0 | 1 | 2 | 3>()(connection.readyState);
  expectExactly<BinaryType>()(connection.binaryType);
  expectExactly<number | null>()(connection.retryAt);
  expectExactly<DiagnosisKind | undefined>()(connection.diagnosis?.kind);
  connection.binaryType = 'arraybuffer';

  // @ts-expect-error -- no state
  if (connection.state === 'opened') connection.close();
  // @ts-expect-error -- no kind
  if (connection.diagnosis?.kind === 'timeout') connection.close();
  // @ts-expect-error -- no binary type
  connection.binaryType = 'bytes';
  // @ts-expect-error -- read-only
  connection.url = 'ws://localhost/';
  // @ts-expect-error -- read-only
  connection.diagnosis = null;
  // @ts-expect-error -- read-only
  Connection.OPEN = 3;
}

export function sends(connection: Connection): void {
  for (const data of ['text', new ArrayBuffer(1), new Uint8Array(1), new DataView(new ArrayBuffer(1)), new Blob([])]) {
    connection.send(data);
  }
  connection.close();
  connection.close(1000);
  connection.close(4000, 'reason');

  // @ts-expect-error -- nothing to send
  connection.send();
  // @ts-expect-error -- no message
  connection.send({ text: 'Hello!' });
  // @ts-expect-error -- shared memory cannot be sent
  connection.send(new Uint8Array(new SharedArrayBuffer(1)));
  // @ts-expect-error -- no code
  connection.close('1000');
}

export function connects(): Connection[] {
  const options: ConnectionOptions = {
    retry: 5,
    fatalCodes: [1000, [4400, 4499]],
    queueLimit: 0,
    ping: { message: 'ping', interval: 30_000, isPong: ({ data }) => data === 'pong' },
  };
  return [
    new Connection('ws://localhost/'),
    new Connection(new URL('ws://localhost/'), 'chat'),
    new Connection('/echo', ['chat', 'talk'], options),
    new Connection(
      () => 'ws://localhost/',
      async () => ['chat'],
      { fatalCodes: ({ code }) => code > 4000 },
    ),
    new Connection(async () => new URL('ws://localhost/'), undefined, { retry: false }),

    // @ts-expect-error -- no address
    new Connection(),
    // @ts-expect-error -- no address
    new Connection(null),
    // @ts-expect-error -- a function that gives no address
    new Connection(() => 12),
    // @ts-expect-error -- a misspelt option
    new Connection('ws://localhost/', [], { retries: 5 }),
    // @ts-expect-error -- no list of codes
    new Connection('ws://localhost/', [], { fatalCodes: '1000' }),
    // @ts-expect-error -- a ping without a message
    new Connection('ws://localhost/', [], { ping: { interval: 30_000 } }),
  ];
}

/** A `Connection` is a `WebSocket` to whoever asks for one. */
export const implementation: typeof WebSocket = Connection;
export const socket: WebSocket = new Connection('ws://localhost/');
export const target: EventTarget = socket;
