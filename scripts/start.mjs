// npm start: the demo and its echo server, on one port.
import { install } from './install.mjs';

install();
const { createServer } = await import('vite');

const server = await createServer({
  server: { port: Number(process.env.PORT ?? 5173) },
  clearScreen: false,
});
await server.listen();

const [address] = server.resolvedUrls.local;
console.log(`
  The demo:         ${address}
  Its echo server:  ${address.replace('http', 'ws')}echo

  Ctrl-C stops both.
`);

async function stop() {
  await server.close();
  process.exit(0);
}

// Vite itself listens to SIGTERM.
process.once('SIGINT', () => void stop());
