import { expect } from '@open-wc/testing';
import { soakMinutes } from '../servers/addresses.js';
import { RandomWalk } from './random-walk.js';

/** The number of walks of an ordinary run. `npm run soak -- <minutes>` walks for so long. */
const WALKS = 150;

describe('Connection on a random walk', () => {
  const unhandled: unknown[] = [];
  const listener = ({ reason }: PromiseRejectionEvent) => unhandled.push(reason);

  before(() => window.addEventListener('unhandledrejection', listener));
  after(() => window.removeEventListener('unhandledrejection', listener));

  it('a `Connection` loses and doubles no message, and leaves no socket, call, timer or listener behind', async function () {
    this.timeout(60_000 + soakMinutes * 120_000);
    const first = Math.floor(Math.random() * 2 ** 31);
    const end = performance.now() + soakMinutes * 60_000;
    let seed = first;
    try {
      while (seed < first + WALKS || performance.now() < end) await new RandomWalk(seed++).run(60);
    } catch (error) {
      throw new Error(`With the seed ${seed - 1}: ${(error as Error).message}`, { cause: error });
    }
    // The seed of a failure repeats it; the number of walks shows that they were made.
    expect(seed - first).to.be.at.least(WALKS);
    expect(unhandled).to.deep.equal([]);
  });
});
