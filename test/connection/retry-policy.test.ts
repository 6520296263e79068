import { expect } from '@open-wc/testing';
import { STABLE_AFTER } from '../../src/connection/backoff.js';
import type { CloseCodes } from '../../src/connection/close-code.js';
import type { Diagnosis } from '../../src/connection/diagnosis.js';
import { createCloseEvent } from '../../src/connection/events.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { afterClose, type Decision } from '../../src/connection/retry-policy.js';
import { reportedBy } from './transcript.js';

const dropped: Diagnosis = { kind: 'dropped', code: 1006, reason: '', url: 'ws://a/', openFor: 1, cause: null };

/** The decision after attempt number `attempt` ended with `failure`. */
function decide(failure: Partial<Diagnosis>, options: ConnectionOptions = {}, attempt = 0): Decision {
  const diagnosis = { ...dropped, ...failure };
  return afterClose(createCloseEvent({ code: diagnosis.code }), diagnosis, attempt, options);
}

/** The decision when a socket closes with `code`. */
function decideByCode(code: number, options: ConnectionOptions = {}): Decision['outcome'] {
  return decide({ kind: 'closed-by-server', code }, options).outcome;
}

describe('afterClose', () => {
  const cases: [
    title: string,
    failure: Partial<Diagnosis>,
    options: ConnectionOptions,
    attempt: number,
    outcome: string,
  ][] = [
    ['retries after a dropped link', {}, {}, 0, 'retry'],
    ['retries after a failed handshake', { kind: 'unreachable', openFor: null }, {}, 7, 'retry'],
    ['retries after silence', { kind: 'went-silent' }, {}, 0, 'retry'],
    ['retries after a provider has failed', { kind: 'provider-failed', openFor: null }, {}, 0, 'retry'],
    ['retries after a transient close code', { kind: 'closed-by-server', code: 1011 }, {}, 0, 'retry'],
    ['stays closed after a fatal close code', { kind: 'closed-by-server', code: 1008 }, {}, 0, 'closed'],
    ['stays closed after a bad URL', { kind: 'bad-url', openFor: null }, {}, 0, 'closed'],
    ['stays closed after a bad subprotocol', { kind: 'bad-protocol', openFor: null }, {}, 0, 'closed'],
    ['stays closed after mixed content', { kind: 'mixed-content', openFor: null }, {}, 0, 'closed'],
    ['stays closed after a policy has blocked it', { kind: 'blocked-by-csp', openFor: null }, {}, 0, 'closed'],
    ['stays closed with `retry: false`', {}, { retry: false }, 0, 'closed'],
    ['stays closed with `retry: 0`', {}, { retry: 0 }, 0, 'closed'],
    ['retries below the limit', {}, { retry: 2 }, 1, 'retry'],
    ['gives up at the limit', {}, { retry: 2 }, 2, 'gave-up'],
    ['counts anew after a stable connection', { openFor: STABLE_AFTER }, { retry: 2 }, 2, 'retry'],
    [
      'does not count anew after a connection that was almost stable',
      { openFor: STABLE_AFTER - 1 },
      { retry: 2 },
      2,
      'gave-up',
    ],
  ];
  for (const [title, failure, options, attempt, outcome] of cases) {
    it(title, () => {
      expect(decide(failure, options, attempt).outcome).to.equal(outcome);
    });
  }

  it('returns the failure, and the number of the attempt', () => {
    expect(decide({}, {}, 3)).to.deep.equal({ outcome: 'retry', diagnosis: dropped, attempt: 3 });
    expect(decide({ openFor: STABLE_AFTER }, {}, 3).attempt).to.equal(0);
  });

  it('makes the last failure the cause when it gives up', () => {
    const { diagnosis } = decide({}, { retry: 1 }, 1);
    expect(diagnosis).to.deep.equal({ ...dropped, kind: 'gave-up', cause: dropped });
  });

  it('reads `fatalCodes` as a list', () => {
    expect(decideByCode(1011, { fatalCodes: [[1010, 1012]] })).to.equal('closed');
    expect(decideByCode(1008, { fatalCodes: [] })).to.equal('retry');
  });

  it('calls `fatalCodes` with the close event', () => {
    const codes: number[] = [];
    const fatalCodes = ({ code }: CloseEvent) => codes.push(code) > 0 && code === 4000;
    expect(decideByCode(4000, { fatalCodes })).to.equal('closed');
    expect(decideByCode(1008, { fatalCodes })).to.equal('retry');
    expect(codes).to.deep.equal([4000, 1008]);
  });

  it('reports an exception of `fatalCodes`, and retries', () => {
    const fatalCodes = () => {
      throw new Error('no idea');
    };
    let outcome = '';
    expect(reportedBy(() => (outcome = decideByCode(1008, { fatalCodes })))).to.deep.equal(['no idea']);
    expect(outcome).to.equal('retry');
  });

  it('reports a `fatalCodes` that is neither a list nor a function, and retries', () => {
    for (const fatalCodes of [null, 1008, new Set([1008])] as unknown as CloseCodes[]) {
      let outcome = '';
      expect(reportedBy(() => (outcome = decideByCode(1008, { fatalCodes })))).to.have.length(1);
      expect(outcome).to.equal('retry');
    }
  });
});
