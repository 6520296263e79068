import { expect } from '@open-wc/testing';
import { echoServer } from '../../servers/echo-server.js';
import { next } from '../transcript.js';
import { implementations, noting, socketsOf, thrownBy } from './implementations.js';

for (const [name, Socket] of implementations) {
  describe(`new ${name}(url, protocols)`, () => {
    const { construct, open } = socketsOf(Socket);

    /** The subprotocol that the server accepts: the first that it is offered. */
    async function firstOffered(protocols: unknown): Promise<string | undefined> {
      const server = echoServer();
      await next(construct(server.url, protocols), 'open');
      return (await server.opened()).protocols[0];
    }

    /** The address that a reference comes to on this page. */
    function resolved(reference: string): string {
      return new URL(reference, document.baseURI).href.replace(/^http/, 'ws');
    }

    describe('IDL, the constructor', () => {
      it(`\`${name}()\` throws a TypeError when it is called without \`new\``, () => {
        expect(thrownBy(() => Reflect.apply(Socket, undefined, [echoServer().url]))).to.equal('TypeError');
      });

      it(`\`new ${name}()\` throws a TypeError without arguments`, () => {
        expect(thrownBy(() => construct())).to.equal('TypeError');
      });

      it(`\`new ${name}()\` ignores a third argument`, () => {
        for (const stray of ['', null, 0, 'stray', { toString: null }]) {
          expect(construct(echoServer().url, [], stray).readyState).to.equal(0);
        }
      });
    });

    describe('IDL, `url`', () => {
      it('the `url` argument is converted to a string', () => {
        const { url } = echoServer();
        for (const value of [new URL(url), new String(url), { toString: () => url }, [url]]) {
          expect(construct(value).url).to.equal(url);
        }
      });

      it('the `url` argument is converted to text, and resolved as a relative URL, if it is undefined, null or a number', () => {
        for (const value of [undefined, null, 12]) {
          expect(construct(value).url).to.equal(resolved(String(value)));
        }
      });

      it('the `url` argument has its lone surrogates replaced', () => {
        expect(construct(`${echoServer().url}&text=\uD800x`).url).to.match(/&text=%EF%BF%BDx$/);
      });

      it(`\`new ${name}()\` throws a TypeError if the \`url\` argument is a symbol`, () => {
        expect(thrownBy(() => construct(Symbol('ws:')))).to.equal('TypeError');
      });

      it(`\`new ${name}()\` rethrows an exception of the conversion of its \`url\` argument`, () => {
        const fail = () => {
          throw new RangeError('mine');
        };
        expect(thrownBy(() => construct({ toString: fail }))).to.equal('RangeError');
      });
    });

    describe('IDL, `protocols`', () => {
      it('the `protocols` argument offers no subprotocol if it is undefined or empty', async () => {
        expect(await firstOffered(undefined)).to.equal('');
        expect(await firstOffered([])).to.equal('');
      });

      it('an iterable `protocols` argument offers its items, each converted to a string', async () => {
        expect(await firstOffered(new Set(['first', 'second']))).to.equal('first');
        expect(await firstOffered([12, 'second'])).to.equal('12');
        expect(await firstOffered([null])).to.equal('null');
        function* generate() {
          yield 'generated';
        }
        expect(await firstOffered(generate())).to.equal('generated');
        expect(await firstOffered(new String('chat'))).to.equal('c');
      });

      it('a `protocols` argument that cannot be iterated is converted to one string', async () => {
        expect(await firstOffered(null)).to.equal('null');
        expect(await firstOffered(12)).to.equal('12');
        expect(await firstOffered(true)).to.equal('true');
        expect(await firstOffered({ toString: () => 'mine' })).to.equal('mine');
        expect(await firstOffered({ toString: () => 'mine', [Symbol.iterator]: undefined })).to.equal('mine');
        expect(thrownBy(() => construct(echoServer().url, {}))).to.equal('DOMException SyntaxError');
      });

      it(`\`new ${name}()\` throws a TypeError if \`protocols\` is, or contains, no convertible value`, () => {
        for (const value of [
          Symbol('chat'),
          [Symbol('chat')],
          { [Symbol.iterator]: 12 },
          [{ toString: null, valueOf: null }],
        ]) {
          expect(thrownBy(() => construct(echoServer().url, value))).to.equal('TypeError');
        }
      });
    });

    describe('order of conversion', () => {
      it(`\`new ${name}()\` converts \`url\`, then \`protocols\`, each once`, () => {
        const log: string[] = [];
        construct(noting(log, 'url', echoServer().url), [noting(log, 'first', 'a'), noting(log, 'second', 'b')]);
        expect(log).to.deep.equal(['url', 'first', 'second']);
      });

      it(`\`new ${name}()\` converts \`url\` and \`protocols\` before it validates either`, () => {
        const log: string[] = [];
        const construction = () => construct(noting(log, 'url', 'http://['), noting(log, 'protocols', ''));
        expect(thrownBy(construction)).to.equal('DOMException SyntaxError');
        expect(log).to.deep.equal(['url', 'protocols']);
        expect(thrownBy(() => construct('http://[', Symbol('chat')))).to.equal('TypeError');
      });

      it(`\`new ${name}()\` does not convert \`protocols\` when \`url\` cannot be converted`, () => {
        const log: string[] = [];
        expect(thrownBy(() => construct(Symbol('ws:'), noting(log, 'protocols', 'a')))).to.equal('TypeError');
        expect(log).to.deep.equal([]);
      });
    });

    it(`\`new ${name}()\` resolves \`url\` against the base URL of the page (steps 1–2)`, () => {
      for (const reference of ['echo', '/echo', '../echo', '?a=b', '//localhost:9/echo']) {
        expect(construct(reference).url).to.equal(resolved(reference));
      }
    });

    it(`\`new ${name}()\` throws a SyntaxError for an invalid URL (step 3)`, () => {
      for (const address of ['ws://', 'ws://[', 'ws://localhost:65536/', 'http://', 'https://:80/']) {
        expect(
          thrownBy(() => construct(address)),
          address,
        ).to.equal('DOMException SyntaxError');
      }
    });

    it(`\`new ${name}()\` replaces \`http:\` with \`ws:\` and \`https:\` with \`wss:\` (steps 4–5)`, () => {
      expect(construct('http://localhost:9/a').url).to.equal('ws://localhost:9/a');
      expect(construct('https://localhost:9/a').url).to.equal('wss://localhost:9/a');
    });

    it(`\`new ${name}()\` throws a SyntaxError for every other scheme (step 6)`, () => {
      for (const scheme of [
        'ftp://localhost/',
        'mailto:a@localhost',
        'about:blank',
        'data:,',
        'file:///',
        'wsx://localhost/',
      ]) {
        expect(
          thrownBy(() => construct(scheme)),
          scheme,
        ).to.equal('DOMException SyntaxError');
      }
    });

    it(`\`new ${name}()\` throws a SyntaxError for a URL with a fragment, even an empty one (step 7)`, () => {
      for (const address of [`${echoServer().url}#`, `${echoServer().url}#a`, '#a', 'http://localhost/#a']) {
        expect(
          thrownBy(() => construct(address)),
          address,
        ).to.equal('DOMException SyntaxError');
      }
    });

    it(`\`new ${name}()\` takes a string for one subprotocol (step 8)`, async () => {
      expect(await firstOffered('chat')).to.equal('chat');
    });

    it(`\`new ${name}()\` throws a SyntaxError for a subprotocol that is no token (step 9)`, () => {
      const separators = '()<>@,;:\\"/[]?={} \t'.split('');
      const others = ['\u0000', '\u001F', '\u007F', '\u0080', 'é', '話', '\uD800'];
      for (const character of [...separators, ...others]) {
        for (const protocols of [`a${character}b`, ['chat', character]]) {
          expect(
            thrownBy(() => construct(echoServer().url, protocols)),
            protocols.toString(),
          ).to.equal('DOMException SyntaxError');
        }
      }
      expect(thrownBy(() => construct(echoServer().url, ''))).to.equal('DOMException SyntaxError');
      expect(thrownBy(() => construct(echoServer().url, ['chat', '']))).to.equal('DOMException SyntaxError');
    });

    it(`\`new ${name}()\` throws a SyntaxError for a repeated subprotocol, but not in another case (step 9)`, () => {
      expect(thrownBy(() => construct(echoServer().url, ['chat', 'talk', 'chat']))).to.equal(
        'DOMException SyntaxError',
      );
      expect(thrownBy(() => construct(echoServer().url, ['chat', 'Chat']))).to.equal('');
    });

    it(`\`new ${name}()\` accepts every token as a subprotocol (step 9)`, async () => {
      const token = "!#$%&'*+-.09AZ^_`az|~";
      expect(await firstOffered(token)).to.equal(token);
    });

    it('`url` is the normalised URL, from construction until after the close (step 10)', async () => {
      expect(construct('WS://LOCALHOST:9').url).to.equal('ws://localhost:9/');
      expect(construct('ws://localhost:80/a b').url).to.equal('ws://localhost/a%20b');
      expect(construct('wss://localhost:443/').url).to.equal('wss://localhost/');
      const { socket, server } = await open();
      expect(socket.url).to.equal(server.url);
      socket.close();
      await next(socket, 'close');
      expect(socket.url).to.equal(server.url);
    });

    it(`\`new ${name}()\` returns while CONNECTING, and the connection opens in parallel (step 12)`, async () => {
      const events: string[] = [];
      const socket = construct(echoServer().url, 'chat');
      for (const type of ['open', 'message', 'error', 'close']) socket.addEventListener(type, () => events.push(type));
      expect(socket.readyState).to.equal(0);
      expect(socket.protocol).to.equal('');
      expect(socket.extensions).to.equal('');
      expect(socket.bufferedAmount).to.equal(0);
      expect(socket.binaryType).to.equal('blob');
      await Promise.resolve();
      expect(socket.readyState).to.equal(0);
      expect(events).to.deep.equal([]);
      await next(socket, 'open');
      expect(events).to.deep.equal(['open']);
    });
  });
}
