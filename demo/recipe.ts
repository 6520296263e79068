import '../src/define.js';
import { scripted } from '../src/transport/scripted.js';
import { address } from './address.js';

type Echo = HTMLElementTagNameMap['ws-echo'];
const element = (id: string) => document.querySelector<Echo>(`#${id}`)!;
const output = (id: string) => document.querySelector<HTMLOutputElement>(`#${id}`)!;

element('connect').url = address;
element('listen').url = address;
element('send').url = address;

element('listen').addEventListener('message', ({ data }) => (output('heard').textContent = String(data)));

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
