import { expect } from '@open-wc/testing';
import {
  diagnoseClose,
  diagnoseException,
  errorMessage,
  matchesBlockedUri,
  onCspViolation,
} from '../../src/connection/diagnosis.js';
import { ListenerCount } from './page-events.js';

describe('Diagnosis', () => {
  afterEach(() => void Reflect.deleteProperty(navigator, 'onLine'));

  /** Stands for a computer without network. */
  const goOffline = () => Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });

  it('`diagnoseClose()` returns `unreachable` for a socket that never opened', () => {
    expect(diagnoseClose(1006, false, 'wss://example.com/')).to.equal('unreachable');
    expect(diagnoseClose(1006, false, 'ws://localhost:2/')).to.equal('unreachable');
    expect(diagnoseClose(1006, false, 'no address: at all')).to.equal('unreachable');
  });

  it('`diagnoseClose()` returns `offline` without a network, except for local addresses', () => {
    goOffline();
    expect(diagnoseClose(1006, false, 'wss://example.com/')).to.equal('offline');
    for (const host of ['localhost', 'app.localhost', '127.0.0.1', '[::1]', '192.168.1.1', 'printer.local']) {
      expect(diagnoseClose(1006, false, `ws://${host}/`), host).to.equal('unreachable');
    }
  });

  it('`diagnoseClose()` returns `blocked-port` for a port that browsers refuse, and for no other', () => {
    const refused = Array.from({ length: 11_000 }, (_, port) => port).filter(
      (port) => diagnoseClose(1006, false, `ws://example.com:${port}/`) === 'blocked-port',
    );
    expect(refused).to.have.length(83);
    expect(refused).to.include.members([0, 1, 9, 22, 25, 6667, 10080]);
    expect(refused).not.to.include.members([80]);
    expect(diagnoseClose(1006, true, 'ws://example.com:9/')).to.equal('dropped');
  });

  it('`diagnoseException()` returns `socket-failed` for an error that is not a DOMException', () => {
    const errors: unknown[] = [
      new Error('bridge not ready'),
      new ReferenceError('WebSocket is not defined'),
      null,
      'no',
    ];
    for (const error of errors) {
      expect(diagnoseException(error, 'ws://x/')).to.equal('socket-failed');
    }
  });

  it('`diagnoseClose()` uses the origin of the document that the connection is in', () => {
    const page = { baseURI: 'about:srcdoc', defaultView: { origin: 'https://a.example' } } as unknown as Document;
    expect(diagnoseClose(1006, false, 'ws://b.example/', page)).to.equal('mixed-content');
    expect(diagnoseClose(1006, false, 'wss://192.168.1.1/', page)).to.equal('local-network');
    expect(diagnoseClose(1006, false, 'ws://b.example/', document)).to.equal('unreachable');
  });

  it('`errorMessage()` returns the message of any thrown value, and never throws itself', () => {
    const poisoned = {
      get message() {
        throw new Error('of the getter');
      },
    };
    const values = [new Error('no'), 'no', { message: 'no' }, { message: 1, toString: () => 'no' }] as unknown[];
    expect(values.map(errorMessage)).to.deep.equal(['no', 'no', 'no', 'no']);
    expect([Object.create(null), poisoned, undefined].map(errorMessage)).to.deep.equal(['', '', 'undefined']);
  });

  it('`diagnoseClose()` takes private and link-local IP addresses, and no other hosts, for local', () => {
    goOffline();
    const isLocal = (host: string) => diagnoseClose(1006, false, `ws://${host}/`) !== 'offline';
    for (const host of [
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '169.254.0.1',
      '[fe80::1]',
      '[fd00::1]',
      '[fc00::1]',
    ]) {
      expect(isLocal(host), host).to.equal(true);
    }
    const addresses = ['11.0.0.1', '172.15.0.1', '172.32.0.1', '192.169.0.1', '[2001:db8::1]'];
    const names = ['localhost.example', '10.example.com', '127.example.com', '192.168.example.com', 'xlocal'];
    for (const host of [...addresses, ...names]) {
      expect(isLocal(host), host).to.equal(false);
    }
  });

  it('`diagnoseClose()` returns `dropped` for 1006 after open, and `closed-by-server` for other codes', () => {
    expect(diagnoseClose(1006, true, '')).to.equal('dropped');
    for (const code of [1000, 1001, 1005, 1011, 4000])
      expect(diagnoseClose(code, true, '')).to.equal('closed-by-server');
  });

  it('`diagnoseException()` distinguishes `bad-url`, `url-fragment` and `bad-protocol`', () => {
    const syntaxError = new DOMException('No', 'SyntaxError');
    for (const url of ['gopher://x/', 'mailto:x', 'ws://[', 'blob:x']) {
      expect(diagnoseException(syntaxError, url), url).to.equal('bad-url');
    }
    for (const url of ['ws://x/#', 'ws://x/#/chat', '/relative#a']) {
      expect(diagnoseException(syntaxError, url), url).to.equal('url-fragment');
    }
    for (const url of ['ws://x/', 'wss://x/', 'http://x/', 'https://x/', '/relative']) {
      expect(diagnoseException(syntaxError, url), url).to.equal('bad-protocol');
    }
  });

  it('`diagnoseException()` returns `blocked-by-csp` for a SecurityError on a page without TLS', () => {
    expect(diagnoseException(new DOMException('No', 'SecurityError'), 'ws://x/')).to.equal('blocked-by-csp');
  });
});

describe('matchesBlockedUri()', () => {
  it('`matchesBlockedUri()` returns true for the URL itself, without its query, or its origin', () => {
    const url = 'wss://example.com/chat?token=1';
    expect(matchesBlockedUri(url, url)).to.equal(true);
    expect(matchesBlockedUri('wss://example.com', url)).to.equal(true);
    expect(matchesBlockedUri('wss://example.com/', url)).to.equal(true);
    expect(matchesBlockedUri('wss://example.com/chat', url)).to.equal(true);
    expect(matchesBlockedUri('https://example.com/chat', url)).to.equal(false);
    expect(matchesBlockedUri('wss://example.com/other', url)).to.equal(false);
    expect(matchesBlockedUri('wss://example.com:444/chat', url)).to.equal(false);
    expect(matchesBlockedUri('wss://other.example/chat', url)).to.equal(false);
    expect(matchesBlockedUri('', url)).to.equal(false);
    expect(matchesBlockedUri('inline', 'gopher://x')).to.equal(false);
  });
});

describe('onCspViolation()', () => {
  const report = (init: Partial<SecurityPolicyViolationEventInit>) =>
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI: 'wss://example.com/',
        disposition: 'enforce',
        effectiveDirective: 'connect-src',
        documentURI: '',
        originalPolicy: '',
        statusCode: 0,
        violatedDirective: 'connect-src',
        bubbles: true,
        ...init,
      }),
    );

  it('`onCspViolation()` reports enforced `connect-src` violations until its signal is aborted', () => {
    const listeners = new ListenerCount();
    const blocked: string[] = [];
    const end = new AbortController();
    onCspViolation((url) => blocked.push(url), end.signal);
    report({});
    report({ disposition: 'report' });
    report({ effectiveDirective: 'img-src' });
    end.abort();
    report({});
    listeners.uninstall();
    expect(blocked).to.deep.equal(['wss://example.com/']);
    expect(listeners.count).to.equal(0);
  });
});
