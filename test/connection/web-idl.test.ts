import { expect } from '@open-wc/testing';
import { defineEventHandlers, defineInterface, type EventHandler } from '../../src/connection/web-idl.js';

class Target extends EventTarget {
  declare static readonly READY: 1;
  declare readonly READY: 1;
  declare onping: EventHandler;
  declare onpong: EventHandler;

  get level(): number {
    return 1;
  }

  go(): void {}
}

defineInterface(Target, 'Goal', { READY: 1 }, ['ping', 'pong']);

describe('Event handler attributes', () => {
  let target: Target;
  let calls: string[];

  beforeEach(() => {
    target = new Target();
    calls = [];
  });

  const ping = () => target.dispatchEvent(new Event('ping', { cancelable: true }));

  it('an event handler attribute is null until it is set, and each event has its own', () => {
    expect(target.onping).to.equal(null);
    const handler = () => {};
    target.onping = handler;
    expect(target.onping).to.equal(handler);
    expect(target.onpong).to.equal(null);
    expect(new Target().onping).to.equal(null);
  });

  it('an event handler is called with the event, and with the target as `this`', () => {
    let seen: unknown[] = [];
    target.onping = function (this: unknown, event: Event) {
      seen = [this, event.type];
    };
    ping();
    expect(seen).to.deep.equal([target, 'ping']);
  });

  it('an event handler keeps its place among the listeners when it is replaced', () => {
    target.onping = () => calls.push('old handler');
    target.addEventListener('ping', () => calls.push('listener'));
    target.onping = () => calls.push('new handler');
    ping();
    expect(calls).to.deep.equal(['new handler', 'listener']);
  });

  it('an event handler loses its place among the listeners when it is set to null', () => {
    target.onping = () => calls.push('handler');
    target.addEventListener('ping', () => calls.push('listener'));
    target.onping = null;
    ping();
    expect(calls).to.deep.equal(['listener']);
    target.onping = () => calls.push('handler');
    ping();
    expect(calls).to.deep.equal(['listener', 'listener', 'handler']);
  });

  it('an event handler cancels the event by returning false, and by no other value', () => {
    target.onping = () => false;
    expect(ping()).to.equal(false);
    for (const value of [undefined, null, 0, '']) {
      target.onping = () => value;
      expect(ping()).to.equal(true);
    }
  });

  it('an event handler attribute is null after a value that is neither a function nor an object', () => {
    for (const value of [undefined, null, 0, 'alert()', true, Symbol('x')]) {
      target.onping = () => calls.push('handler');
      Reflect.set(target, 'onping', value);
      expect(target.onping).to.equal(null);
    }
    ping();
    expect(calls).to.deep.equal([]);
  });

  it('an event handler attribute keeps an object that is no function, and never calls it', () => {
    const handler = { handleEvent: () => calls.push('handleEvent') };
    Reflect.set(target, 'onping', handler);
    expect(target.onping).to.equal(handler);
    ping();
    expect(calls).to.deep.equal([]);
  });

  it('an event handler attribute throws a TypeError on anything but an instance', () => {
    const prototype = Object.create(Target.prototype) as Target;
    expect(() => Target.prototype.onping).to.throw(TypeError);
    expect(() => Reflect.set(Target.prototype, 'onping', () => {}, {})).to.throw(TypeError);
    expect(() => Reflect.get(Target.prototype, 'onping', new EventTarget())).to.throw(TypeError);
    expect(prototype.onping).to.equal(null);
  });

  it('`defineEventHandlers()` gives event handler attributes to any class', () => {
    class Plain extends EventTarget {
      declare onping: EventHandler;
    }
    defineEventHandlers(Plain, ['ping']);
    const plain = new Plain();
    plain.onping = () => calls.push('plain');
    plain.dispatchEvent(new Event('ping'));
    expect(calls).to.deep.equal(['plain']);
    expect(Object.keys(Plain.prototype)).to.deep.equal(['onping']);
  });
});

describe('defineInterface()', () => {
  it('`defineInterface()` defines read-only constants on the class and on its prototype', () => {
    for (const holder of [Target, Target.prototype]) {
      expect(Object.getOwnPropertyDescriptor(holder, 'READY')).to.deep.equal({
        value: 1,
        enumerable: true,
        writable: false,
        configurable: false,
      });
    }
  });

  it('`defineInterface()` makes the members enumerable, and the constructor not', () => {
    expect(Object.keys(Target.prototype)).to.have.members(['level', 'go', 'READY', 'onping', 'onpong']);
  });

  it('`defineInterface()` gives the class and its instances their name', () => {
    expect(Target.name).to.equal('Goal');
    expect(String(new Target())).to.equal('[object Goal]');
  });
});
