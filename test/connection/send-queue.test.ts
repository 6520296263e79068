import { expect } from '@open-wc/testing';
import { byteLength, SendQueue, type SendQueueOptions } from '../../src/connection/send-queue.js';
import type { Message } from '../../src/connection/web-idl.js';

describe('SendQueue', () => {
  const flushed = (queue: SendQueue) => {
    const messages: Message[] = [];
    queue.flush(
      () => true,
      (message) => messages.push(message),
    );
    return messages;
  };

  const filled = (messages: Message[], options: SendQueueOptions = {}) => {
    const queue = new SendQueue();
    for (const message of messages) queue.add(message, options);
    return queue;
  };

  it('`add()` keeps messages in order and counts them and their bytes', () => {
    const queue = filled(['one', '二', new Uint8Array(4), new Blob(['five!'])]);
    expect(queue).to.include({ length: 4, bytes: 3 + 3 + 4 + 5 });
    const messages = flushed(queue);
    expect(messages.slice(0, 2)).to.deep.equal(['one', '二']);
    expect(messages.slice(2).map(byteLength)).to.deep.equal([4, 5]);
    expect(queue).to.include({ length: 0, bytes: 0 });
  });

  it('`add()` copies bytes, and of a view only those that it covers', () => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    const queue = filled([bytes.buffer, bytes.subarray(1, 3), new DataView(bytes.buffer, 3)]);
    bytes.fill(0);
    const copies = flushed(queue).map((message) => [...new Uint8Array(message as ArrayBuffer)]);
    expect(copies).to.deep.equal([[1, 2, 3, 4], [2, 3], [4]]);
  });

  it('`add()` keeps an ArrayBuffer, Blob or typed array of another window as bytes', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const other = frame.contentWindow as Window & typeof globalThis;
    const messages = flushed(filled([new other.ArrayBuffer(3), new other.Blob(['four']), new other.Uint8Array(5)]));
    frame.remove();
    expect(messages.map((message) => typeof message)).to.deep.equal(['object', 'object', 'object']);
    expect(messages.map(byteLength)).to.deep.equal([3, 4, 5]);
  });

  it('`add()` converts every other value to a string, as WebSocket does', () => {
    expect(flushed(filled([42, null, { toString: () => 'own' }] as unknown as Message[]))).to.deep.equal([
      '42',
      'null',
      'own',
    ]);
  });

  it('`add()` throws a QuotaExceededError above `queueLimit` and keeps the other messages', () => {
    const queue = filled(['one', 'two'], { queueLimit: 2 });
    expect(() => queue.add('three', { queueLimit: 2 }))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');
    expect(flushed(queue)).to.deep.equal(['one', 'two']);
  });

  it('`add()` throws a QuotaExceededError above `queueByteLimit` and keeps the other messages', () => {
    const options = { queueByteLimit: 6 };
    const queue = filled(['ééé'], options);
    expect(() => queue.add('x', options))
      .to.throw(DOMException)
      .with.property('name', 'QuotaExceededError');
    queue.add('', options);
    expect(flushed(queue)).to.deep.equal(['ééé', '']);
    expect(() => queue.add(new Blob(['1234567']), options)).to.throw(DOMException);
    expect(queue.length).to.equal(0);
  });

  it('`add()` accepts messages again after `flush()` has emptied a full queue', () => {
    const queue = filled(['one'], { queueLimit: 1, queueByteLimit: 3 });
    flushed(queue);
    queue.add('two', { queueLimit: 1, queueByteLimit: 3 });
    expect(flushed(queue)).to.deep.equal(['two']);
  });

  it('`add()` throws an InvalidStateError when `queueLimit` is 0', () => {
    expect(() => filled(['x'], { queueLimit: 0 }))
      .to.throw(DOMException)
      .with.property('name', 'InvalidStateError');
  });

  it('`flush()` stops when the socket is no longer ready and keeps the rest', () => {
    const queue = filled(['one', 'two', 'three']);
    const sent: Message[] = [];
    queue.flush(
      () => sent.length < 1,
      (message) => sent.push(message),
    );
    expect(sent).to.deep.equal(['one']);
    expect(queue).to.include({ length: 2, bytes: 8 });
    expect(flushed(queue)).to.deep.equal(['two', 'three']);
  });

  it('`flush()` keeps the unsent messages, and not the sent ones, when sending throws', () => {
    const queue = filled(['one', 'two', 'three']);
    const send = (message: Message) => {
      if (message === 'two') throw new TypeError('No');
    };
    expect(() => queue.flush(() => true, send)).to.throw(TypeError);
    expect(queue).to.include({ length: 2, bytes: 8, isFlushing: false });
    expect(flushed(queue)).to.deep.equal(['two', 'three']);
  });

  it('`flush()` stops with counts of 0 when `discard()` empties the queue meanwhile', () => {
    const queue = filled(['one', 'two']);
    queue.flush(
      () => true,
      () => void queue.discard(),
    );
    expect(queue).to.include({ length: 0, bytes: 0 });
  });

  it('`flush()` sends messages that are added meanwhile last, and `isFlushing` is true until then', () => {
    const queue = filled(['one', 'two']);
    const sent: unknown[] = [];
    queue.flush(
      () => true,
      (message) => {
        sent.push([message, queue.length, queue.isFlushing]);
        if (message === 'one') queue.add('three', {});
      },
    );
    expect(sent).to.deep.equal([
      ['one', 1, true],
      ['two', 1, true],
      ['three', 0, true],
    ]);
    expect(queue.isFlushing).to.equal(false);
  });

  it('`add()` returns the copy that the queue will send', () => {
    const bytes = new Uint8Array([1]);
    const copy = new SendQueue().add(bytes, {}) as ArrayBuffer;
    bytes.fill(0);
    expect([...new Uint8Array(copy)]).to.deep.equal([1]);
  });

  it('`discard()` returns all messages, oldest first, and empties the queue', () => {
    const queue = filled(['one', 'two']);
    expect(queue.discard()).to.deep.equal(['one', 'two']);
    expect(queue).to.include({ length: 0, bytes: 0 });
    expect(queue.discard()).to.deep.equal([]);
  });
});
