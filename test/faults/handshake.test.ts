import { expect } from '@open-wc/testing';
import { withoutSecrets } from '../../src/connection/quote.js';
import { connections } from '../connection/connect.js';
import { reached, transcriptOf } from '../connection/transcript.js';
import { chaos, delivers, ENGINE, expectRetry, fixPhase, type Handshake } from './chaos.js';

describe('Connection with a handshake that fails', () => {
  const connect = connections();
  fixPhase();

  it('`connectTimeout` ends a handshake without an answer, and the connection retries', async () => {
    const server = chaos({ fault: 'no-handshake' });
    const connection = connect(server.url, [], { connectTimeout: 200 });
    const transcript = transcriptOf(connection);
    expect(connection.send('kept')).to.be.false;

    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({
      kind: 'timed-out',
      code: 1006,
      reason: '',
      url: withoutSecrets(server.url),
      openFor: null,
    });
    expectRetry(connection, 2_000);
    expect(transcript).to.deep.equal(['WAITING', 'error', 'close 1006']);

    await delivers(connection, server, ['kept']);
  });

  it('`reconnect()` opens a new socket while the handshake of the last one has no answer', async () => {
    const server = chaos({ fault: 'no-handshake' });
    const connection = connect(server.url, [], { connectTimeout: 0 });
    connection.send('kept');
    await server.saw({ requests: 1 });
    expect(connection.state).to.equal('connecting');

    await delivers(connection, server, ['kept']);
    expect(await server.saw()).to.include({ requests: 2, opened: 1 });
  });

  it('a handshake without an answer delays another connection to the server until `connectTimeout`', async () => {
    const [stuck, well] = [chaos({ fault: 'no-handshake' }), chaos()];
    const first = connect(stuck.url, [], { connectTimeout: 1_000 });
    first.send('kept too');
    await stuck.saw({ requests: 1 });
    const second = connect(well.url);
    second.send('kept');

    const order: string[] = [];
    await Promise.all([
      reached(first, 'waiting').then(() => order.push('the first is given up')),
      reached(second, 'open').then(() => order.push('the second opens')),
    ]);
    // Chromium and Firefox make one handshake at a time with a host and port (RFC 6455 §4.1). WebKit does not.
    if (ENGINE === 'WebKit') order.reverse();
    expect(order).to.deep.equal(['the first is given up', 'the second opens']);
    expect(first.diagnosis).to.include({ kind: 'timed-out', code: 1006 });
    expect(second.diagnosis).to.be.null;

    expect((await well.saw({ messages: 1 })).messages).to.deep.equal(['kept']);
    await delivers(first, stuck, ['kept too']);
  });

  it('Connection waits for a slow handshake, and then sends the queued messages', async () => {
    const server = chaos({ fault: 'slow-handshake' });
    const connection = connect(server.url);
    const transcript = transcriptOf(connection);
    connection.send('first');
    await server.saw({ requests: 1 });
    expect(connection.send('second')).to.be.false;
    expect(connection).to.include({ state: 'connecting', diagnosis: null, retryAt: null, queued: 2 });

    await server.continueHandshake();
    await reached(connection, 'open');
    expect(connection).to.include({ diagnosis: null, queued: 0 });
    expect(connection.send('third')).to.be.true;
    expect((await server.saw({ messages: 3 })).messages).to.deep.equal(['first', 'second', 'third']);
    expect(transcript.slice(0, 2)).to.deep.equal(['OPEN', 'open']);
  });

  for (const code of [401, 403, 404, 500]) {
    it(`Connection reports \`unreachable\` when the handshake is answered with status ${code}`, () =>
      isUnreachable({ fault: 'status', code }));
  }

  it('Connection reports `unreachable` for a redirect of the handshake, except in WebKit', async () => {
    if (ENGINE !== 'WebKit') return isUnreachable({ fault: 'status', code: 301 });
    // WebKitGTK follows it, against the standard (WHATWG Fetch, redirect mode “error”), and says nothing of it.
    const server = chaos({ fault: 'status', code: 301 });
    const connection = connect(server.url);
    connection.send('kept');
    await reached(connection, 'open');
    expect(connection).to.include({ url: server.url, diagnosis: null });
    expect(await server.saw({ messages: 1 })).to.deep.include({ requests: 2, messages: ['kept'] });
  });

  it('Connection reports `unreachable` when the accept key of the handshake is wrong', () =>
    isUnreachable({ fault: 'wrong-key' }));

  it('Connection reports `unreachable` when the server chooses a subprotocol that was not offered', () =>
    isUnreachable({ fault: 'wrong-protocol' }));

  /** Browsers hide the cause from a page, since it could reveal facts about servers of other origins. */
  async function isUnreachable(fault: Handshake) {
    const server = chaos(fault);
    // Firefox checks the subprotocol only if one was offered.
    const connection = connect(server.url, 'offered');
    const transcript = transcriptOf(connection);
    expect(connection.send('kept')).to.be.false;

    await reached(connection, 'waiting');
    expect(connection.diagnosis).to.include({
      kind: 'unreachable',
      code: 1006,
      reason: '',
      url: withoutSecrets(server.url),
      openFor: null,
    });
    expectRetry(connection, 2_000);
    expect(transcript).to.deep.equal(['error', 'WAITING', 'close 1006']);

    await delivers(connection, server, ['kept']);
  }
});
