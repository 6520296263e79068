import { expect } from '@open-wc/testing';
import type { WsLog } from '../../src/log/ws-log.js';
import { LOG_ANNOUNCEMENT_INTERVAL } from '../../src/log/log-news.js';
import { Clock } from '../clock.js';
import { clickRow, connect, find, mountLog, press, removeLogs, sendNumbers, settled } from './log-driver.js';

/** A log with rows of every kind, one of them selected. */
async function fullLog(): Promise<WsLog> {
  const { connection, server } = await connect();
  connection.binaryType = 'arraybuffer';
  const log = await mountLog(connection, { pings: true });
  connection.send('sent');
  server.send(new Uint8Array([1, 2, 3]));
  server.send('{"a":[1,"two",null]}');
  server.drop();
  await settled(log);
  connection.send('queued');
  await settled(log);
  await clickRow(log, '{"a"');
  return log;
}

describe('`<ws-log>` for screen readers', () => {
  afterEach(removeLogs);

  for (const scheme of ['light', 'dark'] as const) {
    for (const width of ['320px', '800px', '1600px']) {
      for (const dir of ['ltr', 'rtl'] as const) {
        it(`axe finds no violation in ${scheme}, at ${width}, ${dir}`, async () => {
          const log = await fullLog();
          log.style.colorScheme = scheme;
          log.style.inlineSize = width;
          log.dir = dir;
          await settled(log);
          await expect(log).to.be.accessible();
          for (const view of ['text', 'hex', 'base64']) {
            log.shadowRoot!.querySelector<HTMLElement>(`[part=view][data-view=${view}]`)!.click();
            await settled(log);
            await expect(log).to.be.accessible();
          }
        });
      }
    }
  }

  it('axe finds no violation in a log without a source, and in the list of keys', async () => {
    const log = await mountLog(null);
    await expect(log).to.be.accessible();
    const { connection } = await connect();
    log.source = connection;
    await settled(log);
    await press(log, '?');
    await expect(log).to.be.accessible();
  });

  it('the list is one tab stop with options, of which one is active', async () => {
    const log = await fullLog();
    const list = find(log, 'list')!;
    expect([list.getAttribute('role'), list.tabIndex]).to.deep.equal(['listbox', 0]);
    expect(list.querySelectorAll('[tabindex]').length).to.equal(0);
    const active = log.shadowRoot!.getElementById(list.getAttribute('aria-activedescendant')!)!;
    expect(active.getAttribute('aria-selected')).to.equal('true');
  });

  describe('announcements', () => {
    let clock: Clock;

    beforeEach(() => {
      clock = new Clock();
    });

    afterEach(() => clock.uninstall());

    const spoken = (log: WsLog) => log.shadowRoot!.querySelector('#announcement')!.textContent;

    it('a log that follows announces how many messages came and the newest, at most once in its interval', async () => {
      const { connection } = await connect();
      const log = document.createElement('ws-log');
      log.source = connection;
      document.body.append(log);
      const receive = async (...texts: string[]) => {
        for (const data of texts) connection.dispatchEvent(new MessageEvent('message', { data }));
        await renderNow(log);
      };
      await receive('1');
      expect(spoken(log)).to.equal('1');
      await receive('2', '3');
      await receive('4');
      expect(spoken(log)).to.equal('1');
      clock.tick(LOG_ANNOUNCEMENT_INTERVAL);
      await renderNow(log);
      expect(spoken(log)).to.equal('3 messages; the newest: 4');
      log.remove();
    });

    it('a log that is paused announces nothing, and tells how many came when it goes on', async () => {
      const { connection } = await connect();
      const log = document.createElement('ws-log');
      log.source = connection;
      document.body.append(log);
      await renderNow(log);
      log.paused = true;
      for (const data of ['1', '2']) connection.dispatchEvent(new MessageEvent('message', { data }));
      await renderNow(log);
      expect(spoken(log)).to.equal('');
      log.paused = false;
      await renderNow(log);
      expect(spoken(log)).to.equal('2 messages; the newest: 2');
      log.remove();
    });
  });
});

/** Renders without an animation frame: the clock of the test has none. */
async function renderNow(log: WsLog): Promise<void> {
  await Promise.resolve();
  (log as unknown as { performUpdate(): void }).performUpdate();
}

describe('`<ws-log>` in other languages', () => {
  afterEach(removeLogs);

  for (const [lang, words] of [
    ['zh-TW', ['暫停', '全部複製', '收到', '開始記錄']],
    ['zh-CN', ['暂停', '全部复制', '收到', '开始记录']],
  ] as const) {
    it(`its words are in ${lang}`, async () => {
      const { connection, server } = await connect();
      const log = await mountLog(connection);
      log.lang = lang;
      await sendNumbers(log, server, 1);
      const text = log.shadowRoot!.textContent + find(log, 'received')!.getAttribute('aria-label');
      for (const word of words) expect(text).to.contain(word);
    });
  }
});
