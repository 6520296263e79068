// The tests that the demo's app passes in every framework. The pages run in Chromium with the development build of
// their framework, which does more: React's StrictMode mounts twice. The record of the echo server shows the sockets of
// a page.
// For another framework, write demo/<name>.html and call `itIsTheApp('<name>')` in a test file of its own.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { useSite } from './site.mjs';

/**
 * Declares the common tests of `demo/<name>.html`, and returns a function that opens the page for one more.
 * `open` comes from `useSite()`.
 */
export function itIsTheApp(name, open = useSite([`demo/${name}.html`])) {
  /** Opens the app and waits until all five of its elements are connected. */
  async function openApp() {
    const app = await open(`demo/${name}.html`);
    await connects(app, 5);
    return app;
  }

  /** Waits until the server has opened so many sockets, and all five elements are open. */
  async function connects(app, opened) {
    await app.server({ opened });
    await app.waitFor(
      () => [...document.querySelectorAll('ws-echo')].filter(({ state }) => state === 'open').length === 5,
    );
  }

  it(`\`demo/${name}.html\` opens one socket for each element, and lists what two of them receive`, async () => {
    const app = await openApp();
    await app.hears('left', 'Hello!');
    await app.hears('right', 'Hi!');
    assert.deepEqual(await app.received(), ['left: Hello!', 'right: Hi!']);
    const { opened, live, closes } = await app.server();
    assert.deepEqual({ opened, live, closes }, { opened: 5, live: 5, closes: [] });
  });

  it(`\`demo/${name}.html\` sends the text of its own form through the left element`, async () => {
    const app = await openApp();
    await app.say('From the app');
    await app.lists('left: From the app');
    assert.deepEqual((await app.server()).messages, ['From the app']);
  });

  it(`\`demo/${name}.html\` keeps the last 50 messages`, async () => {
    const app = await openApp();
    for (let n = 1; n <= 30; n++) await app.act({ send: `news ${n}` });
    await app.lists('left: news 30');
    await app.lists('right: news 30');
    const received = await app.received();
    assert.deepEqual([received.length, received.at(-1).slice(-7)], [50, 'news 30']);
  });

  it(`\`demo/${name}.html\` sets a \`url\` provider, which is called before every attempt`, async () => {
    const app = await openApp();
    assert.deepEqual((await app.server()).tokens, ['1']);
    await app.page.evaluate(() => document.querySelector('#right').reconnect());
    await app.server({ opened: 6 });
    await app.waitFor(() => document.querySelector('#right').state === 'open');
    assert.deepEqual((await app.server()).tokens, ['1', '2']);
  });

  it(`\`demo/${name}.html\` keeps every element and socket when its list is reversed`, async () => {
    const app = await openApp();
    const before = await app.rooms();
    await app.page.evaluate(() => (window.elements = [...document.querySelectorAll('#rooms ws-echo')]));
    await app.click('#reverse');
    await app.waitFor((first) => document.querySelector('#rooms ws-echo').label !== first, before[0]);
    assert.deepEqual(await app.rooms(), before.toReversed());
    const isTheSame = await app.page.evaluate(() =>
      [...document.querySelectorAll('#rooms ws-echo')].every(
        (element, index) => element === window.elements.at(-1 - index),
      ),
    );
    assert.ok(isTheSame, 'The elements are others');
    await app.keptEverySocket();
  });

  it(`\`demo/${name}.html\` lists no message while its listener is removed, and lists the next ones`, async () => {
    const app = await openApp();
    await app.click('#pause');
    await app.waitFor(() => document.querySelector('#pause[aria-pressed=true]'));
    await app.say('unheard');
    await app.waitFor(() => document.querySelector('#left').lastMessage?.data === 'unheard');
    await app.click('#pause');
    await app.waitFor(() => document.querySelector('#pause[aria-pressed=false]'));
    await app.say('heard');
    await app.lists('left: heard');
    assert.deepEqual(await app.received(), ['left: heard']);
    await app.keptEverySocket();
  });

  it(`\`demo/${name}.html\` closes with 1000 when it unmounts an element, and connects a new one`, async () => {
    const app = await openApp();
    await app.click('#leave');
    assert.deepEqual((await app.server({ closed: 1 })).closes, [{ code: 1000, reason: '' }]);
    assert.equal(await app.page.$('#right'), null);
    await app.click('#leave');
    await app.server({ opened: 6 });
    await app.waitFor(() => document.querySelector('#right')?.state === 'open');
    await app.hears('right', 'Back again');
    const { opened, live, closes, tokens } = await app.server({ messages: 1 });
    assert.deepEqual(
      { opened, live, closed: closes.length, tokens },
      { opened: 6, live: 5, closed: 1, tokens: ['1', '2'] },
    );
  });

  it(`\`demo/${name}.html\` fits into a width of 320 pixels`, async () => {
    const app = await openApp();
    await app.page.setViewport({ width: 320, height: 640 });
    const width = await app.page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 320);
  });

  return openApp;
}

/** Declares the test of an example of the README, in the page at `path` that mounts it. */
export function itIsTheExample(open, path) {
  it(`the README example in \`${path}\` sends “Hello!” and shows the echo`, async () => {
    const app = await open(path);
    await app.waitFor(() => document.querySelector('ws-echo')?.state === 'open');
    await app.click('button');
    await app.waitFor(() => document.querySelector('output').textContent === 'Hello!');
    assert.deepEqual((await app.server()).messages, ['Hello!']);
  });
}

/** Declares the test of an app whose button `#move` shows the left element in another place. */
export function itMovesWithItsPortal(openApp) {
  it('`<ws-echo>` keeps its socket when a portal moves it to another place', async () => {
    const app = await openApp();
    await app.page.evaluate(() => (window.left = document.querySelector('#left')));
    await app.click('#move');
    await app.waitFor(() => document.querySelector('#pinned #left'));
    assert.ok(await app.page.evaluate(() => window.left === document.querySelector('#left')), 'It is another element');
    await app.keptEverySocket();
  });
}
