import { expect } from '@open-wc/testing';
import { withoutSecrets } from '../../src/connection/quote.js';
import { connections } from '../connection/connect.js';
import { reached, transcriptOf } from '../connection/transcript.js';
import { chaos, delivers, ENGINE, expectRetry, fixPhase } from './chaos.js';

describe('Connection after a close code of the server', () => {
  const connect = connections();
  fixPhase();

  for (const code of [1000, 1011, 4000, 4408, 4999]) {
    it(`Connection retries within the first window of 2 s after close code ${code}`, () => isTriedAgain(code, 2_000));
  }

  for (const code of [1001, 1012, 1013]) {
    it(`Connection retries within a longer window of 20 s after close code ${code}`, async () => {
      // WebKitGTK takes 1012 and 1013, which are younger than RFC 6455, for a protocol error: all it tells is 1006.
      if (ENGINE === 'WebKit' && code !== 1001)
        await isTriedAgain(code, 2_000, { kind: 'dropped', code: 1006, reason: '' });
      else await isTriedAgain(code, 20_000);
    });
  }

  for (const code of [1002, 1008, 1009, 3000, 4401]) {
    it(`Connection does not retry after close code ${code}, until \`reconnect()\` is called`, async () => {
      const server = chaos();
      const connection = connect(server.url);
      await reached(connection, 'open');
      const transcript = transcriptOf(connection);

      await server.inject({ fault: 'close', code, reason: 'because' });
      await reached(connection, 'closed');
      expect(connection.diagnosis).to.include({
        kind: 'closed-by-server',
        code,
        reason: 'because',
        url: withoutSecrets(server.url),
      });
      expect(connection.retryAt).to.be.null;
      expect(connection.send('handed back')).to.be.false;
      expect(transcript).to.deep.equal(['CLOSED', `close ${code}`, 'discard handed back']);

      connection.reconnect();
      connection.send('kept');
      await reached(connection, 'open');
      expect((await server.saw({ messages: 1 })).messages).to.deep.equal(['kept']);
    });
  }

  async function isTriedAgain(
    code: number,
    window: number,
    told = { kind: 'closed-by-server', code, reason: 'because' },
  ) {
    const server = chaos();
    const connection = connect(server.url);
    await reached(connection, 'open');
    const transcript = transcriptOf(connection);

    await server.inject({ fault: 'close', code, reason: 'because' });
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ ...told, url: withoutSecrets(server.url) });
    expectRetry(connection, window);
    expect(connection.send('kept')).to.be.false;
    expect(transcript.at(-1)).to.equal(`close ${told.code}`);

    await delivers(connection, server, ['kept']);
  }
});
