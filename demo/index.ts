import '../src/define.js';
import { address, echoAddress, isServed } from './address.js';
import { copy } from './copy.js';
import { DEFAULTS, NAMES, readLink, writeLink, type Settings } from './link.js';

/** The fragments that were used in this tab: a reload connects again, a link from elsewhere asks first. */
const USED = 'ws-echo demo';

const echo = document.querySelector('ws-echo')!;
const form = document.querySelector<HTMLFormElement>('#address')!;
const hint = document.querySelector<HTMLElement>('#hint')!;
const copied = document.querySelector<HTMLElement>('#copied')!;

const linked = readLink(location.hash);
const isOwn = sessionStorage.getItem(USED) === location.hash;

if (isServed) hint.append(' ', hint.dataset['served']!.replace('…', echoAddress));
fill(linked ?? { ...DEFAULTS, url: address === echoAddress ? 'loopback:' : address });
if (linked && !isOwn) {
  echo.manual = true;
  hint.textContent = hint.dataset['link']!;
}
apply(settings());
if (echo.url === 'loopback:' && !echo.manual) echo.send(echo.dataset['welcome']!);

// The tag changes with every key. The element connects to an address only when it is whole.
form.addEventListener('input', () => showTag(settings()));
form.addEventListener('change', ({ target }) => {
  if ((target as Element).matches('select')) apply({ ...settings(), url: echo.getAttribute('url')! });
  showTag(settings());
});

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
  void copy(link).then((isCopied) => (copied.textContent = isCopied ? copied.dataset['done']! : link));
});

let received: string[] = [];
echo.addEventListener('message', ({ data }) => {
  const text = String(data);
  received = [`message: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`, ...received].slice(0, 5);
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
  const written = attributes(values);
  for (const name of NAMES) {
    if (written.includes(name)) echo.setAttribute(name, values[name]);
    else echo.removeAttribute(name);
  }
  showTag(values);
}

function showTag(values: Settings): void {
  const tag = attributes(values)
    .map((name) => `${name}="${escaped(values[name])}"`)
    .join(' ');
  document.querySelector('#html')!.textContent =
    `<script type="module" src="ws-echo.min.js"></script>\n\n<ws-echo ${tag}></ws-echo>`;
}

/** The settings that are not the defaults. */
function attributes(values: Settings): (keyof Settings)[] {
  return NAMES.filter((name) => name === 'url' || values[name] !== DEFAULTS[name]);
}

/** A value as it stands in an attribute. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
