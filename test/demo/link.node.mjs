// The demo keeps its settings in the fragment of its page.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inChromium, useSite } from '../embedding/site.mjs';

const path = 'demo/index.html';

describe('demo/index.html', inChromium, () => {
  const open = useSite([path]);

  const reaches = (app, state) =>
    app.waitFor(
      (wanted) => document.querySelector('ws-echo')?.state === wanted && document.querySelector('#html').textContent,
      state,
    );
  const tag = (app) => app.page.$eval('#html', ({ textContent }) => textContent.split('\n').at(-1));

  it('`demo/index.html` keeps its settings in the fragment, and a reload connects with them', async () => {
    const app = await open(path);
    await reaches(app, 'open');
    await app.page.select('#format', 'hex');
    await app.page.select('#retry', 'off');
    await app.page.type('#protocols', 'v1');
    await app.click('#address [type=submit]');
    await reaches(app, 'open');
    const fragment = new URLSearchParams(new URL(app.page.url()).hash.slice(1));
    assert.deepEqual(Object.fromEntries(fragment), { url: app.url, protocols: 'v1', format: 'hex', retry: 'off' });
    assert.equal(await tag(app), `<ws-echo url="${app.url}" protocols="v1" format="hex" retry="off"></ws-echo>`);
    await app.page.reload();
    await reaches(app, 'open');
    assert.equal(await app.page.$eval('ws-echo', ({ protocol }) => protocol), 'v1');
    assert.equal((await app.server()).opened, 3);
  });

  it('`demo/index.html` asks before it connects to an address that comes from a link', async () => {
    const app = await open(path);
    await reaches(app, 'open');
    const { origin, pathname } = new URL(app.page.url());
    await app.page.goto('about:blank');
    await app.page.goto(`${origin}${pathname}#${new URLSearchParams({ url: app.url })}`);
    await reaches(app, 'closed');
    assert.match(await app.page.$eval('#hint', ({ textContent }) => textContent), /comes from a link/);
    await app.click('ws-echo >>> [part=action]');
    await reaches(app, 'open');
    assert.equal((await app.server()).opened, 2);
  });

  it('`demo/index.html` asks before it connects to a linked `loopback:`, too, and its form works', async () => {
    const app = await open(path);
    await reaches(app, 'open');
    const { origin, pathname } = new URL(app.page.url());
    await app.page.goto('about:blank');
    await app.page.goto(`${origin}${pathname}#url=loopback%3A`);
    await reaches(app, 'closed');
    await app.click('#address [type=submit]');
    await reaches(app, 'open');
  });

  it('“Copy link” leaves the query of the address out, unless it is wanted', async () => {
    const app = await open(path);
    await reaches(app, 'open');
    // Stands for the clipboard, which asks the user.
    await app.page.evaluate(() => {
      window.copied = [];
      const clipboard = { writeText: (text) => Promise.resolve(void window.copied.push(text)) };
      Object.defineProperty(navigator, 'clipboard', { value: clipboard });
    });
    await app.click('#copy');
    await app.click('#query');
    await app.click('#copy');
    const copied = await app.page.evaluate(() => window.copied);
    const addresses = copied.map((link) => new URLSearchParams(new URL(link).hash.slice(1)).get('url'));
    assert.deepEqual(addresses, [app.url.replace(/\?.*/, ''), app.url]);
  });
});
