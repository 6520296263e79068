import { expect } from '@open-wc/testing';
import { withoutSecrets } from '../../src/connection/quote.js';
import type { Connection } from '../../src/connection/connection.js';
import { next, reached, transcriptOf } from '../connection/transcript.js';
import { chaos } from './chaos.js';

/** Policies that come with a page, and https, are in policy.node.mjs. */
describe('Connection under a Content-Security-Policy', () => {
  let frame: HTMLIFrameElement;

  afterEach(() => frame.remove());

  for (const [how, target, options] of [
    ['a URL', (url: string) => url, {}],
    ['a URL provider', (url: string) => () => url, {}],
    ['a URL and `retry: false`', (url: string) => url, { retry: false }],
    ['a URL provider and `retry: false`', (url: string) => () => url, { retry: false }],
  ] as const) {
    it(`a connection with ${how} is closed with \`blocked-by-csp\` when the Content-Security-Policy forbids its URL`, async () => {
      const { Connection } = await pageUnder("connect-src 'none'");
      const server = chaos();
      const connection = new Connection(target(server.url), [], options);
      const transcript = transcriptOf(connection);
      expect(connection.state).to.equal('connecting');
      expect(connection.send('handed back')).to.be.false;

      await reached(connection, 'closed');
      expect(connection.diagnosis).to.include({
        kind: 'blocked-by-csp',
        code: 1006,
        url: withoutSecrets(server.url),
        openFor: null,
      });
      expect(connection).to.include({ readyState: WebSocket.CLOSED, retryAt: null, queued: 0 });
      // Without retries, Chromium's socket is already closed when the message comes, and it is handed back at once.
      expect(transcript).to.include('discard handed back');
      expect(transcript.filter((line) => !line.startsWith('discard'))).to.deep.equal(['CLOSED', 'error', 'close 1006']);
      expect((await server.saw()).requests).to.equal(0);
    });
  }

  it('a connection still opens when the Content-Security-Policy blocks another request to the same server', async () => {
    const server = chaos({ fault: 'slow-handshake' });
    const { host, origin, pathname } = new URL(server.url);
    const page = await pageUnder(`connect-src ${origin}${pathname}`);
    const connection = new page.Connection(server.url);
    connection.send('kept');
    await server.saw({ requests: 1 });

    const violation = next(page.document, 'securitypolicyviolation');
    await page.fetch(`http://${host}/`).catch(() => {});
    expect(((await violation) as SecurityPolicyViolationEvent).blockedURI).to.equal(`http://${host}/`);
    expect(connection.state).to.equal('connecting');

    await server.continueHandshake();
    await reached(connection, 'open');
    expect((await server.saw({ messages: 1 })).messages).to.deep.equal(['kept']);
    connection.close();
  });

  /** The window of a page that has `policy`, and a `Connection` of its own. */
  async function pageUnder(policy: string) {
    const source = new URL('../../src/connection/connection.ts', import.meta.url);
    frame = document.createElement('iframe');
    frame.srcdoc = `
      <meta http-equiv="Content-Security-Policy" content="${policy}">
      <script type="module">import { Connection } from '${source}'; Object.assign(window, { Connection });</script>`;
    document.body.append(frame);
    await next(frame, 'load');
    return frame.contentWindow as Window & { Connection: typeof Connection };
  }
});
