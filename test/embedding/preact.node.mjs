import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds, jsxNames } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/preact.html';
const example = 'test/embedding/preact/example.html';
const element = 'test/embedding/preact/element.html';

describe('Preact', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('the example', () => itIsTheExample(open, example));
  describe('the app', () => itMovesWithItsPortal(itIsTheApp('preact', open)));
  describe('the element', () => itBinds(open, element, jsxNames));
  describe('the element with lower-case handlers', () => itBinds(open, element));
});
