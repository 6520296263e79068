import { expect } from '@open-wc/testing';
import { createCloseEvent, DiscardEvent, RelayedMessageEvent } from '../../src/connection/events.js';

describe('DiscardEvent', () => {
  it('carries the messages, and stays where it is', () => {
    const event = new DiscardEvent(['one', 'two']);
    expect(event).to.be.instanceOf(Event);
    expect(event).to.include({ type: 'discard', bubbles: false, composed: false, cancelable: false });
    expect(event.messages).to.deep.equal(['one', 'two']);
  });
});

describe('createCloseEvent', () => {
  it('makes an event of the platform’s own class', () => {
    const event = createCloseEvent({ code: 4000, reason: 'enough', wasClean: true });
    expect(event).to.be.instanceOf(CloseEvent);
    expect(event).to.include({ type: 'close', code: 4000, reason: 'enough', wasClean: true, bubbles: false });
  });

  it('makes the event of a broken link by default', () => {
    expect(createCloseEvent()).to.include({ code: 1006, reason: '', wasClean: false });
  });
});

describe('RelayedMessageEvent', () => {
  it('is a MessageEvent that tells what the first one told, and can be dispatched in its turn', () => {
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
