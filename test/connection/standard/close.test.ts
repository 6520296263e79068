import { expect } from '@open-wc/testing';
import { echoServer } from '../../servers/echo-server.js';
import { next } from '../transcript.js';
import { implementations, noting, socketsOf, thrownBy } from './implementations.js';

/** What `close` refuses as a code, once it is converted. */
const WRONG_CODES = [
  0,
  999,
  1001,
  1005,
  1006,
  1015,
  2999,
  5000,
  65_535,
  65_536 + 1_000,
  -1_000,
  Infinity,
  -Infinity,
  NaN,
];
const NO_NUMBERS = [null, false, true, '', 'reason', {}, [], () => 1_000, '1000 '.repeat(2), '3e2'];

/** What is converted to a code that is allowed. */
const CONVERTED: readonly (readonly [given: unknown, code: number])[] = [
  ['3000', 3_000],
  [' 0xBB8\n', 3_000],
  [[3_001], 3_001],
  [{ valueOf: () => 3_002 }, 3_002],
  [new Date(3_003), 3_003],
];

for (const [name, Socket] of implementations) {
  describe(`${name}.close(code, reason)`, () => {
    const { construct, open, connecting, failing, inEveryState } = socketsOf(Socket);

    /** Calls `close` with whatever arguments. */
    function close(socket: WebSocket, ...args: unknown[]): void {
      Reflect.apply(socket.close, socket, args);
    }

    /** Closes a new socket that is open; returns what the server saw, and the event. */
    async function goodbye(...args: unknown[]) {
      const { socket, server } = await open();
      const event = next(socket, 'close');
      close(socket, ...args);
      const { closes } = await server.closed();
      const { code, reason, wasClean } = (await event) as CloseEvent;
      return { seen: closes[0], event: { code, reason, wasClean } };
    }

    it('`close()` throws for every code but 1000 and 3000 to 4999, and changes no state (step 1)', async () => {
      for (const [readyState, socket] of (await inEveryState()).entries()) {
        for (const code of [...WRONG_CODES, ...NO_NUMBERS]) {
          expect(
            thrownBy(() => close(socket, code)),
            String(code),
          ).to.equal('DOMException InvalidAccessError');
        }
        expect(socket.readyState).to.equal(readyState);
      }
    });

    it('IDL: `close()` converts the code to a number', async () => {
      for (const [given, code] of CONVERTED) {
        const { seen, event } = await goodbye(given);
        expect(seen, String(given)).to.deep.equal({ code, reason: '' });
        expect(event.code).to.equal(code);
      }
    });

    it('IDL: `close()` throws a TypeError for a code or a reason that cannot be converted', async () => {
      for (const socket of await inEveryState()) {
        expect(thrownBy(() => close(socket, Symbol('code')))).to.equal('TypeError');
        expect(thrownBy(() => close(socket, 1_000n))).to.equal('TypeError');
        expect(thrownBy(() => close(socket, 1_000, Symbol('reason')))).to.equal('TypeError');
        expect(thrownBy(() => close(socket, 1_000, { toString: null, valueOf: null }))).to.equal('TypeError');
      }
    });

    it('IDL: `close()` converts the code, then the reason, before it validates either', () => {
      const log: string[] = [];
      const code = {
        valueOf() {
          log.push('code');
          return 999;
        },
      };
      expect(thrownBy(() => close(connecting(), code, noting(log, 'reason', 'why')))).to.equal(
        'DOMException InvalidAccessError',
      );
      expect(log).to.deep.equal(['code', 'reason']);
      expect(thrownBy(() => close(connecting(), 999, Symbol('reason')))).to.equal('TypeError');
    });

    it('`close()` validates the code before the reason (steps 1–2)', () => {
      expect(thrownBy(() => close(connecting(), 999, 'x'.repeat(124)))).to.equal('DOMException InvalidAccessError');
    });

    it('`close()` throws for a reason of more than 123 bytes of UTF-8, and changes no state (step 2)', async () => {
      const tooLong = [
        'x'.repeat(124),
        'é'.repeat(62),
        '話'.repeat(42),
        '😀'.repeat(31),
        '\uD800'.repeat(42),
        'é'.repeat(123),
      ];
      for (const [readyState, socket] of (await inEveryState()).entries()) {
        for (const reason of tooLong) {
          expect(
            thrownBy(() => close(socket, 1_000, reason)),
            reason,
          ).to.equal('DOMException SyntaxError');
        }
        expect(socket.readyState).to.equal(readyState);
      }
    });

    it('`close()` sends a reason of 123 bytes to the server, and the `close` event returns it (step 2)', async () => {
      for (const reason of ['x'.repeat(123), `${'é'.repeat(61)}x`, '話'.repeat(41), `${'😀'.repeat(30)}é!`]) {
        expect(await goodbye(4_321, reason)).to.deep.equal({
          seen: { code: 4_321, reason },
          event: { code: 4_321, reason, wasClean: true },
        });
      }
      const { seen, event } = await goodbye(4_321, '\uD800'.repeat(41));
      expect(seen?.reason).to.equal('\uFFFD'.repeat(41));
      expect(event.reason).to.equal('\uFFFD'.repeat(41));
    });

    it('`close()` converts the reason to a string (step 2)', async () => {
      expect((await goodbye(1_000, null)).seen).to.deep.equal({ code: 1_000, reason: 'null' });
      expect((await goodbye(1_000, 12)).seen).to.deep.equal({ code: 1_000, reason: '12' });
      expect((await goodbye(1_000, undefined)).seen).to.deep.equal({ code: 1_000, reason: '' });
    });

    it('`close()` has no effect (step 3, CLOSING or CLOSED)', async () => {
      const { socket, server } = await open();
      let closes = 0;
      socket.addEventListener('close', () => (closes += 1));
      socket.close(3_001, 'first');
      socket.close(3_002, 'second');
      socket.close();
      expect(socket.readyState).to.equal(2);
      await next(socket, 'close');
      socket.close(3_003, 'third');
      expect(socket.readyState).to.equal(3);
      // A second event would have come before this.
      await open();
      expect((await server.closed()).closes).to.deep.equal([{ code: 3_001, reason: 'first' }]);
      expect(closes).to.equal(1);
    });

    it('`close()` fails the connection in a later task, and `open` never fires (step 3, not yet established)', async () => {
      const socket = connecting();
      const events: string[] = [];
      for (const type of ['open', 'message', 'error', 'close']) {
        socket.addEventListener(type, () => events.push(`${type} ${socket.readyState}`));
      }
      socket.close(1_000, 'enough');
      expect(socket.readyState).to.equal(2);
      await Promise.resolve();
      expect(events).to.deep.equal([]);
      const { code, reason, wasClean } = (await next(socket, 'close')) as CloseEvent;
      expect({ code, reason, wasClean }).to.deep.equal({ code: 1_006, reason: '', wasClean: false });
      expect(events).to.deep.equal(['error 3', 'close 3']);
    });

    it('`close()` without arguments starts the closing handshake without a code (step 3, OPEN)', async () => {
      const { socket } = await open();
      socket.close();
      expect(socket.readyState).to.equal(2);
      for (const args of [[], [undefined], [undefined, undefined]]) {
        expect(await goodbye(...args)).to.deep.equal({
          seen: { code: 1_005, reason: '' },
          event: { code: 1_005, reason: '', wasClean: true },
        });
      }
    });

    it('`close()` sends the given code (step 3, OPEN)', async () => {
      for (const code of [1_000, 3_000, 4_999]) {
        expect(await goodbye(code)).to.deep.equal({
          seen: { code, reason: '' },
          event: { code, reason: '', wasClean: true },
        });
      }
    });

    it('`close()` closes after the messages that were sent before it (step 3, OPEN)', async () => {
      const { socket, server } = await open();
      for (let i = 0; i < 100; i++) socket.send(String(i));
      socket.close(1_000);
      const { messages, closes } = await server.closed();
      expect(messages).to.deep.equal(Array.from({ length: 100 }, (_, i) => String(i)));
      expect(closes).to.deep.equal([{ code: 1_000, reason: '' }]);
    });

    it('`close()` works in the handlers of `open`, `message`, `error` and `close`', async () => {
      const inOpen = construct(echoServer().url);
      inOpen.onopen = () => inOpen.close(3_001);
      expect(((await next(inOpen, 'close')) as CloseEvent).code).to.equal(3_001);

      const inMessage = construct(echoServer({ greet: 'Hello' }).url);
      inMessage.onmessage = () => inMessage.close(3_002);
      expect(((await next(inMessage, 'close')) as CloseEvent).code).to.equal(3_002);

      const inError = failing();
      inError.onerror = () => inError.close(3_003);
      expect(((await next(inError, 'close')) as CloseEvent).code).to.equal(1_006);

      const { socket } = await open();
      let closes = 0;
      socket.onclose = () => {
        closes += 1;
        socket.close(3_004);
      };
      socket.close(3_005);
      await next(socket, 'close');
      await open();
      expect(closes).to.equal(1);
      expect(socket.readyState).to.equal(3);
    });
  });
}
