import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import type { EntryKind, Story } from '../../src/recording/entry.js';
import { Recorder } from '../../src/recording/recorder.js';
import { follow, isConnection, type RecordingSource } from '../../src/recording/source.js';
import { Clock } from '../clock.js';
import { REFUSED, realConnections, scriptedConnections } from '../connection/connect.js';
import { page } from '../connection/page-events.js';
import { ScriptedSocket } from '../connection/scripted-socket.js';
import { next, reached } from '../connection/transcript.js';
import { waitForState } from '../echo/element-driver.js';
import { echoServer } from '../servers/echo-server.js';

const SECRET = 'secret-8f2a';

/** Follows a source from now on. `lines` has a line for each message and event: `sent Hello`, `open`. */
function listen(source: RecordingSource) {
  const lines: string[] = [];
  const stories: Story[] = [];
  const end = new AbortController();
  const sink = {
    message: (kind: EntryKind, data: unknown) => lines.push(`${kind} ${String(data)}`),
    story: (kind: EntryKind, story: Story) => {
      lines.push(kind);
      stories.push(story);
    },
  };
  follow(source, sink, end.signal);
  return { lines, stories, stop: () => end.abort(), story: () => stories.at(-1)! };
}

describe('`follow()` of a `Connection`', () => {
  const connectToServer = realConnections();
  const connectToScript = scriptedConnections();
  let clock: Clock | null = null;

  afterEach(() => {
    clock?.uninstall();
    clock = null;
    page.restore();
  });

  async function openConnection(options: ConnectionOptions = {}) {
    const { connection, sockets } = connectToScript(options, 'ws://scripted/feed');
    const socket = (await sockets.next()).accept();
    return { connection, sockets, socket, heard: listen(connection) };
  }

  it('tells first how the connection is: connecting, or open', async () => {
    const { connection, sockets } = connectToScript({}, 'ws://scripted/feed');
    const { lines, story } = listen(connection);
    expect(lines).to.deep.equal(['recording']);
    expect(story()).to.include({ isOpen: false, address: 'scripted/feed', attempt: 0, retryAt: null, diagnosis: null });
    (await sockets.next()).accept();
    expect(listen(connection).story().isOpen).to.be.true;
  });

  it('tells of the messages of both directions, and of the story between them, in order', async () => {
    const { connection, server } = connectToServer();
    const { lines } = listen(connection);
    connection.send('queued first');
    await next(connection, 'message');
    connection.send('Hello');
    await next(connection, 'message');
    connection.close();
    await reached(connection, 'closed');
    expect(lines).to.deep.equal([
      'recording',
      'queued queued first',
      'open',
      'sent queued first',
      'received queued first',
      'sent Hello',
      'received Hello',
      'closed',
    ]);
    expect((await server.seen()).messages).to.deep.equal(['queued first', 'Hello']);
  });

  it('`open` has the subprotocol and the extensions that the server chose', async () => {
    const { connection, sockets } = connectToScript();
    const { lines, story } = listen(connection);
    const socket = await sockets.next();
    Object.assign(socket, { protocol: 'chat', extensions: 'permessage-deflate' });
    socket.accept();
    expect(lines).to.deep.equal(['recording', 'open']);
    expect(story()).to.include({ protocol: 'chat', extensions: 'permessage-deflate', isOpen: true, attempt: 0 });
  });

  it('`waiting` has the diagnosis and the time of the next attempt, and `connecting` the number of its attempt', async () => {
    clock = new Clock();
    const { connection, sockets, socket, heard } = await openConnection();
    socket.end(1006);
    expect(heard.lines).to.deep.equal(['recording', 'waiting']);
    expect(heard.story()).to.include({ retryAt: connection.retryAt, isOpen: false });
    expect(heard.story().retryAt).to.be.above(Date.now());
    expect(heard.story().diagnosis).to.include({ kind: 'dropped', code: 1006, url: 'ws://scripted/feed' });
    clock.tickToRetry(connection);
    expect(heard.lines.slice(2)).to.deep.equal(['connecting']);
    const first = heard.story();
    (await sockets.next()).refuse();
    clock.tickToRetry(connection);
    expect(heard.lines.slice(3)).to.deep.equal(['waiting', 'connecting']);
    expect(heard.story().attempt).to.equal(first.attempt + 1);
  });

  it('`asleep` is told when the page freezes, and `connecting` when it wakes', async () => {
    const { heard } = await openConnection();
    page.freeze();
    page.resume();
    expect(heard.lines).to.deep.equal(['recording', 'asleep', 'connecting']);
  });

  it('`closed` has the diagnosis of a failure that is final', async () => {
    const { socket, heard } = await openConnection();
    socket.end(4401, 'sign in');
    expect(heard.lines).to.deep.equal(['recording', 'closed']);
    expect(heard.story().diagnosis).to.include({ kind: 'closed-by-server', code: 4401, reason: 'sign in' });
  });

  it('`closed` has no diagnosis after `close()`, and nothing is told while it is closing', async () => {
    const { connection, socket, heard } = await openConnection();
    connection.close();
    expect(heard.lines).to.deep.equal(['recording']);
    socket.end(1000);
    expect(heard.lines).to.deep.equal(['recording', 'closed']);
    expect(heard.story()).to.include({ diagnosis: null, isOpen: false });
  });

  it('`discarded` is told of each message that is handed back', async () => {
    const { connection } = connectToScript();
    const { lines } = listen(connection);
    connection.send('one');
    connection.send('two');
    connection.close();
    connection.send('too late');
    expect(lines).to.deep.equal([
      'recording',
      'queued one',
      'queued two',
      'discarded one',
      'discarded two',
      'discarded too late',
    ]);
  });

  it('a message that the queue refuses is not told of', () => {
    const { connection } = connectToScript({ queueLimit: 0 });
    const { lines } = listen(connection);
    expect(() => connection.send('refused')).to.throw(DOMException);
    expect(lines).to.deep.equal(['recording']);
  });

  it('`ping` and `pong` are told of, and are neither sent nor received', async () => {
    clock = new Clock();
    const isPong = ({ data }: MessageEvent) => data === 'pong';
    const { socket, heard } = await openConnection({ ping: { message: 'ping', interval: 1_000, isPong } });
    clock.tick(1_000);
    socket.receive('pong');
    expect(heard.lines).to.deep.equal(['recording', 'ping ping', 'pong pong']);
  });

  it('nothing is told after the signal is aborted', async () => {
    const { connection, socket, heard } = await openConnection({ ping: { message: 'ping', interval: 0 } });
    heard.stop();
    connection.send('sent');
    socket.receive('received');
    page.online();
    expect(socket.sent).to.deep.equal(['sent', 'ping']);
    socket.end(1006);
    connection.send('queued');
    connection.close();
    expect(heard.lines).to.deep.equal(['recording']);
  });

  it('no query, userinfo or fragment of an address is in a story', async () => {
    clock = new Clock();
    const address = `ws://me:${SECRET}@scripted:8080/feed?token=${SECRET}`;
    const { connection, sockets } = connectToScript({}, address);
    const { stories } = listen(connection);
    const socket = (await sockets.next()).accept();
    socket.end(1011, `no such token: ${address}`);
    connection.close();
    await reached(connection, 'closed');
    expect(stories.map((story) => story.address)).to.deep.equal(stories.map(() => 'scripted:8080/feed'));
    expect(JSON.stringify(stories)).not.to.contain(SECRET);
  });

  it('a story does not change when the connection does', async () => {
    const { socket, heard } = await openConnection();
    const [first] = heard.stories;
    const before = JSON.stringify(first);
    socket.end(4401, 'sign in');
    expect(JSON.stringify(first)).to.equal(before);
  });
});

