import { expect } from '@open-wc/testing';
import type { WsLog } from '../../src/log/ws-log.js';
import {
  click,
  clickRow,
  connect,
  find,
  mountLog,
  press,
  removeLogs,
  rowsOf,
  selectedText,
  sendNumbers,
  settled,
  textsOf,
  waitUntilSeen,
  type Scripted,
} from './log-driver.js';

/** Types into the find box. */
async function type(log: WsLog, text: string, part = 'find'): Promise<void> {
  const box = find(log, part) as HTMLInputElement;
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  await settled(log);
}

/** A log with 300 numbers, and its connection. */
async function numbers(): Promise<Scripted & { log: WsLog }> {
  const scripted = await connect();
  const log = await mountLog(scripted.connection);
  await sendNumbers(log, scripted.server, 300);
  return { log, ...scripted };
}

const topOf = (log: WsLog) => {
  const selected = log.shadowRoot!.querySelector('[role=option][aria-selected=true]')!;
  return Math.round(selected.getBoundingClientRect().top);
};

/** The texts that are marked in the rows. */
function marked(log: WsLog): string[] {
  if (!CSS.highlights) return Array.from(log.shadowRoot!.querySelectorAll('mark'), (mark) => mark.textContent);
  return Array.from(CSS.highlights.get('ws-echo-mark') ?? [], (range) =>
    range.startContainer.textContent!.slice(range.startOffset, range.endOffset),
  ).sort();
}

