import { expect } from '@open-wc/testing';
import * as index from '../src/index.js';

describe('index.ts', () => {
  it('`index.ts` exports the public classes and functions by name', () => {
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

  it('`index.ts` registers no custom element', () => {
    expect(customElements.get('ws-echo')).to.equal(undefined);
    expect(() => new index.WsEcho()).to.throw(TypeError);
  });

  it('a subclass of `WsEcho` works under a tag that the page registers', () => {
    customElements.define('my-echo', class extends index.WsEcho {});
    const el = document.createElement('my-echo') as index.WsEcho;
    expect(el).to.be.instanceOf(index.WsEcho).and.include({ state: 'closed' });
  });
});