describe('`follow()` of a `<ws-echo>`', () => {
  let el: HTMLElementTagNameMap['ws-echo'];

  beforeEach(() => {
    el = document.createElement('ws-echo');
  });

  afterEach(() => el.remove());

  it('an element without an address is told of, and with one that comes late its whole connection', async () => {
    document.body.append(el);
    const { lines, stories } = listen(el);
    expect(stories[0]).to.include({ address: '', isOpen: false });
    await el.updateComplete;
    const server = echoServer();
    el.url = server.url;
    el.send('queued first');
    await next(el, 'message');
    el.close();
    await waitForState(el, 'closed');
    expect(lines).to.deep.equal([
      'recording',
      'connecting',
      'queued queued first',
      'open',
      'sent queued first',
      'received queued first',
      'closed',
    ]);
    const { host } = new URL(server.url);
    // While it connects, the function that gives its URL has not answered.
    expect(stories.map(({ address }) => address)).to.deep.equal(['', '', host, host]);
  });

  it('an element that connects already is told of with its address', async () => {
    const server = echoServer();
    el.url = server.url;
    document.body.append(el);
    await waitForState(el, 'open');
    const { lines, story } = listen(el);
    expect(story()).to.include({ address: new URL(server.url).host, isOpen: true });
    el.send('Hello');
    await next(el, 'message');
    expect(lines).to.deep.equal(['recording', 'sent Hello', 'received Hello']);
  });

  it('a queued message of an element is told of once, also after it gets another address', async () => {
    const { lines } = listen(el);
    el.url = REFUSED;
    document.body.append(el);
    await next(el, 'statechange');
    el.url = echoServer().url;
    el.send('Hello');
    await next(el, 'message');
    expect(lines.filter((line) => line.includes('Hello'))).to.deep.equal([
      'queued Hello',
      'sent Hello',
      'received Hello',
    ]);
  });

  it('nothing is told after the signal is aborted, also if the address comes then', async () => {
    document.body.append(el);
    const { lines, stop } = listen(el);
    stop();
    el.url = echoServer().url;
    el.send('Hello');
    await next(el, 'message');
    expect(lines).to.deep.equal(['recording']);
  });
});

