import { expect } from '@open-wc/testing';
import { parsePath } from '../../src/recording/json-path.js';
import { KEY_LIMIT, Latest, type LatestOrder } from '../../src/recording/latest.js';
import type { Recorder } from '../../src/recording/recorder.js';
import { recordOpenSource } from './open-source.js';

/** A view of the newest messages by `$.k`, and a function that receives some. */
function latestOf(options = {}): { latest: Latest; recorder: Recorder; receive: (...messages: string[]) => void } {
  const { recorder, source } = recordOpenSource(options);
  const textOf = (index: number) => String(recorder.at(index)!.data);
  const latest = new Latest(recorder, parsePath('$.k')!, () => true, textOf);
  const receive = (...messages: string[]) => {
    for (const message of messages) {
      source.receive(message);
      latest.update();
    }
  };
  return { latest, recorder, receive };
}

/** The keys in their order, with their counts and the newest message. */
function rowsOf(latest: Latest, order: LatestOrder = 'key'): string[] {
  latest.order = order;
  return latest.numbers.map((number) => {
    const { key, count, entry } = latest.at(number)!;
    return `${key} ${count} ${String(entry.data)}`;
  });
}

describe('Latest', () => {
  it('`update()` keeps the newest message of each key, with the number of them', () => {
    const { latest, receive } = latestOf();
    receive('{"k":"b","v":1}', '{"k":"a","v":2}', 'no JSON', '{"v":3}', '{"k":"b","v":4}');
    expect(rowsOf(latest)).to.deep.equal(['"a" 1 {"k":"a","v":2}', '"b" 2 {"k":"b","v":4}']);
  });

  it('keys are as they are written: 1, 1.0 and "1" are three', () => {
    const { latest, receive } = latestOf();
    receive('{"k":1}', '{"k":1.0}', '{"k":"1"}');
    expect(latest.length).to.equal(3);
  });

  it('keys sort as numbers do, or the newest first, or the fastest first', () => {
    const { latest, receive } = latestOf();
    receive('{"k":"S10"}', '{"k":"S9"}', '{"k":"S10"}', '{"k":"S10"}', '{"k":"S2"}');
    const keys = (order: LatestOrder) => rowsOf(latest, order).map((row) => row.split(' ')[0]);
    expect(keys('key')).to.deep.equal(['"S2"', '"S9"', '"S10"']);
    expect(keys('time')).to.deep.equal(['"S2"', '"S10"', '"S9"']);
    expect(keys('rate')[0]).to.equal('"S10"');
  });

  it('a message that the recording has let go stays the newest of its key', () => {
    const { latest, recorder, receive } = latestOf({ limit: 2 });
    receive('{"k":"old"}', ...Array.from({ length: 10 }, () => '{"k":"new"}'));
    expect(recorder.length).to.equal(2);
    expect(rowsOf(latest)).to.deep.equal(['"new" 10 {"k":"new"}', '"old" 1 {"k":"old"}']);
  });

  it('messages that have no room lose their data, and keep their keys', () => {
    const { latest, receive } = latestOf();
    const large = 'x'.repeat(5_000_000);
    receive(`{"k":"a","v":"${large}"}`, `{"k":"b","v":"${large}"}`, '{"k":"a"}', `{"k":"c","v":"${large}"}`);
    latest.order = 'key';
    const kept = latest.numbers.map((number) => latest.at(number)!.entry.data !== null);
    expect(kept).to.deep.equal([true, false, true]);
  });

  it('a key keeps its number', () => {
    const { latest, receive } = latestOf();
    receive('{"k":"b"}', '{"k":"a"}', '{"k":"b"}');
    expect([latest.at(0)!.key, latest.at(1)!.key, latest.at(2)]).to.deep.equal(['"b"', '"a"', undefined]);
  });

  it('the rate of a key is the number of its messages in a second', () => {
    const { latest, recorder, receive } = latestOf();
    // Stands for time that passes: the recording says that a message came every 100 milliseconds.
    const now = 1_000_000;
    recorder.timeAt = (index) => now + index * 100;
    receive(...Array.from({ length: 300 }, (_, index) => `{"k":"${index % 3 ? 'fast' : 'slow'}"}`));
    latest.order = 'key';
    const [fast, slow] = latest.numbers.map((number) => latest.at(number)!.rate);
    expect(fast).to.be.within(6, 7.5);
    expect(slow).to.be.within(3, 3.7);
  });

  it('`update()` may be interrupted, and goes on', () => {
    const { recorder, source } = recordOpenSource();
    source.receive(...Array.from({ length: 300 }, (_, index) => `{"k":${index}}`));
    const latest = new Latest(
      recorder,
      parsePath('$.k')!,
      () => true,
      (index) => String(recorder.at(index)!.data),
    );
    latest.update(() => true);
    expect(latest.length).to.be.within(1, 299);
    expect(latest.unread).to.be.above(0);
    latest.update();
    expect([latest.length, latest.unread]).to.deep.equal([300, 0]);
  });

  it('beyond the most keys, messages with other keys are counted', () => {
    const { recorder, source } = recordOpenSource({ limit: KEY_LIMIT * 2 });
    source.receive(...Array.from({ length: KEY_LIMIT + 5 }, (_, index) => `{"k":${index}}`));
    const latest = new Latest(
      recorder,
      parsePath('$.k')!,
      () => true,
      (index) => String(recorder.at(index)!.data),
    );
    latest.update();
    expect([latest.length, latest.others]).to.deep.equal([KEY_LIMIT, 5]);
  });
});
