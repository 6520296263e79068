import { describe } from 'node:test';
import { itIsTheApp } from './app.mjs';
import { inChromium } from './site.mjs';

describe('the app in Angular', inChromium, () => {
  itIsTheApp('angular');
});
