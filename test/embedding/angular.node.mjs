import { describe } from 'node:test';
import { itIsTheApp } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/angular.html';
const element = 'test/embedding/angular/element.html';

describe('Angular', inChromium, () => {
  const open = useSite([app, element]);
  describe('the app', () => itIsTheApp('angular', open));
  describe('the element', () => itBinds(open, element));
});
