import { expect } from '@open-wc/testing';
import { chaos, type OpenFault } from '../../faults/chaos.js';
import { echoServer } from '../../servers/echo-server.js';
import { REFUSED } from '../connect.js';
import { next } from '../transcript.js';
import { implementations, socketsOf, thrownBy } from './implementations.js';

// Browsers differ here from each other or from the standard. Connection does whatever the native class does.
describe('Connection compared with WebSocket where browsers differ', () => {
  const makers = implementations.map(([, Socket]) => socketsOf(Socket));
  type Maker = (typeof makers)[number];

  /** Expects the same of both classes; returns what it is. */
  async function same<T>(outcome: (maker: Maker) => T | Promise<T>): Promise<T> {
    const [native, ours] = [await outcome(makers[0]!), await outcome(makers[1]!)];
    expect(ours).to.deep.equal(native);
    return native;
  }

  /** Everything that happens to a socket until it is closed. */
  function story(socket: WebSocket): Promise<unknown[]> {
    const events: unknown[] = [];
    const note = (event: Event) => events.push([event.type, event.constructor.name, socket.readyState]);
    for (const type of ['open', 'message', 'error', 'close']) socket.addEventListener(type, note);
    return new Promise((resolve) => {
      socket.addEventListener('close', ({ code, reason, wasClean }) => resolve([...events, code, reason, wasClean]));
    });
  }

  it('`new Connection()` accepts and refuses the same URLs as `new WebSocket()`', async () => {
    const addresses = [
      '',
      '#',
      'ws://foo bar.invalid/',
      'ws://a^b.invalid/',
      'ws:///localhost:9',
      'WSS:\\\\localhost:9',
      'wss:9',
    ];
    for (const address of addresses) {
      await same(({ construct }) => {
        let url = '';
        const thrown = thrownBy(() => ({ url } = construct(address)));
        return thrown || url;
      });
    }
  });

  it('Connection handles a forbidden port as WebSocket does', async () => {
    await same(async ({ construct }) => {
      const socket = construct(REFUSED);
      const { readyState } = socket;
      await next(socket, 'error');
      return [readyState, socket.readyState, socket.url];
    });
  });

  it('`close()` of Connection rounds the close code as WebSocket does', async () => {
    for (const code of [998.5, 999.5, 999.9, 1_000.5, 1_000.9, 2_999.5, 2_999.9, 4_999.5, 4_999.9]) {
      await same(async ({ open }) => {
        const { socket, server } = await open();
        const closed = next(socket, 'close');
        const thrown = thrownBy(() => socket.close(code));
        if (thrown) return thrown;
        const { closes } = await server.closed();
        return [closes, ((await closed) as CloseEvent).code];
      });
    }
  });

  it('`close()` of Connection handles a reason without a code as WebSocket does', async () => {
    await same(async ({ open }) => {
      const { socket, server } = await open();
      const end = story(socket);
      // Chromium takes it for the code 0.
      const thrown = [
        thrownBy(() => socket.close(undefined, 'x'.repeat(124))),
        thrownBy(() => socket.close(undefined, 'enough')),
      ];
      socket.close();
      return [thrown, (await server.closed()).closes, await end];
    });
  });

  it('Connection fires the same events as WebSocket when the handshake or TLS fails', async () => {
    await same(({ construct }) => story(construct(chaos({ fault: 'wrong-key' }).url)));
    await same(({ construct }) => story(construct(chaos({ fault: 'wrong-protocol' }).url, 'chat')));
    await same(({ construct }) => story(construct(chaos({ fault: 'status', code: 503 }).url)));
    await same(({ construct }) => story(construct(echoServer().url.replace(/^ws:/, 'wss:'))));
  });

  it('Connection handles a redirect of the handshake as WebSocket does', async () => {
    await same(async ({ construct }) => {
      const socket = construct(chaos({ fault: 'status', code: 301 }).url);
      // WebKit follows it.
      const { type } = await Promise.race([next(socket, 'open'), next(socket, 'close')]);
      return [type, socket.readyState];
    });
  });

  it('Connection fires the same events as WebSocket when the server breaks the protocol or the link', async () => {
    const strikes: OpenFault[] = [{ fault: 'invalid-utf-8' }, { fault: 'reset' }, { fault: 'close', code: 1_005 }];
    for (const strike of strikes) {
      await same(async ({ construct }) => {
        const server = chaos();
        const socket = construct(server.url);
        const end = story(socket);
        // A reset may overtake the handshake.
        await Promise.all([server.saw({ opened: 1 }), next(socket, 'open')]);
        await server.inject(strike);
        return end;
      });
    }
    await same(async ({ open }) => {
      const { socket, server } = await open();
      const end = story(socket);
      await server.terminate();
      return end;
    });
  });

  it('`send()` of Connection sends resizable, detached and foreign buffers as WebSocket does', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    try {
      const {
        ArrayBuffer: OtherBuffer,
        Blob: OtherBlob,
        Uint8Array: OtherBytes,
      } = frame.contentWindow as typeof globalThis & Window;
      const detached = new ArrayBuffer(3);
      structuredClone(detached, { transfer: [detached] });
      const data: unknown[] = [
        new OtherBuffer(2),
        OtherBytes.of(1, 2, 3),
        new OtherBlob(['é']),
        Reflect.construct(ArrayBuffer, [2, { maxByteLength: 4 }]),
        detached,
      ];
      const seen = await same(async ({ open }) => {
        const { socket, server } = await open();
        const thrown = data.map((datum) => thrownBy(() => Reflect.apply(socket.send, socket, [datum])));
        socket.send('last');
        const { messages } = await server.received(thrown.filter((name) => name === '').length + 1);
        return [thrown, messages];
      });
      expect(seen[1]!.slice(0, 3)).to.deep.equal([
        [0, 0],
        [1, 2, 3],
        [0xc3, 0xa9],
      ]);
    } finally {
      frame.remove();
    }
  });
});
