import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { COMPARED_LIMIT, EchoTimer, UNANSWERED_LIMIT } from '../../src/recording/echo-timer.js';
import { echoServer } from '../servers/echo-server.js';
import { details, mount, next, seeMessage, waitForState, waitUntilShown } from '../echo/element-driver.js';

describe('EchoTimer', () => {
  it('`received()` returns the time from `sent()` until the same text comes back', () => {
    const echoes = new EchoTimer();
    echoes.sent({ data: 'Hello!', timeStamp: 1_000 });
    expect(echoes.received({ data: 'Hello!', timeStamp: 1_003.5 })).to.equal(3.5);
  });

  it('`received()` returns the time of each sent message once', () => {
    const echoes = new EchoTimer();
    echoes.sent({ data: 'Hello!', timeStamp: 0 });
    echoes.received({ data: 'Hello!', timeStamp: 1 });
    expect(echoes.received({ data: 'Hello!', timeStamp: 2 })).to.equal(null);
  });

  it('`received()` returns null for a greeting, and still recognises the echo after it', () => {
    const echoes = new EchoTimer();
    expect(echoes.received({ data: 'Request served by abc', timeStamp: 1 })).to.equal(null);
    echoes.sent({ data: 'Hello!', timeStamp: 2 });
    expect(echoes.received({ data: 'Request served by abc', timeStamp: 3 })).to.equal(null);
    expect(echoes.received({ data: 'Hello!', timeStamp: 4 })).to.equal(2);
  });

  it('`received()` matches two equal messages in the order in which they were sent', () => {
    const echoes = new EchoTimer();
    echoes.sent({ data: 'a', timeStamp: 0 });
    echoes.sent({ data: 'a', timeStamp: 10 });
    expect(echoes.received({ data: 'a', timeStamp: 11 })).to.equal(11);
    expect(echoes.received({ data: 'a', timeStamp: 12 })).to.equal(2);
  });

  it('`received()` takes a match further on for the echo, and those sent before get none', () => {
    const echoes = new EchoTimer();
    for (const data of ['/help', 'first', 'second']) echoes.sent({ data, timeStamp: 0 });
    expect(echoes.received({ data: 'first', timeStamp: 1 })).to.equal(1);
    expect(echoes.received({ data: '/help', timeStamp: 2 })).to.equal(null);
    expect(echoes.received({ data: 'second', timeStamp: 3 })).to.equal(3);
  });

  it('`received()` returns null for the answers of a server that does not echo', () => {
    const echoes = new EchoTimer();
    for (let i = 0; i < 10; i++) {
      echoes.sent({ data: `question ${i}`, timeStamp: i });
      expect(echoes.received({ data: `answer ${i}`, timeStamp: i + 1 })).to.equal(null);
    }
  });

  it('`dropped()` forgets the messages that were sent over the lost socket', () => {
    const echoes = new EchoTimer();
    echoes.sent({ data: 'lost', timeStamp: 0 });
    echoes.dropped();
    expect(echoes.received({ data: 'lost', timeStamp: 11 })).to.equal(null);
  });

  it('`received()` recognises text with a lone surrogate, which comes back as U+FFFD', () => {
    const echoes = new EchoTimer();
    echoes.sent({ data: 'a\uD83D', timeStamp: 0 });
    echoes.sent({ data: '\uDC00b', timeStamp: 0 });
    expect(echoes.received({ data: 'a\uFFFD', timeStamp: 1 })).to.equal(1);
    expect(echoes.received({ data: '\uFFFDb', timeStamp: 2 })).to.equal(2);
  });

  it('`received()` times only text, and none longer than 10,000 characters', () => {
    const echoes = new EchoTimer();
    const bytes = new ArrayBuffer(1);
    echoes.sent({ data: bytes, timeStamp: 0 });
    expect(echoes.received({ data: bytes, timeStamp: 1 })).to.equal(null);
    const long = 'x'.repeat(10_001);
    echoes.sent({ data: long, timeStamp: 0 });
    expect(echoes.received({ data: long, timeStamp: 1 })).to.equal(null);
    echoes.sent({ data: long.slice(1), timeStamp: 0 });
    expect(echoes.received({ data: long.slice(1), timeStamp: 1 })).to.equal(1);
  });

  it('`sent()` remembers no more messages than `UNANSWERED_LIMIT`', () => {
    const echoes = new EchoTimer();
    for (let i = 0; i < UNANSWERED_LIMIT; i++) echoes.sent({ data: 'a', timeStamp: i });
    echoes.sent({ data: 'too many', timeStamp: 0 });
    for (let i = 0; i < UNANSWERED_LIMIT; i++) expect(echoes.received({ data: 'a', timeStamp: i })).to.equal(0);
    expect(echoes.received({ data: 'too many', timeStamp: 2 })).to.equal(null);
  });

  it('`received()` reads no data after `COMPARED_LIMIT` messages without an echo', () => {
    const echoes = new EchoTimer();
    let reads = 0;
    const news = {
      get data() {
        reads += 1;
        return 'news';
      },
      timeStamp: 1,
    };
    echoes.sent({ data: 'subscribe', timeStamp: 0 });
    for (let i = 0; i < COMPARED_LIMIT + 10; i++) expect(echoes.received(news)).to.equal(null);
    expect(reads).to.equal(COMPARED_LIMIT);
    echoes.sent({ data: 'news', timeStamp: 0 });
    expect(echoes.received(news)).to.equal(1);
  });

  it('`received()` returns 0 when the time stamp of the echo is before that of the message', () => {
    const echoes = new EchoTimer();
    echoes.sent({ data: 'a', timeStamp: 5.1 });
    expect(echoes.received({ data: 'a', timeStamp: 5 })).to.equal(0);
  });
});

