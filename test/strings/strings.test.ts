import { expect, fixture, html } from '@open-wc/testing';
import { registerTranslation } from '@shoelace-style/localize';
import { LitElement, type TemplateResult } from 'lit';
import { closeCodeName } from '../../src/connection/close-code.js';
import type { Diagnosis, DiagnosisKind } from '../../src/connection/diagnosis.js';
import '../../src/define.js';
import { registerStrings } from '../../src/strings/registry.js';
import { shortAddress } from '../../src/strings/quote.js';
import { Format } from '../../src/strings/format.js';
import { StringsController } from '../../src/view/strings-controller.js';
import type { Strings } from '../../src/strings/strings.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { find, statusText, waitUntilShown } from '../echo/element-driver.js';

/** Does nothing but speak. */
class Speaker extends LitElement {
  readonly strings = new StringsController(this);
}
customElements.define('test-speaker', Speaker);

/** Some words in a language. */
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

/** What the send button says. */
const send = (el: WsEcho) => find(el, 'send')!.textContent.trim();

const cause: Diagnosis = {
  kind: 'unreachable',
  code: 1006,
  reason: '',
  url: 'wss://a.example/feed',
  openFor: null,
  cause: null,
};

/** One diagnosis of every kind, and what has to be in the words for it. */
const failures: Record<DiagnosisKind, { diagnosis: Partial<Diagnosis>; says: readonly string[] }> = {
  'bad-configuration': { diagnosis: { reason: 'retry="soon"' }, says: ['retry="soon"'] },
  'bad-url': { diagnosis: { url: 'gopher://a.example' }, says: ['gopher://a.example', 'wss:'] },
  'bad-protocol': { diagnosis: { reason: 'The subprotocol “a b” is invalid.' }, says: ['“a b” is invalid'] },
  'mixed-content': { diagnosis: {}, says: ['https', 'ws', 'wss'] },
  'blocked-by-csp': { diagnosis: {}, says: ['a.example/feed', 'Content-Security-Policy', 'connect-src'] },
  'local-network': { diagnosis: {}, says: ['a.example/feed'] },
  offline: { diagnosis: {}, says: [] },
  unreachable: { diagnosis: {}, says: ['a.example/feed'] },
  'timed-out': { diagnosis: {}, says: ['a.example/feed'] },
  'went-silent': { diagnosis: {}, says: ['a.example/feed'] },
  dropped: { diagnosis: { openFor: 3_210 }, says: ['3.2'] },
  'closed-by-server': { diagnosis: { code: 1008, reason: 'not today' }, says: ['1008', 'not today'] },
  'provider-failed': { diagnosis: { reason: 'no token' }, says: ['no token'] },
  'gave-up': { diagnosis: { cause }, says: ['a.example/feed'] },
};

const codes = [
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 3000, 3003, 3008,
];

