import { expect } from '@open-wc/testing';
import type { WsLog } from '../../src/log/ws-log.js';
import type { Message } from '../../src/connection/web-idl.js';
import {
  clickRow,
  connect,
  find,
  mountLog,
  openLast,
  press,
  removeLogs,
  settled,
  textsOf,
  waitUntilSeen,
} from './log-driver.js';

/** A log whose last message, `data`, is selected. */
async function showDetail(data: Message): Promise<WsLog> {
  const { connection, server } = await connect();
  connection.binaryType = 'arraybuffer';
  const log = await mountLog(connection);
  server.send(data);
  await settled(log);
  await openLast(log);
  return log;
}

const content = (log: WsLog) => find(log, 'content')!.textContent.trim();
const treeRows = (log: WsLog) =>
  Array.from(log.shadowRoot!.querySelectorAll('[role=treeitem]'), (row) => row.textContent.trim());
const activeRow = (log: WsLog) =>
  log.shadowRoot!.querySelector('[role=treeitem][aria-selected=true]')!.textContent.trim();

async function view(log: WsLog, name: string): Promise<void> {
  log.shadowRoot!.querySelector<HTMLElement>(`[part=view][data-view=${name}]`)!.click();
  await settled(log);
}

/** Selects characters of a column of bytes, as a person does. */
async function selectIn(log: WsLog, column: string, from: number, to: number): Promise<void> {
  const node = log.shadowRoot!.querySelector(`[data-column=${column}]`)!.lastChild!;
  const root = log.shadowRoot as ShadowRoot & { getSelection?: () => Selection };
  const selection = root.getSelection?.() ?? document.getSelection()!;
  selection.setBaseAndExtent(node, from, node, to);
  await settled(log);
}

