// A WebSocket server that fails on request. It writes to the raw TCP sockets itself, since no library breaks the
// protocol on purpose. A page connects to `/ID?fault=…`; over HTTP, `/chaos/ID?…` changes the fault of that ID and
// answers with the record of that ID. For a new fault, add an entry to `handshakes` or `openFaults`; see chaos.ts.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** How long a request waits for what the server is to see, in milliseconds. */
const TIMEOUT = 8_000;

export async function startChaos() {
  const records = new Map();
  const record = (id) => {
    if (!records.has(id)) records.set(id, new Record(record));
    return records.get(id);
  };
  const listener = new Listener(record);
  await listener.listen();
  return {
    url: listener.url,
    close: () =>
      Promise.all(
        [listener, ...[...records.values()].flatMap(({ listener: own }) => own ?? [])].map((each) => each.close()),
      ),
  };
}

/** The faults of a handshake. Without one, the request gets a WebSocket that echoes. */
const handshakes = {
  'no-handshake': () => {},
  'slow-handshake': (wire) => wire.record.held.push(() => wire.accept()),
  status: (wire, { code }) => wire.refuse(code),
  'wrong-key': (wire) => wire.accept({ 'Sec-WebSocket-Accept': Buffer.alloc(20).toString('base64') }),
  'wrong-protocol': (wire) => wire.accept({ 'Sec-WebSocket-Protocol': 'not-offered' }),
};

/** The faults of an open WebSocket. */
const openFaults = {
  reset: ({ socket }) =>
    socket.write(frame(TEXT, Buffer.from('half of a message')).subarray(0, 8), () => socket.resetAndDestroy()),
  silence: (wire) => wire.fallSilent(),
  close: (wire, { code, reason = '' }) => wire.close(Number(code), reason),
  'invalid-utf-8': ({ socket }) => socket.write(frame(TEXT, Buffer.from([0xc3, 0x28]))),
  'huge-message': ({ socket }, { length }) => {
    const piece = Buffer.alloc(1_000_000);
    socket.write(header(BINARY, Number(length)));
    for (let left = Number(length); left > 0; left -= piece.length) socket.write(piece.subarray(0, left));
  },
  fragments: ({ socket }, { count }) => {
    const letter = Buffer.from('a');
    const frames = Array.from({ length: Number(count) }, (_, index) =>
      frame(index === 0 ? TEXT : 0, letter, index === count - 1),
    );
    socket.write(Buffer.concat(frames));
  },
};

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;

/** A port. It can be closed, with every connection to it, and opened again. */
class Listener {
  #http;
  #sockets = new Set();
  #port = 0;

