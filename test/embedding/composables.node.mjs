import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inChromium, useSite } from './site.mjs';

const path = 'test/embedding/composables/page.html';
const frameworks = ['vue', 'svelte', 'solid', 'angular', 'lit'];

describe('A connection without a face', inChromium, () => {
  const open = useSite([path]);

  it('the functions of docs/frameworks.md render the state and the newest message, and close when unmounted', async () => {
    const app = await open(path);
    await app.server({ opened: frameworks.length });
    await app.act({ send: 'Hello!' });
    // Angular renders the element anew.
    const text = (name) => (name === 'angular' ? 'app-feed' : `#${name}`);
    for (const name of frameworks) {
      await app.waitFor(
        (selector) => document.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() === 'open Hello!',
        text(name),
      );
    }
    for (const [index, name] of frameworks.entries()) {
      await app.page.evaluate((which) => window.stop[which](), name);
      const { closes, live } = await app.server({ closed: index + 1 });
      assert.deepEqual([closes.at(-1).code, live], [1000, frameworks.length - index - 1], name);
    }
  });
});
