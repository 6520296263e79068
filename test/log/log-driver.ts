// Drives a `<ws-log>` as its user does, by its parts, over a connection whose server is a script.
import '../../src/define-console.js';
import { waitUntil } from '@open-wc/testing';
import { Connection } from '../../src/connection/connection.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import type { WsLog } from '../../src/log/ws-log.js';
import { scripted, type ScriptedServer } from '../../src/transport/scripted.js';

/** A connection that is open, and its server. */
export interface Scripted {
  readonly connection: Connection;
  readonly server: ScriptedServer;
}

const connections: Connection[] = [];
const logs: WsLog[] = [];

/** Opens a connection to a scripted server. */
export async function connect(options: ConnectionOptions = {}): Promise<Scripted> {
  let server: ScriptedServer | undefined;
  const createSocket = scripted((end) => (server = end));
  const connection = new Connection('wss://feed.example.com/ticks?token=secret', 'v2', { ...options, createSocket });
  connections.push(connection);
  await new Promise((resolve) => connection.addEventListener('open', resolve, { once: true }));
  return { connection, server: server! };
}

/** Puts a log into the page that records `source`, in a box of 800 pixels, and waits until it was laid out. */
export async function mountLog(source: WsLog['source'], properties: Partial<WsLog> = {}): Promise<WsLog> {
  const log = document.createElement('ws-log');
  Object.assign(log, { source }, properties);
  log.style.inlineSize = '800px';
  document.body.append(log);
  logs.push(log);
  await settled(log);
  return log;
}

/** Removes everything that a test has made. */
export function removeLogs(): void {
  for (const log of logs.splice(0)) log.remove();
  for (const connection of connections.splice(0)) connection.close();
}

/** Waits until the log has rendered everything until now, and was laid out. */
export async function settled(log: WsLog): Promise<void> {
  // The sizes of the list come after a layout, and need a render of their own.
  for (let turn = 0; turn < 2; turn++) {
    await log.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await log.updateComplete;
}

/** A part of a log, or null. */
export function find(log: WsLog, part: string): HTMLElement | null {
  return log.shadowRoot!.querySelector<HTMLElement>(`[part~='${part}']`);
}

/** The rows that are in the document, from above. */
export function rowsOf(log: WsLog): HTMLElement[] {
  const positionOf = (row: HTMLElement) => Number(row.getAttribute('aria-posinset'));
  const rows = Array.from(log.shadowRoot!.querySelectorAll<HTMLElement>('[role=option]'));
  return rows.sort((one, other) => positionOf(one) - positionOf(other));
}

/** The texts of these rows. */
export function textsOf(log: WsLog): string[] {
  return rowsOf(log).map((row) => row.querySelector('[part=text]')!.textContent);
}

/** The text of the selected row; null without one, or out of view. */
export function selectedText(log: WsLog): string | null {
  return log.shadowRoot!.querySelector('[role=option][aria-selected=true] [part=text]')?.textContent ?? null;
}

/** Has the server send messages: `1`, `2` and so on, from a number. */
export async function sendNumbers(log: WsLog, server: ScriptedServer, count: number, from = 1): Promise<void> {
  for (let number = from; number < from + count; number++) server.send(String(number));
  await settled(log);
}

/** Presses a key in a part. */
export async function press(log: WsLog, key: string, part = 'list'): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true });
  find(log, part)!.dispatchEvent(event);
  await settled(log);
}

/** Opens the detail of the last row. */
export async function openLast(log: WsLog): Promise<void> {
  await press(log, 'End');
  await press(log, 'Enter');
}

/** Clicks a part. */
export async function click(log: WsLog, part: string): Promise<void> {
  find(log, part)!.click();
  await settled(log);
}

/** Clicks the row whose text contains `text`. */
export async function clickRow(log: WsLog, text: string): Promise<void> {
  const row = rowsOf(log).find((each) => each.querySelector('[part=text]')!.textContent.includes(text));
  row!.click();
  await settled(log);
}

/** Waits until a condition holds; `what` describes it in the error. */
export async function waitUntilSeen(what: string, isSeen: () => boolean): Promise<void> {
  await waitUntil(isSeen, `never seen: ${what}`, { interval: 10, timeout: 8_000 });
}
