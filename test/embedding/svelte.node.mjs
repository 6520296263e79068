import { describe } from 'node:test';
import { itIsTheApp, itMovesWithItsPortal } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/svelte.html';
const element = 'test/embedding/svelte/element.html';

describe('Svelte', inChromium, () => {
  const open = useSite([app, element]);
  describe('the app', () => itMovesWithItsPortal(itIsTheApp('svelte', open)));
  describe('the element', () => itBinds(open, element));
});
