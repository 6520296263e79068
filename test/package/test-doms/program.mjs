// Uses `<ws-echo>` in the DOM of a test, jsdom or happy-dom, whose window is made global first, as vitest does.
import { once } from 'node:events';

const [, , dom, module] = process.argv;

const window = await open();
const nodeHasIts = new Set(Object.getOwnPropertyNames(globalThis));
const theWindows = 'AbortController AbortSignal Blob CloseEvent DOMException Event EventTarget MessageEvent navigator';
for (const name of Object.getOwnPropertyNames(window)) {
  if (nodeHasIts.has(name) && !theWindows.split(' ').includes(name)) continue;
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}
for (const name of ['addEventListener', 'removeEventListener', 'requestAnimationFrame', 'getComputedStyle']) {
  globalThis[name] = window[name].bind(window);
}
Object.assign(globalThis, { window: globalThis, document: window.document });

await import(module);
const echo = document.createElement('ws-echo');
echo.url = 'loopback:';
document.body.append(echo);
const opened = new Promise((resolve) => echo.addEventListener('open', resolve));
const received = new Promise((resolve) => echo.addEventListener('message', resolve));
await opened;
await echo.updateComplete;
const part = (name) => echo.shadowRoot.querySelector(`[part=${name}]`);
echo.value = 'Hello!';
part('send').click();
const { data, origin } = await received;
await new Promise((resolve) => requestAnimationFrame(resolve));
await echo.updateComplete;
const shown = [part('state'), part('message')].map(({ textContent }) => textContent.trim());
const closed = new Promise((resolve) => echo.addEventListener('close', resolve));
echo.remove();
const { code } = await closed;
console.log(JSON.stringify({ data, origin, shown, code }));
// A DOM keeps its own timers.
if (process.stdout.writableLength > 0) await once(process.stdout, 'drain');
process.exit();

async function open() {
  const url = 'http://localhost/';
  if (dom === 'happy-dom') return new (await import('happy-dom')).Window({ url });
  const { JSDOM } = await import('jsdom');
  return new JSDOM('<!doctype html>', { url, pretendToBeVisual: true }).window;
}
