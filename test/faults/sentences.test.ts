import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { find, inputOf, next, statusText, typeAndSend, waitForState, waitUntilShown } from '../echo/element-driver.js';
import { chaos, fixPhase, type Handshake, type OpenFault } from './chaos.js';

/** A fault, the sentence that explains it, with … for what differs, and the button beside it. */
interface Case {
  readonly fault: string;
  readonly sentence: string;
  readonly action: 'Retry now' | 'Connect';
  happen(el: WsEcho): Promise<unknown>;
}

const nothingAnswered = 'Nothing answered at …, or it refused.';
const broke = 'The connection broke after … second';

const cases: Case[] = [
  { fault: 'a server that is not running', sentence: nothingAnswered, action: 'Retry now', happen: leaveDead },
  ...[401, 403, 404, 500].map((code) => refused(`a server that answers ${code}`, { fault: 'status', code })),
  refused('a wrong accept key', { fault: 'wrong-key' }),
  refused('a wrong subprotocol', { fault: 'wrong-protocol' }),
  {
    fault: 'a handshake without an answer',
    sentence: 'No answer from … in time.',
    action: 'Retry now',
    happen: async (el) => {
      el.connectTimeout = 200;
      await enter(el, chaos({ fault: 'no-handshake' }).url);
    },
  },
  injected('a link that breaks', broke, { fault: 'reset' }),
  injected('text that is not UTF-8', broke, { fault: 'invalid-utf-8' }),
  {
    fault: 'a server that goes silent',
    sentence: '… went silent.',
    action: 'Retry now',
    happen: async (el) => {
      Object.assign(el, { pingInterval: 200, pingMessage: 'ping', pongMessage: 'ping', idleTimeout: 800 });
      const server = chaos();
      await enter(el, server.url);
      await waitForState(el, 'open');
      await server.inject({ fault: 'silence' });
    },
  },
  closed(1011, 'internal error', 'Retry now'),
  closed(1001, 'going away', 'Retry now'),
  closed(1008, 'policy violation', 'Connect'),
  {
    fault: 'an invalid URL',
    sentence: '“…” is not a valid address: it should look like wss://example.com.',
    action: 'Connect',
    happen: (el) => enter(el, 'gopher://localhost/'),
  },
  {
    fault: 'an invalid subprotocol',
    sentence: 'The subprotocols are not valid',
    action: 'Connect',
    happen: (el) => {
      el.protocols = ['two words'];
      return enter(el, chaos().url);
    },
  },
  {
    fault: 'an attribute with an invalid value',
    sentence: 'This cannot work:',
    action: 'Connect',
    happen: (el) => {
      el.setAttribute('fatal-codes', 'some');
      el.url = chaos().url;
      document.body.append(el);
      return el.updateComplete;
    },
  },
  {
    fault: 'a URL provider that fails',
    sentence: 'The page could not prepare the connection: no token.',
    action: 'Retry now',
    happen: (el) => {
      el.url = () => Promise.reject(new Error('no token'));
      return enter(el, el.url);
    },
  },
  {
    fault: 'the failure of the last attempt',
    sentence: 'Gave up. Nothing answered at …, or it refused.',
    action: 'Connect',
    happen: (el) => {
      el.retry = 1;
      return enter(el, chaos({ fault: 'status', code: 503 }).url);
    },
  },
];

describe('<ws-echo> status text', () => {
  let el: WsEcho;
  let readme: string;
  fixPhase();

  before(async () => {
    readme = await (await fetch(new URL('../../docs/when-things-go-wrong.md', import.meta.url))).text();
  });

  beforeEach(() => {
    el = document.createElement('ws-echo');
  });

  afterEach(() => el.remove());

  for (const { fault, sentence, action, happen } of cases) {
    it(`\`<ws-echo>\` describes ${fault} in the words of docs/when-things-go-wrong.md`, async () => {
      const pattern = new RegExp(sentence.split('…').map(escape).join('.+?'));
      expect(readme.match(pattern)?.[0], 'in the docs').to.be.a('string');
      await happen(el);
      await waitUntilShown(sentence, () => pattern.test(statusText(el)));
      await waitUntilShown(action, () => find(el, 'action')?.textContent.trim() === action);
      if (action === 'Retry now') expect(statusText(el)).to.match(/Retry 1 in \d+ seconds?\.$/);
    });
  }

  it('`<ws-echo>` shows “Not sent: no room.” for a full queue, and keeps the message in the input', async () => {
    expect(/Not sent: no room\./.test(readme), 'in the docs').to.be.true;
    el.queueLimit = 1;
    await enter(el, () => new Promise<string>(() => {}));
    await waitForState(el, 'connecting');
    typeAndSend(el, 'first');
    typeAndSend(el, 'second');
    await waitUntilShown('the notice', () => find(el, 'notice')?.textContent.includes('Not sent: no room.') ?? false);
    expect(inputOf(el).value).to.equal('second');
  });
});

/** Text as a pattern that matches it. */
function escape(text: string): string {
  return text.replace(/[.?*+^$|()[\]{}\\]/g, '\\$&');
}

async function enter(el: WsEcho, url: WsEcho['url']): Promise<void> {
  el.url = url;
  const begun = next(el, 'statechange');
  document.body.append(el);
  await begun;
}

async function leaveDead(el: WsEcho): Promise<void> {
  const server = chaos();
  const url = await server.openPort();
  await server.die();
  await enter(el, url);
}

function refused(fault: string, handshake: Handshake): Case {
  return {
    fault,
    sentence: nothingAnswered,
    action: 'Retry now',
    happen: (el) => {
      // Firefox checks the subprotocol only if one was offered.
      el.protocols = 'offered';
      return enter(el, chaos(handshake).url);
    },
  };
}

function injected(title: string, sentence: string, fault: OpenFault): Case {
  return {
    fault: title,
    sentence,
    action: 'Retry now',
    happen: async (el) => {
      const server = chaos();
      await enter(el, server.url);
      await waitForState(el, 'open');
      await server.inject(fault);
    },
  };
}

function closed(code: number, name: string, action: Case['action']): Case {
  return injectedWith(`a server that closes with ${code}`, `The server closed it: ${code} ${name}.`, action, {
    fault: 'close',
    code,
  });
}

function injectedWith(title: string, sentence: string, action: Case['action'], fault: OpenFault): Case {
  return { ...injected(title, sentence, fault), action };
}
