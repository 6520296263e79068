import { PING_TIMEOUT } from '../../src/connection/options.js';
import { expect } from '@open-wc/testing';
import { toFatalCodes, toPing, toProtocols, toRetry, toUrl } from '../../src/echo/attributes.js';

describe('Attribute and property conversion', () => {
  it('`toRetry()` returns true by default, false for "off", and a limit for a number', () => {
    for (const value of [null, undefined, '', ' ', true, 'on', 'true'])
      expect(toRetry(value), String(value)).to.equal(true);
    for (const value of [false, 'off', 'false']) expect(toRetry(value), String(value)).to.equal(false);
    expect([toRetry('5'), toRetry(5), toRetry('0')]).to.deep.equal([5, 5, 0]);
    expect(() => toRetry('often')).to.throw(SyntaxError, 'retry="often"');
  });

  it('`toFatalCodes()` parses codes and ranges, and returns a list or a function unchanged', () => {
    expect(toFatalCodes('1000 4400-4499')).to.deep.equal([
      [1000, 1000],
      [4400, 4499],
    ]);
    const list = [1000] as const;
    const isFatal = () => true;
    expect(toFatalCodes(list)).to.equal(list);
    expect(toFatalCodes(isFatal)).to.equal(isFatal);
    for (const nothing of ['', ' ', null, undefined]) expect(toFatalCodes(nothing)).to.equal(undefined);
    for (const mistake of ['4499-4400', 'all', '1000-', '99999999']) {
      expect(() => toFatalCodes(mistake), mistake).to.throw(SyntaxError, 'fatal-codes');
    }
  });

  it('`toProtocols()` splits a string at white space, and returns a list unchanged', () => {
    expect(toProtocols(' chat\n\tv2  v1 ')).to.deep.equal(['chat', 'v2', 'v1']);
    expect(toProtocols('')).to.deep.equal([]);
    expect(toProtocols(null)).to.deep.equal([]);
    const list = ['a b'];
    expect(toProtocols(list)).to.equal(list);
  });

  it('`toUrl()` accepts a string, a URL and a function, and names what else it gets', () => {
    const url = new URL('ws://localhost/');
    const provider = () => 'ws://localhost/';
    expect([' /echo ', url, provider, null, undefined].map(toUrl)).to.deep.equal(['/echo', url, provider, null, null]);
    for (const [value, name] of [
      [Promise.resolve('/echo'), 'url="[object Promise]"'],
      [{}, 'url="[object Object]"'],
      [8080, 'url="8080"'],
      [true, 'url="true"'],
      [Symbol('x'), 'url="[object Symbol]"'],
    ] as const) {
      expect(() => toUrl(value)).to.throw(SyntaxError, name);
    }
  });

  it('`toProtocols()` and `toFatalCodes()` name a value that is no list', () => {
    for (const value of [{}, 8080, true, Promise.resolve([])]) {
      expect(() => toProtocols(value)).to.throw(SyntaxError, 'protocols="');
      expect(() => toFatalCodes(value)).to.throw(SyntaxError, 'fatal-codes="');
    }
  });

  it('`toPing()` says what is missing, and accepts functions for the ping and the pong', () => {
    for (const pingMessage of ['', null, undefined]) {
      expect(() => toPing({ pingInterval: 5, pingMessage })).to.throw(
        SyntaxError,
        'ping-interval needs a ping-message',
      );
    }
    expect(() => toPing({ pingInterval: 5, pingMessage: {} })).to.throw(SyntaxError, 'ping-message="[object Object]"');
    expect(toPing({ pingMessage: 'ping' })).to.equal(null);
    const message = () => 'ping';
    const isPong = () => true;
    expect(toPing({ pingInterval: '5', pingMessage: message, pongMessage: isPong })).to.deep.equal({
      message,
      interval: 5,
      timeout: PING_TIMEOUT,
      isPong,
    });
    expect(toPing({ pingInterval: 5, pingMessage: 'ping', pingTimeout: '250' })).to.include({ timeout: 250 });
    expect(() => toPing({ pingInterval: 5, pingMessage: 'ping', pingTimeout: 'soon' })).to.throw(
      SyntaxError,
      'ping-timeout="soon"',
    );
  });
});
