import { expect } from '@open-wc/testing';
import { ENGINE } from '../../faults/chaos.js';
import { next } from '../transcript.js';
import { implementations, noting, socketsOf, thrownBy } from './implementations.js';

/** What may be sent, and what the server then gets: text, or a list of bytes. */
function messages(): [data: unknown, received: string | number[]][] {
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => i);
  return [
    ['Hello!', 'Hello!'],
    ['', ''],
    ['é話😀\u0000\uFEFF', 'é話😀\u0000\uFEFF'],
    ['\uD800', '\uFFFD'],
    ['\uDE00\uD83D', '\uFFFD\uFFFD'],
    ['a\uDE00b\uD83Dc', 'a\uFFFDb\uFFFDc'],
    [undefined, 'undefined'],
    [null, 'null'],
    [12.5, '12.5'],
    [true, 'true'],
    [new String('text'), 'text'],
    [{}, '[object Object]'],
    [[1, [2, 3]], '1,2,3'],
    [{ toString: () => 'mine', valueOf: () => 12 }, 'mine'],
    [new ArrayBuffer(0), []],
    [bytes.buffer, [...bytes]],
    [bytes.subarray(3, 6), [3, 4, 5]],
    [new Int8Array(bytes.buffer, 14), [14, 15]],
    [new Uint16Array(bytes.buffer, 2, 2), [2, 3, 4, 5]],
    [new Float32Array(bytes.buffer, 12), [12, 13, 14, 15]],
    [new Float64Array(bytes.buffer, 8), [8, 9, 10, 11, 12, 13, 14, 15]],
    [new BigInt64Array(bytes.buffer, 0, 1), [0, 1, 2, 3, 4, 5, 6, 7]],
    [new Uint8ClampedArray(bytes.buffer, 1, 0), []],
    [new DataView(bytes.buffer, 7, 2), [7, 8]],
    [new Blob([]), []],
    [new Blob([bytes.subarray(1, 3), 'é'], { type: 'text/plain' }), [1, 2, 0xc3, 0xa9]],
    [new Blob([bytes]).slice(4, 6), [4, 5]],
    [new File([bytes.subarray(9)], 'name'), [9, 10, 11, 12, 13, 14, 15]],
  ];
}

/** What may be sent, and how many bytes it adds to `bufferedAmount`. */
const SIZES: readonly (readonly [data: string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob, bytes: number])[] = [
  ['text', 4],
  ['', 0],
  ['é話😀', 9],
  ['\uD800', 3],
  [new ArrayBuffer(10), 10],
  [new Uint16Array(new ArrayBuffer(10), 2, 3), 6],
  [new DataView(new ArrayBuffer(10), 9), 1],
  [new Blob(['é', new ArrayBuffer(5)]), 7],
];

/** What a message adds to `bufferedAmount` besides its bytes after CLOSING: WebKit counts the header of its frame. */
const FRAME = ENGINE === 'WebKit' ? 6 : 0;

