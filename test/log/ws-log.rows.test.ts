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
} from './log-driver.js';

const listOf = (log: WsLog) => find(log, 'list')!;

/** Scrolls the list as a reader does. */
async function scrollTo(log: WsLog, top: number): Promise<void> {
  const list = listOf(log);
  const scrolled = new Promise((resolve) => list.addEventListener('scroll', resolve, { once: true }));
  list.scrollTop = top;
  await scrolled;
  await settled(log);
}

describe('`<ws-log>` rows', () => {
  afterEach(removeLogs);

  it('a row has the time with milliseconds, the direction as a sign and a word, the size and the text', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    connection.send('Grüße');
    server.send(new Uint8Array([0, 255]));
    // The connection delivers a `Blob`, which is read.
    await waitUntilSeen('the bytes', () => textsOf(log).at(-1) === '00 ff');
    const words = rowsOf(log)
      .slice(-2)
      .map((row) => Array.from(row.children, (cell) => (cell as HTMLElement).innerText.trim()));
    expect(words.map(([direction, , ...rest]) => [direction, ...rest])).to.deep.equal([
      ['↑\nsent', '7 B', 'Grüße'],
      ['↓\nreceived', '2 B', '00 ff'],
    ]);
    for (const [, time] of words) expect(time).to.match(/^\d\d:\d\d:\d\d\.\d{3}$/);
  });

  it('the name of a row is a sentence with the direction, the time, the size and the text', async () => {
    const { connection } = await connect();
    const log = await mountLog(connection);
    connection.send('Hello!');
    await settled(log);
    expect(rowsOf(log).at(-1)!.getAttribute('aria-label')).to.match(/^sent \d\d:\d\d:\d\d\.\d{3}, 6 B, Hello!$/);
  });

  it('the story of the connection stands between the messages, without the query of its address', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    const { random } = Math;
    // The next attempt is as late as it may be.
    Math.random = () => 0.999;
    server.close(1012, 'new version');
    await waitUntilSeen('waiting', () => connection.state === 'waiting');
    Math.random = random;
    connection.send('later');
    await settled(log);
    const texts = textsOf(log);
    expect(texts[0]).to.equal('Recording begins, connected to feed.example.com/ticks.');
    expect(texts[1]).to.match(
      /^The server closed it: 1012 service restart — new version\. Retry 1 in [\d.]+ seconds\.$/,
    );
    expect(texts[2]).to.equal('later');
    expect(find(log, 'queued')!.querySelector('[part=direction]')!.textContent).to.contain('queued');
    connection.close();
    await settled(log);
    expect(textsOf(log).slice(3)).to.deep.equal(['later', 'Disconnected.']);
    expect(find(log, 'discarded')!.querySelector('[part=direction]')!.textContent).to.contain('returned');
  });

  it('a connection that is left for another one has a row that says so', async () => {
    const { connection } = await connect();
    const log = await mountLog(connection);
    connection.reconnect();
    await waitUntilSeen('open', () => textsOf(log).some((text) => text.startsWith('Connected')));
    expect(textsOf(log).slice(1)).to.deep.equal([
      'Disconnected.',
      'Connecting to feed.example.com/ticks…',
      'Connected to feed.example.com/ticks, protocol v2.',
    ]);
    expect([find(log, 'open') !== null, find(log, 'failed') === null]).to.deep.equal([true, true]);
  });

  it('an empty message says that it is empty', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    server.send('');
    await settled(log);
    expect(textsOf(log).at(-1)).to.equal('(empty)');
  });

  it('markup from the wire is text', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    server.send('<img src=x onerror="throw 1">');
    await settled(log);
    expect(textsOf(log).at(-1)).to.equal('<img src=x onerror="throw 1">');
    await clickRow(log, '<img');
    expect(log.shadowRoot!.querySelectorAll('img').length).to.equal(0);
  });

  it('only the rows in view are in the document, and the list says how many there are', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 2_000);
    expect(rowsOf(log).length).to.be.below(40);
    expect(rowsOf(log).at(-1)!.getAttribute('aria-setsize')).to.equal('2001');
    expect(rowsOf(log).at(-1)!.getAttribute('aria-posinset')).to.equal('2001');
    expect(textsOf(log).at(-1)).to.equal('2000');
  });

  it('the first row says how many older ones were let go', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 100 });
    await sendNumbers(log, server, 1_302);
    await press(log, 'Home');
    expect(textsOf(log)[0]).to.equal('1,203 older ones let go');
    expect(textsOf(log)[1]).to.equal('1203');
    expect(find(log, 'count')!.textContent).to.equal('1,303 recorded');
  });

  it('a message that is larger than the limit keeps its row and its size, and says so', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { byteLimit: 10_000 });
    server.send('x'.repeat(5_000));
    await settled(log);
    expect(textsOf(log).at(-1)).to.equal('Too large to keep');
    expect(rowsOf(log).at(-1)!.getAttribute('aria-label')).to.contain('5 kB');
  });

  it('`pings` lists pings and their answers, which are hidden by default', async () => {
    const { connection, server } = await connect({
      ping: { message: 'ping', interval: 10, isPong: ({ data }) => data === 'pong' },
    });
    server.onmessage = () => server.send('pong');
    const log = await mountLog(connection);
    await waitUntilSeen('the button', () => find(log, 'pings') !== null);
    expect(find(log, 'ping') === null).to.equal(true);
    await click(log, 'pings');
    expect(log.pings).to.equal(true);
    expect([find(log, 'ping'), find(log, 'pong')].every(Boolean)).to.equal(true);
    await click(log, 'pings');
    expect(find(log, 'ping') === null).to.equal(true);
  });

  it('with several sources each row names its own: by its id, or its address', async () => {
    const [one, other] = [await connect(), await connect()];
    const log = await mountLog([one.connection, other.connection]);
    other.server.send('Hello!');
    await settled(log);
    expect(find(log, 'source')!.textContent).to.equal('feed.example.com/ticks');
    expect(rowsOf(log).at(-1)!.getAttribute('aria-label')).to.match(
      /^received .*, 6 B, feed\.example\.com\/ticks, Hello!$/,
    );
  });
});

