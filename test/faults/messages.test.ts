import { expect } from '@open-wc/testing';
import { connections } from '../connection/connect.js';
import { next, reached, transcriptOf } from '../connection/transcript.js';
import { chaos, type Chaos, delivers, expectRetry, fixPhase } from './chaos.js';

describe('Connection with unusual messages of the server', function () {
  // Chromium takes seconds for the fragments when the driver of the tests watches each of them.
  this.timeout(30_000);
  const connect = connections();
  fixPhase();

  it('Connection retries with `dropped` after text that is not UTF-8', async () => {
    const server = chaos();
    const connection = connect(server.url);
    await reached(connection, 'open');
    const transcript = transcriptOf(connection);

    await server.inject({ fault: 'invalid-utf-8' });
    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({ kind: 'dropped', code: 1006, reason: '' });
    expectRetry(connection, 2_000);
    expect(connection.send('kept')).to.be.false;
    expect(transcript).to.deep.equal(['error', 'WAITING', 'close 1006']);

    await delivers(connection, server, ['kept']);
  });

  it('Connection receives a message of 100 MB and stays open', async () => {
    const server = chaos();
    const connection = connect(server.url);
    connection.binaryType = 'arraybuffer';
    await reached(connection, 'open');

    const message = next(connection, 'message') as Promise<MessageEvent<ArrayBuffer>>;
    await server.inject({ fault: 'huge-message', length: 100_000_000 });
    expect((await message).data.byteLength).to.equal(100_000_000);
    await staysWell(connection, server);
  });

  it('Connection receives a message in 100 000 fragments as one, and stays open', async () => {
    const server = chaos();
    const connection = connect(server.url);
    await reached(connection, 'open');

    const message = next(connection, 'message') as Promise<MessageEvent<string>>;
    await server.inject({ fault: 'fragments', count: 100_000 });
    expect((await message).data === 'a'.repeat(100_000)).to.be.true;
    await staysWell(connection, server);
  });

  async function staysWell(connection: ReturnType<typeof connect>, server: Chaos) {
    const echo = next(connection, 'message') as Promise<MessageEvent<string>>;
    expect(connection.send('and an answer')).to.be.true;
    expect((await server.saw({ messages: 1 })).messages).to.deep.equal(['and an answer']);
    await echo;
    expect(connection).to.include({ state: 'open', diagnosis: null, retryAt: null });
  }
});
