import { describe } from 'node:test';
import { itIsTheApp, itIsTheExample, itMovesWithItsPortal } from './app.mjs';
import { itBinds } from './bindings.mjs';
import { inChromium, useSite } from './site.mjs';

const camelCase = {
  open: 'onOpen',
  message: 'onMessage',
  close: 'onClose',
  error: 'onError',
  statechange: 'onStateChange',
  discard: 'onDiscard',
};

const app = 'demo/react.html';
const example = 'test/embedding/react/example.html';
const component = 'test/embedding/react/component.html';
const element = 'test/embedding/react/element.html';

describe('React', inChromium, () => {
  const open = useSite([app, example, component, element]);
  describe('the example', () => itIsTheExample(open, example));
  describe('the app', () => itMovesWithItsPortal(itIsTheApp('react', open)));
  describe('the component', () => itBinds(open, component, camelCase));
  describe('the element without the component', () => itBinds(open, element));
});
