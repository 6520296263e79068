import { Connection } from 'ws-echo/connection';

export const connection = new Connection('wss://example.com/orders');

/** Keeps an order until the server has acknowledged it: also when the tab closes. The ids begin with the time. */
export function post(order) {
  const id = `order-${Date.now()}-${crypto.randomUUID()}`;
  localStorage.setItem(id, JSON.stringify(order));
  if (connection.readyState === WebSocket.OPEN) transmit(id);
}

connection.addEventListener('open', () => {
  const ids = Object.keys(localStorage).filter((key) => key.startsWith('order-'));
  for (const id of ids.sort()) transmit(id);
});

connection.addEventListener('message', ({ data }) => {
  localStorage.removeItem(JSON.parse(data).acknowledged);
});

function transmit(id) {
  connection.send(JSON.stringify({ id, order: JSON.parse(localStorage.getItem(id)) }));
}
