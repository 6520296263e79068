import { expect } from '@open-wc/testing';
import { createCloseEvent, DiscardEvent, RelayedMessageEvent } from '../../src/connection/events.js';

describe('DiscardEvent', () => {
  it('`DiscardEvent` carries the discarded messages and does not bubble', () => {
    const event = new DiscardEvent(['one', 'two']);
    expect(event).to.be.instanceOf(Event);
    expect(event).to.include({ type: 'discard', bubbles: false, composed: false, cancelable: false });
    expect(event.messages).to.deep.equal(['one', 'two']);
  });
});

describe('createCloseEvent()', () => {
  it('`createCloseEvent()` returns a native CloseEvent with the given code and reason', () => {
    const event = createCloseEvent({ code: 4000, reason: 'enough', wasClean: true });
    expect(event).to.be.instanceOf(CloseEvent);
    expect(event).to.include({ type: 'close', code: 4000, reason: 'enough', wasClean: true, bubbles: false });
  });

  it('`createCloseEvent()` returns code 1006 and `wasClean: false` by default', () => {
    expect(createCloseEvent()).to.include({ code: 1006, reason: '', wasClean: false });
  });
});

describe('RelayedMessageEvent', () => {
  it('`RelayedMessageEvent` is a MessageEvent with the data and origin of the first, and can be dispatched', () => {
    const data = new ArrayBuffer(3);
    const first = new MessageEvent('message', { data, origin: 'wss://example.com' });
    const target = new EventTarget();
    let relayed: Event | undefined;
    target.addEventListener('message', (event) => (relayed = event));
    target.dispatchEvent(new RelayedMessageEvent(first));
    expect(relayed).to.be.instanceOf(MessageEvent);
    expect(relayed).to.include({ type: 'message', data, origin: 'wss://example.com', lastEventId: '', source: null });
    expect(relayed).to.include({ bubbles: false, composed: false, cancelable: false });
    expect(Object.prototype.toString.call(relayed)).to.equal('[object MessageEvent]');
  });
});
