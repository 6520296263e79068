// npm start: the site and its echo server, on one port.
//   npm start -- --port 8080 --host 0.0.0.0
// HOST and PORT say the same; an option wins. `--host` alone means all interfaces.
import { networkInterfaces } from 'node:os';
import { install } from './install.mjs';

const DEFAULT_PORT = 5173;
const PORT_SENTENCE = 'takes a number from 0 to 65535';

let place;
try {
  place = placeToListen(process.argv.slice(2), process.env);
  install();
  await serve(place);
} catch (error) {
  console.error(sentence(error, place));
  process.exit(1);
}

async function serve({ host, port = DEFAULT_PORT, strictPort }) {
  const { createServer } = await import('vite');
  const server = await createServer({
    server: { host, port, strictPort },
    clearScreen: false,
    // The address is printed here; all that Vite would add is how it prepares.
    logLevel: 'warn',
  });

  async function stop() {
    await server.close();
    process.exit(0);
  }
  // Vite itself listens to SIGTERM.
  process.once('SIGINT', () => void stop());

  await server.listen();
  const { local, network } = server.resolvedUrls;
  const [address] = [...local, ...network];
  const phones = isWildcard(host) ? networkAddresses(networkInterfaces()) : [];
  console.log(
    [
      '',
      `  The site:         ${address}`,
      `  Its echo server:  ${address.replace('http', 'ws')}echo`,
      ...phones.map((phone) => `  On a phone:       http://${phone}:${new URL(address).port || 80}/`),
      '',
      '  Ctrl-C stops both.',
      '',
    ].join('\n'),
  );
}

/** The host and the port for Vite. A port that was asked for is used or refused, never replaced by the next one. */
function placeToListen(args, { HOST, PORT }) {
  const options = optionsIn(args);
  const host = options['--host'] ?? (HOST || undefined);
  if (options['--port']) return { host, port: portOf('--port', options['--port']), strictPort: true };
  return PORT ? { host, port: portOf('PORT', PORT), strictPort: true } : { host };
}

/** The options by name: their value, or true for an option without one. */
function optionsIn(args) {
  const options = {};
  const rest = [...args];
  while (rest.length) {
    const [, name, inside] = /^([^=]*)(?:=(.*))?$/s.exec(rest.shift());
    if (name !== '--host' && name !== '--port')
      throw new Error(`There is no option “${name}”; there are --host and --port.`);
    const hasNext = inside === undefined && rest.length > 0 && !rest[0].startsWith('--');
    options[name] = (hasNext ? rest.shift() : inside) || true;
  }
  return options;
}

function portOf(name, value) {
  if (value === true) throw new Error(`${name} ${PORT_SENTENCE}.`);
  if (!/^\d+$/.test(value) || Number(value) > 65535) throw new Error(`${name} ${PORT_SENTENCE}, not “${value}”.`);
  return Number(value);
}

function isWildcard(host) {
  return host === true || host === '0.0.0.0' || host === '::';
}

/** Where other devices of the network find this one. */
function networkAddresses(interfaces) {
  return Object.values(interfaces)
    .flat()
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/** An error as one sentence, on one line. */
function sentence({ code, message }, { host, port = DEFAULT_PORT } = {}) {
  if (/^Port \d+ is already in use$/.test(message))
    return `Port ${port} is in use by another program: choose another one with --port.`;
  if (code === 'EACCES') return `Port ${port} is for administrators: choose one above 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL') return `This machine does not have the address ${host} (--host or HOST).`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no host called ${host} (--host or HOST).`;
  const [line] = message.split('\n');
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
