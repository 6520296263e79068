import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { EchoTimer, UNANSWERED_LIMIT } from '../../src/element/echo-timer.js';
import { witness } from '../servers/witness.js';
import { details, enter, next, reach, see, seeMessage } from './face.js';

describe('EchoTimer', () => {
  it('times a message from when it is sent until the same comes back', () => {
    const echoes = new EchoTimer();
    echoes.sent('Hello!', 1_000);
    expect(echoes.received({ data: 'Hello!', timeStamp: 1_003.5 })).to.equal(3.5);
  });

  it('times each message once', () => {
    const echoes = new EchoTimer();
    echoes.sent('Hello!', 0);
    echoes.received({ data: 'Hello!', timeStamp: 1 });
    expect(echoes.received({ data: 'Hello!', timeStamp: 2 })).to.equal(null);
  });

  it('takes no greeting for an echo, and still knows the echo after it', () => {
    const echoes = new EchoTimer();
    expect(echoes.received({ data: 'Request served by abc', timeStamp: 1 })).to.equal(null);
    echoes.sent('Hello!', 2);
    expect(echoes.received({ data: 'Request served by abc', timeStamp: 3 })).to.equal(null);
    expect(echoes.received({ data: 'Hello!', timeStamp: 4 })).to.equal(2);
  });

  it('pairs two equal messages in order', () => {
    const echoes = new EchoTimer();
    echoes.sent('a', 0);
    echoes.sent('a', 10);
    expect(echoes.received({ data: 'a', timeStamp: 11 })).to.equal(11);
    expect(echoes.received({ data: 'a', timeStamp: 12 })).to.equal(2);
  });

  it('takes a message that comes back before its turn for no echo', () => {
    const echoes = new EchoTimer();
    echoes.sent('first', 0);
    echoes.sent('second', 0);
    expect(echoes.received({ data: 'second', timeStamp: 1 })).to.equal(null);
    expect(echoes.received({ data: 'first', timeStamp: 2 })).to.equal(2);
  });

  it('sees no echo of a server that does not echo', () => {
    const echoes = new EchoTimer();
    for (let i = 0; i < 10; i++) {
      echoes.sent(`question ${i}`, i);
      expect(echoes.received({ data: `answer ${i}`, timeStamp: i + 1 })).to.equal(null);
    }
  });

  it('times what waited from when it went out, after what was sent before it', () => {
    const echoes = new EchoTimer();
    echoes.queued('waits');
    echoes.sent('token', 1_000);
    echoes.flushed(1_001);
    expect(echoes.received({ data: 'token', timeStamp: 1_002 })).to.equal(2);
    expect(echoes.received({ data: 'waits', timeStamp: 1_003 })).to.equal(2);
  });

  it('sees no echo of what still waits, or was handed back', () => {
    const echoes = new EchoTimer();
    echoes.queued('a');
    expect(echoes.received({ data: 'a', timeStamp: 1 })).to.equal(null);
    echoes.discarded();
    echoes.flushed(2);
    expect(echoes.received({ data: 'a', timeStamp: 3 })).to.equal(null);
  });

  it('forgets what a lost socket was asked, and keeps what waits for the next', () => {
    const echoes = new EchoTimer();
    echoes.sent('lost', 0);
    echoes.queued('kept');
    echoes.dropped();
    echoes.flushed(10);
    expect(echoes.received({ data: 'lost', timeStamp: 11 })).to.equal(null);
    expect(echoes.received({ data: 'kept', timeStamp: 12 })).to.equal(2);
  });

  it('knows text with half of a surrogate pair again, which arrives without it', () => {
    const echoes = new EchoTimer();
    echoes.sent('a\uD83D', 0);
    echoes.queued('\uDC00b');
    echoes.flushed(0);
    expect(echoes.received({ data: 'a\uFFFD', timeStamp: 1 })).to.equal(1);
    expect(echoes.received({ data: '\uFFFDb', timeStamp: 2 })).to.equal(2);
  });

  it('times text only, and no long one', () => {
    const echoes = new EchoTimer();
    const bytes = new ArrayBuffer(1);
    echoes.sent(bytes, 0);
    expect(echoes.received({ data: bytes, timeStamp: 1 })).to.equal(null);
    const long = 'x'.repeat(10_001);
    echoes.sent(long, 0);
    expect(echoes.received({ data: long, timeStamp: 1 })).to.equal(null);
    echoes.sent(long.slice(1), 0);
    expect(echoes.received({ data: long.slice(1), timeStamp: 1 })).to.equal(1);
  });

  it('remembers no more than its limit, sent and waiting together', () => {
    const echoes = new EchoTimer();
    echoes.queued('waits');
    for (let i = 1; i < UNANSWERED_LIMIT; i++) echoes.sent('a', i);
    echoes.sent('too many', 0);
    echoes.queued('too many');
    echoes.flushed(0);
    for (let i = 1; i < UNANSWERED_LIMIT; i++) expect(echoes.received({ data: 'a', timeStamp: i })).to.equal(0);
    expect(echoes.received({ data: 'waits', timeStamp: 1 })).to.equal(1);
    expect(echoes.received({ data: 'too many', timeStamp: 2 })).to.equal(null);
  });

  it('measures no time less than none, whatever the clock says', () => {
    const echoes = new EchoTimer();
    echoes.sent('a', 5.1);
    expect(echoes.received({ data: 'a', timeStamp: 5 })).to.equal(0);
  });
});