describe('`<ws-log>` detail', () => {
  afterEach(removeLogs);

  it('JSON is shown as a tree that keeps digits, duplicate keys and order', async () => {
    const log = await showDetail('{"id":12345678901234567890,"price":12.30,"id":2,"tags":["a","b"]}');
    expect(treeRows(log)).to.deep.equal([
      '▾ {4}',
      'id: 12345678901234567890',
      'price: 12.30',
      'id: 2',
      '▾ tags: [2]',
      '0: "a"',
      '1: "b"',
    ]);
  });

  it('the keys of a tree move, open and close its rows, and the path of the active one is shown', async () => {
    const log = await showDetail('{"a":{"b c":[1]},"d":2}');
    for (const key of ['ArrowDown', 'ArrowLeft']) await press(log, key, 'tree');
    expect(activeRow(log)).to.equal('▸ a: {1}');
    for (const key of ['ArrowRight', 'ArrowRight']) await press(log, key, 'tree');
    expect(find(log, 'path')!.textContent).to.equal('$.a["b c"]');
    await press(log, 'End', 'tree');
    expect(activeRow(log)).to.equal('d: 2');
    await press(log, 'ArrowLeft', 'tree');
    expect(activeRow(log)).to.equal('▾ {2}');
    const tree = find(log, 'tree')!;
    expect(log.shadowRoot!.getElementById(tree.getAttribute('aria-activedescendant')!)!.textContent).to.contain('{2}');
  });

  it('JSON that is nested 100 000 deep is shown, and opens row by row', async () => {
    const log = await showDetail('['.repeat(100_000) + ']'.repeat(100_000));
    const { length } = treeRows(log);
    expect(length).to.be.within(2, 200);
    await press(log, 'End', 'tree');
    await press(log, 'Enter', 'tree');
    expect(treeRows(log).length).to.be.above(length - 1);
  });

  it('text is shown as it came, in pages', async () => {
    const text = `${'a'.repeat(65_535)}😀${'b'.repeat(10)}`;
    const log = await showDetail(text);
    // A page ends before a character that it would cut in half.
    expect(content(log)).to.equal('a'.repeat(65_535));
    const [previous, next] = find(log, 'pager')!.querySelectorAll('button');
    expect(previous!.disabled).to.equal(true);
    next!.click();
    await settled(log);
    expect(content(log)).to.equal(`😀${'b'.repeat(10)}`);
    expect(find(log, 'pager')!.textContent).to.contain('65,537–65,547 of 65,547');
  });

  it('JSON that is too long for a tree is text, and says so', async () => {
    const log = await showDetail(`["${'x'.repeat(300_000)}"]`);
    expect(find(log, 'note')!.textContent).to.equal('Too long for a tree.');
    expect(content(log)).to.match(/^\["xxx/);
  });

  it('bytes are shown as hex with their characters', async () => {
    const log = await showDetail(new TextEncoder().encode('Hello, WebSocket'));
    const columns = find(log, 'content')!.querySelectorAll('pre');
    expect(Array.from(columns, (column) => column.textContent)).to.deep.equal([
      '000000\n000008',
      '48 65 6c 6c 6f 2c 20 57\n65 62 53 6f 63 6b 65 74',
      'Hello, W\nebSocket',
    ]);
  });

  it('bytes that are selected in one column are marked in the other, and counted', async () => {
    const log = await showDetail(new TextEncoder().encode('Hello, WebSocket'));
    await selectIn(log, 'digits', 6, 26);
    await waitUntilSeen('the range', () => find(log, 'note')?.textContent === 'Bytes 2–8: 7');
    const marked = () => Array.from(CSS.highlights?.get('ws-echo-bytes') ?? [])[0];
    if (CSS.highlights) expect([marked()!.startOffset, marked()!.endOffset]).to.deep.equal([2, 10]);
    await selectIn(log, 'characters', 9, 12);
    await waitUntilSeen('the other range', () => find(log, 'note')?.textContent === 'Bytes 8–10: 3');
    if (CSS.highlights) expect([marked()!.startOffset, marked()!.endOffset]).to.deep.equal([24, 32]);
    document.getSelection()!.removeAllRanges();
    await waitUntilSeen('no range', () => find(log, 'note') === null);
  });

  it('bytes that are not UTF-8 say so as text', async () => {
    const log = await showDetail(new Uint8Array([72, 105, 255, 33]));
    await view(log, 'text');
    expect(content(log)).to.equal('Hi\uFFFD!');
    expect(find(log, 'note')!.textContent).to.contain('Not UTF-8');
  });

  it('a chosen view stays for the next messages that have it', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    server.send('{"a":1}');
    server.send('plain');
    server.send('[1]');
    await settled(log);
    await openLast(log);
    await view(log, 'base64');
    expect(content(log)).to.equal(btoa('[1]'));
    await press(log, 'ArrowUp');
    expect(content(log)).to.equal(btoa('plain'));
  });

  it('a `Blob` is read', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    server.send(new TextEncoder().encode('[true]'));
    await settled(log);
    await openLast(log);
    await waitUntilSeen('the tree', () => treeRows(log).join() === '▾ [1],0: true');
  });

  it('an event of the connection is shown as its sentence', async () => {
    const { connection } = await connect();
    const log = await mountLog(connection);
    await clickRow(log, 'Recording');
    expect(content(log)).to.equal('Recording begins, connected to feed.example.com/ticks.');
  });

  it('Enter moves the focus from the list to the detail, and Escape back', async () => {
    const log = await showDetail('plain');
    log.focus();
    await press(log, 'Enter');
    expect(log.shadowRoot!.activeElement?.getAttribute('part')).to.equal('content');
    await press(log, 'Escape', 'content');
    expect(log.shadowRoot!.activeElement?.getAttribute('part')).to.equal('list');
    expect(find(log, 'detail') === null).to.equal(true);
  });

  it('the detail is beside the list in a wide log, and below it in a narrow one', async () => {
    const log = await showDetail('plain');
    const places = () => [find(log, 'list')!, find(log, 'detail')!].map((part) => part.getBoundingClientRect());
    const [list, detail] = places();
    expect(detail!.left).to.be.at.least(list!.right - 1);
    log.style.inlineSize = '320px';
    await settled(log);
    const [above, below] = places();
    expect(below!.top).to.be.at.least(above!.bottom - 1);
  });

  it('the detail keeps its place while messages come', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    server.send(JSON.stringify(Array.from({ length: 90 }, (_, index) => index)));
    await settled(log);
    await openLast(log);
    const tree = find(log, 'tree')!;
    tree.scrollTop = 300;
    for (let count = 0; count < 50; count++) server.send('another');
    await settled(log);
    expect(textsOf(log).at(-1)).to.equal('another');
    expect(tree.scrollTop).to.equal(300);
  });
});
