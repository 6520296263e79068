import { expect } from '@open-wc/testing';
import { next, reportedBy } from '../transcript.js';
import { implementations, socketsOf } from './implementations.js';

const HANDLERS = ['onopen', 'onmessage', 'onerror', 'onclose'] as const;

for (const [name, Socket] of implementations) {
  describe(`${name} event handlers`, () => {
    const { connecting, open } = socketsOf(Socket);

    /** Sets a handler to whatever; returns what it then is. */
    function set(socket: WebSocket, handler: string, value: unknown): unknown {
      Reflect.set(socket, handler, value);
      return Reflect.get(socket, handler);
    }

    for (const handler of HANDLERS) {
      const type = handler.slice(2);

      describe(handler, () => {
        it(`\`${handler}\` is null at first`, () => {
          expect(connecting()[handler]).to.equal(null);
        });

        it(`\`${handler}\` keeps functions and objects, and is null after every other value`, () => {
          const socket = connecting();
          const kept = [() => {}, function () {}, Socket, {}, { handleEvent() {} }, [], new Date(), socket];
          for (const value of kept) expect(set(socket, handler, value)).to.equal(value);
          for (const value of [null, undefined, 0, 1, '', 'text', true, Symbol('handler'), 1n]) {
            set(socket, handler, () => {});
            expect(set(socket, handler, value)).to.equal(null);
          }
        });

        it(`\`${handler}\` is called with the event alone, and with the socket as \`this\``, () => {
          const socket = connecting();
          const calls: unknown[] = [];
          set(socket, handler, function (this: unknown, ...args: unknown[]) {
            calls.push(this, ...args);
          });
          const event = new Event(type);
          socket.dispatchEvent(event);
          expect(calls).to.deep.equal([socket, event]);
        });

        it(`\`${handler}\` is not called if it is an object that is no function`, () => {
          const socket = connecting();
          let calls = 0;
          set(socket, handler, { handleEvent: () => (calls += 1) });
          expect(reportedBy(() => socket.dispatchEvent(new Event(type)))).to.deep.equal([]);
          expect(calls).to.equal(0);
        });

        it(`\`${handler}\` keeps its place among the listeners until it is set to null`, () => {
          const socket = connecting();
          const calls: string[] = [];
          const dispatch = () => {
            calls.length = 0;
            socket.dispatchEvent(new Event(type));
            return calls;
          };
          socket.addEventListener(type, () => calls.push('first'));
          set(socket, handler, () => calls.push('handler'));
          socket.addEventListener(type, () => calls.push('second'));
          expect(dispatch()).to.deep.equal(['first', 'handler', 'second']);
          set(socket, handler, () => calls.push('other'));
          expect(dispatch()).to.deep.equal(['first', 'other', 'second']);
          set(socket, handler, {});
          expect(dispatch()).to.deep.equal(['first', 'second']);
          set(socket, handler, () => calls.push('handler'));
          expect(dispatch()).to.deep.equal(['first', 'handler', 'second']);
          set(socket, handler, null);
          expect(dispatch()).to.deep.equal(['first', 'second']);
          set(socket, handler, () => calls.push('handler'));
          expect(dispatch()).to.deep.equal(['first', 'second', 'handler']);
        });

        it(`\`${handler}\` calls the function that is set when its turn among the listeners comes`, () => {
          const socket = connecting();
          const calls: string[] = [];
          let replacement: (() => void) | null = () => calls.push('replacement');
          socket.addEventListener(type, () => set(socket, handler, replacement));
          set(socket, handler, () => calls.push('handler'));
          socket.dispatchEvent(new Event(type));
          expect(calls).to.deep.equal(['replacement']);
          replacement = null;
          socket.dispatchEvent(new Event(type));
          expect(calls).to.deep.equal(['replacement']);
        });

        it(`\`${handler}\` is unaffected by \`removeEventListener()\` and \`addEventListener()\``, () => {
          const socket = connecting();
          let calls = 0;
          const callback = () => (calls += 1);
          set(socket, handler, callback);
          socket.removeEventListener(type, callback);
          socket.dispatchEvent(new Event(type));
          expect(calls).to.equal(1);
          socket.addEventListener(type, callback);
          socket.dispatchEvent(new Event(type));
          expect(calls).to.equal(3);
        });

        it(`\`${handler}\` cancels a cancelable event by returning false, and by no other value`, () => {
          const socket = connecting();
          for (const value of [undefined, true, null, 0, '', 'false', false]) {
            set(socket, handler, () => value);
            expect(socket.dispatchEvent(new Event(type, { cancelable: true })), String(value)).to.equal(
              value !== false,
            );
          }
          expect(socket.dispatchEvent(new Event(type))).to.equal(true);
        });

        it(`an exception of \`${handler}\` is reported, and the next listener is called`, () => {
          const socket = connecting();
          let calls = 0;
          set(socket, handler, () => {
            throw new RangeError('mine');
          });
          socket.addEventListener(type, () => (calls += 1));
          const reports = reportedBy(() => socket.dispatchEvent(new Event(type)));
          set(socket, handler, null);
          expect(reports).to.deep.equal(['mine']);
          expect(calls).to.equal(1);
        });

        it(`\`${handler}\` of one socket does not affect another socket`, () => {
          const [one, other] = [connecting(), connecting()];
          set(one, handler, () => {});
          expect(other[handler]).to.equal(null);
        });
      });
    }

    it('`onmessage` and `onclose` are called for events of the network until they are set to null', async () => {
      const { socket } = await open();
      const calls: string[] = [];
      socket.onmessage = ({ data }) => calls.push(data);
      socket.onclose = ({ code }) => calls.push(String(code));
      socket.send('Hello!');
      await next(socket, 'message');
      socket.onmessage = null;
      socket.send('unheard');
      socket.close(4_000);
      await next(socket, 'close');
      expect(calls).to.deep.equal(['Hello!', '4000']);
    });
  });
}