describe('<ws-echo>, round trips', () => {
  it('tells how long the echo of the newest message took, and shows it', async () => {
    const el = await enter(witness().url);
    await reach(el, 'open');
    const sentAt = performance.now();
    el.send('Hello!');
    await next(el, 'message');
    expect(el.roundTrip).to.be.within(0, performance.now() - sentAt + 1);
    await see('the round trip', () => /echoed in (< )?\d+(\.\d+)? ms/.test(details(el)));
    el.remove();
  });

  it('has none for a greeting, and one for the echo after it', async () => {
    const el = await enter(witness({ greet: 'Request served by abc' }).url);
    await seeMessage(el, 'Request served by abc');
    expect(el.roundTrip).to.equal(null);
    expect(details(el)).not.to.contain('echoed');
    el.send('Hello!');
    await next(el, 'message');
    expect(el.roundTrip).to.be.a('number');
    el.remove();
  });

  it('has none with a server that answers something else', async () => {
    const server = witness({ silent: true });
    const el = await enter(server.url);
    await reach(el, 'open');
    el.send('question');
    await server.send('answer');
    await seeMessage(el, 'answer');
    expect(el.roundTrip).to.equal(null);
    el.remove();
  });

  it('times a message that waited from when it went out', async () => {
    let answer!: (url: string) => void;
    const el = await enter(() => new Promise<string>((resolve) => (answer = resolve)));
    el.send('waits');
    const waitedFrom = performance.now();
    await see('time pass', () => performance.now() - waitedFrom > 100);
    const openedAt = next(el, 'open').then(() => performance.now());
    answer(witness().url);
    await next(el, 'message');
    expect(el.roundTrip).to.be.within(0, performance.now() - (await openedAt) + 1);
    el.remove();
  });

  it('still knows the echoes when something is sent right after what waited', async () => {
    const el = document.createElement('ws-echo');
    el.url = witness().url;
    document.body.append(el);
    await next(el, 'statechange');
    el.send('waits');
    await next(el, 'statechange');
    expect(el.state).to.equal('open');
    el.send('token');
    for (const text of ['waits', 'token']) {
      const { data } = await next(el, 'message');
      expect([data, typeof el.roundTrip]).to.deep.equal([text, 'number']);
    }
    el.remove();
  });

  it('still knows the echoes after what waited was handed back', async () => {
    const el = document.createElement('ws-echo');
    el.url = witness().url;
    document.body.append(el);
    await next(el, 'statechange');
    el.send('handed back');
    el.close();
    el.send('this too');
    el.reconnect();
    await reach(el, 'open');
    el.send('Hello!');
    await next(el, 'message');
    expect(el.roundTrip).to.be.a('number');
    el.remove();
  });

  it('still knows the echoes when a listener of open sends before what waited', async () => {
    const el = document.createElement('ws-echo');
    el.url = witness().url;
    const roundTrips: unknown[] = [];
    el.addEventListener('open', () => el.send('token'));
    el.addEventListener('message', ({ data }) => roundTrips.push([data, typeof el.roundTrip]));
    document.body.append(el);
    await next(el, 'statechange');
    el.send('waits');
    await reach(el, 'open');
    el.send('later');
    await see('three echoes', () => roundTrips.length === 3);
    expect(roundTrips).to.deep.equal([['token', 'number'], ['waits', 'number'], ['later', 'number']]);
    el.remove();
  });
});