describe('`follow()` of a native `WebSocket`', () => {
  const sockets: WebSocket[] = [];

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });

  function connect(server = echoServer(), protocols: string[] = []) {
    const socket = new WebSocket(server.url, protocols);
    sockets.push(socket);
    return { socket, server };
  }

  async function connectAndOpen(server = echoServer()) {
    const { socket } = connect(server);
    await next(socket, 'open');
    return { socket, server };
  }

  it('tells of `open`, and of the messages of both directions', async () => {
    const { socket, server } = connect(echoServer(), ['chat']);
    const { lines, stories } = listen(socket);
    await next(socket, 'open');
    socket.send('Hello');
    await next(socket, 'message');
    expect(lines).to.deep.equal(['recording', 'open', 'sent Hello', 'received Hello']);
    const address = new URL(server.url).host;
    expect(stories[0]).to.include({ address, isOpen: false, protocol: '' });
    expect(stories[1]).to.include({ address, isOpen: true, protocol: 'chat', extensions: socket.extensions });
    expect((await server.seen()).messages).to.deep.equal(['Hello']);
  });

  it('tells first that a socket is open already', async () => {
    const { socket } = await connectAndOpen();
    const { lines, story } = listen(socket);
    expect(story().isOpen).to.be.true;
    socket.send('Hello');
    await next(socket, 'message');
    expect(lines).to.deep.equal(['recording', 'sent Hello', 'received Hello']);
  });

  it('the `send()` of the socket still sends bytes as they are, and throws as the platform does', async () => {
    const { socket, server } = await connectAndOpen();
    listen(socket);
    socket.send(new Uint8Array([1, 2, 3]).subarray(1));
    expect((await server.received()).messages).to.deep.equal([[2, 3]]);
    expect(() => (socket.send as () => void)()).to.throw(TypeError);
    expect(() => socket.close(1)).to.throw(DOMException);
    expect(socket.readyState).to.equal(WebSocket.OPEN);
  });

  it('`send()` before the socket is open throws, and nothing is told of', async () => {
    const { socket } = connect();
    const { lines } = listen(socket);
    expect(() => socket.send('too early')).to.throw(DOMException);
    expect(lines).to.deep.equal(['recording']);
  });

  it('`send()` after `close()` is not told of: the platform drops the message', async () => {
    const { socket } = await connectAndOpen();
    const { lines } = listen(socket);
    socket.close();
    socket.send('too late');
    await next(socket, 'close');
    socket.send('too late');
    expect(lines).to.deep.equal(['recording', 'closed']);
  });

  it('`closed` by the server has its code and reason, and the time that the socket was open', async () => {
    const { socket, server } = connect();
    const { lines, story } = listen(socket);
    await next(socket, 'open');
    const closed = next(socket, 'close');
    await server.close(4401, 'sign in');
    await closed;
    expect(lines).to.deep.equal(['recording', 'open', 'closed']);
    const { diagnosis, isOpen } = story();
    expect(diagnosis).to.include({ kind: 'closed-by-server', code: 4401, reason: 'sign in' });
    expect([typeof diagnosis!.openFor, isOpen]).to.deep.equal(['number', false]);
  });

  it('`closed` by the page has no diagnosis', async () => {
    const { socket } = await connectAndOpen();
    const { lines, story } = listen(socket);
    socket.close(3000);
    await next(socket, 'close');
    expect(lines).to.deep.equal(['recording', 'closed']);
    expect(story().diagnosis).to.equal(null);
  });

  it('`closed` by the server has its diagnosis after a `close()` of the page that threw', async () => {
    const { socket, server } = await connectAndOpen();
    const { story } = listen(socket);
    expect(() => socket.close(1)).to.throw(DOMException);
    const closed = next(socket, 'close');
    await server.close(1011);
    await closed;
    expect(story().diagnosis).to.include({ kind: 'closed-by-server', code: 1011 });
  });

  it('`closed` by the server has its diagnosis where a `close` listener of the page calls `close()`, too', async () => {
    const { socket, server } = await connectAndOpen();
    socket.addEventListener('close', () => socket.close());
    const { story } = listen(socket);
    const closed = next(socket, 'close');
    await server.close(1011);
    await closed;
    expect(story().diagnosis).to.include({ kind: 'closed-by-server', code: 1011 });
  });

  it('`closed` of a link that broke is `dropped`', async () => {
    const { socket, server } = await connectAndOpen();
    const { story } = listen(socket);
    const closed = next(socket, 'close');
    await server.terminate();
    await closed;
    expect(story().diagnosis).to.include({ kind: 'dropped', code: 1006 });
  });

  it('`closed` of a socket that never opened says so, also where the engine gives no `close`', async () => {
    const socket = new WebSocket(REFUSED);
    const { lines, story } = listen(socket);
    const recorder = new Recorder();
    recorder.record(socket);
    await new Promise<void>((resolve) => {
      recorder.onchange = () => resolve();
    });
    expect(lines).to.deep.equal(['recording', 'closed']);
    expect(story().diagnosis).to.include({ kind: 'blocked-port', code: 1006, url: REFUSED, openFor: null });
  });

  describe('with an engine that gives `error` and no `close`, as Chromium does for a policy', () => {
    let clock: Clock;
    beforeEach(() => {
      clock = new Clock();
    });
    afterEach(() => clock.uninstall());

    function listenToScript() {
      const socket = new ScriptedSocket('ws://scripted/');
      return { socket, ...listen(socket as unknown as WebSocket) };
    }

    it('`closed` is told after a second, and not again if `close` comes later', () => {
      const { socket, lines, story } = listenToScript();
      socket.blockSilently();
      expect(lines).to.deep.equal(['recording']);
      clock.tick(1_000);
      expect(lines).to.deep.equal(['recording', 'closed']);
      expect(story().diagnosis).to.include({ code: 1006, openFor: null });
      socket.end(1006);
      expect(lines).to.have.length(2);
    });

    it('`closed` is told at once, and once, where `close` follows `error`', () => {
      const { socket, lines } = listenToScript();
      socket.refuse();
      expect(lines).to.deep.equal(['recording', 'closed']);
      clock.tick(1_000);
      expect(lines).to.have.length(2);
    });

    it('nothing is told if the signal is aborted meanwhile', () => {
      const { socket, lines, stop } = listenToScript();
      socket.blockSilently();
      stop();
      clock.tick(1_000);
      expect(lines).to.deep.equal(['recording']);
    });
  });

  it('a socket that is closed already is told of as not open, and nothing more', async () => {
    const { socket } = await connectAndOpen();
    socket.close();
    await next(socket, 'close');
    const { lines, story } = listen(socket);
    expect([lines, story().isOpen]).to.deep.equal([['recording'], false]);
  });

  it('two recorders of one socket each tell of every message once', async () => {
    const { socket } = await connectAndOpen();
    const first = new Recorder();
    const second = new Recorder();
    first.record(socket);
    second.record(socket);
    socket.send('Hello');
    await next(socket, 'message');
    first.stop();
    socket.send('again');
    await next(socket, 'message');
    const texts = (recorder: Recorder) => [...recorder].map(({ kind, data }) => `${kind} ${String(data ?? '')}`.trim());
    expect(texts(first)).to.deep.equal(['recording', 'sent Hello', 'received Hello']);
    expect(texts(second)).to.deep.equal(['recording', 'sent Hello', 'received Hello', 'sent again', 'received again']);
  });

  it('nothing is told after the signal is aborted, and the socket still sends, receives and closes', async () => {
    const { socket, server } = await connectAndOpen();
    const { lines, stop } = listen(socket);
    stop();
    socket.send('Hello');
    await next(socket, 'message');
    socket.close(3000, 'bye');
    await next(socket, 'close');
    expect(lines).to.deep.equal(['recording']);
    expect((await server.closed()).closes).to.deep.equal([{ code: 3000, reason: 'bye' }]);
  });

  it('a socket that is followed again after the signal was aborted is told of once', async () => {
    const { socket } = await connectAndOpen();
    listen(socket).stop();
    const { lines } = listen(socket);
    socket.send('Hello');
    await next(socket, 'message');
    expect(lines).to.deep.equal(['recording', 'sent Hello', 'received Hello']);
  });

  it('no query of the address is in a story, and none in the reason of the server', async () => {
    const { socket, server } = connect();
    const { stories } = listen(socket);
    await next(socket, 'open');
    const closed = next(socket, 'close');
    await server.close(4000, `see https://example.com/?t=${SECRET}`);
    await closed;
    const { host, searchParams } = new URL(server.url);
    expect(stories.map(({ address }) => address)).to.deep.equal([host, host, host]);
    expect(JSON.stringify(stories)).not.to.contain(SECRET);
    expect(JSON.stringify(stories)).not.to.contain(searchParams.get('id'));
    expect(stories[2]!.diagnosis!.reason).to.equal('see https://example.com/');
  });
});