  /** @param record Gives the record of an ID. */
  constructor(record) {
    this.#http = createServer((request, response) => void answer(request, response, record));
    this.#http.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      // It is cut off on purpose; unheard, the event would end the server.
      socket.on('error', () => {});
    });
    this.#http.on('upgrade', (request, socket) => {
      const { pathname, searchParams } = new URL(request.url, 'http://localhost');
      record(pathname.slice(1)).request(new Wire(socket, request.headers), Object.fromEntries(searchParams));
    });
  }

  get url() {
    return `ws://localhost:${this.#port}`;
  }

  async listen() {
    this.#http.listen(this.#port, 'localhost');
    await once(this.#http, 'listening');
    this.#port = this.#http.address().port;
  }

  async close() {
    if (!this.#http.listening) return;
    const closed = once(this.#http, 'close');
    this.#http.close();
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
  }
}

/** The record of one ID, and the faults to inject. */
class Record {
  /** A port that nobody else uses. */
  listener = null;
  /** Handshakes that wait until they are told to go on. */
  held = [];
  #findRecord;
  #fault = null;
  #seen = { requests: 0, opened: 0, messages: [], closes: [], ended: 0 };
  #open = new Set();
  #waiting = new Set();

  constructor(findRecord) {
    this.#findRecord = findRecord;
  }

  request(wire, query) {
    const { fault, ...parameters } = this.#fault ?? query;
    wire.record = this;
    wire.ignoresClose = fault === 'no-close';
    wire.socket.on('close', () => {
      this.#open.delete(wire);
      this.note('ended');
    });
    this.note('requests');
    const handshake = handshakes[fault] ?? (() => wire.accept());
    handshake(wire, parameters);
  }

  opened(wire) {
    this.#open.add(wire);
    this.note('opened');
  }

  /** Counts an event, or adds it to its list. */
  note(name, value) {
    if (value === undefined) this.#seen[name] += 1;
    else this.#seen[name].push(value);
    for (const check of this.#waiting) check();
  }

  async act({ fault, inject, listener, go, ...parameters }) {
    if (fault) this.#fault = { fault, ...parameters };
    if (inject) for (const wire of this.#open) openFaults[inject](wire, parameters);
    if (go) for (const proceed of this.held.splice(0)) proceed();
    if (listener === 'close') await this.listener.close();
    if (listener === 'open') await (this.listener ??= new Listener(this.#findRecord)).listen();
  }

  /** True once at least this much was seen; false when that takes too long. */
  seen(least) {
    const count = (name) => this.#seen[name].length ?? this.#seen[name];
    const isEnough = () => Object.entries(least).every(([name, number]) => count(name) >= Number(number));
    return new Promise((resolve) => {
      const settle = (isSeen) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(isSeen);
      };
      const check = () => isEnough() && settle(true);
      const timer = setTimeout(() => settle(false), TIMEOUT);
      this.#waiting.add(check);
      check();
    });
  }

  toJSON() {
    return { ...this.#seen, url: this.listener?.url ?? null };
  }
}

/** One connection of one page. */
class Wire {
  record = null;
  ignoresClose = false;
  #headers;
  #isSilent = false;
  #isClosing = false;
  #unread = Buffer.alloc(0);

  constructor(socket, headers) {
    this.socket = socket;
    this.#headers = headers;
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('end', () => socket.end());
  }

  accept(others = {}) {
    const key = createHash('sha1')
      .update(`${this.#headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    const [protocol] = this.#headers['sec-websocket-protocol']?.split(', ') ?? [];
    this.#head('101 Switching Protocols', {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Accept': key,
      ...(protocol && { 'Sec-WebSocket-Protocol': protocol }),
      ...others,
    });
    this.record.opened(this);
  }

  refuse(code) {
    this.#head(`${code} Refused`, { Location: '?fault=none', 'Content-Length': '0', Connection: 'close' });
    this.socket.end();
  }

  fallSilent() {
    this.#isSilent = true;
    this.socket.pause();
  }

  close(code, reason) {
    this.#isClosing = true;
    this.socket.write(frame(CLOSE, Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)])));
  }

  #head(status, headers) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`);
  }

  #read(bytes) {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    for (let next; (next = parse(this.#unread));) {
      this.#unread = this.#unread.subarray(next.end);
      this.#receive(next);
    }
  }

  #receive({ opcode, data }) {
    if (this.#isSilent) return;
    if (opcode === CLOSE) {
      this.record.note('closes', data.length < 2 ? 1005 : data.readUInt16BE());
      if (this.ignoresClose) return;
      if (!this.#isClosing) this.socket.write(frame(CLOSE, data));
      this.socket.end();
    } else {
      this.record.note('messages', data.toString());
      this.socket.write(frame(opcode, data));
    }
  }
}

/** Source: RFC 6455 §5.2. */
function header(opcode, length, isLast = true) {
  const first = (isLast ? 0x80 : 0) | opcode;
  if (length < 126) return Buffer.from([first, length]);
  const long = Buffer.alloc(10);
  long[0] = first;
  long[1] = 127;
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}

function frame(opcode, data, isLast = true) {
  return Buffer.concat([header(opcode, data.length, isLast), data]);
}

/** The first frame that a page sent, or null while it is incomplete. It cannot read long frames: no test sends one. */
function parse(bytes) {
  const length = bytes[1] & 0x7f;
  if (bytes.length < 6 || bytes.length < 6 + length) return null;
  const mask = bytes.subarray(2, 6);
  const data = Buffer.from(bytes.subarray(6, 6 + length).map((byte, index) => byte ^ mask[index % 4]));
  return { opcode: bytes[0] & 0x0f, data, end: 6 + length };
}

async function answer(request, response, record) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const [, id] = /^\/chaos\/([^/]+)$/.exec(pathname) ?? [];
  if (!id) return reply(response, 404);
  const query = Object.fromEntries(searchParams);
  if (request.method === 'POST') await record(id).act(query);
  const isSeen = request.method === 'POST' || (await record(id).seen(query));
  reply(response, isSeen ? 200 : 504, record(id));
}

function reply(response, status, body = null) {
  response.writeHead(status, {
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'content-type': 'application/json',
  });
  response.end(JSON.stringify(body));
}
