import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { mountIn, situations } from './situations.js';
import { find, focused } from './element-driver.js';

describe('<ws-echo>, for everybody', () => {
  for (const [name, situation] of Object.entries(situations)) {
    it(`passes axe when it is ${name}`, async () => {
      const el = await mountIn(situation);
      await expect(el).to.be.accessible();
      el.remove();
    });
  }

  it('passes axe in a dark page', async () => {
    document.documentElement.style.colorScheme = 'dark';
    try {
      for (const name of ['open, with a message', 'waiting', 'closed by the server']) {
        const el = await mountIn(situations[name]!);
        await expect(el).to.be.accessible();
        el.remove();
      }
    } finally {
      document.documentElement.style.colorScheme = '';
    }
  });

  it('tells everything through one live region, which speaks once a second', async () => {
    const el = await mountIn(situations['connecting']!);
    expect(el.shadowRoot!.querySelectorAll('[role=status], [aria-live]')).to.have.length(1);
    el.remove();
  });

  it('focuses its input when its label is clicked', async () => {
    const el = await mountIn(situations['open']!);
    find(el, 'label')!.click();
    expect(focused(el)).to.equal('input');
    el.remove();
  });
});