for (const [name, Socket] of implementations) {
  describe(`${name}.send(data)`, () => {
    const { connecting, failing, open, closed, inEveryState } = socketsOf(Socket);

    /** Calls `send` with whatever arguments. */
    function send(socket: WebSocket, ...args: unknown[]): unknown {
      return Reflect.apply(socket.send, socket, args);
    }

    it('IDL: `send()` without an argument throws a TypeError, in every state', async () => {
      for (const socket of await inEveryState()) expect(thrownBy(() => send(socket))).to.equal('TypeError');
    });

    it('IDL: `send()` throws for data that cannot be converted before it checks the state', async () => {
      const fail = () => {
        throw new RangeError('mine');
      };
      for (const socket of await inEveryState()) {
        expect(thrownBy(() => send(socket, Symbol('data')))).to.equal('TypeError');
        expect(thrownBy(() => send(socket, { toString: null, valueOf: null }))).to.equal('TypeError');
        expect(thrownBy(() => send(socket, { toString: fail }))).to.equal('RangeError');
      }
    });

    it('IDL: `send()` converts its data once', async () => {
      const log: string[] = [];
      const { socket, server } = await open();
      send(socket, noting(log, 'data', 'text'));
      expect((await server.received()).messages).to.deep.equal(['text']);
      expect(log).to.deep.equal(['data']);
    });

    it('IDL: `send()` returns undefined, in every state but CONNECTING', async () => {
      const [, ...sockets] = await inEveryState();
      for (const socket of sockets) expect(send(socket, 'text')).to.equal(undefined);
    });

    it('`send()` throws an InvalidStateError for all data while CONNECTING (step 1)', () => {
      const socket = connecting();
      for (const [data] of messages()) {
        expect(
          thrownBy(() => send(socket, data)),
          String(data),
        ).to.equal('DOMException InvalidStateError');
      }
      expect(socket.bufferedAmount).to.equal(0);
    });

    it('`send()` sends text as text and bytes as bytes, in order (step 2)', async () => {
      const { socket, server } = await open();
      const all = messages();
      for (const [data] of all) send(socket, data);
      expect((await server.received(all.length)).messages).to.deep.equal(all.map(([, received]) => received));
    });

    it('`send()` sends the bytes as they are at the time of the call (step 2)', async () => {
      const { socket, server } = await open();
      const bytes = Uint8Array.of(1, 2, 3);
      socket.send(bytes);
      bytes.fill(9);
      socket.send(bytes.buffer);
      bytes.fill(0);
      expect((await server.received(2)).messages).to.deep.equal([
        [1, 2, 3],
        [9, 9, 9],
      ]);
    });

    it('`send()` sends messages of every frame length (step 2)', async () => {
      const lengths = [125, 126, 127, 65_535, 65_536, 1_000_000];
      const { socket, server } = await open();
      for (const length of lengths) socket.send('x'.repeat(length));
      const { messages: received } = await server.received(lengths.length);
      expect(received.map(({ length }) => length)).to.deep.equal(lengths);
    });

    it('`send()` adds the bytes of a message to `bufferedAmount` until they have been sent (step 2, OPEN)', async () => {
      for (const [data, bytes] of SIZES) {
        const { socket } = await open();
        socket.send(data);
        socket.send(data);
        expect(socket.bufferedAmount, String(data)).to.equal(2 * bytes);
        // The echo proves that the message has been sent.
        await next(socket, 'message');
        await next(socket, 'message');
        expect(socket.bufferedAmount).to.equal(0);
      }
    });

    it('`send()` sends nothing and adds to `bufferedAmount` (step 2, CLOSING)', async () => {
      const { socket, server } = await open();
      socket.close();
      let expected = 0;
      for (const [data, bytes] of SIZES) {
        socket.send(data);
        expected += bytes + FRAME;
        expect(socket.bufferedAmount, String(data)).to.equal(expected);
      }
      await next(socket, 'close');
      expect(socket.bufferedAmount).to.equal(expected);
      expect((await server.closed()).messages).to.deep.equal([]);
    });

    it('`send()` sends nothing and adds to `bufferedAmount` permanently (step 2, CLOSED)', async () => {
      const { socket, server } = await closed();
      let expected = 0;
      for (const [data, bytes] of SIZES) {
        socket.send(data);
        expected += bytes + FRAME;
        expect(socket.bufferedAmount, String(data)).to.equal(expected);
      }
      // Another socket's whole life is time enough for a reset.
      await closed();
      expect(socket.bufferedAmount).to.equal(expected);
      expect((await server.closed()).messages).to.deep.equal([]);
    });

    it('`send()` adds to `bufferedAmount` in the `error` and `close` listeners of a failed connection (step 2)', async () => {
      const socket = failing();
      const amounts: number[] = [];
      for (const type of ['error', 'close']) {
        socket.addEventListener(type, () => {
          socket.send('text');
          amounts.push(socket.bufferedAmount);
        });
      }
      await next(socket, 'close');
      expect(amounts).to.deep.equal([4 + FRAME, 2 * (4 + FRAME)]);
    });

    it('`send()` sends at once from a `message` handler (step 2)', async () => {
      const { socket, server } = await open();
      socket.onmessage = ({ data }) => {
        if (data !== 'third') socket.send(data === 'first' ? 'second' : 'third');
      };
      socket.send('first');
      expect((await server.received(3)).messages).to.deep.equal(['first', 'second', 'third']);
    });
  });
}
