import { expect } from '@open-wc/testing';
import { echoServer } from '../../servers/echo-server.js';
import { next } from '../transcript.js';
import { implementations, socketsOf } from './implementations.js';

const TYPES = ['open', 'message', 'error', 'close'];

for (const [name, Socket] of implementations) {
  describe(`${name} feedback from the protocol`, () => {
    const { construct, failing, open } = socketsOf(Socket);

    /** Notes every event of `socket` and the state in which it comes. */
    function eventsOf(socket: WebSocket): string[] {
      const events: string[] = [];
      for (const type of TYPES) socket.addEventListener(type, () => events.push(`${type} ${socket.readyState}`));
      return events;
    }

    /** The next message. */
    async function message(socket: WebSocket): Promise<MessageEvent> {
      return (await next(socket, 'message')) as MessageEvent;
    }

    it(`${name} fires events at itself that neither bubble nor can be cancelled`, async () => {
      const greeting = () => construct(echoServer({ greet: 'Hello', closeWith: 4_000 }).url);
      const seen: string[] = [];
      for (const make of [greeting, failing]) {
        const socket = make();
        for (const type of TYPES) {
          socket.addEventListener(type, function (this: unknown, event) {
            seen.push(type);
            expect(this).to.equal(socket);
            expect(event.target).to.equal(socket);
            expect(event.currentTarget).to.equal(socket);
            expect(event.eventPhase).to.equal(Event.AT_TARGET);
            expect(event.composedPath()).to.deep.equal([socket]);
            const { bubbles, cancelable, composed, defaultPrevented } = event;
            expect({ bubbles, cancelable, composed, defaultPrevented }).to.deep.equal({
              bubbles: false,
              cancelable: false,
              composed: false,
              defaultPrevented: false,
            });
          });
        }
        await next(socket, 'close');
      }
      expect(seen).to.deep.equal(['open', 'message', 'close', 'error', 'close']);
    });

    describe('when the connection is established', () => {
      it('`readyState` is OPEN, and `protocol` and `extensions` are those that the server chose (steps 1–3)', async () => {
        const { socket } = await open(echoServer(), ['refused', 'chat', 'talk']);
        expect(socket.readyState).to.equal(1);
        expect(socket.protocol).to.equal('chat');
        // The server agrees to none.
        expect(socket.extensions).to.equal('');
      });

      it('`protocol` keeps its value when the connection is closed (steps 1–3)', async () => {
        const { socket } = await open(echoServer(), 'chat');
        socket.close();
        await next(socket, 'close');
        expect(socket.protocol).to.equal('chat');
      });

      it('the `open` event is an Event (step 4)', async () => {
        const event = await next(construct(echoServer().url), 'open');
        expect(event.constructor).to.equal(Event);
        expect(String(event)).to.equal('[object Event]');
      });

      it('the `open` event fires before the first `message` event', async () => {
        const socket = construct(echoServer({ greet: 'Hello', closeWith: 4_000 }).url);
        const events = eventsOf(socket);
        await next(socket, 'close');
        expect(events).to.deep.equal(['open 1', 'message 1', 'close 3']);
      });
    });

    describe('when a message is received', () => {
      it('the `message` event is a MessageEvent with the origin of the server (step 3)', async () => {
        const { socket } = await open();
        socket.send('Hello!');
        const event = await message(socket);
        expect(event.constructor).to.equal(MessageEvent);
        expect(String(event)).to.equal('[object MessageEvent]');
        expect(event.data).to.equal('Hello!');
        expect(event.origin).to.equal(new URL(socket.url).origin);
        expect(event.lastEventId).to.equal('');
        expect(event.source).to.equal(null);
        expect(event.ports).to.deep.equal([]);
      });

      it('`data` of a text message is a string (step 2, text)', async () => {
        const { socket } = await open();
        for (const text of ['', 'é話😀', '\uFEFF', '\u0000']) {
          socket.send(text);
          expect((await message(socket)).data).to.equal(text);
        }
      });

      it('`data` of a binary message is a Blob by default (step 2, bytes)', async () => {
        const { socket } = await open();
        expect(socket.binaryType).to.equal('blob');
        socket.send(Uint8Array.of(1, 2));
        const { data } = await message(socket);
        expect(data.constructor).to.equal(Blob);
        expect(data.type).to.equal('');
        expect([...new Uint8Array(await data.arrayBuffer())]).to.deep.equal([1, 2]);
      });

      it('`data` is an ArrayBuffer if `binaryType` is set so, before or after `open` (step 2, bytes)', async () => {
        for (const isEarly of [true, false]) {
          const socket = construct(echoServer().url);
          if (isEarly) socket.binaryType = 'arraybuffer';
          await next(socket, 'open');
          socket.binaryType = 'arraybuffer';
          socket.send(new Blob(['ab']));
          const { data } = await message(socket);
          expect(data.constructor).to.equal(ArrayBuffer);
          expect([...new Uint8Array(data)]).to.deep.equal([97, 98]);
        }
      });

      it('`binaryType` is read for each binary message (step 2, bytes)', async () => {
        const { socket } = await open();
        const classes: unknown[] = [];
        for (const binaryType of ['arraybuffer', 'blob', 'arraybuffer'] as const) {
          socket.binaryType = binaryType;
          socket.send(new ArrayBuffer(0));
          classes.push((await message(socket)).data.constructor);
        }
        expect(classes).to.deep.equal([ArrayBuffer, Blob, ArrayBuffer]);
      });

      it('`message` events keep the order of text and binary messages', async () => {
        const { socket } = await open();
        socket.binaryType = 'arraybuffer';
        const received: unknown[] = [];
        socket.addEventListener('message', ({ data }) =>
          received.push(typeof data === 'string' ? data : data.byteLength),
        );
        for (let i = 0; i < 100; i++) socket.send(i % 2 ? new ArrayBuffer(i) : String(i));
        while (received.length < 100) await next(socket, 'message');
        expect(received).to.deep.equal(Array.from({ length: 100 }, (_, i) => (i % 2 ? i : String(i))));
      });

      it('a late `message` listener receives messages, and a removed one receives none', async () => {
        const { socket } = await open();
        socket.send('unheard');
        const { data } = await new Promise<MessageEvent>((resolve) => {
          setTimeout(() => {
            socket.addEventListener('message', resolve, { once: true });
            socket.send('heard');
          });
        });
        expect(data).to.be.oneOf(['unheard', 'heard']);
        const heard: unknown[] = [];
        const listener = (event: MessageEvent) => heard.push(event.data);
        socket.addEventListener('message', listener);
        socket.removeEventListener('message', listener);
        socket.send('last');
        while ((await message(socket)).data !== 'last');
        expect(heard).to.deep.equal([]);
      });
    });

    describe('when the connection is closed', () => {
      it('`close` is a CloseEvent with the code and reason of the server, fired when CLOSED (steps 1 and 3)', async () => {
        for (const [code, reason] of [
          [1_000, ''],
          [1_001, 'restart'],
          [1_011, 'é話'],
          [3_000, 'x'.repeat(123)],
          [4_999, ''],
        ] as const) {
          const { socket, server } = await open();
          const events = eventsOf(socket);
          const closed = next(socket, 'close');
          await server.close(code, reason);
          const event = (await closed) as CloseEvent;
          expect(event.constructor).to.equal(CloseEvent);
          expect(String(event)).to.equal('[object CloseEvent]');
          expect({ code: event.code, reason: event.reason, wasClean: event.wasClean }).to.deep.equal({
            code,
            reason,
            wasClean: true,
          });
          expect(events).to.deep.equal(['close 3']);
        }
      });

      it('the `error` event is an Event that fires before `close` when the handshake fails (step 2)', async () => {
        const socket = failing();
        const events = eventsOf(socket);
        const error = next(socket, 'error');
        const { code, reason, wasClean } = (await next(socket, 'close')) as CloseEvent;
        expect((await error).constructor).to.equal(Event);
        expect({ code, reason, wasClean }).to.deep.equal({ code: 1_006, reason: '', wasClean: false });
        expect(events).to.deep.equal(['error 3', 'close 3']);
      });

      it('the `close` event has code 1006 when the server terminates the connection (step 3)', async () => {
        const { socket, server } = await open();
        const closed = next(socket, 'close');
        await server.terminate();
        const { code, reason, wasClean } = (await closed) as CloseEvent;
        expect({ code, reason, wasClean }).to.deep.equal({ code: 1_006, reason: '', wasClean: false });
        expect(socket.readyState).to.equal(3);
      });

      it('no event fires after the `close` event', async () => {
        const { socket, server } = await open();
        const events = eventsOf(socket);
        await server.close(4_000);
        if (socket.readyState !== 3) await next(socket, 'close');
        socket.close();
        await open();
        expect(events).to.deep.equal(['close 3']);
      });
    });
  });
}
