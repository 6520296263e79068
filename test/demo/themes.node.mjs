// The four themes of demo/theming.html in Chromium, at sizes and in modes that only a driver can set.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inChromium, useSite } from '../embedding/site.mjs';

const path = 'demo/theming.html';

/** 1280 px at 200 % are 640. */
const sizes = {
  '320 px': { width: 320, height: 800 },
  '1280 px': { width: 1280, height: 800 },
  '200 %': { width: 640, height: 400, deviceScaleFactor: 2 },
};

describe('demo/theming.html layout', inChromium, () => {
  const open = useSite([path]);

  /** Opens the page at a size, with every element open. */
  async function openLooks(size, { lang = 'en', dir = 'ltr', features = [] } = {}) {
    const app = await open(
      path,
      (_url, language, direction) => {
        document.addEventListener('DOMContentLoaded', () =>
          Object.assign(document.documentElement, { lang: language, dir: direction }),
        );
        // The next attempt is as late as it may be.
        Math.random = () => 0.999;
      },
      lang,
      dir,
    );
    await app.page.setViewport(size);
    // Puppeteer's own way knows no forced colours.
    const cdp = await app.page.createCDPSession();
    await cdp.send('Emulation.setEmulatedMedia', { features });
    await reach(app, 'open');
    return app;
  }

  /** Waits until every element is in a state, and shows it. */
  async function reach(app, state) {
    await app.waitFor(
      (wanted) => [...document.querySelectorAll('ws-echo')].every((el) => el.state === wanted && !el.isUpdatePending),
      state,
    );
  }

  const connect = (app, url) => app.page.$$eval('ws-echo', (all, value) => all.forEach((el) => (el.url = value)), url);
  /** Has every element wait for an address that never comes. */
  const connectForEver = async (app) => {
    await app.page.$$eval('ws-echo', (all) => all.forEach((el) => (el.url = () => new Promise(() => {}))));
    await reach(app, 'connecting');
  };
  const heights = (app) =>
    app.page.$$eval('ws-echo', (all) => all.map((el) => [el.id, el.getBoundingClientRect().height]));

  /** Brings every element into each of its situations, and calls `tell` in each. */
  async function live(app, tell) {
    await tell('open');
    await app.page.$$eval('ws-echo', (all) => all.forEach((el) => el.send('Hello!')));
    await app.waitFor(() =>
      [...document.querySelectorAll('ws-echo')].every(
        (el) => el.shadowRoot.querySelector('bdi')?.textContent === 'Hello!',
      ),
    );
    await tell('open, with a message');
    await app.page.$$eval('ws-echo', (all) => all.forEach((el) => el.send(new Uint8Array(40))));
    await app.waitFor(() =>
      [...document.querySelectorAll('ws-echo')].every((el) => el.shadowRoot.querySelector('[data-format=hex]')),
    );
    await tell('open, with bytes');
    await app.page.$$eval('ws-echo', (all) => all.forEach((el) => el.send('word '.repeat(4_000))));
    await app.waitFor(() =>
      [...document.querySelectorAll('ws-echo')].every((el) =>
        el.shadowRoot.querySelector('bdi')?.textContent.startsWith('word'),
      ),
    );
    await tell('open, with a message that is cut');
    await connectForEver(app);
    await tell('connecting');
    await connect(app, `${app.url}&closeWith=1001`);
    await reach(app, 'waiting');
    await tell('waiting');
    await app.page.$$eval('ws-echo', (all) => all.forEach((el) => el.send('Hello!')));
    await app.waitFor(() =>
      [...document.querySelectorAll('ws-echo')].every((el) => el.connection.queued === 1 && !el.isUpdatePending),
    );
    await tell('waiting, with a message in the queue');
    await app.page.$$eval('ws-echo', (all) => all.forEach((el) => el.close()));
    await app.waitFor(() =>
      [...document.querySelectorAll('ws-echo')].every((el) => el.shadowRoot.querySelector('[part=restore]')),
    );
    await tell('closed, with a message to put back');
    await connect(app, `${app.url}&closeWith=1008&reason=not+today`);
    await reach(app, 'closed');
    await tell('closed by the server');
    await connect(app, '');
    await reach(app, 'closed');
    await tell('without an address');
  }

  for (const [name, size] of Object.entries(sizes)) {
    for (const [lang, dir] of [
      ['en', 'ltr'],
      ['zh-Hant', 'ltr'],
      ['en', 'rtl'],
    ]) {
      it(`every theme fits the page at ${name}, lang ${lang}, dir ${dir}, without clipping in any state`, async () => {
        const app = await openLooks(size, { lang, dir });
        const wrong = [];
        await live(app, async (stop) =>
          wrong.push(...(await app.page.evaluate(misplaced)).map((what) => `${stop}: ${what}`)),
        );
        assert.deepEqual(wrong, []);
      });
    }

    it(`every theme keeps its height in every state at ${name}`, async () => {
      const app = await openLooks(size);
      const first = await heights(app);
      await live(app, async (stop) => assert.deepEqual(await heights(app), first, stop));
    });
  }

  it('every theme puts Send after the input in the direction of the text', async () => {
    for (const [dir, isAfter] of [
      ['ltr', 1],
      ['rtl', -1],
    ]) {
      const app = await openLooks(sizes['1280 px'], { dir });
      const sides = await app.page.$$eval('ws-echo', (all) =>
        all.map(({ shadowRoot }) => {
          const [input, send] = ['input', 'send'].map((part) =>
            shadowRoot.querySelector(`[part=${part}]`).getBoundingClientRect(),
          );
          return Math.sign(send.left - input.left);
        }),
      );
      assert.deepEqual(sides, [isAfter, isAfter, isAfter, isAfter], dir);
    }
  });

  it('no theme runs an animation with `prefers-reduced-motion: reduce`', async () => {
    const running = (app) =>
      app.page.$$eval('ws-echo', (all) =>
        all.flatMap(({ id, shadowRoot }) =>
          shadowRoot.getAnimations().map((animation) => `${id}, ${animation.constructor.name}`),
        ),
      );
    for (const [value, expected] of [
      ['no-preference', ['terminal, CSSAnimation']],
      ['reduce', []],
    ]) {
      const app = await openLooks(sizes['1280 px'], { features: [{ name: 'prefers-reduced-motion', value }] });
      await connect(app, `${app.url}&closeWith=1001`);
      await reach(app, 'waiting');
      const animations = await running(app);
      // A transition that runs shows that they are not off; only the terminal has an animation.
      const lasting = value === 'reduce' ? animations : animations.filter((name) => name.endsWith('CSSAnimation'));
      assert.deepEqual(lasting, expected, value);
    }
  });

  it('every theme distinguishes open from connecting, and shows the input, in forced colours', async () => {
    const app = await openLooks(sizes['1280 px'], { features: [{ name: 'forced-colors', value: 'active' }] });
    const seen = () =>
      app.page.$$eval('ws-echo', async (all) => {
        const animations = all.flatMap(({ shadowRoot }) => shadowRoot.getAnimations());
        await Promise.all(
          animations.filter((animation) => animation instanceof CSSTransition).map(({ finished }) => finished),
        );
        return all.map((el) => {
          const style = (part) => getComputedStyle(el.shadowRoot.querySelector(`[part=${part}]`));
          const behind = getComputedStyle(el).backgroundColor;
          const isSeen = (colour) => colour !== behind && !/^rgba\(.*, 0\)$/.test(colour);
          const { borderBottomColor, borderBottomWidth } = style('input');
          return {
            isFilled: isSeen(style('indicator').backgroundColor),
            hasEdge: borderBottomWidth !== '0px' && isSeen(borderBottomColor),
          };
        });
      });
    for (const look of await seen()) assert.deepEqual(look, { isFilled: true, hasEdge: true });
    await connectForEver(app);
    for (const look of await seen()) assert.deepEqual(look, { isFilled: false, hasEdge: true });
  });
});

