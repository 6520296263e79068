import { describe } from 'node:test';
import { itIsTheApp } from './app.mjs';
import { inChromium } from './site.mjs';

describe('<ws-echo> in plain JavaScript', inChromium, () => {
  describe('demo/plain.html', () => itIsTheApp('plain'));
});
