import { expect, fixture, html } from '@open-wc/testing';
import { registerTranslation } from '@shoelace-style/localize';
import { LitElement, type TemplateResult } from 'lit';
import { closeCodeName } from '../../src/connection/close-code.js';
import type { Diagnosis, DiagnosisKind } from '../../src/connection/diagnosis.js';
import '../../src/define.js';
import { echoVocabulary } from '../../src/strings/echo-vocabulary.js';
import { registerStrings } from '../../src/strings/registry.js';
import { Format } from '../../src/strings/format.js';
import { StringsController } from '../../src/view/strings-controller.js';
import type { Strings } from '../../src/strings/strings.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { reportedBy } from '../connection/transcript.js';
import { find, statusText, waitUntilShown } from '../echo/element-driver.js';

/** An element without content, whose strings a test reads. */
class Speaker extends LitElement {
  readonly strings = new StringsController(this, echoVocabulary);
}
customElements.define('test-speaker', Speaker);

/** The strings of a language. */
async function speak(lang: string): Promise<StringsController> {
  const { strings } = await fixture<Speaker>(html`<test-speaker lang=${lang}></test-speaker>`);
  return strings;
}

async function inPage(template: TemplateResult): Promise<WsEcho> {
  const root = await fixture<HTMLElement>(template);
  const el = root.querySelector('ws-echo')!;
  await el.updateComplete;
  return el;
}

/** The text of the Send button. */
const send = (el: WsEcho) => find(el, 'send')!.textContent.trim();

const cause: Diagnosis = {
  kind: 'unreachable',
  code: 1006,
  reason: '',
  url: 'wss://a.example/feed',
  hasProtocols: false,
  openFor: null,
  cause: null,
};

/** A diagnosis, and the details that its sentence has to contain; `quotes` is for English exceptions. */
interface Failure {
  readonly diagnosis: Partial<Diagnosis>;
  readonly says: readonly string[];
  readonly quotes?: readonly string[];
}

/** One diagnosis of every kind. */
const failures: Record<DiagnosisKind, Failure> = {
  'bad-configuration': { diagnosis: { reason: 'retry="soon"' }, says: ['retry="soon"'] },
  'bad-url': { diagnosis: { url: 'gopher://a.example' }, says: ['gopher://a.example', 'wss:'] },
  'no-address': { diagnosis: {}, says: [] },
  'url-fragment': { diagnosis: {}, says: ['a.example/feed', '#'] },
  'socket-failed': { diagnosis: { reason: 'bridge not ready' }, says: [], quotes: ['bridge not ready'] },
  'blocked-port': { diagnosis: {}, says: ['a.example/feed'] },
  'bad-protocol': { diagnosis: { reason: 'The subprotocol “a b” is invalid.' }, says: [] },
  'mixed-content': { diagnosis: {}, says: ['https', 'ws', 'wss'] },
  'blocked-by-csp': { diagnosis: {}, says: ['a.example/feed', 'Content-Security-Policy', 'connect-src'] },
  'local-network': { diagnosis: {}, says: ['a.example/feed'] },
  offline: { diagnosis: {}, says: [] },
  unreachable: { diagnosis: {}, says: ['a.example/feed'] },
  'timed-out': { diagnosis: {}, says: ['a.example/feed'] },
  'went-silent': { diagnosis: {}, says: ['a.example/feed'] },
  dropped: { diagnosis: { openFor: 3_210 }, says: ['3.2'] },
  'closed-by-server': { diagnosis: { code: 1008, reason: 'not today' }, says: ['1008', 'not today'] },
  'provider-failed': { diagnosis: { reason: 'no token' }, says: [], quotes: ['no token'] },
  'gave-up': { diagnosis: { cause }, says: ['a.example/feed'] },
};

const codes = [
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 3000, 3003, 3008,
];

