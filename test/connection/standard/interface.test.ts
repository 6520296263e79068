import { expect } from '@open-wc/testing';
import { echoServer } from '../../servers/echo-server.js';
import { implementations, socketsOf, thrownBy } from './implementations.js';

const CONSTANTS = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };
const READ_ONLY = ['url', 'readyState', 'bufferedAmount', 'extensions', 'protocol'];
const WRITABLE = ['onopen', 'onerror', 'onclose', 'onmessage', 'binaryType'];
const OPERATIONS = { close: 0, send: 1 };

for (const [name, Socket] of implementations) {
  describe(`${name} interface`, () => {
    const { connecting, closed } = socketsOf(Socket);

    function descriptor(target: object, key: PropertyKey): PropertyDescriptor {
      const found = Object.getOwnPropertyDescriptor(target, key);
      if (!found) throw new Error(`There is no ${String(key)} of its own`);
      return found;
    }

    it(`${name} is a class that extends EventTarget, takes one argument, and has its own name`, () => {
      expect(typeof Socket).to.equal('function');
      expect(Object.getPrototypeOf(Socket)).to.equal(EventTarget);
      expect(Object.getPrototypeOf(Socket.prototype)).to.equal(EventTarget.prototype);
      expect(descriptor(Socket, 'length')).to.deep.equal({
        value: 1,
        writable: false,
        enumerable: false,
        configurable: true,
      });
      expect(descriptor(Socket, 'name')).to.deep.equal({
        value: name,
        writable: false,
        enumerable: false,
        configurable: true,
      });
      const { value: prototype, ...isFixed } = descriptor(Socket, 'prototype');
      expect(isFixed).to.deep.equal({ writable: false, enumerable: false, configurable: false });
      const { value: constructor, ...isHidden } = descriptor(prototype, 'constructor');
      expect(isHidden).to.deep.equal({ writable: true, enumerable: false, configurable: true });
      expect(constructor.prototype).to.equal(prototype);
      expect(descriptor(prototype, Symbol.toStringTag)).to.deep.equal({
        value: name,
        writable: false,
        enumerable: false,
        configurable: true,
      });
    });

    it(`${name} instances have the prototype of the class and no own properties`, () => {
      const socket = connecting();
      expect(socket).to.be.instanceOf(Socket).and.instanceOf(EventTarget);
      expect(Object.getPrototypeOf(socket)).to.equal(Socket.prototype);
      expect(Object.prototype.toString.call(socket)).to.equal(`[object ${name}]`);
      expect(String(socket)).to.equal(`[object ${name}]`);
      // Chromium and Firefox put `isTrusted` on events, and nothing on sockets.
      expect(Reflect.ownKeys(socket)).to.deep.equal([]);
    });

    it(`${name} can be extended by a class`, () => {
      class Chat extends Socket {
        say(): string {
          return this.url;
        }
      }
      const chat = new Chat(echoServer().url);
      expect(chat).to.be.instanceOf(Socket);
      expect(chat.say()).to.equal(chat.url);
      expect(Chat.OPEN).to.equal(1);
      chat.close();
    });

    it(`${name} has constants on the class and on its prototype that cannot be changed`, () => {
      const socket = connecting();
      for (const [constant, value] of Object.entries(CONSTANTS)) {
        for (const holder of [Socket, Socket.prototype]) {
          expect(descriptor(holder, constant)).to.deep.equal({
            value,
            writable: false,
            enumerable: true,
            configurable: false,
          });
        }
        expect(Reflect.get(socket, constant)).to.equal(value);
        for (const target of [Socket, Socket.prototype, socket]) {
          expect(Reflect.set(target, constant, 9)).to.equal(false);
          expect(Reflect.get(target, constant)).to.equal(value);
        }
        expect(Reflect.deleteProperty(Socket, constant)).to.equal(false);
        expect(Reflect.deleteProperty(Socket.prototype, constant)).to.equal(false);
      }
    });

    it(`${name} has its attributes as accessors on the prototype`, () => {
      for (const attribute of [...READ_ONLY, ...WRITABLE]) {
        const { get, set, enumerable, configurable } = descriptor(Socket.prototype, attribute);
        expect({ enumerable, configurable }).to.deep.equal({ enumerable: true, configurable: true });
        expect([get?.name, get?.length]).to.deep.equal([`get ${attribute}`, 0]);
        const isReadOnly = READ_ONLY.includes(attribute);
        expect([set?.name, set?.length]).to.deep.equal(isReadOnly ? [undefined, undefined] : [`set ${attribute}`, 1]);
      }
    });

    it(`${name} has its operations on the prototype, whose \`length\` is the number of required arguments`, () => {
      for (const [operation, length] of Object.entries(OPERATIONS)) {
        const { value, ...flags } = descriptor(Socket.prototype, operation);
        expect(flags).to.deep.equal({ writable: true, enumerable: true, configurable: true });
        expect([value.name, value.length]).to.deep.equal([operation, length]);
        expect('prototype' in value).to.equal(false);
      }
    });

    it(`${name} members throw a TypeError on every target but an instance`, () => {
      for (const target of [Socket.prototype, {}, null, undefined, 'text', new EventTarget()]) {
        for (const attribute of [...READ_ONLY, ...WRITABLE]) {
          const { get, set } = descriptor(Socket.prototype, attribute);
          expect(
            thrownBy(() => Reflect.apply(get!, target, [])),
            `get ${attribute}`,
          ).to.equal('TypeError');
          if (set)
            expect(
              thrownBy(() => Reflect.apply(set, target, [null])),
              `set ${attribute}`,
            ).to.equal('TypeError');
        }
        for (const operation of Object.keys(OPERATIONS)) {
          const { value } = descriptor(Socket.prototype, operation);
          expect(
            thrownBy(() => Reflect.apply(value, target, ['text'])),
            operation,
          ).to.equal('TypeError');
        }
      }
    });

    it(`${name} read-only attributes cannot be set or deleted`, async () => {
      const { socket } = await closed();
      for (const attribute of READ_ONLY) {
        const value: unknown = Reflect.get(socket, attribute);
        expect(Reflect.set(socket, attribute, 'mine')).to.equal(false);
        expect(thrownBy(() => Object.assign(socket, { [attribute]: 'mine' }))).to.equal('TypeError');
        Reflect.deleteProperty(socket, attribute);
        expect(Reflect.get(socket, attribute)).to.equal(value);
      }
    });

    it(`${name} members can be replaced on an instance`, () => {
      const socket = connecting();
      const { close } = socket;
      Object.assign(socket, { close: 5, send: 6 });
      Object.defineProperty(socket, 'bufferedAmount', { get: () => 7 });
      expect([socket.close, socket.send, socket.bufferedAmount]).to.deep.equal([5, 6, 7]);
      Reflect.deleteProperty(socket, 'close');
      expect(socket.close).to.equal(close);
    });

    it(`${name} members are all enumerable`, () => {
      const members: string[] = [];
      for (const member in connecting()) members.push(member);
      expect(members).to.include.members([
        ...Object.keys(CONSTANTS),
        ...READ_ONLY,
        ...WRITABLE,
        ...Object.keys(OPERATIONS),
      ]);
      expect(members).not.to.include('constructor');
    });

    describe('`binaryType`', () => {
      it('`binaryType` accepts `blob`, `arraybuffer`, and values that are converted to them', () => {
        const socket = connecting();
        expect(socket.binaryType).to.equal('blob');
        for (const value of [
          'arraybuffer',
          'blob',
          new String('arraybuffer'),
          ['blob'],
          { toString: () => 'arraybuffer' },
        ]) {
          expect(Reflect.set(socket, 'binaryType', value)).to.equal(true);
          expect(socket.binaryType).to.equal(String(value));
        }
      });

      it('`binaryType` ignores every other value', () => {
        const socket = connecting();
        socket.binaryType = 'arraybuffer';
        for (const value of ['', 'Blob', 'blob ', 'bytes', null, undefined, 0, {}]) {
          expect(thrownBy(() => Reflect.set(socket, 'binaryType', value))).to.equal('');
          expect(socket.binaryType).to.equal('arraybuffer');
        }
      });

      it('`binaryType` throws a TypeError for a value that cannot be converted', () => {
        expect(thrownBy(() => Reflect.set(connecting(), 'binaryType', Symbol('blob')))).to.equal('TypeError');
      });

      it('`binaryType` can be set on a closed socket', async () => {
        const { socket } = await closed();
        socket.binaryType = 'arraybuffer';
        expect(socket.binaryType).to.equal('arraybuffer');
      });
    });
  });
}