describe('`<ws-log>` find box', () => {
  afterEach(removeLogs);

  it('a query hides the other rows, and says how many it found', async () => {
    const { log } = await numbers();
    await type(log, '29');
    expect(textsOf(log)).to.deep.equal(['29', '129', '229', ...Array.from({ length: 10 }, (_, n) => `${290 + n}`)]);
    expect(find(log, 'count')!.textContent).to.equal('13 found');
    expect(log.query).to.equal('29');
    expect(rowsOf(log)[0]!.getAttribute('aria-setsize')).to.equal('13');
  });

  it('a reader who holds still is told how many of the new messages the query has found', async () => {
    const { log, server } = await numbers();
    await press(log, 'Home');
    await type(log, '/^\\d+$/');
    await sendNumbers(log, server, 20, 301);
    server.send('no number');
    await settled(log);
    expect(find(log, 'newer')!.textContent.trim()).to.equal('20 new');
  });

  it('new messages are found as they come', async () => {
    const { log, server } = await numbers();
    await type(log, '=9');
    server.send('x=9');
    server.send('x=8');
    await settled(log);
    expect(textsOf(log)).to.deep.equal(['x=9']);
  });

  it('`query` is an attribute and a property, and the box shows it', async () => {
    const { log } = await numbers();
    log.setAttribute('query', '299');
    await settled(log);
    expect((find(log, 'find') as HTMLInputElement).value).to.equal('299');
    expect(textsOf(log)).to.deep.equal(['299']);
    log.query = '';
    await settled(log);
    expect(textsOf(log).at(-1)).to.equal('300');
  });

  it('the buttons write into the box', async () => {
    const { log, connection } = await numbers();
    connection.send('mine');
    await settled(log);
    const chips = () => Array.from(log.shadowRoot!.querySelectorAll<HTMLElement>('[part=chip]'));
    chips()[1]!.click();
    await settled(log);
    expect([log.query, textsOf(log)]).to.deep.equal(['is:sent', ['mine']]);
    expect(chips().map((chip) => chip.getAttribute('aria-pressed'))).to.deep.equal(['false', 'true', 'false', 'false']);
    chips()[3]!.click();
    await settled(log);
    expect(log.query).to.equal('is:story');
    expect(textsOf(log)[0]).to.match(/^Recording/);
    chips()[0]!.click();
    await settled(log);
    expect(log.query).to.equal('');
  });

  it('what is found is marked in the rows', async () => {
    const { log } = await numbers();
    await type(log, '/^2.9$/');
    expect(marked(log).slice(0, 3)).to.deep.equal(['209', '219', '229']);
    await type(log, '');
    expect(marked(log)).to.deep.equal([]);
  });

  it('a log that leaves the page takes its marks along, also those of a render that comes later', async () => {
    const { log, server } = await numbers();
    await type(log, '3');
    server.send('33');
    // The message comes in a microtask, and its render in a frame.
    await Promise.resolve();
    log.remove();
    await settled(log);
    // Where there are no highlights, the marks are in the log.
    if (CSS.highlights) expect(marked(log)).to.deep.equal([]);
  });

  it('the selected row stays where it is when a query comes and goes', async () => {
    const { log } = await numbers();
    await press(log, 'Home');
    for (let count = 0; count < 12; count++) await press(log, 'ArrowDown');
    const text = selectedText(log);
    const top = topOf(log);
    await type(log, '-999');
    expect([selectedText(log), topOf(log)]).to.deep.equal([text, top]);
    await type(log, 'nothing like that');
    expect(textsOf(log)).to.deep.equal([]);
    await type(log, '');
    expect(selectedText(log)).to.equal(text);
  });

  it('“Show in context” shows the other rows, with the found one at the same place', async () => {
    const { log } = await numbers();
    await type(log, '150');
    await clickRow(log, '150');
    const top = topOf(log);
    await click(log, 'context');
    expect([log.mark, log.query]).to.deep.equal([true, '150']);
    expect(textsOf(log)).to.contain('151');
    expect(selectedText(log)).to.equal('150');
    expect(topOf(log)).to.be.closeTo(top, 1);
  });

  it('with `mark` the other rows stay, and n and N step through what is found', async () => {
    const { log } = await numbers();
    log.mark = true;
    await type(log, '99');
    expect(textsOf(log)).to.contain('298');
    log.focus();
    const steps = [];
    for (const key of ['n', 'n', 'n', 'n', 'N']) {
      await press(log, key);
      steps.push(selectedText(log));
    }
    expect(steps).to.deep.equal(['99', '199', '299', '99', '299']);
    expect(find(log, 'count')!.textContent).to.equal('3 of 3');
  });

  it('the key / moves to the box, Enter steps, and Escape goes back to the list', async () => {
    const { log } = await numbers();
    log.focus();
    await press(log, '/');
    expect(log.shadowRoot!.activeElement?.getAttribute('part')).to.equal('find');
    await type(log, '29');
    await press(log, 'Enter', 'find');
    expect(selectedText(log)).to.equal('29');
    await press(log, 'Escape', 'find');
    expect(log.shadowRoot!.activeElement?.getAttribute('part')).to.equal('list');
    expect(log.query).to.equal('29');
  });

  it('what cannot be read is looked for as text, and the log says so', async () => {
    const { log, server } = await numbers();
    server.send('a (a+)+b b');
    await settled(log);
    await type(log, '/(a+)+b/');
    expect(find(log, 'notice')!.textContent).to.equal('/(a+)+b/ could take for ever: it is looked for as text.');
    expect(textsOf(log)).to.deep.equal([]);
  });

  it('a search of many entries says how far it is, and finds the newest first', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 200_000, byteLimit: 1e9 });
    for (let n = 0; n < 150_000; n++)
      connection.dispatchEvent(new MessageEvent('message', { data: `{"n":${n},"m":1}` }));
    server.send('{"n":"last"}');
    await settled(log);
    log.query = '$.n!=0';
    await log.updateComplete;
    expect(textsOf(log).at(-1)).to.equal('{"n":"last"}');
    await waitUntilSeen('the end of the search', () => find(log, 'count')!.textContent === '150,000 found');
  });

  it('a row is found by its time', async () => {
    const { log } = await numbers();
    const time = rowsOf(log).at(-1)!.querySelector('[part=time]')!.textContent;
    await type(log, time);
    expect(textsOf(log)).to.contain('300');
  });
});

describe('`<ws-log>` times', () => {
  afterEach(removeLogs);

  it('the button shows the time of day, since the connection opened, and since the row above', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    connection.reconnect();
    await waitUntilSeen('open', () => textsOf(log).some((text) => text.startsWith('Connected')));
    connection.dispatchEvent(new MessageEvent('message', { data: 'Hello!' }));
    await settled(log);
    expect(server).to.be.an('object');
    const last = () => rowsOf(log).at(-1)!.querySelector('[part=time]')!;
    expect(last().textContent).to.match(/^\d\d:\d\d:\d\d\.\d{3}$/);
    const title = last().getAttribute('title')!.split('\n');
    expect(title.length).to.equal(4);
    expect(title[3]).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
    for (const times of ['open', 'previous']) {
      await click(log, 'times');
      expect(log.times).to.equal(times);
      expect(last().textContent).to.match(/^\+\d+\.\d{3} s$/);
      expect(title.some((line) => line.startsWith(last().textContent))).to.equal(true);
    }
    await click(log, 'times');
    expect(log.times).to.equal('clock');
  });
});

