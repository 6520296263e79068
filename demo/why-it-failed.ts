import '../src/define.js';
import { en } from '../src/strings/en.js';
import { zhHant } from '../src/strings/zh-hant.js';
import { scripted, type ScriptedServer } from '../src/transport/scripted.js';

type Play = (server: ScriptedServer) => void;

/** The close codes that a server may send, or an application. */
const CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 3003, 3008, 4000, 4401, 4429];

const { closeCode } = document.documentElement.lang === 'zh-Hant' ? zhHant : en;

/** A server for each choice: it plays until another one is chosen. */
const servers = new Map<string, Play>([
  ['–', () => {}],
  ['1006: unreachable', (server) => server.refuse()],
  ['1006: dropped', (server) => server.drop()],
  ['timed-out', (server) => server.hang()],
  ...CODES.map((code): [string, Play] => [`${code} ${closeCode(code)}`.trim(), (server) => server.close(code)]),
]);

const echo = document.querySelector<HTMLElementTagNameMap['ws-echo']>('#try')!;
const choice = document.querySelector<HTMLSelectElement>('#failure')!;
choice.append(...[...servers.keys()].map((name) => new Option(name)));

echo.createSocket = scripted((server) => {
  server.onmessage = (message) => server.send(message);
  servers.get(choice.value)!(server);
});
echo.connectTimeout = 1_000;
echo.url = 'wss://echo.example.com/chat';
choice.addEventListener('change', () => echo.reconnect());

// `help-url` leads to any code; those without a paragraph of their own share one.
leadToRange();
window.addEventListener('hashchange', leadToRange);

function leadToRange(): void {
  const name = location.hash.slice(1);
  if (!/^\d+$/.test(name) || document.getElementById(name)) return;
  const code = Number(name);
  location.replace(code < 3000 ? '#0-999' : code < 4000 ? '#3000-3999' : '#4000-4999');
}
