import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, next, seeMessage, statusText, waitForState, waitUntilShown } from './element-driver.js';
import { mountIn, situations } from './situations.js';

/** The parts that are laid out below each other. */
const rows = ['status', 'reason', 'form', 'message', 'details'] as const;

describe('<ws-echo> layout', () => {
  for (const [name, situation] of Object.entries(situations)) {
    it(`nothing of \`<ws-echo>\` is cut off at 320 px with a text of 200 % in the situation “${name}”`, async () => {
      const el = document.createElement('ws-echo');
      el.style.cssText = 'inline-size: 320px; --ws-echo-font: 2rem / 1.5 sans-serif';
      await mountIn(situation, el);
      await Promise.all(el.shadowRoot!.getAnimations().map(({ finished }) => finished));
      const body = find(el, 'body')!;
      expect(find(el, 'status')!.scrollWidth).to.be.at.most(find(el, 'status')!.clientWidth);
      expect(body.scrollWidth).to.be.at.most(body.clientWidth);
      const boxes = rows.flatMap((part) => find(el, part)?.getBoundingClientRect() ?? []);
      for (const [index, box] of boxes.entries()) {
        if (index > 0) expect(box.top, `row ${index}`).to.be.at.least(boxes[index - 1]!.bottom - 1);
      }
      const end = boxes.at(-1)!.bottom - body.getBoundingClientRect().top + body.scrollTop;
      expect(body.scrollHeight).to.be.at.least(Math.floor(end));
      // Three lines of 48 px, and what is around them.
      expect(find(el, 'message')!.clientHeight).to.be.at.least(3 * 48);
      el.remove();
    });

    it(`a \`compact\` \`<ws-echo>\` is one line of 56 px at 480 px, and two lines below, in the situation “${name}”`, async () => {
      const el = await mountIn(situation);
      el.compact = true;
      el.style.inlineSize = '480px';
      await el.updateComplete;
      expect(el.offsetHeight).to.equal(56);
      for (const width of [450, 320]) {
        el.style.inlineSize = `${width}px`;
        if (!el.readonly) expect(el.offsetHeight).to.be.within(width === 450 ? 56 : 90, 100);
        for (const part of el.shadowRoot!.querySelectorAll<HTMLElement>('a, button, textarea')) {
          if (part.offsetWidth === 0) continue;
          const { left, right } = part.getBoundingClientRect();
          const edge = el.getBoundingClientRect();
          expect(left).to.be.at.least(edge.left);
          expect(right).to.be.at.most(edge.right);
        }
      }
      el.remove();
    });
  }

  it('`--ws-echo-block-size` is the height, and `auto` is as high as what is in it', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    expect(el.offsetHeight).to.equal(352);
    el.style.setProperty('--ws-echo-block-size', '500px');
    expect(el.offsetHeight).to.equal(500);
    el.style.setProperty('--ws-echo-block-size', 'auto');
    expect(el.offsetHeight).to.be.within(200, 350);
  });

  it('the message takes the place that the reason and a growing input leave', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer({ closeWith: 1008 }).url} manual></ws-echo>`);
    await el.updateComplete;
    const height = () => find(el, 'message')!.offsetHeight;
    const all = height();
    el.value = 'one\ntwo\nthree';
    expect(height()).to.be.lessThan(all);
    el.value = '';
    expect(height()).to.equal(all);
    el.reconnect();
    await waitForState(el, 'closed');
    await waitUntilShown('the reason', () => find(el, 'reason') !== null);
    expect(height()).to.equal(all - find(el, 'reason')!.offsetHeight);
    expect(el.offsetHeight).to.equal(352);
  });

  it('a `compact` `<ws-echo>` shows the reason in place of the message, whole in its tooltip', async () => {
    const el = document.createElement('ws-echo');
    el.setAttribute('compact', '');
    await mountIn(situations['closed by the server']!, el);
    expect(find(el, 'reason')!.title).to.contain('1008 policy violation — not today');
    expect(find(el, 'message')!.offsetHeight).to.equal(0);
    el.compact = false;
    await el.updateComplete;
    expect(find(el, 'message')!.offsetHeight).to.be.greaterThan(0);
    expect(el.hasAttribute('compact')).to.equal(false);
    el.remove();
  });

  it('a `compact` `<ws-echo>` cuts the sentence of a failure, and neither the link of `help-url` nor Stop', async () => {
    const el = document.createElement('ws-echo');
    el.compact = true;
    await mountIn(situations['waiting, with a help page']!, el);
    for (const width of [320, 450, 480, 640, 700, 900]) {
      el.style.inlineSize = `${width}px`;
      const edge = find(el, 'reason')!.getBoundingClientRect();
      expect(find(el, 'reason')!.querySelector('span')!.offsetWidth, `${width} px`).to.be.greaterThan(10);
      for (const part of ['help', 'stop'] as const) {
        const { left, right, width: own, height } = find(el, part)!.getBoundingClientRect();
        expect([left >= edge.left, right <= edge.right], `${part}, ${width} px`).to.deep.equal([true, true]);
        expect(Math.min(own, height), `${part}, ${width} px`).to.be.at.least(part === 'help' ? 24 : 20);
      }
    }
    el.remove();
  });

  it('a `compact` `<ws-echo>` shows JSON on one line, as it came', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo compact url=${echoServer({ greet: '{"a": [1]}' }).url}></ws-echo>`);
    await seeMessage(el, '{"a": [1]}');
    expect(find(el, 'message')!.title).to.equal('{"a": [1]}');
  });

  it('eight lines of CSS make the newest message words in a paragraph', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      .price,
      .price::part(body),
      .price::part(message),
      .price::part(text) { all: unset }
      .price::part(status),
      .price::part(form),
      .price::part(details) { display: none }
    `);
    document.adoptedStyleSheets.push(sheet);
    const root = await fixture<HTMLElement>(html`
      <p>The price is <ws-echo class="price" url=${echoServer({ greet: '12.30' }).url}></ws-echo> today.</p>
    `);
    const el = root.querySelector('ws-echo')!;
    await seeMessage(el, '12.30');
    expect(root.offsetHeight).to.equal(parseFloat(getComputedStyle(root).lineHeight) || root.offsetHeight);
    expect(root.getClientRects()).to.have.length(1);
    const { top, height } = find(el, 'text')!.getBoundingClientRect();
    expect(top + height).to.be.at.most(root.getBoundingClientRect().bottom);
    expect(height).to.be.lessThan(30);
    expect(root.offsetHeight).to.be.lessThan(30);
    document.adoptedStyleSheets.pop();
  });

  it('what is in the slot `message` takes the place of the message', async () => {
    const el = await fixture<WsEcho>(
      html`<ws-echo url=${echoServer({ greet: 'Hi' }).url}><div slot="message">Mine</div></ws-echo>`,
    );
    await next(el, 'message');
    await waitForState(el, 'open');
    expect(find(el, 'message')!.offsetHeight).to.equal(0);
    const slotted = el.querySelector('div')!;
    expect(slotted.offsetHeight).to.be.greaterThan(100);
    expect(slotted.getBoundingClientRect().bottom).to.be.at.most(el.getBoundingClientRect().bottom);
  });

  it('the address is cut where there is no room, and whole in its tooltip', async () => {
    const el = await fixture<WsEcho>(
      html`<ws-echo manual style="inline-size: 320px" url="wss://feed.example.com/a/long/path/to/the/feed"></ws-echo>`,
    );
    const address = find(el, 'address')!;
    expect(address.scrollWidth).to.be.greaterThan(address.clientWidth);
    expect(address.title).to.equal('feed.example.com/a/long/path/to/the/feed');
    expect(statusText(el)).to.contain('feed.example.com');
  });
});

/** The custom properties with colours of text, and those that are behind it. */
const colours: [text: string, behind: string[]][] = [
  ['--_text', ['--_background', '--_surface', '--_busy-surface', '--_bad-surface']],
  ['--_muted', ['--_background', '--_surface', '--_busy-surface', '--_bad-surface']],
  ['--_accent', ['--_background', '--_surface', '--_busy-surface', '--_bad-surface']],
  ['--_on-accent', ['--_accent']],
  ['--_json-key', ['--_background']],
  ['--_json-string', ['--_background']],
  ['--_json-number', ['--_background']],
];

describe('<ws-echo> colours', () => {
  for (const scheme of ['light', 'dark']) {
    it(`every colour of text has a contrast of 4.5 to 1 to what is behind it, ${scheme}`, async () => {
      const el = await fixture<WsEcho>(html`<ws-echo style="color-scheme: ${scheme}"></ws-echo>`);
      const probe = el.shadowRoot!.appendChild(document.createElement('i'));
      const luminance = (name: string) => {
        probe.style.color = `var(${name})`;
        const [red, green, blue] = getComputedStyle(probe)
          .color.match(/[\d.]+/g)!
          .map(Number);
        const linear = (value: number) =>
          value / 255 <= 0.040_45 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
        return 0.212_6 * linear(red!) + 0.715_2 * linear(green!) + 0.072_2 * linear(blue!);
      };
      for (const [text, behind] of colours) {
        for (const background of behind) {
          const [lighter, darker] = [luminance(text), luminance(background)].sort((a, b) => b - a);
          expect((lighter! + 0.05) / (darker! + 0.05), `${text} on ${background}`).to.be.at.least(4.5);
        }
      }
      probe.remove();
    });
  }
});
