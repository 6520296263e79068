import { expect } from '@open-wc/testing';
import type { Connection } from '../../src/connection/connection.js';
import type { DiscardEvent } from '../../src/connection/events.js';
import { Clock } from '../clock.js';
import { realConnections, scriptedConnections } from './connect.js';
import { page } from './page-events.js';
import { next, reached, reportedBy, settled, transcriptOf } from './transcript.js';

const EVENTS = ['statechange', 'open', 'message', 'send', 'error', 'close', 'discard'] as const;

describe('Connection with listeners that call its methods', () => {
  const connectToServer = realConnections();
  const connectToScript = scriptedConnections();
  let clock: Clock | undefined;

  afterEach(() => {
    clock?.uninstall();
    clock = undefined;
    page.restore();
  });

  /** Runs `action` once: at the first event of this type, and in this state if one is given. */
  function once(connection: Connection, type: (typeof EVENTS)[number], action: () => void, state = '') {
    const listener = () => {
      if (state && connection.state !== state) return;
      connection.removeEventListener(type, listener);
      action();
    };
    connection.addEventListener(type, listener);
  }

  describe('with a listener that calls `close()`', () => {
    it('`close()` in the `statechange` listener for `open` discards the queue, and no `open` event fires', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      once(connection, 'statechange', () => connection.close(), 'open');
      connection.send('waits');
      const socket = (await sockets.next()).accept();
      expect(transcript).to.deep.equal(['OPEN', 'CLOSING', 'discard waits']);
      socket.end(1005);
      expect(transcript).to.deep.equal(['OPEN', 'CLOSING', 'discard waits', 'CLOSED', 'close 1005']);
      expect(socket.sent).to.deep.equal([]);
    });

    it('`close()` in an `open` listener hands back the queued messages in a `discard` event', async () => {
      const { connection, server } = connectToServer();
      once(connection, 'open', () => connection.close());
      connection.send('waits');
      expect(((await next(connection, 'discard')) as DiscardEvent).messages).to.deep.equal(['waits']);
      expect(await server.closed()).to.deep.include({ opened: 1, messages: [] });
    });

    it('`close()` in a `message` listener closes the socket with its code and reason', async () => {
      const { connection, server } = connectToServer();
      once(connection, 'message', () => connection.close(4000, 'heard enough'));
      connection.send('Hello!');
      await reached(connection, 'closed');
      expect((await server.closed()).closes).to.deep.equal([{ code: 4000, reason: 'heard enough' }]);
    });

    it('`close()` in an `error` listener closes the connection without a retry', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      once(connection, 'error', () => connection.close());
      (await sockets.next()).refuse();
      expect(transcript).to.deep.equal(['error', 'CLOSING', 'CLOSED', 'close 1006']);
    });

    for (const type of ['statechange', 'close'] as const) {
      it(`\`close()\` in a \`${type}\` listener of a waiting connection cancels the retry`, async () => {
        clock = new Clock();
        const { connection, sockets } = connectToScript();
        (await sockets.next()).accept();
        once(connection, type, () => connection.close(), 'waiting');
        sockets.made[0]!.end(1006);
        await settled();
        expect(connection.state).to.equal('closed');
        expect(clock.timers).to.equal(0);
        expect(sockets.made).to.have.length(1);
      });
    }

    it('`close()` in a URL provider closes the connection, and no socket opens', async () => {
      let calls = 0;
      const url = () => {
        calls += 1;
        if (calls === 2) script.connection.close();
        return 'ws://scripted/';
      };
      const script: ReturnType<typeof connectToScript> = connectToScript({}, url);
      const { connection, sockets } = script;
      (await sockets.next()).accept().end(1006);
      const transcript = transcriptOf(connection);
      page.online();
      await settled();
      expect(transcript).to.deep.equal(['CONNECTING', 'CLOSING', 'CLOSED', 'close 1006']);
      expect(sockets.made).to.have.length(1);
    });
  });

  describe('with a listener that calls `reconnect()`', () => {
    it('`reconnect()` in the `statechange` listener for `open` replaces the socket before `open` fires', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      once(connection, 'statechange', () => connection.reconnect(), 'open');
      connection.send('waits');
      (await sockets.next()).accept();
      const second = (await sockets.next()).accept();
      expect(transcript).to.deep.equal(['OPEN', 'CONNECTING', 'close 1000', 'OPEN', 'open']);
      expect(second.sent).to.deep.equal(['waits']);
    });

    it('`reconnect()` in an `open` listener replaces the socket, and the new one sends the queue', async () => {
      const { connection, server } = connectToServer();
      const transcript = transcriptOf(connection);
      once(connection, 'open', () => connection.reconnect());
      connection.send('waits');
      expect(await server.received()).to.deep.include({ opened: 2, messages: ['waits'] });
      expect(transcript.slice(0, 6)).to.deep.equal(['OPEN', 'open', 'CONNECTING', 'close 1000', 'OPEN', 'open']);
    });

    it('`reconnect()` in a `message` listener ignores all later events of the old socket', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      once(connection, 'message', () => connection.reconnect());
      const first = (await sockets.next()).accept();
      first.receive('one');
      first.receive('two');
      first.end(1000);
      expect(transcript).to.deep.equal(['OPEN', 'open', 'message one', 'CONNECTING', 'close 1000']);
    });

    it('`reconnect()` in an `error` listener opens a new socket after one `close` event', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      once(connection, 'error', () => connection.reconnect());
      (await sockets.next()).refuse();
      (await sockets.next()).accept();
      expect(transcript.filter((line) => line.startsWith('close'))).to.have.length(1);
      expect(connection.state).to.equal('open');
    });

    for (const [type, state] of [
      ['statechange', 'waiting'],
      ['close', 'waiting'],
      ['statechange', 'closed'],
      ['close', 'closed'],
    ] as const) {
      it(`\`reconnect()\` in a \`${type}\` listener opens a new socket when the connection is ${state}`, async () => {
        const { connection, sockets } = connectToScript();
        const transcript = transcriptOf(connection);
        once(connection, type, () => connection.reconnect(), state);
        (await sockets.next()).accept().end(state === 'waiting' ? 1011 : 1008);
        expect(connection.state).to.equal('connecting');
        (await sockets.next()).accept();
        expect(connection.state).to.equal('open');
        expect(transcript.filter((line) => line.startsWith('close'))).to.have.length(1);
      });
    }

    it('`reconnect()` directly after `close()` opens a new socket without a `close` event', async () => {
      const { connection, sockets } = connectToScript();
      const transcript = transcriptOf(connection);
      (await sockets.next()).refuse();
      connection.close();
      connection.reconnect();
      (await sockets.next()).accept();
      await settled();
      expect(connection.state).to.equal('open');
      expect(transcript.slice(3)).to.deep.equal(['CLOSING', 'CONNECTING', 'OPEN', 'open']);
    });
  });

  it('`send()` in a `close` listener queues the message for the next socket', async () => {
    const { connection, sockets } = connectToScript();
    const results: (boolean | undefined)[] = [];
    once(connection, 'close', () => results.push(connection.send('not lost')));
    (await sockets.next()).accept().end(1006);
    connection.reconnect();
    expect((await sockets.next()).accept().sent).to.deep.equal(['not lost']);
    expect(results).to.deep.equal([false]);
  });

  it('`send()` in a `message` listener sends the message to the server', async () => {
    const { connection, server } = connectToServer();
    once(connection, 'message', () => connection.send('an answer'));
    connection.send('a question');
    expect((await server.received(2)).messages).to.deep.equal(['a question', 'an answer']);
  });

  it('Connection keeps working when every listener throws, and reports each exception', async () => {
    clock = new Clock();
    const { connection, sockets } = connectToScript({ retry: 1 });
    for (const type of EVENTS) {
      connection.addEventListener(type, () => {
        throw new Error(type);
      });
    }
    const transcript = transcriptOf(connection);
    connection.send('flushed');
    const first = await sockets.next();
    expect(reportedBy(() => first.accept())).to.deep.equal(['statechange', 'open', 'send']);
    expect(first.sent).to.deep.equal(['flushed']);
    expect(reportedBy(() => first.receive('Hello!'))).to.deep.equal(['message']);
    expect(reportedBy(() => first.end(1006))).to.deep.equal(['statechange', 'close']);
    expect(connection.state).to.equal('waiting');
    connection.send('left over');
    expect(reportedBy(() => clock!.tickToRetry(connection))).to.deep.equal(['statechange']);
    const second = await sockets.next();
    expect(reportedBy(() => second.refuse())).to.deep.equal(['error', 'statechange', 'close', 'discard']);
    expect(connection.state).to.equal('closed');
    expect(transcript).to.include('discard left over');
  });

  it('a `message` listener receives messages from when it is added, also after `reconnect()`', async () => {
    const { connection, sockets } = connectToScript();
    const socket = (await sockets.next()).accept();
    socket.receive('unheard');
    const messages: string[] = [];
    connection.addEventListener('message', ({ data }) => messages.push(data));
    socket.receive('heard');
    expect(messages).to.deep.equal(['heard']);
    connection.reconnect();
    (await sockets.next()).accept().receive('heard again');
    expect(messages).to.deep.equal(['heard', 'heard again']);
  });

  it('a `message` event has the origin of the server that sent the message', async () => {
    const { connection, server } = connectToServer();
    connection.send('Hello!');
    const { origin, data } = (await next(connection, 'message')) as MessageEvent;
    expect({ origin, data }).to.deep.equal({ origin: new URL(server.url).origin, data: 'Hello!' });
  });

  it('the `observer` receives the same events as the listeners, and after them', async () => {
    const observed: Event[] = [];
    const heard: Event[] = [];
    const order: string[] = [];
    const observer = (event: Event) => {
      order.push('observer');
      observed.push(event);
    };
    const { connection, sockets } = connectToScript({ observer, retry: false });
    const socket = (await sockets.next()).accept();
    for (const type of ['close', 'statechange', 'discard', 'error', 'send'] as const) {
      connection.addEventListener(type, (event) => {
        order.push('listener');
        heard.push(event);
      });
    }
    expect(observed.map(({ type }) => type)).to.deep.equal(['statechange', 'open']);
    order.length = observed.length = 0;
    // Only the observer receives messages.
    socket.receive('Hello!');
    expect(observed.map((event) => (event as MessageEvent).data)).to.deep.equal(['Hello!']);
    order.length = observed.length = 0;
    connection.send('Hello?');
    socket.end(1006);
    expect(observed).to.deep.equal(heard);
    expect(observed.map(({ type }) => type)).to.deep.equal(['send', 'statechange', 'close']);
    expect(order).to.deep.equal(['listener', 'observer', 'listener', 'observer', 'listener', 'observer']);
  });

  it('listeners and the `observer` receive `queued`, `ping` and `pong` events, too', async () => {
    const observed: unknown[] = [];
    const observer = (event: Event) => observed.push([event.type, (event as MessageEvent).data]);
    const ping = { message: 'ping', interval: 0, isPong: ({ data }: MessageEvent) => data === 'pong' };
    const { connection, sockets } = connectToScript({ observer, ping });
    const heard: string[] = [];
    for (const type of ['queued', 'ping', 'pong', 'send']) {
      connection.addEventListener(type as 'send', () => heard.push(type));
    }
    connection.send('waits');
    const socket = (await sockets.next()).accept();
    page.online();
    socket.receive('pong');
    expect(observed).to.deep.equal([
      ['queued', 'waits'],
      ['statechange', undefined],
      ['open', undefined],
      ['send', 'waits'],
      ['ping', 'ping'],
      ['pong', 'pong'],
    ]);
    expect(heard).to.deep.equal(['queued', 'send', 'ping', 'pong']);
  });
});
