import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const app = 'demo/svelte.html';
const example = 'test/embedding/svelte/example.html';
const element = 'test/embedding/svelte/element.html';

describe('<ws-echo> in Svelte', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('README example for Svelte', () => itIsTheExample(open, example));
  describe('demo/svelte.html', () => itMovesWithItsPortal(itIsTheApp('svelte', open)));
  describe('Svelte bindings of <ws-echo>', () => itBinds(open, element));
});
