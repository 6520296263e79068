import '../src/define.js';
import { address, isServed } from './address.js';
import { DEFAULTS, NAMES, readLink, writeLink, type Settings } from './link.js';

/** The fragments that were used in this tab: a reload connects again, a link from elsewhere asks first. */
const USED = 'ws-echo demo';

const echo = document.querySelector('ws-echo')!;
const form = document.querySelector<HTMLFormElement>('#address')!;
const hint = document.querySelector('#hint')!;
const copied = document.querySelector('#copied')!;

const linked = readLink(location.hash);
const isOwn = sessionStorage.getItem(USED) === location.hash;

hint.textContent = isServed
  ? 'A real echo server listens there. Stop it, and see what happens; “loopback:” needs none.'
  : '“loopback:” echoes inside this page. Or give the address of a WebSocket server.';

fill(linked ?? { ...DEFAULTS, url: address });
if (linked && !isOwn) {
  echo.manual = true;
  hint.textContent = 'The address comes from a link. Press Connect if you trust it.';
}
apply(settings());

form.addEventListener('submit', (event) => {
  event.preventDefault();
  apply(settings());
  const fragment = `#${writeLink(settings(), true)}`;
  history.replaceState(null, '', fragment);
  sessionStorage.setItem(USED, fragment);
  echo.reconnect();
});

document.querySelector('#copy')!.addEventListener('click', () => {
  const hasQuery = document.querySelector<HTMLInputElement>('#query')!.checked;
  const link = new URL(`#${writeLink(settings(), hasQuery)}`, location.href.replace(/[?#].*/s, '')).href;
  navigator.clipboard.writeText(link).then(
    () => (copied.textContent = 'Copied.'),
    () => (copied.textContent = link),
  );
});

let received: string[] = [];
echo.addEventListener('message', ({ data }) => {
  const text = typeof data === 'string' ? JSON.stringify(data.slice(0, 40)) : String(data);
  received = [`message: ${text}`, ...received].slice(0, 5);
  document.querySelector('#events')!.textContent = received.join('\n');
});

function fill(values: Settings): void {
  for (const name of NAMES) (form.elements.namedItem(name) as HTMLInputElement).value = values[name];
}

function settings(): Settings {
  const values = new FormData(form);
  return Object.fromEntries(NAMES.map((name) => [name, String(values.get(name)).trim()])) as unknown as Settings;
}

/** Sets the attributes, and shows the tag with them. */
function apply(values: Settings): void {
  const attributes = NAMES.filter((name) => name === 'url' || values[name] !== DEFAULTS[name]);
  for (const name of NAMES) {
    if (attributes.includes(name)) echo.setAttribute(name, values[name]);
    else echo.removeAttribute(name);
  }
  const tag = attributes.map((name) => `${name}="${escaped(values[name])}"`).join(' ');
  document.querySelector('#html')!.textContent =
    `<script type="module" src="ws-echo.min.js"></script>\n\n<ws-echo ${tag}></ws-echo>`;
}

/** A value as it stands in an attribute. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
