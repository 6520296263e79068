import '../src/define.js';
import { address, isServed } from './address.js';

const echo = document.querySelector('ws-echo')!;
const form = document.querySelector<HTMLFormElement>('#address')!;
const input = document.querySelector<HTMLInputElement>('#url')!;

document.querySelector('#hint')!.textContent = isServed
  ? 'A real echo server listens there. Stop it, and see what happens; “loopback:” needs none.'
  : '“loopback:” echoes inside this page. Or give the address of a WebSocket server.';

input.value = address;
use(address);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  use(input.value);
  echo.reconnect();
});

let received: string[] = [];
echo.addEventListener('message', ({ data }) => {
  const text = typeof data === 'string' ? JSON.stringify(data.slice(0, 40)) : String(data);
  received = [`message: ${text}`, ...received].slice(0, 5);
  document.querySelector('#events')!.textContent = received.join('\n');
});

function use(url: string): void {
  echo.url = url;
  const attribute = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  document.querySelector('#html')!.textContent =
    `<script type="module" src="ws-echo.min.js"></script>\n\n<ws-echo url="${attribute}"></ws-echo>`;
}
