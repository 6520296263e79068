import { expect } from '@open-wc/testing';
import { Connection } from '../../../src/connection/connection.js';
import { echoServer } from '../../servers/echo-server.js';
import { connections } from '../connect.js';
import { next, settled } from '../transcript.js';
import { noting, thrownBy } from './implementations.js';

// What the standard requires of a WebSocket, for a connection that has no native socket, or a second one.
describe('Connection where the WebSocket standard does not apply', () => {
  const connect = connections();

  describe('`close(code, reason)` without a socket', () => {
    /** A connection whose URL provider never answers. */
    const asking = () => connect(() => new Promise<string>(() => {}));

    /** Calls `close` with whatever arguments. */
    function close(...args: unknown[]): void {
      Reflect.apply(Connection.prototype.close, asking(), args);
    }

    it('`close()` without a socket throws for every code but 1000 and 3000 to 4999 (step 1)', () => {
      const numbers = [0, 999, 1001, 1005, 1006, 2999, 5000, 65_535, 65_536 + 1_000, -1_000, Infinity, -Infinity, NaN];
      for (const code of [...numbers, null, false, '', 'reason', {}, '3e2']) {
        expect(
          thrownBy(() => close(code)),
          String(code),
        ).to.equal('DOMException InvalidAccessError');
      }
      for (const code of [undefined, 1_000, 3_000, 4_999, '3000', [3_001], { valueOf: () => 3_002 }]) {
        expect(
          thrownBy(() => close(code)),
          String(code),
        ).to.equal('');
      }
    });

    it('IDL: `close()` without a socket rounds the code, and halves to the even number', () => {
      for (const code of [999.5, 1_000.5, 1_000.49, 2_999.5, 2_999.51, 3_000.5, 4_998.5, 4_999.49]) {
        expect(
          thrownBy(() => close(code)),
          String(code),
        ).to.equal('');
      }
      for (const code of [998.5, 999.49, 1_000.51, 1_001.5, 2_998.5, 2_999.49, 4_999.5]) {
        expect(
          thrownBy(() => close(code)),
          String(code),
        ).to.equal('DOMException InvalidAccessError');
      }
    });

    it('IDL: `close()` without a socket throws a TypeError for arguments that cannot be converted', () => {
      for (const args of [[Symbol('code')], [1_000n], [1_000, Symbol('reason')], [999, Symbol('reason')]]) {
        expect(thrownBy(() => close(...args))).to.equal('TypeError');
      }
    });

    it('IDL: `close()` without a socket converts the code, then the reason, before it validates either', () => {
      const log: string[] = [];
      const code = {
        valueOf() {
          log.push('code');
          return 999;
        },
      };
      expect(thrownBy(() => close(code, noting(log, 'reason', 'x'.repeat(124))))).to.equal(
        'DOMException InvalidAccessError',
      );
      expect(log).to.deep.equal(['code', 'reason']);
    });

    it('`close()` without a socket throws for a reason of more than 123 bytes of UTF-8 (step 2)', () => {
      for (const reason of ['x'.repeat(124), 'é'.repeat(62), '話'.repeat(42), '\uD800'.repeat(42)]) {
        expect(
          thrownBy(() => close(1_000, reason)),
          reason,
        ).to.equal('DOMException SyntaxError');
        expect(
          thrownBy(() => close(undefined, reason)),
          reason,
        ).to.equal('DOMException SyntaxError');
      }
      for (const reason of ['x'.repeat(123), `${'é'.repeat(61)}x`, '\uD800'.repeat(41), null, undefined]) {
        expect(
          thrownBy(() => close(1_000, reason)),
          String(reason),
        ).to.equal('');
      }
    });

    it('`close()` without a socket leads to CLOSING, and in a later task to CLOSED with 1006 (step 3)', async () => {
      const connection = asking();
      expect(thrownBy(() => connection.close(999))).to.equal('DOMException InvalidAccessError');
      expect(connection.readyState).to.equal(0);
      connection.close(3_000, 'enough');
      expect(connection.readyState).to.equal(2);
      const { code, reason, wasClean } = (await next(connection, 'close')) as CloseEvent;
      expect({ code, reason, wasClean }).to.deep.equal({ code: 1_006, reason: '', wasClean: false });
      expect(connection.readyState).to.equal(3);
      expect(thrownBy(() => connection.close(999))).to.equal('DOMException InvalidAccessError');
    });
  });

  describe('after `reconnect()`', () => {
    it('`reconnect()` offers the first subprotocols again, although their list has changed since', async () => {
      function* generate() {
        yield 'generated';
      }
      const list = ['listed'];
      const servers = [echoServer(), echoServer()] as const;
      const opened = [connect(servers[0].url, generate() as unknown as string[]), connect(servers[1].url, list)];
      await Promise.all(opened.map((connection) => next(connection, 'open')));
      list[0] = 'changed';
      for (const connection of opened) connection.reconnect();
      expect((await servers[0].opened(2)).protocols).to.deep.equal(['generated', 'generated']);
      expect((await servers[1].opened(2)).protocols).to.deep.equal(['listed', 'listed']);
    });

    it('`reconnect()` uses the first resolved URL again, although the page URL has changed since', async () => {
      const asked: string[] = [];
      const { href } = location;
      const connection = connect('echo', [], {
        createSocket(url, protocols) {
          asked.push(String(url));
          return new WebSocket(url, protocols);
        },
      });
      const { url } = connection;
      try {
        history.replaceState(null, '', '/elsewhere/');
        connection.reconnect();
        await settled();
      } finally {
        history.replaceState(null, '', href);
      }
      expect(asked).to.deep.equal(['echo', url]);
      expect(connection.url).to.equal(url);
    });
  });

  it('`String(connection)` is `[object Connection]`', () => {
    expect(String(connect(echoServer().url))).to.equal('[object Connection]');
  });
});
