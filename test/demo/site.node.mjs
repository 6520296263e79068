// The site as `npm run build` makes it, in a folder that is not the root of its server, which has no WebSocket.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { pages, versionsOf } from '../../demo/site/pages.mjs';
import { inChromium, useServer } from '../embedding/site.mjs';
import { packed } from '../package/packed.mjs';
import { startSite, typeOf } from '../servers/site.mjs';

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Where the site stands on its server. */
const FOLDER = 'some/folder';

/** The most that a page weighs with what it loads, without its framework, in bytes with gzip. */
const WEIGHT = 60_000;

/** The log weighs more: `<ws-log>` is as large as `<ws-echo>`, and that page has both. */
const LOG_WEIGHT = 72_000;

describe('The site', { ...inChromium, timeout: 300_000 }, () => {
  /** The files of the site, by path: text, but for images. */
  let files;

  before(async () => {
    const { output } = await build({ configFile, build: { write: false }, logLevel: 'warn' });
    files = Object.fromEntries(output.map(({ fileName, code, source }) => [fileName, code ?? source]));
  });

  const html = ({ name }) => files[`${name}.html`];
  const attributes = (text, ...names) =>
    [...text.matchAll(new RegExp(`\\s(?:${names.join('|')})="([^"]*)"`, 'g'))].map(([, value]) =>
      value.replaceAll('&amp;', '&'),
    );
  const idsIn = (text) => new Set(attributes(text, 'id'));

  it('every link and every anchor of every page leads to something that is there', () => {
    const wrong = pages.flatMap((page) => {
      // Code shows links that are not the page's own.
      const text = html(page).replace(/<pre>.*?<\/pre>/gs, '');
      return attributes(text, 'href', 'src', 'help-url')
        .filter((target) => !isThere(target, page, 'html'))
        .map((target) => `${page.name}: ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('every link of every Markdown file leads to something that is there', () => {
    const wrong = pages.flatMap((page) => {
      const prose = files[`${page.name}.md`].replace(/^( *)```.*?^\1```$/gms, '');
      return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => target)
        .filter((target) => !isThere(target, page, 'md'))
        .map((target) => `${page.name}: ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  /** Whether a link leads to a file of the site, and its fragment to an id there. Other sites are taken at their word. */
  function isThere(target, page, extension) {
    if (/^(?:https?|data|mailto):/.test(target)) return true;
    const [, path, id] = /^([^#]*)#?(.*)$/.exec(target);
    const file = path ? posix.join(posix.dirname(page.name), path) : `${page.name}.${extension}`;
    if (files[file] === undefined) return false;
    // The headings of a Markdown file have the ids of its page.
    return !id || idsIn(files[file.replace(/\.md$/, '.html')]).has(decodeURIComponent(id));
  }

  it('why-it-failed.html has an anchor for each kind of a diagnosis and each close code with a name, in both languages', () => {
    const names = (path, pattern) =>
      [...readFileSync(new URL(`../../src/connection/${path}`, import.meta.url), 'utf8').matchAll(pattern)].map(
        ([, name]) => name,
      );
    const anchors = [...names('diagnosis.ts', /^ {2}\| '([\w-]+)'/gm), ...names('close-code.ts', /^ {2}(\d+): '/gm)];
    assert.ok(anchors.length > 30);
    for (const page of versionsOf({ name: 'why-it-failed' })) {
      const ids = idsIn(html(page));
      assert.deepEqual(
        anchors.filter((name) => !ids.has(name)),
        [],
        page.name,
      );
    }
  });

  it('a page that is opened from a disk loads its styles, whose tags ask for no other origin', () => {
    for (const page of pages) assert.doesNotMatch(html(page).split('</head>')[0], /crossorigin/, page.name);
  });

  it('every page is there as Markdown, with what the build found out, and llms.txt lists it', () => {
    for (const { name, lang } of pages) {
      assert.match(files[`${name}.md`], /^# /, name);
      assert.doesNotMatch(files[`${name}.md`], /<!-- (?:site|made by)/, name);
      if (lang === 'en') assert.ok(files['llms.txt'].includes(`(${name}.md)`), name);
    }
  });

  it('the site shows the hashes of the published files, and offers these files', async () => {
    const { folder } = await packed();
    const hashes = JSON.parse(readFileSync(`${folder}/dist/integrity.json`, 'utf8'));
    for (const [name, hash] of Object.entries(hashes)) {
      assert.ok(files['get-it.md'].includes(`src="${name}" integrity="${hash}"`), name);
      assert.equal(files[name], readFileSync(`${folder}/dist/${name}`, 'utf8'), name);
    }
  });

  it('a page loads a framework only if it shows that one', () => {
    for (const page of pages) {
      const others = [...loadedBy(page)].filter(
        (file) => /framework-/.test(file) && !file.includes(`framework-${page.name}-`),
      );
      assert.deepEqual(others, [], page.name);
      const own = [...loadedBy(page)].filter((file) => file.includes(`framework-${page.name}-`));
      assert.equal(own.length, page.framework?.length ? 1 : 0, page.name);
    }
  });

  it('every page weighs at most 60 kB with gzip, without its framework', (test) => {
    const weights = pages.map((page) => {
      const own = [...loadedBy(page)].filter((file) => !/framework-/.test(file));
      return [page.name, own.reduce((sum, file) => sum + gzipSync(files[file]).length, 0)];
    });
    for (const [name, bytes] of weights) test.diagnostic(`${name}: ${(bytes / 1000).toFixed(1)} kB`);
    const most = (name) => (name === 'log' ? LOG_WEIGHT : WEIGHT);
    assert.deepEqual(
      weights.filter(([name, bytes]) => bytes > most(name)),
      [],
    );
    // The element alone weighs half of it: what it is made of was found.
    const isLive = ([name]) => pages.find((page) => page.name === name).script;
    assert.deepEqual(
      weights.filter((weight) => isLive(weight) && weight[1] < WEIGHT / 2),
      [],
    );
  });

  /** The page, and what it loads at once: scripts with their imports, styles, the icon. */
  function loadedBy(page) {
    const loaded = new Set([`${page.name}.html`]);
    const add = (file) => {
      if (loaded.has(file) || files[file] === undefined) return;
      loaded.add(file);
      const code = file.endsWith('.js') ? files[file] : '';
      for (const [, path] of code.matchAll(/(?:^|[\s;])(?:import|export)\s?[^'"`(;]*["']([^"']+)["']/g)) {
        add(posix.join(posix.dirname(file), path));
      }
    };
    const head = html(page).split('</head>')[0];
    for (const target of attributes(head, 'href', 'src')) {
      if (!/\.(?:md|html)$/.test(target)) add(posix.join(posix.dirname(page.name), target));
    }
    return loaded;
  }

  describe('in a browser', () => {
    const open = useServer(() =>
      startSite((path) => {
        const file = path.slice(`/${FOLDER}/`.length);
        return path.startsWith(`/${FOLDER}/`) && file in files ? [typeOf(file), files[file]] : undefined;
      }),
    );
    const openPage = ({ name }) => open(`${FOLDER}/${name}.html`);

    for (const page of pages) {
      it(`${page.name}.html passes axe in light and dark, fits 320 px, and asks nobody else`, async () => {
        const app = await openPage(page);
        const asked = await app.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
        assert.deepEqual(
          asked.filter((url) => new URL(url).origin !== new URL(app.page.url()).origin),
          [],
        );
        await app.page.setViewport({ width: 320, height: 800 });
        assert.equal(await app.page.evaluate(() => document.documentElement.scrollWidth), 320);
        assert.equal(await app.page.$$eval('h1', (all) => all.length), 1);
        await app.page.setViewport({ width: 1280, height: 800 });
        await app.page.evaluate(axe);
        for (const value of ['light', 'dark']) {
          await app.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
          const found = await app.page.evaluate(async () => {
            const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
            return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html: tag }) => tag)}`);
          });
          assert.deepEqual(found, [], value);
        }
      });
    }

    it('the first Tab reaches a link that skips to the content', async () => {
      const app = await openPage(pages[0]);
      await app.page.keyboard.press('Tab');
      await app.page.keyboard.press('Enter');
      await app.page.keyboard.press('Tab');
      assert.ok(await app.page.evaluate(() => document.activeElement.closest('main') !== null));
    });

    it('the menu of a narrow page opens and closes by keyboard', async () => {
      const app = await openPage(pages[1]);
      await app.page.setViewport({ width: 320, height: 800 });
      const isShown = () => app.page.$eval('#menu a', (link) => link.checkVisibility());
      assert.equal(await isShown(), false);
      await app.page.focus('.menu');
      await app.page.keyboard.press('Enter');
      assert.equal(await isShown(), true);
      await app.page.keyboard.press('Escape');
      assert.equal(await isShown(), false);
    });

    it('the contents of a narrow page close when one of them is followed', async () => {
      const app = await openPage({ name: 'recipes' });
      await app.page.setViewport({ width: 320, height: 800 });
      await app.click('.contents button');
      await app.click('#contents [href="#binary"]');
      assert.equal(await app.page.$eval('#contents', (list) => list.matches(':popover-open')), false);
      assert.match(app.page.url(), /#binary$/);
    });

    it('code that is wider than the page can be scrolled by keyboard', async () => {
      const app = await openPage({ name: 'get-it' });
      await app.page.setViewport({ width: 320, height: 800 });
      await app.waitFor(() => document.querySelector('pre[tabindex="0"][role=group]'));
    });

    it('“/” opens the search; the arrows and Enter lead to the paragraph about 1006', async () => {
      const app = await openPage(pages[0]);
      await app.waitFor(() => !document.querySelector('.find').hidden);
      await app.page.keyboard.press('/');
      await app.page.keyboard.type('1006');
      await app.waitFor(() => document.querySelector('dialog.search li a'));
      await app.page.keyboard.press('ArrowDown');
      const [heading] = await app.page.$$eval('dialog.search li a', (links) =>
        links.map(({ textContent }) => textContent),
      );
      assert.match(heading, /^1006/);
      await Promise.all([app.page.waitForNavigation(), app.page.keyboard.press('Enter')]);
      assert.match(app.page.url(), /\/some\/folder\/why-it-failed\.html#1006/);
    });

    it('the search finds Chinese words, and lists pages in the language of the reader first', async () => {
      const app = await openPage({ name: 'zh-hant/index' });
      await app.waitFor(() => !document.querySelector('.find').hidden);
      await app.click('.find');
      await app.page.keyboard.type('異常關閉');
      await app.waitFor(() =>
        document.querySelector('dialog.search li a')?.href.endsWith('zh-hant/why-it-failed.html#1006'),
      );
      await app.page.$eval('dialog.search input', (input) => input.select());
      await app.page.keyboard.type('1006');
      await app.waitFor(() => document.querySelector('dialog.search li a[lang=en]'));
      const languages = await app.page.$$eval('dialog.search li a', (links) => links.map(({ lang }) => lang));
      assert.deepEqual([languages[0], languages.at(-1)], ['zh-Hant', 'en']);
      assert.deepEqual(languages, languages.toSorted().toReversed());
    });

    it('the search finds an attribute at its own row', async () => {
      const app = await openPage(pages[0]);
      await app.waitFor(() => !document.querySelector('.find').hidden);
      await app.page.keyboard.press('/');
      await app.page.keyboard.type('ping-interval');
      await app.waitFor(() =>
        document.querySelector('dialog.search li a')?.href.endsWith('reference.html#ping-interval'),
      );
    });

    it('the search says that its index could not be loaded, and loads it when it can', async () => {
      const app = await openPage(pages[0]);
      await app.waitFor(() => !document.querySelector('.find').hidden);
      const index = files['search.json'];
      delete files['search.json'];
      await app.page.keyboard.press('/');
      await app.page.keyboard.type('1');
      await app.waitFor(() =>
        document.querySelector('dialog.search [role=status]').textContent.includes('not be loaded'),
      );
      files['search.json'] = index;
      await app.page.keyboard.type('006');
      await app.waitFor(() => document.querySelector('dialog.search li a'));
      // The browser itself says 404.
      app.complaints.length = 0;
    });

    it('the link of the element on why-it-failed.html leads to the paragraph of its code', async () => {
      const app = await openPage({ name: 'why-it-failed' });
      await app.page.select('#failure', '1008 policy violation');
      await app.waitFor(() => document.querySelector('#try').shadowRoot.querySelector('[part=help]'));
      const address = await app.page.$eval('#try', (el) => el.shadowRoot.querySelector('[part=help]').href);
      assert.match(address, /why-it-failed\.html#1008$/);
    });

    it('why-it-failed.html leads from a code without a paragraph to that of its range', async () => {
      const app = await openPage({ name: 'why-it-failed' });
      await app.page.evaluate(() => (location.hash = '#4402'));
      await app.waitFor(() => location.hash === '#4000-4999');
    });

    it('the tag on index.html changes as the address is typed, and the element connects when it is used', async () => {
      const app = await openPage(pages[0]);
      await app.waitFor(() => document.querySelector('ws-echo').state === 'open');
      const tag = () => app.page.$eval('#html', ({ textContent }) => textContent.split('\n').at(-1));
      assert.equal(await tag(), '<ws-echo url="loopback:"></ws-echo>');
      await app.page.type('#url', 'x');
      assert.equal(await tag(), '<ws-echo url="loopback:x"></ws-echo>');
      assert.equal(await app.page.$eval('ws-echo', ({ url }) => url), 'loopback:');
      await app.page.keyboard.press('Enter');
      await app.waitFor(() => document.querySelector('ws-echo').url === 'loopback:x');
    });
  });
});
