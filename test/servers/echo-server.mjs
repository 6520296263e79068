// A real echo server that records, per ID, what it received: tests check the record of the server, not of the page.
// A page connects to `/?id=…`; `/record/…` answers with the record of that ID, over HTTP.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** How long a request waits for what the server is to see, in milliseconds. */
const TIMEOUT = 10_000;

export async function startEchoServer() {
  const records = new Map();
  const record = (id) => {
    if (!records.has(id)) records.set(id, new Record());
    return records.get(id);
  };

  const http = createServer((request, response) => void answer(request, response, record));
  const sockets = new WebSocketServer({
    server: http,
    handleProtocols: (offered) => [...offered].find((protocol) => protocol !== 'refused') ?? false,
  });
  sockets.on('connection', (socket, request) => {
    const query = new URL(request.url, 'ws://localhost').searchParams;
    record(query.get('id')).open(socket, query);
  });

  await new Promise((resolve) => http.listen(0, 'localhost', resolve));
  return {
    url: `ws://localhost:${http.address().port}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** What happened to one id. */
class Record {
  opened = 0;
  closes = [];
  messages = [];
  protocols = [];
  tokens = [];
  #live = new Set();
  #waiting = new Set();

  open(socket, query) {
    this.opened += 1;
    this.protocols.push(socket.protocol);
    if (query.has('token')) this.tokens.push(query.get('token'));
    this.#live.add(socket);

    socket.on('message', (data, binary) => {
      this.messages.push(binary ? [...data] : data.toString());
      if (!query.has('silent')) socket.send(data, { binary });
      this.#changed();
    });
    socket.on('close', (code, reason) => {
      this.#live.delete(socket);
      this.closes.push({ code, reason: reason.toString() });
      this.#changed();
    });
    // A broken frame ends its own connection; unheard, the event would end the server.
    socket.on('error', () => socket.terminate());

    if (query.has('greet')) socket.send(query.get('greet'));
    if (query.has('closeWith')) socket.close(Number(query.get('closeWith')), query.get('reason') ?? '');
    this.#changed();
  }

  /** Acts on the sockets that are live, as a server would. */
  act(query) {
    for (const socket of this.#live) {
      if (query.has('send')) socket.send(query.get('send'));
      if (query.has('close')) socket.close(Number(query.get('close')), query.get('reason') ?? '');
      if (query.has('terminate')) socket.terminate();
    }
  }

  /** True once at least this much was seen; false when that takes too long. */
  async seen(query) {
    const least = (name) => Number(query.get(name) ?? 0);
    const enough = () =>
      this.opened >= least('opened') &&
      this.closes.length >= least('closed') &&
      this.messages.length >= least('messages');
    if (enough()) return true;
    return new Promise((resolve) => {
      const settle = (enoughSeen) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(enoughSeen);
      };
      const check = () => enough() && settle(true);
      const timer = setTimeout(() => settle(false), TIMEOUT);
      this.#waiting.add(check);
    });
  }

  toJSON() {
    const { opened, closes, messages, protocols, tokens } = this;
    return { opened, closes, messages, protocols, live: this.#live.size, ...(tokens.length > 0 && { tokens }) };
  }

  #changed() {
    for (const check of this.#waiting) check();
  }
}

async function answer(request, response, record) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const [, id] = /^\/record\/([^/]+)$/.exec(pathname) ?? [];
  if (!id) return reply(response, 404);
  if (request.method === 'POST') record(id).act(searchParams);
  const seen = await record(id).seen(searchParams);
  reply(response, seen ? 200 : 504, record(id));
}

function reply(response, status, body = null) {
  response.writeHead(status, {
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'content-type': 'application/json',
  });
  response.end(JSON.stringify(body));
}
