import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds, jsxNames } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const types = ['open', 'message', 'send', 'close', 'error', 'statechange', 'discard'];
const names = Object.fromEntries(types.map((type) => [type, `on:${type}`]));

const app = 'demo/solid.html';
const example = 'test/embedding/solid/example.html';
const element = 'test/embedding/solid/element.html';

describe('<ws-echo> in Solid', inChromium, () => {
  const open = useSite([app, example, element]);
  describe('README example for Solid', () => itIsTheExample(open, example));
  describe('demo/solid.html', () => itMovesWithItsPortal(itIsTheApp('solid', open)));
  describe('Solid bindings with `prop:` and `on:`', () => itBinds(open, element, names, (name) => `prop:${name}`));
  describe('Solid bindings with attribute names', () => itBinds(open, element, jsxNames, toAttribute));
});

function toAttribute(property) {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
