import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { Diagnosis } from '../../src/connection/diagnosis.js';
import { helpFragment } from '../../src/echo/status-view.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { Clock } from '../clock.js';
import { echoServer } from '../servers/echo-server.js';
import { find, mount, statusText, waitForState, waitUntilShown } from './element-driver.js';
import { mountIn, refusedAddress, situations } from './situations.js';

describe('<ws-echo> status part', () => {
  for (const [name, situation] of Object.entries(situations)) {
    it(`the status part shows the state and the matching button in the situation “${name}”`, async () => {
      const el = await mountIn(situation);
      expect(statusText(el)).to.match(situation.words);
      expect(find(el, 'action')).to.have.trimmed.text(situation.action);
      expect((find(el, 'action') as HTMLButtonElement).disabled).to.equal(!el.url || name === 'misconfigured');
      el.remove();
    });
  }

  it('the status part shows the host of `url` without its query', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${`${server.url}&token=secret`}></ws-echo>`);
    await waitForState(el, 'open');
    expect(statusText(el)).to.contain(new URL(server.url).host).and.not.contain('secret');
  });

  it('the status part shows a relative `url` as it is written, without its query', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo lang="en" manual url="/feed?token=secret"></ws-echo>`);
    expect(statusText(el)).to.equal('Not connected /feed');
  });

  it('the message part keeps the full stop at the end of its text in a right-to-left page', async () => {
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

  it('the reason part is aligned to the right in a right-to-left page', async () => {
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
    const edge = text.getBoundingClientRect().right - parseFloat(getComputedStyle(text).paddingInlineStart);
    for (const { right } of lines) expect(right).to.be.closeTo(edge, 1);
  });

  it('the status part shows no address before the `url` provider has returned one', async () => {
    const el = await mountIn(situations['connecting']!);
    expect(statusText(el)).to.equal('Connecting…');
    el.lang = 'zh-Hant';
    el.requestUpdate();
    await waitUntilShown('the Chinese words', () => statusText(el) === '正在連線…');
    el.remove();
  });

  describe('<ws-echo> status part while waiting for a retry', () => {
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

    it('the status part counts down the seconds to the next attempt', async () => {
      expect(statusText(el)).to.match(/\b2 seconds\b/);
      clock.tick(1_000);
      await el.updateComplete;
      expect(statusText(el)).to.match(/\b1 second\b/);
    });

    it('the status part continues to count down after `<ws-echo>` is moved', async () => {
      document.body.prepend(el);
      await el.updateComplete;
      clock.tick(1_000);
      await el.updateComplete;
      expect(statusText(el)).to.match(/\b1 second\b/);
    });

    it('`<ws-echo>` renders once a second, even after the system clock is set forward', async () => {
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

  it('the status part does not show the previous address while a `url` provider is pending', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo lang="en" url=${echoServer().url}></ws-echo>`);
    await waitForState(el, 'open');
    el.url = () => new Promise<string>(() => {});
    await waitForState(el, 'connecting');
    expect(statusText(el)).to.equal('Connecting…');
  });

  it('a text direction override in a close reason does not affect the words after it', async () => {
    const reason = '\u202Ebad';
    const el = await fixture<WsEcho>(
      html`<ws-echo lang="en" url=${echoServer({ closeWith: 1001, reason }).url}></ws-echo>`,
    );
    await waitForState(el, 'waiting');
    const walker = document.createTreeWalker(find(el, 'reason')!, NodeFilter.SHOW_TEXT);
    while (!walker.nextNode()?.nodeValue?.includes('Retry'));
    const own = walker.currentNode as Text;
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

  it('the stop button ends the retries, and there is one only while waiting', async () => {
    const el = await mountIn(situations['waiting']!);
    find(el, 'stop')!.click();
    await waitForState(el, 'closed');
    await el.updateComplete;
    expect([el.diagnosis, find(el, 'stop')]).to.deep.equal([null, null]);
    el.remove();
  });

  it('`<ws-echo>` stays connected when Connect is double-clicked', async () => {
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

  it('the action button closes the socket with 1000, and opens another one', async () => {
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

describe('<ws-echo> help-url', () => {
  /** The address of the link; null without a link. */
  const hrefOf = (el: WsEcho) => (find(el, 'help') as HTMLAnchorElement | null)?.href ?? null;

  /** An element that shows a failure: the server has closed it, with this code. */
  async function failed(closeWith: number, helpUrl: string): Promise<WsEcho> {
    const { url } = echoServer({ closeWith });
    const el = await fixture<WsEcho>(
      html`<ws-echo lang="en" retry="off" help-url=${helpUrl} url=${url} manual></ws-echo>`,
    );
    el.reconnect();
    await waitForState(el, 'closed');
    await waitUntilShown('the reason', () => find(el, 'reason') !== null);
    return el;
  }

  for (const code of [1008, 4401]) {
    it(`\`help-url\` adds a link to the sentence of a failure, at the anchor of its close code ${code}`, async () => {
      const el = await failed(code, 'https://help.example/sockets?lang=en');
      expect(hrefOf(el)).to.equal(`https://help.example/sockets?lang=en#${code}`);
      expect(find(el, 'reason')).to.have.trimmed.text(
        `${el.shadowRoot!.querySelector('[part=reason] > span')!.textContent} What to check`,
      );
    });
  }

  it('the link of `help-url` leads to the kind of a failure without a close frame', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo help-url="https://help.example/"></ws-echo>`);
    el.url = 'gopher://a.example';
    await waitUntilShown('the link', () => hrefOf(el) === 'https://help.example/#bad-url');
  });

  it('the link of `help-url` leads to the failure before `gave-up`', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo retry="1" help-url="https://help.example/"></ws-echo>`);
    el.url = refusedAddress();
    await waitForState(el, 'waiting');
    await waitForState(el, 'closed');
    await el.updateComplete;
    expect([el.diagnosis!.kind, hrefOf(el)]).to.deep.equal(['gave-up', 'https://help.example/#blocked-port']);
  });

  it('`helpFragment()` is the close code if the server closed it, otherwise the kind; for `gave-up` that of its cause', () => {
    const diagnosis: Diagnosis = {
      kind: 'unreachable',
      code: 1006,
      reason: '',
      url: 'wss://a.example/',
      hasProtocols: false,
      openFor: null,
      cause: null,
    };
    const closed: Diagnosis = { ...diagnosis, kind: 'closed-by-server', code: 4401 };
    expect(helpFragment(diagnosis)).to.equal('unreachable');
    expect(helpFragment({ ...diagnosis, kind: 'blocked-by-csp' })).to.equal('blocked-by-csp');
    expect(helpFragment(closed)).to.equal('4401');
    expect(helpFragment({ ...diagnosis, kind: 'gave-up', cause: diagnosis })).to.equal('unreachable');
    expect(helpFragment({ ...closed, kind: 'gave-up', cause: closed })).to.equal('4401');
  });

  it('the link of `help-url` opens in a new tab, where it cannot reach the page', async () => {
    const link = find(await failed(1008, '/help'), 'help') as HTMLAnchorElement;
    expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener']);
  });

  it('a relative `help-url` is resolved against the document, and its own fragment is replaced', async () => {
    const el = await failed(1008, 'help/sockets.html#top');
    expect(hrefOf(el)).to.equal(new URL('help/sockets.html#1008', document.baseURI).href);
  });

  it('another `help-url` changes the link, and none removes it, while the reason is shown', async () => {
    const el = await failed(1008, '/one');
    el.setAttribute('help-url', '/two');
    await el.updateComplete;
    expect(hrefOf(el)).to.equal(new URL('/two#1008', document.baseURI).href);
    el.removeAttribute('help-url');
    await el.updateComplete;
    expect([hrefOf(el), find(el, 'reason') === null]).to.deep.equal([null, false]);
    el.helpUrl = 'file:///usr/share/doc/help.html';
    await el.updateComplete;
    expect(hrefOf(el)).to.equal('file:///usr/share/doc/help.html#1008');
  });

  it('a `help-url` that is no http:, https: or file: address makes no link', async () => {
    const el = await failed(1008, '/help');
    for (const value of [
      'javascript:alert(1)',
      ' JAVASCRIPT:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'blob:x',
      'ws://a.example',
      'mailto:a@a.example',
      'https://',
      '',
      ' ',
      Symbol('no address'),
    ]) {
      el.helpUrl = value as string;
      await el.updateComplete;
      expect(hrefOf(el), String(value)).to.equal(null);
      expect(find(el, 'reason')!.textContent).to.contain('1008');
    }
  });

  for (const part of ['help', 'stop'] as const) {
    it(`the status has the focus when the next attempt takes away the part \`${part}\` that had it`, async () => {
      const el = document.createElement('ws-echo');
      el.helpUrl = '/help';
      await mountIn(situations['waiting']!, el);
      await el.updateComplete;
      find(el, part)!.focus();
      expect(el.shadowRoot!.activeElement!.getAttribute('part')).to.equal(part);
      el.url = () => new Promise<string>(() => {});
      await waitForState(el, 'connecting');
      await el.updateComplete;
      expect(el.shadowRoot!.activeElement?.getAttribute('part')).to.equal('status');
      el.remove();
    });
  }

  it('without a failure `help-url` adds nothing', async () => {
    for (const name of ['open', 'asleep', 'closed by the user', 'without an address']) {
      const el = document.createElement('ws-echo');
      el.helpUrl = '/help';
      await mountIn(situations[name]!, el);
      expect(find(el, 'help'), name).to.equal(null);
      el.remove();
    }
  });

  it('the announced sentence of a failure is the same with `help-url`', async () => {
    const announced = async (helpUrl: string) => {
      const el = await failed(1008, helpUrl);
      const region = el.shadowRoot!.querySelector('#announcement')!;
      await waitUntilShown('the announcement', () => region.textContent.includes('1008'));
      return region.textContent;
    };
    expect(await announced('/help')).to.equal(await announced(''));
  });

  for (const [lang, words] of [
    ['en', 'What to check'],
    ['zh-Hant', '如何檢查'],
    ['zh-Hans', '如何检查'],
  ] as const) {
    it(`the name of the link of \`help-url\` is “${words}” in ${lang}`, async () => {
      const el = await failed(1008, '/help');
      el.lang = lang;
      await waitUntilShown(words, () => find(el, 'help')!.textContent.trim() === words);
    });
  }
});
