import { Connection } from 'ws-echo/connection';

/** What the server has not acknowledged yet, by id, oldest first. It survives a closed tab. */
const outbox = new Map(JSON.parse(localStorage.getItem('outbox') ?? '[]'));

// The outbox is the queue: another one would send twice what it had kept.
export const connection = new Connection('wss://example.com/orders', [], { queueLimit: 0 });

export function post(order) {
  const id = crypto.randomUUID();
  outbox.set(id, order);
  keep();
  if (connection.readyState === WebSocket.OPEN) transmit(id);
}

connection.addEventListener('open', () => {
  for (const id of outbox.keys()) transmit(id);
});

connection.addEventListener('message', ({ data }) => {
  outbox.delete(JSON.parse(data).acknowledged);
  keep();
});

function transmit(id) {
  connection.send(JSON.stringify({ id, order: outbox.get(id) }));
}

function keep() {
  localStorage.setItem('outbox', JSON.stringify([...outbox]));
}
