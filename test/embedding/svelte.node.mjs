import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/svelte.html';
const example = 'test/embedding/svelte/example.html';
const element = 'test/embedding/svelte/element.html';

describe('Svelte', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('the example', () => itIsTheExample(open, example));
  describe('the app', () => itMovesWithItsPortal(itIsTheApp('svelte', open)));
  describe('the element', () => itBinds(open, element));
});