describe('strings', () => {
  for (const lang of ['en', 'zh-Hant']) {
    for (const [kind, { diagnosis, says }] of Object.entries(failures)) {
      it(`say ${kind} in ${lang}, with what there is to know`, async () => {
        const strings = await speak(lang);
        const sentence = strings.failure({ ...cause, kind: kind as DiagnosisKind, ...diagnosis });
        for (const part of says) expect(sentence).to.contain(part);
        expect(sentence).not.to.match(/undefined|null|NaN|\[object|\$\{/);
        expect(/[\u4e00-\u9fff]/.test(sentence)).to.equal(lang !== 'en');
        expect(sentence).to.match(/[^.。][.。]$/);
      });
    }

    it(`name every registered close code in ${lang}`, async () => {
      const strings = await speak(lang);
      const names = codes.map((code) => strings.sentence('closeCode', code));
      for (const name of names) expect(/[\u4e00-\u9fff]/.test(name)).to.equal(lang !== 'en');
      expect(names).not.to.include('');
      expect(new Set(names).size).to.equal(codes.length);
    });
  }

  it('know every close code that has a name', () => {
    const named = Array.from({ length: 5_000 }, (_, code) => code).filter((code) => closeCodeName(code) !== '');
    expect(named).to.deep.equal(codes);
  });

  it('name no address where a function has given none', async () => {
    const diagnosis: Diagnosis = { ...cause, kind: 'timed-out', url: '' };
    expect((await speak('en')).failure(diagnosis)).to.equal('No answer in time.');
    expect((await speak('zh-Hant')).failure(diagnosis)).to.equal('沒有及時回應。');
  });

  it('count one byte as one', async () => {
    const strings = await speak('en');
    const bytes = (count: number) => strings.sentence('bytes', (format) => format.number(count));
    expect([bytes(0), bytes(1), bytes(1_024)]).to.deep.equal(['0 bytes', '1 byte', '1,024 bytes']);
  });

  it('end a sentence once, however a reason ends', async () => {
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

  it('quote no more of a reason than fits, nothing of one that is empty, and no direction for what follows', async () => {
    const en = await speak('en');
    const say = (kind: DiagnosisKind, reason: string) => en.failure({ ...cause, kind, code: 4000, reason });
    expect(say('closed-by-server', 'x'.repeat(1_000))).to.equal(`The server closed it: 4000 — ${'x'.repeat(200)}…`);
    expect(say('closed-by-server', '  ')).to.equal('The server closed it: 4000.');
    expect(say('provider-failed', '')).to.equal('The page could not prepare the connection.');
    expect(say('closed-by-server', '\u202Eevil')).to.equal('The server closed it: 4000 — evil.');
  });

  it('name an address that is none as a whole', async () => {
    const sentence = (await speak('en')).failure({ ...cause, kind: 'bad-url', url: 'ws://a.example/feed?a=1#top' });
    expect(sentence).to.contain('“ws://a.example/feed?a=1#top”');
  });

  it('give a close code that has no name as a number alone', async () => {
    for (const lang of ['en', 'zh-Hant']) {
      const sentence = (await speak(lang)).failure({ ...cause, kind: 'closed-by-server', code: 4123 });
      expect(sentence).to.match(/[^ ] ?4123[.。]$/);
    }
  });

  it('say how long something took, and when it is due', async () => {
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

describe('shortAddress', () => {
  it('is the host and the path, without what may be secret', () => {
    expect(shortAddress('wss://user:secret@a.example:8443/feed?token=secret')).to.equal('a.example:8443/feed');
    expect(shortAddress('wss://a.example/')).to.equal('a.example');
  });

  it('leaves alone what is no address of a server', () => {
    expect(shortAddress('loopback:')).to.equal('loopback:');
    expect(shortAddress('/feed')).to.equal('/feed');
    expect(shortAddress('http://[')).to.equal('http://[');
    expect(shortAddress('')).to.equal('');
  });
});

describe('<ws-echo>, languages', () => {
  const page = document.documentElement;
  const { lang } = page;

  afterEach(() => {
    page.lang = lang;
  });

  it('speaks the language of the page', async () => {
    page.lang = 'zh-Hant-TW';
    const el = await inPage(html`<div><ws-echo></ws-echo></div>`);
    expect(send(el)).to.equal('傳送');
    expect(statusText(el)).to.equal('未連線 沒有位址。');
  });

  it('speaks the language of the nearest lang', async () => {
    page.lang = 'zh';
    const el = await inPage(html`<div lang="zh"><p lang="en"><ws-echo></ws-echo></p></div>`);
    expect(send(el)).to.equal('Send');
    const own = await inPage(html`<div lang="en"><ws-echo lang="zh-Hant"></ws-echo></div>`);
    expect(send(own)).to.equal('傳送');
  });

  it('finds the nearest lang through shadow roots', async () => {
    const host = await fixture<HTMLElement>(html`<div lang="zh-Hant"></div>`);
    const inner = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(inner);
    const el = document.createElement('ws-echo');
    inner.attachShadow({ mode: 'open' }).append(el);
    await el.updateComplete;
    expect(send(el)).to.equal('傳送');
  });

  it('speaks another language when the page changes its own', async () => {
    page.lang = 'en';
    const el = await inPage(html`<div><ws-echo></ws-echo></div>`);
    expect(send(el)).to.equal('Send');
    page.lang = 'zh-Hant';
    await waitUntilShown('the Chinese words', () => send(el) === '傳送');
    page.lang = 'en';
    await waitUntilShown('the English words', () => send(el) === 'Send');
  });

  it('speaks another language when its own lang changes', async () => {
    const el = await inPage(html`<div lang="en"><ws-echo></ws-echo></div>`);
    el.lang = 'zh-Hant';
    await waitUntilShown('the Chinese words', () => send(el) === '傳送');
    el.removeAttribute('lang');
    await waitUntilShown('the English words', () => send(el) === 'Send');
  });

  it('speaks the language of the place to which it is moved', async () => {
    const el = await inPage(html`<div lang="en"><ws-echo></ws-echo><p lang="zh-TW"></p></div>`);
    el.nextElementSibling!.append(el);
    await el.updateComplete;
    expect(send(el)).to.equal('傳送');
  });

  it('speaks English where it knows no words of a language', async () => {
    const el = await inPage(html`<div lang="ar-EG"><ws-echo></ws-echo></div>`);
    expect(send(el)).to.equal('Send');
  });

  it('passes over a lang that names no language, and understands en_US', async () => {
    const el = await inPage(html`<div lang="zh-Hant"><p lang="this is no language"><ws-echo></ws-echo></p></div>`);
    expect(send(el)).to.equal('傳送');
    const underscore = await inPage(html`<div lang="zh"><p lang="en_US"><ws-echo></ws-echo></p></div>`);
    expect(send(underscore)).to.equal('Send');
  });

  it('mixes no languages: numbers and times are in that of their sentence', async () => {
    registerStrings('nl_BE', { dropped: ({ openFor }) => `Weg na ${openFor}.` });
    for (const [tag, retry, dropped] of [
      ['ar', 'Retry 1 in 3 seconds.', 'The connection broke after 3.2 seconds.'],
      ['en-GB', 'Retry 1 in 3 seconds.', 'The connection broke after 3.2 seconds.'],
      ['zh_CN', '3 秒後第 1 次重試。', '連線 3.2 秒後斷了。'],
      ['nl-be', 'Retry 1 in 3 seconds.', 'Weg na 3,2 seconden.'],
    ]) {
      const strings = await speak(tag!);
      expect(strings.sentence('nextAttempt', 1, (format) => format.delay(3_000))).to.equal(retry);
      expect(strings.failure({ ...cause, kind: 'dropped', openFor: 3_200 })).to.equal(dropped);
    }
  });

  it('takes one string for another, and keeps the rest', async () => {
    const el = await inPage(html`<div lang="en-GB"><ws-echo></ws-echo></div>`);
    registerStrings('en-GB', { send: 'Post' });
    await waitUntilShown('the other word', () => send(el) === 'Post');
    expect(find(el, 'send')!.title).to.equal('Send message');
    const american = await inPage(html`<div lang="en-US"><ws-echo></ws-echo></div>`);
    expect(send(american)).to.equal('Send');
  });

  it('prefers the words for a region or script to those for the whole language', async () => {
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

  it('learns a third language', async () => {
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

  it('shares no word with other components that use the localize library', async () => {
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

/** As its author would write it: everything in one object. */
const german: Partial<Strings> = {
  send: 'Senden',
  closed: 'Nicht verbunden',
  open: 'Verbunden',
  dropped: ({ openFor }) => `Die Verbindung brach nach ${openFor} ab.`,
};
