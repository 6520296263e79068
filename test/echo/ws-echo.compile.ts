// Compiled with all tests (`tsc -p test`), never run: what must be right for TypeScript, and after each
// `@ts-expect-error` what must be wrong.
import type { DiscardEvent } from '../../src/connection/events.js';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { expectExactly } from '../exactly.js';

export function finds(): void {
  expectExactly<WsEcho>()(document.createElement('ws-echo'));
  expectExactly<WsEcho | null>()(document.querySelector('ws-echo'));
  // @ts-expect-error -- misspelt, and so any element
  expectExactly<WsEcho>()(document.createElement('ws-ecko'));
}

export function listens(element: WsEcho): void {
  element.addEventListener('open', (event) => expectExactly<Event>()(event));
  element.addEventListener('message', (event) => expectExactly<MessageEvent>()(event));
  element.addEventListener('send', (event) => expectExactly<MessageEvent>()(event));
  element.addEventListener('close', (event) => expectExactly<CloseEvent>()(event));
  element.addEventListener('error', (event) => expectExactly<Event>()(event));
  element.addEventListener('discard', (event) => expectExactly<DiscardEvent>()(event));
  element.addEventListener('statechange', function () {
    expectExactly<WsEcho>()(this);
  });
  element.addEventListener('message', { handleEvent: (event) => expectExactly<MessageEvent>()(event) });
  const onMessage = ({ origin }: MessageEvent) => expectExactly<string>()(origin);
  element.addEventListener('message', onMessage);
  element.removeEventListener('message', onMessage);
  // Those of every element are there, too.
  element.addEventListener('click', (event) => expectExactly<HTMLElementEventMap['click']>()(event));
  element.addEventListener('keydown', ({ key }) => key);

  // @ts-expect-error -- misspelt
  element.addEventListener('mesage', () => {});
  // @ts-expect-error -- misspelt
  element.removeEventListener('messages', onMessage);
  // @ts-expect-error -- another event's class
  element.addEventListener('message', (event: CloseEvent) => event.code);
  // @ts-expect-error -- another event's member
  element.addEventListener('click', ({ data }) => data);
}

export function handles(element: WsEcho): void {
  element.onopen = (event) => expectExactly<Event>()(event);
  element.onmessage = (event) => expectExactly<MessageEvent>()(event);
  element.onsend = (event) => expectExactly<MessageEvent>()(event);
  element.onstatechange = (event) => expectExactly<Event>()(event);
  element.ondiscard = (event) => expectExactly<DiscardEvent>()(event);
  element.onmessage = function () {
    expectExactly<WsEcho>()(this);
  };
  element.onmessage = null;

  // @ts-expect-error -- misspelt
  element.onmesage = () => {};
  // @ts-expect-error -- another event's class
  element.onmessage = (event: CloseEvent) => event.code;
}

export function configures(element: WsEcho): void {
  element.url = 'wss://localhost/';
  element.url = async () => new URL('wss://localhost/');
  element.url = null;
  element.protocols = ['chat'];
  element.retry = 'off';
  element.fatalCodes = [1000, [4400, 4499]];

  // @ts-expect-error -- no address
  element.url = 12;
  // @ts-expect-error -- no binary type
  element.binaryType = 'bytes';
  // @ts-expect-error -- read-only
  element.state = 'open';
}
