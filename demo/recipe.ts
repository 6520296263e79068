import '../src/define.js';
import { scripted } from '../src/transport/scripted.js';
import { address } from './address.js';

/** The time from one price to the next, in milliseconds. */
const TICK = 1_000;

type Echo = HTMLElementTagNameMap['ws-echo'];
const element = (id: string) => document.querySelector<Echo>(`#${id}`)!;
const output = (id: string) => document.querySelector<HTMLOutputElement>(`#${id}`)!;

element('connect').url = address;
element('send').url = address;

const listen = element('listen');
listen.createSocket = scripted((server) => {
  let price = 1_230;
  const timer = setInterval(() => {
    price += Math.round(Math.random() * 20 - 10);
    server.send((price / 100).toFixed(2));
  }, TICK);
  server.onclose = () => clearInterval(timer);
});
listen.url = 'wss://feed.example.com/price';
listen.addEventListener('message', ({ data }) => (output('heard').textContent = String(data)));

document.querySelector('#hello')!.addEventListener('click', () => element('send').send('Hello!'));

const close = element('close');
const place = close.parentElement!;
close.createSocket = scripted((server) => {
  server.onclose = (code) => (output('seen').textContent = String(code));
});
close.url = 'wss://echo.example.com/chat';
document.querySelector('#leave')!.addEventListener('click', ({ currentTarget }) => {
  const button = currentTarget as HTMLButtonElement;
  const isLeaving = close.isConnected;
  button.setAttribute('aria-pressed', String(isLeaving));
  if (isLeaving) close.remove();
  else place.prepend(close);
  if (!isLeaving) output('seen').textContent = '–';
});
