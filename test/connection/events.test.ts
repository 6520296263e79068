import { expect } from '@open-wc/testing';
import { createCloseEvent, DiscardEvent } from '../../src/connection/events.js';

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
    const event = createCloseEvent(4000, 'enough', true);
    expect(event).to.be.instanceOf(CloseEvent);
    expect(event).to.include({ type: 'close', code: 4000, reason: 'enough', wasClean: true, bubbles: false });
  });

  it('makes the event of a broken link by default', () => {
    expect(createCloseEvent(1006)).to.include({ code: 1006, reason: '', wasClean: false });
  });
});
