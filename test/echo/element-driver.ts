// Drives a `<ws-echo>` as its user does, by its parts. For another part, extend `Part`; a step that several tests
// need becomes a function here.
import { waitUntil } from '@open-wc/testing';
import type { UrlSource } from '../../src/connection/options.js';
import type { ConnectionState } from '../../src/connection/lifecycle.js';
import type { ConnectionEventMap } from '../../src/connection/events.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';

/** The parts of an element that tests find. */
type Part =
  | 'status'
  | 'state'
  | 'address'
  | 'body'
  | 'reason'
  | 'help'
  | 'stop'
  | 'action'
  | 'form'
  | 'label'
  | 'input'
  | 'send'
  | 'notice'
  | 'restore'
  | 'resend'
  | 'line-break'
  | 'message'
  | 'text'
  | 'details'
  | 'newer'
  | 'copy';

/** A part of an element, or null. */
export function find(el: WsEcho, part: Part): HTMLElement | null {
  return el.shadowRoot!.querySelector<HTMLElement>(`[part~='${part}']`);
}

/** The input of an element that has one. */
export function inputOf(el: WsEcho): HTMLTextAreaElement {
  return find(el, 'input') as HTMLTextAreaElement;
}

/** The part that has the focus, or the id of an element outside that has it. */
export function focused(el: WsEcho): string {
  return el.shadowRoot!.activeElement?.getAttribute('part') ?? document.activeElement!.id;
}

/** The text of the message part; null while there is no message. */
export function shown(el: WsEcho): string | null {
  return find(el, 'message')!.querySelector('bdi')?.textContent ?? null;
}

/** The words about the connection: the state, the address and the reason, without the link and the button in it. */
export function statusText(el: WsEcho): string {
  const spans = el.shadowRoot!.querySelectorAll('[part=state] span, [part=address], [part=reason] > span');
  return Array.from(spans, (span) => span.textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text of the details part, without its buttons. */
export function details(el: WsEcho): string {
  return Array.from(find(el, 'details')!.querySelectorAll('span'), (span) => span.textContent).join(' ');
}

/** Types into the input and presses Send. */
export function typeAndSend(el: WsEcho, text: string): void {
  inputOf(el).value = text;
  find(el, 'send')!.click();
}

/** The next event of a type. */
export function next<K extends keyof ConnectionEventMap>(el: WsEcho, type: K): Promise<ConnectionEventMap[K]> {
  return new Promise((resolve) => el.addEventListener(type, resolve, { once: true }));
}

/** Waits until `isSeen` returns true; `what` describes that in the error after 8 seconds. */
export async function waitUntilShown(what: string, isSeen: () => boolean): Promise<void> {
  await waitUntil(isSeen, `never seen: ${what}`, { interval: 10, timeout: 8_000 });
}

/** Waits until the message part shows `text`. */
export async function seeMessage(el: WsEcho, text: string): Promise<void> {
  await waitUntilShown(`the message ${text}`, () => shown(el) === text);
}

/** Waits until an element is in a state and has rendered it. */
export async function waitForState(el: WsEcho, state: ConnectionState): Promise<void> {
  while (el.state !== state) await next(el, 'statechange');
  await el.updateComplete;
}

/** Puts an element into the page and returns as soon as it begins to connect. Leaves its removal to the test. */
export async function mount(url: UrlSource): Promise<WsEcho> {
  const el = document.createElement('ws-echo');
  el.url = url;
  document.body.append(el);
  await next(el, 'statechange');
  return el;
}
