import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample } from './app.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/lit.html';
const example = 'test/embedding/lit/example.html';

describe('<ws-echo> in Lit', inChromium, () => {
  const open = useSite([app, example]);
  describe('README example for Lit', () => itIsTheExample(open, example));
  describe('demo/lit.html', () => itIsTheApp('lit', open));
});
