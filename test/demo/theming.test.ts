import { expect, fixture, html } from '@open-wc/testing';
import { findPage } from '../../demo/site/pages.mjs';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { find, waitUntilShown } from '../echo/element-driver.js';
import { mountIn, situations } from '../echo/situations.js';

/** The elements of demo/theming.md, each with its class and what is slotted, and the page's styles. */
async function looks(): Promise<{ elements: WsEcho[]; styles: HTMLLinkElement[] }> {
  const address = new URL('../../demo/theming.md', import.meta.url);
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  const styles = ['site/site.css', ...findPage('theming')!.styles!].map((path) => {
    const own = document.createElement('link');
    own.rel = 'stylesheet';
    own.href = new URL(path, address).href;
    return own;
  });
  const elements = [...page.querySelectorAll('ws-echo')].map((el) => document.importNode(el, true));
  return { elements, styles };
}

describe('demo/theming.html accessibility', () => {
  let elements: WsEcho[];
  let styles: HTMLLinkElement[];

  beforeEach(async () => {
    ({ elements, styles } = await looks());
    const loaded = styles.map((link) => new Promise((resolve) => link.addEventListener('load', resolve)));
    document.head.append(...styles);
    await Promise.all(loaded);
  });

  afterEach(() => {
    for (const node of [...elements, ...styles]) node.remove();
    document.documentElement.lang = 'en';
    document.documentElement.style.colorScheme = '';
  });

  for (const [name, situation] of Object.entries(situations)) {
    it(`every theme passes axe in the situation “${name}”, in both languages, light and dark`, async () => {
      expect(elements).to.have.length(4);
      // One after the other: the `freeze` event of one situation would reach elements that are not open yet.
      for (const el of elements) await mountIn(situation, el);
      const main = await fixture<HTMLElement>(html`<main>${elements}</main>`);
      for (const lang of ['en', 'zh-Hant']) {
        for (const scheme of ['light', 'dark']) {
          document.documentElement.lang = lang;
          document.documentElement.style.colorScheme = scheme;
          for (const el of elements)
            await waitUntilShown(
              `the words in ${lang}`,
              () => /[a-z]/.test(find(el, 'action')!.textContent) === (lang === 'en'),
            );
          await expect(main).to.be.accessible();
        }
      }
    });
  }
});
