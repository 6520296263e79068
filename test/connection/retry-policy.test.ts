import { expect } from '@open-wc/testing';
import { STABLE_AFTER } from '../../src/connection/backoff.js';
import type { CloseCodes } from '../../src/connection/close-code.js';
import type { Diagnosis } from '../../src/connection/diagnosis.js';
import { createCloseEvent } from '../../src/connection/events.js';
import type { ConnectionOptions } from '../../src/connection/options.js';
import { afterClose, type Decision } from '../../src/connection/retry-policy.js';
import { reportedBy } from './transcript.js';

const dropped: Diagnosis = {
  kind: 'dropped',
  code: 1006,
  reason: '',
  url: 'ws://a/',
  hasProtocols: false,
  openFor: 1,
  cause: null,
};

/** The decision after attempt number `attempt` ended with `failure`. */
function decide(failure: Partial<Diagnosis>, options: ConnectionOptions = {}, attempt = 0, isFinal = false): Decision {
  const diagnosis = { ...dropped, ...failure };
  return afterClose(createCloseEvent({ code: diagnosis.code }), diagnosis, isFinal, attempt, options);
}

/** The decision when a socket closes with `code`. */
function decideByCode(code: number, options: ConnectionOptions = {}): Decision['outcome'] {
  return decide({ kind: 'closed-by-server', code }, options).outcome;
}

describe('afterClose()', () => {
  const cases: [
    title: string,
    failure: Partial<Diagnosis>,
    options: ConnectionOptions,
    attempt: number,
    outcome: string,
  ][] = [
    ['`afterClose()` retries after a dropped link', {}, {}, 0, 'retry'],
    ['`afterClose()` retries after a failed handshake', { kind: 'unreachable', openFor: null }, {}, 7, 'retry'],
    ['`afterClose()` retries after a peer went silent', { kind: 'went-silent' }, {}, 0, 'retry'],
    ['`afterClose()` retries after a provider has failed', { kind: 'provider-failed', openFor: null }, {}, 0, 'retry'],
    ['`afterClose()` retries after a transient close code', { kind: 'closed-by-server', code: 1011 }, {}, 0, 'retry'],
    [
      '`afterClose()` does not retry after a fatal close code',
      { kind: 'closed-by-server', code: 1008 },
      {},
      0,
      'closed',
    ],
    [
      '`afterClose()` retries after a `mixed-content` diagnosis that is only a guess',
      { kind: 'mixed-content', openFor: null },
      {},
      0,
      'retry',
    ],
    ['`afterClose()` does not retry with `retry: false`', {}, { retry: false }, 0, 'closed'],
    ['`afterClose()` does not retry with `retry: 0`', {}, { retry: 0 }, 0, 'closed'],
    ['`afterClose()` retries below the `retry` limit', {}, { retry: 2 }, 1, 'retry'],
    ['`afterClose()` gives up at the `retry` limit', {}, { retry: 2 }, 2, 'gave-up'],
    [
      '`afterClose()` counts attempts anew after a stable connection',
      { openFor: STABLE_AFTER },
      { retry: 2 },
      2,
      'retry',
    ],
    [
      '`afterClose()` does not count attempts anew after a connection that was almost stable',
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

  it('`afterClose()` does not retry after a failure that is final', () => {
    expect(decide({ kind: 'mixed-content', openFor: null }, {}, 0, true).outcome).to.equal('closed');
  });

  it('`afterClose()` returns the diagnosis and the number of the attempt', () => {
    expect(decide({}, {}, 3)).to.deep.equal({ outcome: 'retry', diagnosis: dropped, attempt: 3 });
    expect(decide({ openFor: STABLE_AFTER }, {}, 3).attempt).to.equal(0);
  });

  it('`afterClose()` makes the last failure the cause of a `gave-up` diagnosis', () => {
    const { diagnosis } = decide({}, { retry: 1 }, 1);
    expect(diagnosis).to.deep.equal({ ...dropped, kind: 'gave-up', cause: dropped });
  });

  it('`afterClose()` reads `fatalCodes` as a list of codes and ranges', () => {
    expect(decideByCode(1011, { fatalCodes: [[1010, 1012]] })).to.equal('closed');
    expect(decideByCode(1008, { fatalCodes: [] })).to.equal('retry');
  });

  it('`afterClose()` calls a `fatalCodes` function with the `close` event', () => {
    const codes: number[] = [];
    const fatalCodes = ({ code }: CloseEvent) => codes.push(code) > 0 && code === 4000;
    expect(decideByCode(4000, { fatalCodes })).to.equal('closed');
    expect(decideByCode(1008, { fatalCodes })).to.equal('retry');
    expect(codes).to.deep.equal([4000, 1008]);
  });

  it('`afterClose()` reports an exception of a `fatalCodes` function and retries', () => {
    const fatalCodes = () => {
      throw new Error('no idea');
    };
    let outcome = '';
    expect(reportedBy(() => (outcome = decideByCode(1008, { fatalCodes })))).to.deep.equal(['no idea']);
    expect(outcome).to.equal('retry');
  });

  it('`afterClose()` reports a `fatalCodes` that is neither a list nor a function, and retries', () => {
    for (const fatalCodes of [null, 1008, new Set([1008])] as unknown as CloseCodes[]) {
      let outcome = '';
      expect(reportedBy(() => (outcome = decideByCode(1008, { fatalCodes })))).to.have.length(1);
      expect(outcome).to.equal('retry');
    }
  });
});
