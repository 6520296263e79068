import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/angular.html';
const example = 'test/embedding/angular/example.html';
const element = 'test/embedding/angular/element.html';

describe('Angular', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('the example', () => itIsTheExample(open, example));
  describe('the app', () => itIsTheApp('angular', open));
  describe('the element', () => itBinds(open, element));
});
