import { expect } from '@open-wc/testing';
import {
  click,
  connect,
  find,
  mountLog,
  press,
  removeLogs,
  sendNumbers,
  settled,
  textsOf,
  waitUntilSeen,
} from './log-driver.js';

/** Stands for the clipboard, which no page may read in a test. Returns what was written. */
function captureClipboard(isAllowed = true): { text: string; restore(): void } {
  const captured = { text: '', restore: () => Reflect.deleteProperty(navigator, 'clipboard') };
  const writeText = async (text: string) => {
    if (!isAllowed) throw new DOMException('Not allowed.', 'NotAllowedError');
    captured.text = text;
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return captured;
}

describe('`<ws-log>` toolbar', () => {
  afterEach(removeLogs);

  it('Pause holds the list still while messages are recorded on, and a second press goes on', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 50);
    await click(log, 'pause');
    expect([log.paused, log.matches(':state(paused)'), find(log, 'pause')!.ariaPressed]).to.deep.equal([
      true,
      true,
      'true',
    ]);
    const before = textsOf(log);
    await sendNumbers(log, server, 30, 51);
    // A new row may be seen in part.
    expect(textsOf(log).slice(0, before.length)).to.deep.equal(before);
    expect(find(log, 'newer')!.textContent.trim()).to.equal('Go on · 30 new');
    await press(log, 'p');
    expect(log.paused).to.equal(false);
    expect(textsOf(log).at(-1)).to.equal('80');
  });

  it('a paused log lets nothing go; it counts what has no room, and says so', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection, { limit: 50 });
    await sendNumbers(log, server, 40);
    log.paused = true;
    await sendNumbers(log, server, 30, 41);
    expect(log.recorder.letGo).to.equal(0);
    expect(find(log, 'newer')!.textContent.trim()).to.equal('Go on · 9 new · 21 not recorded');
    log.paused = false;
    await settled(log);
    expect(textsOf(log).at(-1)).to.equal('21 not recorded: paused, and full.');
  });

  it('Clear removes all rows, and the recording goes on', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 50);
    await press(log, 'End');
    await click(log, 'clear');
    expect(find(log, 'empty')!.textContent).to.match(/^Recording since .*\d\d:\d\d/);
    expect(find(log, 'detail') === null).to.equal(true);
    await sendNumbers(log, server, 1, 51);
    expect(textsOf(log)).to.deep.equal(['51']);
  });

  it('Copy all writes all rows, also those out of view, as lines with their time in UTC', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    await sendNumbers(log, server, 200);
    const clipboard = captureClipboard();
    try {
      await click(log, 'copy-all');
      await waitUntilSeen('the outcome', () => find(log, 'count')!.textContent === 'Copied');
    } finally {
      clipboard.restore();
    }
    const lines = clipboard.text.split('\n');
    expect(lines.length).to.equal(201);
    expect(lines[200]).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\treceived\t200$/);
  });

  it('the key c copies the selected message, whole', async () => {
    const { connection, server } = await connect();
    const log = await mountLog(connection);
    const text = 'x'.repeat(1_000);
    server.send(text);
    await settled(log);
    await press(log, 'End');
    const clipboard = captureClipboard();
    try {
      await press(log, 'c');
    } finally {
      clipboard.restore();
    }
    expect(clipboard.text).to.equal(text);
  });

  it('a log that may not copy says so', async () => {
    const { connection } = await connect();
    const log = await mountLog(connection);
    const clipboard = captureClipboard(false);
    try {
      await click(log, 'copy-all');
      await waitUntilSeen('the outcome', () => find(log, 'count')!.textContent.startsWith('Not copied'));
    } finally {
      clipboard.restore();
    }
  });

  it('the key ? and the button list the keys', async () => {
    const { connection } = await connect();
    const log = await mountLog(connection);
    const dialog = find(log, 'keys') as HTMLDialogElement;
    expect(dialog.open).to.equal(false);
    await press(log, '?');
    expect(dialog.open).to.equal(true);
    expect(dialog.textContent).to.contain('To the newest row, and follow');
    await click(log, 'close-keys');
    await click(log, 'help');
    expect(dialog.open).to.equal(true);
    await click(log, 'close-keys');
    expect(dialog.open).to.equal(false);
  });

  it('keys with Ctrl, and keys outside the list, do nothing', async () => {
    const { connection } = await connect();
    const log = await mountLog(connection);
    const event = new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true });
    find(log, 'list')!.dispatchEvent(event);
    await press(log, 'p', 'toolbar');
    expect([event.defaultPrevented, log.paused]).to.deep.equal([false, false]);
  });
});
