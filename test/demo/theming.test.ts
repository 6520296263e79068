import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/element/ws-echo.js';
import { bring, situations } from '../element/situations.js';

/** The elements of demo/theming.html, each with its class and what is slotted, and the page's styles. */
async function looks(): Promise<{ elements: WsEcho[]; styles: HTMLLinkElement[] }> {
  const address = new URL('../../demo/theming.html', import.meta.url);
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  const styles = [...page.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map((link) => {
    const own = document.createElement('link');
    own.rel = 'stylesheet';
    own.href = new URL(link.getAttribute('href')!, address).href;
    return own;
  });
  const elements = [...page.querySelectorAll('ws-echo')].map((el) => document.importNode(el, true));
  return { elements, styles };
}

describe('the four looks, for everybody', () => {
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

  for (const lang of ['en', 'zh-Hant']) {
    for (const scheme of ['light', 'dark']) {
      for (const name of ['open, with a message', 'waiting', 'closed by the server']) {
        it(`pass axe when they are ${name}, in ${lang}, ${scheme}`, async () => {
          document.documentElement.lang = lang;
          document.documentElement.style.colorScheme = scheme;
          await Promise.all(elements.map((el) => bring(situations[name]!, el)));
          expect(elements).to.have.length(4);
          for (const el of elements) await expect(el).to.be.accessible();
        });
      }
    }
  }
});
