import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds, jsxNames } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/preact.html';
const example = 'test/embedding/preact/example.html';
const element = 'test/embedding/preact/element.html';

describe('<ws-echo> in Preact', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('README example for Preact', () => itIsTheExample(open, example));
  describe('demo/preact.html', () => itMovesWithItsPortal(itIsTheApp('preact', open)));
  describe('Preact bindings of <ws-echo> with JSX event names', () => itBinds(open, element, jsxNames));
  describe('Preact bindings of <ws-echo> with lower-case event names', () => itBinds(open, element));
});
