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

describe('Event handlers', () => {
  let target: Target;
  let calls: string[];

  beforeEach(() => {
    target = new Target();
    calls = [];
  });

  const ping = () => target.dispatchEvent(new Event('ping', { cancelable: true }));

  it('are null until they are set, and one for each event', () => {
    expect(target.onping).to.equal(null);
    const handler = () => {};
    target.onping = handler;
    expect(target.onping).to.equal(handler);
    expect(target.onpong).to.equal(null);
    expect(new Target().onping).to.equal(null);
  });

  it('are called with the event, on the target', () => {
    let seen: unknown[] = [];
    target.onping = function (this: unknown, event: Event) {
      seen = [this, event.type];
    };
    ping();
    expect(seen).to.deep.equal([target, 'ping']);
  });

  it('keep their place among the listeners while they are replaced', () => {
    target.onping = () => calls.push('old handler');
    target.addEventListener('ping', () => calls.push('listener'));
    target.onping = () => calls.push('new handler');
    ping();
    expect(calls).to.deep.equal(['new handler', 'listener']);
  });

  it('lose their place when they are removed', () => {
    target.onping = () => calls.push('handler');
    target.addEventListener('ping', () => calls.push('listener'));
    target.onping = null;
    ping();
    expect(calls).to.deep.equal(['listener']);
    target.onping = () => calls.push('handler');
    ping();
    expect(calls).to.deep.equal(['listener', 'listener', 'handler']);
  });

  it('cancel the event by returning false, and by nothing else', () => {
    target.onping = () => false;
    expect(ping()).to.equal(false);
    for (const value of [undefined, null, 0, '']) {
      target.onping = () => value;
      expect(ping()).to.equal(true);
    }
  });

  it('are null after anything that is neither a function nor an object', () => {
    for (const value of [undefined, null, 0, 'alert()', true, Symbol('x')]) {
      target.onping = () => calls.push('handler');
      Reflect.set(target, 'onping', value);
      expect(target.onping).to.equal(null);
    }
    ping();
    expect(calls).to.deep.equal([]);
  });

  it('keep an object that is no function, and never call it', () => {
    const handler = { handleEvent: () => calls.push('handleEvent') };
    Reflect.set(target, 'onping', handler);
    expect(target.onping).to.equal(handler);
    ping();
    expect(calls).to.deep.equal([]);
  });

  it('refuse to be read or set on anything but an instance', () => {
    const prototype = Object.create(Target.prototype) as Target;
    expect(() => Target.prototype.onping).to.throw(TypeError);
    expect(() => Reflect.set(Target.prototype, 'onping', () => {}, {})).to.throw(TypeError);
    expect(() => Reflect.get(Target.prototype, 'onping', new EventTarget())).to.throw(TypeError);
    expect(prototype.onping).to.equal(null);
  });

  it('can be given to a class on their own', () => {
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

describe('defineInterface', () => {
  it('puts constants on the class and on its instances, for good', () => {
    for (const holder of [Target, Target.prototype]) {
      expect(Object.getOwnPropertyDescriptor(holder, 'READY')).to.deep.equal({
        value: 1,
        enumerable: true,
        writable: false,
        configurable: false,
      });
    }
  });

  it('makes the members enumerable, and the constructor not', () => {
    expect(Object.keys(Target.prototype)).to.have.members(['level', 'go', 'READY', 'onping', 'onpong']);
  });

  it('names the class and its instances', () => {
    expect(Target.name).to.equal('Goal');
    expect(String(new Target())).to.equal('[object Goal]');
  });
});
