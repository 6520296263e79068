import { expect } from '@open-wc/testing';
import { fromBooleanAttribute, toBoolean, toNumber, upgradeProperties } from '../../src/view/attribute-values.js';

describe('Attribute and property values', () => {
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

  it('`toNumber()` names a value that is neither text nor a number', () => {
    for (const value of [{}, true, [], Object.create(null), Symbol('x'), 5n]) {
      expect(() => toNumber('idle-timeout', value)).to.throw(SyntaxError, 'idle-timeout="');
    }
  });
});