/** Runs in the page: lists the boxes that overflow, overlap or leave their container. Scrollable ones may overflow. */
async function misplaced() {
  const wrong = [];
  const animations = [...document.querySelectorAll('ws-echo')].flatMap(({ shadowRoot }) => shadowRoot.getAnimations());
  await Promise.all(
    animations.filter((animation) => animation instanceof CSSTransition).map(({ finished }) => finished),
  );
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wrong.push(`the page is ${page.scrollWidth - page.clientWidth} px too wide`);
  for (const el of document.querySelectorAll('ws-echo')) {
    const place = el.getBoundingClientRect();
    if (place.left < 0 || place.right > page.clientWidth) wrong.push(`${el.id} is outside of the page`);
    for (const part of el.shadowRoot.querySelectorAll('[part]')) {
      const { left, right, top, bottom, width } = part.getBoundingClientRect();
      // Not shown, or not a box; or what scrolls in its own box.
      if (width <= 1 || part.matches('[part=message] *')) continue;
      const isScrolled = part.matches('[part=body] *');
      const name = `${el.id}, its ${part.getAttribute('part')}`;
      const isBeside = left < place.left - 1 || right > place.right + 1;
      if (isBeside || (!isScrolled && (top < place.top - 1 || bottom > place.bottom + 1)))
        wrong.push(`${name} sticks out`);
      const { overflow, textOverflow } = getComputedStyle(part);
      const scrolls =
        /auto|scroll/.test(overflow) || part instanceof HTMLTextAreaElement || textOverflow === 'ellipsis';
      if (
        !scrolls &&
        (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1) &&
        part.clientWidth > 0
      ) {
        wrong.push(`${name} is cut off`);
      }
    }
    const rows = ['status', 'reason', 'form', 'message', 'details']
      .map((part) => el.shadowRoot.querySelector(`[part=${part}]`)?.getBoundingClientRect())
      .filter((row) => row?.width > 0);
    rows.forEach((row, at) => {
      const next = rows[at + 1];
      if (next && next.top < row.bottom - 1 && next.left < row.right - 1 && row.left < next.right - 1)
        wrong.push(`${el.id}, its parts ${at} and ${at + 1} overlap`);
    });
  }
  return wrong;
}
