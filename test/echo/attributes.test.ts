import { PING_TIMEOUT } from '../../src/connection/options.js';
import { expect } from '@open-wc/testing';
import {
  fromBooleanAttribute,
  toBoolean,
  toFatalCodes,
  toNumber,
  toPing,
  toProtocols,
  toRetry,
  toUrl,
  upgradeProperties,
} from '../../src/echo/attributes.js';

describe('Attribute and property conversion', () => {
  it('`toBoolean()` returns true for "true", "manual" and 1, and false for "", "false" and null', () => {
    for (const value of ['true', 'manual', true, 1]) expect(toBoolean(value), String(value)).to.equal(true);
    for (const value of ['', 'false', false, null, undefined, 0])
      expect(toBoolean(value), String(value)).to.equal(false);
  });

  it('`fromBooleanAttribute()` returns true for every attribute value except "false"', () => {
    expect([null, '', 'manual', 'false'].map(fromBooleanAttribute)).to.deep.equal([false, true, true, false]);
  });

  it('`toNumber()` converts text or a number, and returns undefined for an empty value', () => {
    expect([toNumber('a', '250'), toNumber('a', 0), toNumber('a', ' 1e3 ')]).to.deep.equal([250, 0, 1_000]);
    for (const nothing of ['', null, undefined]) expect(toNumber('a', nothing)).to.equal(undefined);
  });

  for (const value of ['soon', '-1', '5s', Number.NaN, -5]) {
    it(`\`toNumber()\` throws a SyntaxError with the attribute name for ${JSON.stringify(String(value))}`, () => {
      expect(() => toNumber('idle-timeout', value))
        .to.throw(SyntaxError, 'idle-timeout')
        .and.match(new RegExp(String(value)));
    });
  }

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

  it('`upgradeProperties()` passes values that were set before the upgrade to the accessors', () => {
    const calls: unknown[] = [];
    class Late extends EventTarget {
      declare onopen: unknown;
      declare onmessage: unknown;
    }
    const handler = () => {};
    const late = new Late();
    late.onopen = handler;
    const set = (value: unknown) => void calls.push(value);
    Object.defineProperties(Late.prototype, { onopen: { set }, onmessage: { set } });
    upgradeProperties(late, ['onopen', 'onmessage']);
    expect(calls).to.deep.equal([handler]);
    expect(Object.keys(late)).to.deep.equal([]);
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

  it('`toNumber()` names a value that is neither text nor a number', () => {
    for (const value of [{}, true, [], Object.create(null), Symbol('x'), 5n]) {
      expect(() => toNumber('idle-timeout', value)).to.throw(SyntaxError, 'idle-timeout="');
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
