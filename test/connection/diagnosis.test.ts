import { expect } from '@open-wc/testing';
import { diagnoseClose, diagnoseException, matchesBlockedUri, onCspViolation } from '../../src/connection/diagnosis.js';
import { ListenerCount } from './page-events.js';

describe('The diagnosis', () => {
  afterEach(() => void Reflect.deleteProperty(navigator, 'onLine'));

  /** Stands for a computer without network. */
  const goOffline = () => Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });

  it('of a socket that never opened is that nobody was reached', () => {
    expect(diagnoseClose(1006, false, 'wss://example.com/')).to.equal('unreachable');
    expect(diagnoseClose(1006, false, 'ws://localhost:9/')).to.equal('unreachable');
    expect(diagnoseClose(1006, false, 'no address: at all')).to.equal('unreachable');
  });

  it('is that there is no network, unless the address needs none', () => {
    goOffline();
    expect(diagnoseClose(1006, false, 'wss://example.com/')).to.equal('offline');
    for (const host of ['localhost', 'app.localhost', '127.0.0.1', '[::1]', '192.168.1.1', 'printer.local']) {
      expect(diagnoseClose(1006, false, `ws://${host}/`), host).to.equal('unreachable');
    }
  });

  it('knows which addresses are local', () => {
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

  it('of a socket that was open tells a broken link from a server that closed', () => {
    expect(diagnoseClose(1006, true, '')).to.equal('dropped');
    for (const code of [1000, 1001, 1005, 1011, 4000])
      expect(diagnoseClose(code, true, '')).to.equal('closed-by-server');
  });

  it('of an exception tells a bad address from a bad subprotocol', () => {
    const syntaxError = new DOMException('No', 'SyntaxError');
    for (const url of ['gopher://x/', 'mailto:x', 'ws://[', 'blob:x', 'ws://x/#', 'ws://x/#a']) {
      expect(diagnoseException(syntaxError, url), url).to.equal('bad-url');
    }
    for (const url of ['ws://x/', 'wss://x/', 'http://x/', 'https://x/', '/relative']) {
      expect(diagnoseException(syntaxError, url), url).to.equal('bad-protocol');
    }
  });

  it('of a SecurityError on a page without TLS is a policy', () => {
    expect(diagnoseException(new DOMException('No', 'SecurityError'), 'ws://x/')).to.equal('blocked-by-csp');
  });
});

describe('isSameAddress', () => {
  it('compares an address with what a violation tells of it: all, or its origin', () => {
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

describe('onConnectBlocked', () => {
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

  it('tells what was kept from being connected to, until it is stopped', () => {
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
