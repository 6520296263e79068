import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { mountIn, situations } from './situations.js';
import { find, focused } from './element-driver.js';

describe('<ws-echo> accessibility', () => {
  for (const [name, situation] of Object.entries(situations)) {
    it(`\`<ws-echo>\` passes axe in the situation “${name}”`, async () => {
      const el = await mountIn(situation);
      await expect(el).to.be.accessible();
      el.remove();
    });
  }

  it('`<ws-echo>` passes axe in a page with a dark colour scheme', async () => {
    document.documentElement.style.colorScheme = 'dark';
    try {
      for (const name of ['open, with a message', 'waiting', 'closed by the server, with a help page']) {
        const el = await mountIn(situations[name]!);
        await expect(el).to.be.accessible();
        el.remove();
      }
    } finally {
      document.documentElement.style.colorScheme = '';
    }
  });

  it('`<ws-echo>` has exactly one live region', async () => {
    const el = await mountIn(situations['connecting']!);
    expect(el.shadowRoot!.querySelectorAll('[role=status], [aria-live]')).to.have.length(1);
    el.remove();
  });

  it('a click on the label of `<ws-echo>` moves the focus to the input', async () => {
    const el = await mountIn(situations['open']!);
    find(el, 'label')!.click();
    expect(focused(el)).to.equal('input');
    el.remove();
  });
});
