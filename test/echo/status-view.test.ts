import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { Clock } from '../clock.js';
import { echoServer } from '../servers/echo-server.js';
import { find, mount, statusText, waitForState, waitUntilShown } from './element-driver.js';
import { mountIn, situations } from './situations.js';

describe('<ws-echo>, what it says of the connection', () => {
  for (const [name, situation] of Object.entries(situations)) {
    it(`says in words that it is ${name}, and offers what can be done`, async () => {
      const el = await mountIn(situation);
      expect(statusText(el)).to.match(situation.words);
      expect(find(el, 'action')).to.have.trimmed.text(situation.action);
      expect((find(el, 'action') as HTMLButtonElement).disabled).to.equal(!el.url || name === 'misconfigured');
      el.remove();
    });
  }

  it('names the address without what may be secret in it', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${`${server.url}&token=secret`}></ws-echo>`);
    await waitForState(el, 'open');
    expect(statusText(el)).to.contain(new URL(server.url).host).and.not.contain('secret');
  });

  it('names a relative address as it is written, without what may be secret in it', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo lang="en" manual url="/feed?token=secret"></ws-echo>`);
    expect(statusText(el)).to.equal('Not connected /feed');
  });

  it('keeps a full stop at the end of its sentence in a page from right to left', async () => {
    const root = await fixture<HTMLElement>(html`<div dir="rtl"><ws-echo lang="en"></ws-echo></div>`);
    const el = root.querySelector('ws-echo')!;
    await el.updateComplete;
    const walker = document.createTreeWalker(find(el, 'message')!, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()?.nodeValue !== 'No message yet.');
    const text = walker.currentNode as Text;
    const leftOf = (offset: number) => {
      const range = document.createRange();
      range.setStart(text, offset);
      range.setEnd(text, offset + 1);
      return range.getBoundingClientRect().left;
    };
    expect(leftOf(text.length - 1)).to.be.greaterThan(leftOf(0));
  });

  it('begins at the side of its dot in a page from right to left', async () => {
    const root = await fixture<HTMLElement>(
      html`<div dir="rtl"><ws-echo lang="en" style="inline-size: 12rem" connect-timeout="soon"></ws-echo></div>`,
    );
    const el = root.querySelector('ws-echo')!;
    await waitUntilShown('what is wrong', () => statusText(el).includes('soon'));
    const text = find(el, 'reason')!;
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
    expect(lines.length).to.be.greaterThan(1);
    for (const { right } of lines) expect(right).to.be.closeTo(text.getBoundingClientRect().right, 1);
  });

  it('names no address before a function has given one', async () => {
    const el = await mountIn(situations['connecting']!);
    expect(statusText(el)).to.equal('Connecting…');
    el.lang = 'zh-Hant';
    el.requestUpdate();
    await waitUntilShown('the Chinese words', () => statusText(el) === '正在連線…');
    el.remove();
  });

  describe('while it waits', () => {
    const { random } = Math;
    let clock: Clock;
    let el: WsEcho;

    beforeEach(async () => {
      Math.random = () => 0.999;
      clock = new Clock();
      const server = echoServer();
      el = await mount(server.url);
      await waitForState(el, 'open');
      await server.terminate();
      await waitForState(el, 'waiting');
    });

    afterEach(() => {
      el.remove();
      clock.uninstall();
      Math.random = random;
    });

    it('counts down to the next attempt', async () => {
      expect(statusText(el)).to.match(/\b2 seconds\b/);
      clock.tick(1_000);
      await el.updateComplete;
      expect(statusText(el)).to.match(/\b1 second\b/);
    });

    it('goes on counting when it was moved', async () => {
      document.body.prepend(el);
      await el.updateComplete;
      clock.tick(1_000);
      await el.updateComplete;
      expect(statusText(el)).to.match(/\b1 second\b/);
    });

    it('renders once a second, though the clock was set forward', async () => {
      clock.setForward(3_600_000);
      el.requestUpdate();
      await el.updateComplete;
      clock.tick(999);
      expect(el.isUpdatePending).to.equal(false);
      clock.tick(1);
      expect(el.isUpdatePending).to.equal(true);
      await el.updateComplete;
    });
  });

  it('names no address of before while a function is asked for another', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo lang="en" url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    el.url = () => new Promise<string>(() => {});
    await waitForState(el, 'connecting');
    expect(statusText(el)).to.equal('Connecting…');
  });

  it('keeps what a close reason does to the direction of text out of its own words', async () => {
    const reason = '\u202Ebad';
    const el = await fixture<WsEcho>(
      html`<ws-echo lang="en" url=${echoServer({ closeWith: 1001, reason }).url}></ws-echo>`,
    );
    await waitForState(el, 'waiting');
    const own = find(el, 'reason')!.lastChild as Text;
    const start = own.data.indexOf('Retry');
    const leftOf = (offset: number) => {
      const range = document.createRange();
      range.setStart(own, offset);
      range.setEnd(own, offset + 1);
      return range.getBoundingClientRect().left;
    };
    expect(start).to.be.at.least(0);
    expect(leftOf(start)).to.be.lessThan(leftOf(start + 4));
  });

  it('stays connected when Connect is clicked twice', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo manual url=${server.url}></ws-echo>`);
    const click = (detail: number) =>
      find(el, 'action')!.dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
    click(1);
    await waitUntilShown('Disconnect', () => find(el, 'action')!.textContent.trim() === 'Disconnect');
    click(2);
    await waitForState(el, 'open');
    expect(await server.seen()).to.deep.include({ opened: 1, closes: [] });
  });

  it('disconnects and connects with its button', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    find(el, 'action')!.click();
    expect((await server.closed()).closes).to.deep.equal([{ code: 1000, reason: '' }]);
    await waitUntilShown('Connect', () => find(el, 'action')!.textContent.trim() === 'Connect');
    find(el, 'action')!.click();
    await waitForState(el, 'open');
    expect(await server.seen()).to.include({ opened: 2 });
  });
});
