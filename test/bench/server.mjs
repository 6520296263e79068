// Serves a benchmark's page, and a WebSocket that echoes what it gets or floods whoever asks for it.
// A process of its own: what it costs is not the page's.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** How many messages go out at once: a server that wrote each one by itself would be slower than the page. */
const batch = 500;

let script = '';

const http = createServer((request, response) => {
  response.writeHead(200, {
    'content-type': request.url === '/page.js' ? 'text/javascript' : 'text/html; charset=utf-8',
    // An isolated page has a clock of 5 µs; another one has 100 µs.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  response.end(
    request.url === '/page.js'
      ? script
      : '<!doctype html><title>Benchmark</title><script type="module" src="/page.js"></script>',
  );
});

const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on('connection', (socket) => {
  socket.on('message', (data, binary) => {
    const text = data.toString();
    if (text.startsWith('flood ')) flood(socket, JSON.parse(text.slice('flood '.length)));
    else socket.send(data, { binary });
  });
  socket.on('error', () => socket.terminate());
});

/** Sends `count` messages, each a number in words around it, then closes if it is asked to. */
function flood(socket, { count, before = 'message ', after = '', close = false }) {
  let sent = 0;
  const next = () => {
    socket._socket.cork();
    for (const end = Math.min(sent + batch, count); sent < end; sent++) socket.send(before + sent + after);
    socket._socket.uncork();
    if (sent < count) setImmediate(next);
    else if (close) socket.close(1000);
  };
  next();
}

process.on('message', (message) => {
  script = message.script;
  http.listen(0, 'localhost', () => process.send({ address: `localhost:${http.address().port}` }));
});
process.on('disconnect', () => process.exit());