describe('`<ws-log>` following', () => {
  afterEach(removeLogs);

  it('the list follows the newest row', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 100);
    const list = listOf(log);
    expect(list.scrollTop + list.clientHeight).to.be.closeTo(list.scrollHeight, 1);
    expect(log.matches(':state(following)')).to.equal(true);
  });

  it('a reader who scrolls up holds the list still, and a button says how many rows are new', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 100);
    await scrollTo(log, 400);
    const before = textsOf(log);
    const { scrollTop } = listOf(log);
    await sendNumbers(log, server, 12, 101);
    expect(textsOf(log)).to.deep.equal(before);
    expect(listOf(log).scrollTop).to.equal(scrollTop);
    expect(find(log, 'newer')!.textContent.trim()).to.equal('12 new');
    expect(log.matches(':state(following)')).to.equal(false);
    await click(log, 'newer');
    expect(textsOf(log).at(-1)).to.equal('112');
    expect(find(log, 'newer') === null).to.equal(true);
  });

  it('rows that are let go above do not move those that a reader sees', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 200 });
    await sendNumbers(log, server, 150);
    await scrollTo(log, 2_000);
    const topOf = (text: string) => {
      const row = rowsOf(log).find((each) => each.querySelector('[part=text]')!.textContent === text);
      return Math.round(row!.getBoundingClientRect().top);
    };
    const text = textsOf(log)[3]!;
    const top = topOf(text);
    await sendNumbers(log, server, 100, 151);
    expect(topOf(text)).to.be.closeTo(top, 1);
    await sendNumbers(log, server, 20, 251);
    expect(topOf(text)).to.be.closeTo(top, 1);
  });

  it('the list follows again after a scroll to its end', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 100);
    await scrollTo(log, 400);
    await scrollTo(log, 100_000);
    await sendNumbers(log, server, 20, 101);
    expect(textsOf(log).at(-1)).to.equal('120');
  });

  it('the list follows while its box changes its size', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 100);
    log.style.blockSize = '700px';
    await settled(log);
    log.style.blockSize = '300px';
    await settled(log);
    await sendNumbers(log, server, 10, 101);
    expect(textsOf(log).at(-1)).to.equal('110');
    expect(log.matches(':state(following)')).to.equal(true);
  });

  it('a million rows are reached to the last', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 1_000_000, byteLimit: 1e9 });
    for (let count = 0; count < 1_000_000; count++) connection.dispatchEvent(new MessageEvent('message', { data: '' }));
    await sendNumbers(log, server, 3);
    expect(textsOf(log).slice(-3)).to.deep.equal(['1', '2', '3']);
    await press(log, 'Home');
    expect(rowsOf(log)[0]!.getAttribute('aria-posinset')).to.equal('1');
    await press(log, 'End');
    await press(log, 'ArrowUp');
    expect(selectedText(log)).to.equal('2');
  });
});

