import '../src/define.js';
import { address } from './address.js';
import card from './theming/card.css?raw';
import oneLine from './theming/one-line.css?raw';
import terminal from './theming/terminal.css?raw';

const styles: Readonly<Record<string, string>> = { card, terminal, 'one-line': oneLine };

for (const echo of document.querySelectorAll('ws-echo')) echo.url = address;

// What is shown is what is used.
for (const code of document.querySelectorAll<HTMLElement>('[data-css]')) {
  code.textContent = (styles[code.dataset['css']!] ?? '').trim();
}
