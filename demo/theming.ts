import '../src/define.js';
import { address } from './address.js';

for (const echo of document.querySelectorAll('ws-echo')) echo.url = address;