describe('`<ws-log>` under a flood', () => {
  afterEach(removeLogs);

  it('rows that a reader looks at stay, also when they are let go', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 200 });
    await sendNumbers(log, server, 300);
    await scrollTo(log, 1_000);
    const before = textsOf(log);
    for (let from = 301; from < 1_301; from += 100) await sendNumbers(log, server, 100, from);
    expect(textsOf(log)).to.deep.equal(before);
    expect(find(log, 'newer')!.textContent.trim()).to.equal('1,000 new');
    // As a person clicks, with the pointer down for a while.
    rowsOf(log)[3]!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, button: 0 }));
    await sendNumbers(log, server, 100, 1_301);
    await clickRow(log, before[3]!);
    expect(find(log, 'content')!.textContent.trim()).to.equal(before[3]);
    await scrollTo(log, 1_400);
    expect(textsOf(log)).not.to.contain(before[3]);
    await click(log, 'newer');
    expect(textsOf(log).at(-1)).to.equal('1400');
  });

  it('a pressed pointer holds the rows still, so that a click meets the row that it was on', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 100);
    const row = rowsOf(log)[5]!;
    const text = row.querySelector('[part=text]')!.textContent;
    row.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, button: 0 }));
    await sendNumbers(log, server, 50, 101);
    expect(row.isConnected && row.querySelector('[part=text]')!.textContent).to.equal(text);
    row.click();
    await settled(log);
    expect(selectedText(log)).to.equal(text);
  });

  it('a pointer that scrolls does not end the following', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 100);
    for (const type of ['pointerdown', 'pointercancel']) {
      rowsOf(log)[5]!.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, button: 0 }));
    }
    await sendNumbers(log, server, 10, 101);
    expect(textsOf(log).at(-1)).to.equal('110');
  });
});

describe('`<ws-log>` selection', () => {
  afterEach(removeLogs);

  it('a click selects a row, and new rows do not move it', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 30);
    await clickRow(log, '25');
    expect(selectedText(log)).to.equal('25');
    await sendNumbers(log, server, 50, 31);
    expect(selectedText(log)).to.equal('25');
    expect(listOf(log).getAttribute('aria-activedescendant')).to.equal(
      log.shadowRoot!.querySelector('[role=option][aria-selected=true]')!.id,
    );
  });

  it('the detail keeps a message that was let go', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 50 });
    await sendNumbers(log, server, 30);
    await clickRow(log, '25');
    await sendNumbers(log, server, 200, 31);
    expect(log.recorder.letGo).to.be.above(100);
    expect(find(log, 'content')!.textContent.trim()).to.equal('25');
  });

  it('the arrows, Page Up, Page Down, Home and End move the selection and keep it in view', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 200);
    const selections = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'Home', 'ArrowUp', 'ArrowDown', 'End', 'ArrowDown']) {
      await press(log, key);
      selections.push(selectedText(log));
    }
    expect(selections.map((text) => text?.replace(/^Recording.*/, 'first'))).to.deep.equal([
      '200',
      '199',
      '200',
      'first',
      'first',
      '1',
      '200',
      '200',
    ]);
    await press(log, 'PageUp');
    const above = Number(selectedText(log));
    expect(above).to.be.within(170, 195);
    await press(log, 'PageDown');
    expect(selectedText(log)).to.equal('200');
  });

  it('the row about what was let go can be selected, too', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 50 });
    await sendNumbers(log, server, 100);
    await press(log, 'Home');
    expect(selectedText(log)).to.equal('51 older ones let go');
    await press(log, 'ArrowDown');
    expect(selectedText(log)).to.equal('51');
  });

  it('End opens no detail, Enter does', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 50);
    await press(log, 'End');
    expect([selectedText(log), find(log, 'detail')]).to.deep.equal(['50', null]);
    await press(log, 'Enter');
    expect(find(log, 'content')!.textContent.trim()).to.equal('50');
  });

  it('the selected row stays in view when its detail takes the room below', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    log.style.inlineSize = '390px';
    await sendNumbers(log, server, 50);
    await clickRow(log, '50');
    await settled(log);
    expect(selectedText(log)).to.equal('50');
    const row = log.shadowRoot!.querySelector('[role=option][aria-selected=true]')!.getBoundingClientRect();
    expect(row.bottom).to.be.at.most(listOf(log).getBoundingClientRect().bottom + 1);
  });

  it('End follows again, and Escape selects nothing', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 50);
    await press(log, 'Home');
    await press(log, 'End');
    await sendNumbers(log, server, 20, 51);
    expect(textsOf(log).at(-1)).to.equal('70');
    await press(log, 'Escape');
    expect(find(log, 'detail') === null).to.equal(true);
  });
});
