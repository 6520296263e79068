import { Connection } from '../../../src/connection/connection.js';
import { chaos } from '../../faults/chaos.js';
import { echoServer } from '../../servers/echo-server.js';
import { next } from '../transcript.js';

/** `Connection` as a plain WebSocket: the class itself, with the options that make it one. */
const ConnectionAsWebSocket: typeof WebSocket = new Proxy(Connection, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [] : [args[0], args[1], { retry: false, queueLimit: 0 }], newTarget),
});

/**
 * The native class and ours, by name. Every test of the standard runs with both, so that each claim is proven for the
 * native class first. The numbers in titles are those of the steps in WHATWG WebSockets; “IDL” is Web IDL.
 */
export const implementations: readonly (readonly [name: string, Socket: typeof WebSocket])[] = [
  ['WebSocket', WebSocket],
  ['Connection', ConnectionAsWebSocket],
];

/** Returns functions that make sockets of this class, which are closed after each test. Call it in a `describe`. */
export function socketsOf(Socket: typeof WebSocket) {
  const made: WebSocket[] = [];
  afterEach(() => {
    for (const socket of made.splice(0)) socket.close();
  });

  /** The constructor, with whatever arguments. */
  function construct(...args: unknown[]): WebSocket {
    const socket: WebSocket = Reflect.construct(Socket, args);
    made.push(socket);
    return socket;
  }

  /** A socket that is OPEN, and the server that it is open to. */
  async function open(server = echoServer(), protocols?: string | string[]) {
    const socket = construct(server.url, protocols);
    await next(socket, 'open');
    return { socket, server };
  }

  /** A socket that is CONNECTING, and stays so for the rest of the task. */
  const connecting = () => construct(echoServer().url);

  /** A socket that is CONNECTING, and will be refused. */
  const failing = () => construct(chaos({ fault: 'status', code: 404 }).url);

  /** A socket that is CLOSED after it was OPEN, and the server that it was open to. */
  async function closed() {
    const { socket, server } = await open();
    socket.close();
    await next(socket, 'close');
    return { socket, server };
  }

  /** One socket in each state, by its number. */
  async function inEveryState(): Promise<WebSocket[]> {
    const { socket: isOpen } = await open();
    const { socket: isClosed } = await closed();
    const { socket: isClosing } = await open();
    isClosing.close();
    return [connecting(), isOpen, isClosing, isClosed];
  }

  return { construct, connecting, failing, open, closed, inEveryState };
}

/** What `action` throws: `TypeError`, `DOMException SyntaxError` …, or `''` if it throws nothing. */
export function thrownBy(action: () => unknown): string {
  try {
    action();
    return '';
  } catch (error) {
    return `${error instanceof DOMException ? 'DOMException ' : ''}${(error as Error).name}`;
  }
}

/** The same as a string from an object that notes when it is converted. */
export function noting(log: string[], note: string, value: string): { toString(): string } {
  return {
    toString() {
      log.push(note);
      return value;
    },
  };
}
