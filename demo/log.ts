import '../src/define-console.js';
import { scripted, type ScriptedServer } from '../src/transport/scripted.js';
import { address } from './address.js';

/** The time from one price to the next, in milliseconds. */
const TICK = 700;

/** The number of prices before the server fails. */
const PRICES = 12;

const feed = document.querySelector<HTMLElementTagNameMap['ws-echo']>('#feed')!;
const echo = document.querySelector<HTMLElementTagNameMap['ws-echo']>('#echo')!;

feed.createSocket = scripted(playFeed);
feed.url = 'wss://feed.example.com/ticks';
feed.protocols = 'v2';
echo.url = address;

function playFeed(server: ScriptedServer): void {
  let price = 12.3;
  let count = 0;
  const timer = setInterval(() => {
    if (++count > PRICES) {
      clearInterval(timer);
      server.close(1011, 'worker crashed');
      return;
    }
    price += Math.round(Math.random() * 20 - 10) / 100;
    const symbol = ['ACME', 'INIT', 'ECHO'][count % 3];
    server.send(
      `{"type":"tick","symbol":"${symbol}","price":${price.toFixed(2)},"id":${12345678901234567000n + BigInt(count)}}`,
    );
  }, TICK);
  server.onclose = () => clearInterval(timer);
  server.onmessage = (message) => server.send(message);
}
