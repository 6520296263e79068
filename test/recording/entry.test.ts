import { expect } from '@open-wc/testing';
import { ENTRY_KINDS, groupOf, isStory } from '../../src/recording/entry.js';

const MESSAGES = ['sent', 'received', 'ping', 'pong', 'queued', 'discarded'];

describe('groupOf()', () => {
  it('`groupOf()` is `sent`, `received` or `ping` for what is on the wire, and `story` for all else', () => {
    expect(ENTRY_KINDS.map((kind) => `${kind}: ${groupOf(kind)}`)).to.deep.equal([
      'sent: sent',
      'received: received',
      'ping: ping',
      'pong: ping',
      'queued: story',
      'discarded: story',
      'recording: story',
      'connecting: story',
      'open: story',
      'waiting: story',
      'asleep: story',
      'closed: story',
      'missed: story',
    ]);
  });
});

describe('isStory()', () => {
  it('`isStory()` is false for every kind of message, and true for every event', () => {
    expect(ENTRY_KINDS.filter((kind) => !isStory(kind))).to.deep.equal(MESSAGES);
  });
});
