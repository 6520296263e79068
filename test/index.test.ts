import { expect } from '@open-wc/testing';
import * as index from '../src/index.js';

describe('index', () => {
  it('exports the classes and functions that are public, by name', () => {
    expect(index).to.include.all.keys(
      'WsEcho',
      'Connection',
      'DiscardEvent',
      'Loopback',
      'isLoopbackUrl',
      'openSocket',
      'registerStrings',
    );
  });

  it('has no side effect: it registers no tag', () => {
    expect(customElements.get('ws-echo')).to.equal(undefined);
    expect(() => new index.WsEcho()).to.throw(TypeError);
  });

  it('lets a page register the element under a tag of its own', () => {
    customElements.define('my-echo', class extends index.WsEcho {});
    const el = document.createElement('my-echo') as index.WsEcho;
    expect(el).to.be.instanceOf(index.WsEcho).and.include({ state: 'closed' });
  });
});