describe('`follow()` of what is no source', () => {
  const ignored = { message: () => {}, story: () => {} };

  /** Stands for an `RTCDataChannel`, which not every engine has here: it has many members of a `WebSocket`. */
  const channel = Object.assign(new EventTarget(), { readyState: 'open', protocol: '', label: 'x', send: () => {} });

  const sources: [value: unknown, name: string][] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [42, '42'],
    ['ws://localhost/', '[object String]'],
    [{}, '[object Object]'],
    [{ state: 'open', diagnosis: null }, '[object Object]'],
    [Promise.resolve(), '[object Promise]'],
    [new EventTarget(), '[object EventTarget]'],
    [document.createElement('div'), '[object HTMLDivElement]'],
    [WebSocket, '[object Function]'],
    [channel, '[object EventTarget]'],
  ];
  for (const [index, [value, name]] of sources.entries()) {
    it(`throws a \`TypeError\` that says ${name} (value ${index + 1})`, () => {
      const call = () => follow(value as RecordingSource, ignored, new AbortController().signal);
      expect(call).to.throw(TypeError, `${name} is no connection`);
    });
  }
});

describe('isConnection()', () => {
  const connectToScript = scriptedConnections();

  it('`isConnection()` is true for a `Connection` and for an element that has one, or will have one', () => {
    expect([isConnection(connectToScript().connection), isConnection(document.createElement('ws-echo'))]).to.deep.equal(
      [true, true],
    );
  });

  it('`isConnection()` is false for a `WebSocket` and for anything else', () => {
    const socket = new WebSocket(REFUSED);
    const values = [socket, document.createElement('div'), {}, null, undefined, 'open'];
    expect(values.map((value) => isConnection(value))).to.deep.equal(values.map(() => false));
  });
});