describe('Built-in strings', () => {
  for (const lang of ['en', 'zh-Hant', 'zh-Hans']) {
    for (const [kind, { diagnosis, says, quotes = [] }] of Object.entries(failures)) {
      it(`the ${lang} strings describe the diagnosis ${kind} in one sentence with all its details`, async () => {
        const strings = await speak(lang);
        const sentence = strings.failure({ ...cause, kind: kind as DiagnosisKind, ...diagnosis });
        for (const part of says) expect(sentence).to.contain(part);
        if (lang === 'en') for (const part of quotes) expect(sentence).to.contain(part);
        else if (kind !== 'closed-by-server') expect(sentence).not.to.match(/[a-z]{3,} [a-z]{2,}/i);
        expect(sentence).not.to.match(/undefined|null|NaN|\[object|\$\{/);
        expect(/[\u4e00-\u9fff]/.test(sentence)).to.equal(lang !== 'en');
        expect(sentence).to.match(/[^.。][.。]$/);
      });
    }

    it(`the ${lang} strings name every registered close code`, async () => {
      const strings = await speak(lang);
      const names = codes.map((code) => strings.sentence('closeCode', code));
      for (const name of names) expect(/[\u4e00-\u9fff]/.test(name)).to.equal(lang !== 'en');
      expect(names).not.to.include('');
      expect(new Set(names).size).to.equal(codes.length);
    });
  }

  it('`closeCodeName()` has a name for exactly the registered close codes', () => {
    const named = Array.from({ length: 5_000 }, (_, code) => code).filter((code) => closeCodeName(code) !== '');
    expect(named).to.deep.equal(codes);
  });

  it('`failure()` says what is missing in the language of the page', async () => {
    const diagnosis: Diagnosis = { ...cause, kind: 'bad-configuration', reason: 'ping-interval needs a ping-message' };
    expect((await speak('en')).failure(diagnosis)).to.equal('This cannot work: ping-interval needs a ping-message.');
    expect((await speak('zh-Hant')).failure(diagnosis)).to.equal('設定有誤：ping-interval 需要 ping-message。');
  });

  it('`failure()` says that a server which speaks none of the subprotocols looks as one that is not there', async () => {
    const offered = { ...cause, hasProtocols: true };
    expect((await speak('en')).failure(offered)).to.contain('speaks none of the subprotocols');
    expect((await speak('en')).failure(cause)).not.to.contain('subprotocols');
    expect((await speak('zh-Hant')).failure(offered)).to.contain('子協定');
    expect((await speak('zh-Hant')).failure(cause)).not.to.contain('子協定');
  });

  it('`failure()` contains no address when the `url` provider has returned none', async () => {
    const diagnosis: Diagnosis = { ...cause, kind: 'timed-out', url: '' };
    expect((await speak('en')).failure(diagnosis)).to.equal('No answer in time.');
    expect((await speak('zh-Hant')).failure(diagnosis)).to.equal('沒有及時回應。');
  });

  it('`sentence()` uses the singular for one byte in English', async () => {
    const strings = await speak('en');
    const bytes = (count: number) => strings.sentence('bytes', (format) => format.number(count));
    expect([bytes(0), bytes(1), bytes(1_024)]).to.deep.equal(['0 bytes', '1 byte', '1,024 bytes']);
  });

  it('`failure()` ends with one punctuation mark, whatever the close reason ends with', async () => {
    const ends: Record<string, string> = {
      'too many': 'too many.',
      'too many.': 'too many.',
      'too many!': 'too many!',
      'so?': 'so?',
    };
    for (const [reason, end] of Object.entries(ends)) {
      const sentence = (await speak('en')).failure({ ...cause, kind: 'closed-by-server', code: 4429, reason });
      expect(sentence).to.equal(`The server closed it: 4429 — ${end}`);
    }
  });

  it('`failure()` truncates a long reason, omits an empty one and removes direction overrides', async () => {
    const en = await speak('en');
    const say = (kind: DiagnosisKind, reason: string) => en.failure({ ...cause, kind, code: 4000, reason });
    expect(say('closed-by-server', 'x'.repeat(1_000))).to.equal(`The server closed it: 4000 — ${'x'.repeat(200)}…`);
    expect(say('closed-by-server', '  ')).to.equal('The server closed it: 4000.');
    expect(say('provider-failed', '')).to.equal('The page could not prepare the connection.');
    expect(say('closed-by-server', '\u202Eevil')).to.equal('The server closed it: 4000 — evil.');
  });

  it('`failure()` quotes an invalid address without its query and fragment', async () => {
    const sentence = (await speak('en')).failure({ ...cause, kind: 'bad-url', url: 'ws://a.example/feed?a=1#top' });
    expect(sentence).to.contain('“ws://a.example/feed”');
  });

  it('`failure()` shows a close code without a name as a number alone', async () => {
    for (const lang of ['en', 'zh-Hant']) {
      const sentence = (await speak(lang)).failure({ ...cause, kind: 'closed-by-server', code: 4123 });
      expect(sentence).to.match(/[^ ] ?4123[.。]$/);
    }
  });

  it('`Format` writes durations, delays and milliseconds in the words of its language', async () => {
    const en = new Format('en');
    expect([0, 250, 3_210, 59_400, 90_000, 7_200_000].map((time) => en.duration(time))).to.deep.equal([
      '0.1 seconds',
      '0.3 seconds',
      '3.2 seconds',
      '59 seconds',
      '2 minutes',
      '2 hours',
    ]);
    expect([-300, 0, 1, 1_000, 2_001, 60_000, 61_000].map((time) => en.delay(time))).to.deep.equal([
      'now',
      'now',
      'in 1 second',
      'in 1 second',
      'in 3 seconds',
      'in 1 minute',
      'in 2 minutes',
    ]);
    expect([0, 0.04, 3.24, 123.4].map((time) => en.milliseconds(time))).to.deep.equal(['< 1', '0.04', '3.2', '123']);
    const zh = new Format('zh-Hant');
    expect([zh.duration(3_210), zh.delay(-1), zh.delay(2_001)]).to.deep.equal(['3.2 秒', '現在', '3 秒後']);
  });
});

describe('<ws-echo> language', () => {
  const page = document.documentElement;
  const { lang } = page;

  afterEach(() => {
    page.lang = lang;
  });

  it('`<ws-echo>` uses the language of the page', async () => {
    page.lang = 'zh-Hant-TW';
    const el = await inPage(html`<div><ws-echo></ws-echo></div>`);
    expect(send(el)).to.equal('傳送');
    expect(statusText(el)).to.equal('未連線 沒有位址。');
  });

  it('`<ws-echo>` uses the language of the nearest `lang`, its own first', async () => {
    page.lang = 'zh';
    const el = await inPage(html`<div lang="zh"><p lang="en"><ws-echo></ws-echo></p></div>`);
    expect(send(el)).to.equal('Send');
    const own = await inPage(html`<div lang="en"><ws-echo lang="zh-Hant"></ws-echo></div>`);
    expect(send(own)).to.equal('傳送');
  });

  it('`<ws-echo>` finds the nearest `lang` across shadow roots', async () => {
    const host = await fixture<HTMLElement>(html`<div lang="zh-Hant"></div>`);
    const inner = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(inner);
    const el = document.createElement('ws-echo');
    inner.attachShadow({ mode: 'open' }).append(el);
    await el.updateComplete;
    expect(send(el)).to.equal('傳送');
  });

  it('`<ws-echo>` changes its language when the `lang` of the page changes', async () => {
    page.lang = 'en';
    const el = await inPage(html`<div><ws-echo></ws-echo></div>`);
    expect(send(el)).to.equal('Send');
    page.lang = 'zh-Hant';
    await waitUntilShown('the Chinese words', () => send(el) === '傳送');
    page.lang = 'en';
    await waitUntilShown('the English words', () => send(el) === 'Send');
  });

  it('`<ws-echo>` changes its language when its own `lang` changes', async () => {
    const el = await inPage(html`<div lang="en"><ws-echo></ws-echo></div>`);
    el.lang = 'zh-Hant';
    await waitUntilShown('the Chinese words', () => send(el) === '傳送');
    el.removeAttribute('lang');
    await waitUntilShown('the English words', () => send(el) === 'Send');
  });

  it('`<ws-echo>` uses the language of its new parent when it is moved', async () => {
    const el = await inPage(html`<div lang="en"><ws-echo></ws-echo><p lang="zh-TW"></p></div>`);
    el.nextElementSibling!.append(el);
    await el.updateComplete;
    expect(send(el)).to.equal('傳送');
  });

  it('`<ws-echo>` uses English for a language that has no strings', async () => {
    const el = await inPage(html`<div lang="ar-EG"><ws-echo></ws-echo></div>`);
    expect(send(el)).to.equal('Send');
  });

  it('`<ws-echo>` ignores a `lang` that is not a language tag, and accepts `en_US`', async () => {
    const el = await inPage(html`<div lang="zh-Hant"><p lang="this is no language"><ws-echo></ws-echo></p></div>`);
    expect(send(el)).to.equal('傳送');
    const underscore = await inPage(html`<div lang="zh"><p lang="en_US"><ws-echo></ws-echo></p></div>`);
    expect(send(underscore)).to.equal('Send');
  });

  it('numbers and times are in the same language as the sentence around them', async () => {
    registerStrings('nl_BE', { dropped: ({ openFor }) => `Weg na ${openFor}.` });
    for (const [tag, retry, dropped] of [
      ['ar', 'Retry 1 in 3 seconds.', 'The connection broke after 3.2 seconds.'],
      ['en-GB', 'Retry 1 in 3 seconds.', 'The connection broke after 3.2 seconds.'],
      ['zh_CN', '3秒钟后第 1 次重试。', '连接 3.2秒钟后断开了。'],
      ['zh-HK', '3 秒後第 1 次重試。', '連線 3.2 秒後斷了。'],
      ['nl-be', 'Retry 1 in 3 seconds.', 'Weg na 3,2 seconden.'],
    ]) {
      const strings = await speak(tag!);
      expect(strings.sentence('nextAttempt', 1, (format) => format.delay(3_000))).to.equal(retry);
      expect(strings.failure({ ...cause, kind: 'dropped', openFor: 3_200 })).to.equal(dropped);
    }
  });

  it('`registerStrings()` replaces one string and keeps the others', async () => {
    const el = await inPage(html`<div lang="en-GB"><ws-echo></ws-echo></div>`);
    registerStrings('en-GB', { send: 'Post' });
    await waitUntilShown('the other word', () => send(el) === 'Post');
    expect(find(el, 'send')!.title).to.equal('Send message');
    const american = await inPage(html`<div lang="en-US"><ws-echo></ws-echo></div>`);
    expect(send(american)).to.equal('Send');
  });

  it('strings that `registerStrings()` adds for a region take precedence over those of the language', async () => {
    registerStrings('pt', { send: 'Enviar', restore: 'Repor' });
    registerStrings('pt-BR', { restore: 'Restaurar' });
    const strings = await speak('pt-BR');
    expect((['send', 'restore', 'connect'] as const).map((key) => strings.sentence(key))).to.deep.equal([
      'Enviar',
      'Restaurar',
      'Connect',
    ]);
    expect((await speak('pt-Latn-PT')).sentence('restore')).to.equal('Repor');
  });

  it('`registerStrings()` adds a third language to elements that are in the page', async () => {
    const el = await inPage(html`<div lang="de"><ws-echo url="loopback:" manual></ws-echo></div>`);
    registerStrings('de', german);
    await waitUntilShown('the German words', () => send(el) === 'Senden');
    expect(statusText(el)).to.equal('Nicht verbunden loopback');
    el.reconnect();
    await waitUntilShown('the German words for open', () => statusText(el) === 'Verbunden loopback');
    const strings = await speak('de');
    expect(strings.failure({ ...cause, kind: 'dropped', openFor: 3_200 })).to.equal(
      'Die Verbindung brach nach 3,2 Sekunden ab.',
    );
  });

  it('a registered string that throws, or gives no text, is reported once, and the built-in one is used', async () => {
    registerStrings('eu', {
      nextAttempt: () => {
        throw new Error('no such plural');
      },
      ...({ dropped: () => undefined, send: 5 } as unknown as Partial<Strings>),
    });
    const strings = await speak('eu');
    const thrown = reportedBy(() => {
      for (let render = 0; render < 2; render++) {
        expect(strings.sentence('nextAttempt', 1, 'in 3 seconds')).to.equal('Retry 1 in 3 seconds.');
        expect(strings.failure({ ...cause, kind: 'dropped', openFor: 1_000 })).to.equal(
          'The connection broke after 1 second.',
        );
        expect(strings.sentence('send')).to.equal('Send');
      }
    });
    expect(thrown.slice(0, 2)).to.deep.equal(['no such plural', 'A string is undefined.']);
    expect(thrown).to.have.length(3);
  });

  it('`registerStrings()` shares no string with other users of the localize library', async () => {
    registerTranslation({
      $code: 'en',
      $name: 'English',
      $dir: 'ltr',
      ...{ send: 'Leaked', open: 'Leaked', label: 'Leaked' },
    });
    const el = await inPage(html`<div lang="en"><ws-echo></ws-echo></div>`);
    expect(send(el)).to.equal('Send');
    expect(find(el, 'label')).to.have.trimmed.text('Send a message');

    registerStrings('fr', { send: 'Envoyer' });
    const strings = await speak('fr');
    expect(strings.exists('send', { lang: 'fr' })).to.equal(false);
  });
});

/** The strings of another language, as an application would register them. */
const german: Partial<Strings> = {
  send: 'Senden',
  closed: 'Nicht verbunden',
  open: 'Verbunden',
  dropped: ({ openFor }) => `Die Verbindung brach nach ${openFor} ab.`,
};
