import { expect } from '@open-wc/testing';
import { quote, shortAddress, truncate, withoutSecrets } from '../../src/connection/quote.js';

describe('withoutSecrets()', () => {
  for (const [url, safe] of [
    ['wss://user:secret@a.example:8443/feed?token=secret#x', 'wss://a.example:8443/feed'],
    ['wss://user@a.example', 'wss://a.example'],
    ['ws://h/?token=secret#x', 'ws://h/'],
    ['/feed?token=secret', '/feed'],
    ['//user:secret@a.example/', '//a.example/'],
    ['wss:\\\\user:secret@a.example', 'wss:\\\\a.example'],
    ['ws://[?token=secret', 'ws://['],
    ['https://a.example/a@b', 'https://a.example/a@b'],
    ['loopback:', 'loopback:'],
    ['', ''],
  ] as const) {
    it(`\`withoutSecrets()\` returns “${safe}” for “${url}”`, () => {
      expect(withoutSecrets(url)).to.equal(safe);
    });
  }
});

describe('shortAddress()', () => {
  it('`shortAddress()` returns the host and the path, without credentials and query', () => {
    expect(shortAddress('wss://user:secret@a.example:8443/feed?token=secret')).to.equal('a.example:8443/feed');
    expect(shortAddress('wss://a.example/')).to.equal('a.example');
  });

  it('`shortAddress()` returns text that is no server URL as it is, without its query', () => {
    expect(shortAddress('loopback:')).to.equal('loopback:');
    expect(shortAddress('/feed?token=secret')).to.equal('/feed');
    expect(shortAddress('http://[')).to.equal('http://[');
    expect(shortAddress('')).to.equal('');
  });
});

describe('truncate()', () => {
  it('`truncate()` never cuts a character in half', () => {
    expect(truncate(`${'x'.repeat(199)}😀`, 200)).to.equal('x'.repeat(199));
    expect(truncate(`${'x'.repeat(198)}😀`, 200)).to.equal(`${'x'.repeat(198)}😀`);
    expect(truncate('short', 200)).to.equal('short');
  });
});

describe('quote()', () => {
  it('`quote()` removes the secrets of the URL of the attempt and of every URL in the text', () => {
    const url = '/feed?token=secret';
    const text = `The URL '${url}' is invalid: see https://user:secret@b.example/x?y=secret.`;
    expect(quote(text, url)).to.equal("The URL '/feed' is invalid: see https://b.example/x");
  });

  it('`quote()` removes the subprotocols of the attempt where they are whole words', () => {
    const text = "The subprotocol 'bearer.SECRET==' is invalid, and v1 is not in v12.";
    expect(quote(text, '', ['v1', 'bearer.SECRET=='])).to.equal("The subprotocol '…' is invalid, and … is not in v12.");
  });

  it('`quote()` removes bidi control characters, and white space at both ends', () => {
    expect(quote(' \u202Eevil ')).to.equal('evil');
  });

  it('`quote()` removes the userinfo, the query and the fragment of the URL of the attempt where they stand alone', () => {
    const url = 'ws://user:pw@h/?token=SECRET#top';
    const text = "A fragment ('top'), a query ('token=SECRET') and credentials ('user:pw') are not allowed at the top.";
    expect(quote(text, url)).to.equal(
      "A fragment ('…'), a query ('…') and credentials ('…') are not allowed at the ….",
    );
  });

  it('`quote()` returns at most 200 characters and never half a character', () => {
    expect(quote('x'.repeat(1_000))).to.equal(`${'x'.repeat(200)}…`);
    expect(quote(`${'x'.repeat(199)}😀`)).to.equal(`${'x'.repeat(199)}…`);
  });
});