describe('<ws-echo> `roundTrip`', () => {
  it('`roundTrip` is the echo time of the newest message, and `<ws-echo>` shows it', async () => {
    const el = await mount(echoServer().url);
    await waitForState(el, 'open');
    const sentAt = performance.now();
    el.send('Hello!');
    await next(el, 'message');
    expect(el.roundTrip).to.be.within(0, performance.now() - sentAt + 1);
    await waitUntilShown('the round trip', () => /echoed in (< )?\d+(\.\d+)? ms/.test(details(el)));
    el.remove();
  });

  it('`roundTrip` is null after a greeting, and a number after the echo that follows', async () => {
    const el = await mount(echoServer({ greet: 'Request served by abc' }).url);
    await seeMessage(el, 'Request served by abc');
    expect(el.roundTrip).to.equal(null);
    expect(details(el)).not.to.contain('echoed');
    el.send('Hello!');
    await next(el, 'message');
    expect(el.roundTrip).to.be.a('number');
    el.remove();
  });

  it('`roundTrip` is null with a server that answers something else', async () => {
    const server = echoServer({ silent: true });
    const el = await mount(server.url);
    await waitForState(el, 'open');
    el.send('question');
    await server.send('answer');
    await seeMessage(el, 'answer');
    expect(el.roundTrip).to.equal(null);
    el.remove();
  });

  it('`roundTrip` of a queued message counts from when it is sent over the socket', async () => {
    let answer!: (url: string) => void;
    const el = await mount(() => new Promise<string>((resolve) => (answer = resolve)));
    el.send('waits');
    const waitedFrom = performance.now();
    await waitUntilShown('time pass', () => performance.now() - waitedFrom > 100);
    const openedAt = next(el, 'open').then(() => performance.now());
    answer(echoServer().url);
    await next(el, 'message');
    expect(el.roundTrip).to.be.within(0, performance.now() - (await openedAt) + 1);
    el.remove();
  });

  it('`roundTrip` is a number for a queued message and for one that is sent right after it', async () => {
    const el = document.createElement('ws-echo');
    el.url = echoServer().url;
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

  it('`roundTrip` is a number for the next echo after queued messages were discarded', async () => {
    const el = document.createElement('ws-echo');
    el.url = echoServer().url;
    document.body.append(el);
    await next(el, 'statechange');
    el.send('handed back');
    el.close();
    el.send('this too');
    el.reconnect();
    await waitForState(el, 'open');
    el.send('Hello!');
    await next(el, 'message');
    expect(el.roundTrip).to.be.a('number');
    el.remove();
  });

  it('`roundTrip` is a number for each echo when an `open` listener sends before the queue', async () => {
    const el = document.createElement('ws-echo');
    el.url = echoServer().url;
    const roundTrips: unknown[] = [];
    el.addEventListener('open', () => el.send('token'));
    el.addEventListener('message', ({ data }) => roundTrips.push([data, typeof el.roundTrip]));
    document.body.append(el);
    await next(el, 'statechange');
    el.send('waits');
    await waitForState(el, 'open');
    el.send('later');
    await waitUntilShown('three echoes', () => roundTrips.length === 3);
    expect(roundTrips).to.deep.equal([
      ['token', 'number'],
      ['waits', 'number'],
      ['later', 'number'],
    ]);
    el.remove();
  });
});