describe('`<ws-log>` latest by', () => {
  afterEach(removeLogs);

  /** The cells of the rows but for the rate and the time. */
  const table = (log: WsLog) =>
    rowsOf(log).map((row) =>
      ['key', 'number', 'text'].map((part) => row.querySelector(`[part=${part}]`)!.textContent.trim()).join(' '),
    );

  it('`latest-by` shows one row for each key, which changes in place', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    log.setAttribute('latest-by', '$.s');
    server.send('{"s":"B","v":1}');
    server.send('{"s":"A","v":2}');
    await settled(log);
    expect(table(log)).to.deep.equal(['A × 1 {"s":"A","v":2}', 'B × 1 {"s":"B","v":1}']);
    await clickRow(log, '"B"');
    server.send('{"s":"B","v":3}');
    server.send('other');
    await settled(log);
    expect(table(log)).to.deep.equal(['A × 1 {"s":"A","v":2}', 'B × 2 {"s":"B","v":3}']);
    expect(find(log, 'tree')!.textContent).to.contain('v: 3');
    expect(selectedText(log)).to.equal('{"s":"B","v":3}');
    expect(rowsOf(log)[1]!.getAttribute('aria-label')).to.match(/^B × 2, .*\/s, \d\d:\d\d/);
  });

  it('the button asks for a path, and offers those of the newest message', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    server.send('{"type":"tick","data":{"s":"A"}}');
    await settled(log);
    await click(log, 'latest-by');
    const offered = Array.from(log.shadowRoot!.querySelectorAll('#paths option'), (option) =>
      option.getAttribute('value'),
    );
    expect(offered).to.deep.equal(['$.type', '$.data.s']);
    expect((find(log, 'latest-path') as HTMLInputElement).value).to.equal('$.type');
    await type(log, '$.data.s', 'latest-path');
    expect(table(log)).to.deep.equal(['A × 1 {"type":"tick","data":{"s":"A"}}']);
    await click(log, 'latest-by');
    expect(log.latestBy).to.equal(null);
    expect(textsOf(log).length).to.equal(2);
  });

  it('the button begins with the path that a key is likely to have', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    server.send('{"type":"tick","symbol":"ACME","price":1}');
    await settled(log);
    await click(log, 'latest-by');
    expect(log.latestBy).to.equal('$.symbol');
    expect(find(log, 'newer') === null).to.equal(true);
  });

  it('a path that is none is quoted, and all messages stay', async () => {
    const { log } = await numbers();
    log.latestBy = 'symbol';
    await settled(log);
    expect(find(log, 'notice')!.textContent).to.contain('symbol is no path');
    expect(textsOf(log)).to.contain('300');
  });

  it('the order is that of the keys, of the times, or of the rates', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { latestBy: '$.s' });
    for (const key of ['B', 'B', 'A', 'C']) server.send(`{"s":"${key}"}`);
    await settled(log);
    const keys = () =>
      table(log)
        .map((row) => row[0])
        .join('');
    expect(keys()).to.equal('ABC');
    const order = find(log, 'order') as HTMLSelectElement;
    order.value = 'time';
    order.dispatchEvent(new Event('change'));
    await settled(log);
    expect(keys()).to.equal('CAB');
  });

  it('a query finds in the newest messages, too', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { latestBy: '$.s', query: '$.v>1' });
    server.send('{"s":"A","v":1}');
    server.send('{"s":"B","v":2}');
    await settled(log);
    expect(table(log)).to.deep.equal(['B × 1 {"s":"B","v":2}']);
  });

  it('keys that came while the page was busy are not lost', async () => {
    const { connection } = await connect();
    const log = await mountLog(connection, { latestBy: '$.s', limit: 10 });
    for (let n = 0; n < 1_000; n++) {
      connection.dispatchEvent(new MessageEvent('message', { data: `{"s":"S${n % 100}"}` }));
    }
    await settled(log);
    expect(log.recorder.length).to.equal(10);
    expect(rowsOf(log)[0]!.getAttribute('aria-setsize')).to.equal('100');
    expect(table(log)[0]).to.equal('S0 × 10 {"s":"S0"}');
  });
});
