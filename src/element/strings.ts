import { LocalizeController, update } from '@shoelace-style/localize';
import { closeCodeName } from '../connection/close-code.js';
import type { ConnectionState } from '../connection/connection.js';
import type { Diagnosis, DiagnosisKind } from '../connection/diagnosis.js';
import { isServed } from './served.js';

/** What a sentence about a failure may mention. */
export interface FailureWords {
  /** The address, shortened to its host and path. */
  readonly address: string;
  /** The close code with its name: `1008 policy violation`. */
  readonly code: string;
  /** The server's reason, or an exception's message; `''` if there is none. */
  readonly reason: string;
  /** How long it had been open, in words; `''` if it never opened. */
  readonly openFor: string;
  /** The sentence about the failure before `gave-up`, or `''`. */
  readonly cause: string;
}

/** Everything `<ws-echo>` says, in one language. States and failures have their own names as keys: {@link ConnectionState}, {@link DiagnosisKind}. */
export interface Strings extends Record<ConnectionState, string>, Record<DiagnosisKind, (words: FailureWords) => string> {
  /** The label of the input. */
  label: string;
  /** The text of the send button. */
  send: string;
  /** The tooltip of the send button. */
  sendMessage: string;
  /** Stands where the message will be. */
  empty: string;
  /** What is said where there is no address, and while asleep. */
  noAddress: string;
  untilSeen: string;
  /** The next retry: its number from 1, and the time until then in words. */
  nextAttempt: (attempt: number, delay: string) => string;
  /** The buttons beside the state. */
  retryNow: string;
  connect: string;
  disconnect: string;
  /** What a close code means; `''` for a code without a name. */
  closeCode: (code: number) => string;
  /** What is said of the newest message. */
  received: string;
  bytes: (count: string) => string;
  cut: (shown: string, total: string) => string;
  echoed: (milliseconds: string) => string;
  /** What is said of messages that wait, did not fit, or could not be sent. */
  queued: (count: string) => string;
  queueFull: string;
  discarded: (count: string) => string;
  restore: string;
}

const en: Strings = {
  label: 'Send a message',
  send: 'Send',
  sendMessage: 'Send message',
  empty: 'No message yet.',
  connecting: 'Connecting…',
  open: 'Connected',
  waiting: 'Waiting',
  asleep: 'Asleep',
  closing: 'Disconnecting…',
  closed: 'Not connected',
  noAddress: 'There is no address.',
  untilSeen: 'Connects when somebody looks at the page.',
  nextAttempt: (attempt, delay) => `Retry ${attempt} ${delay}.`,
  retryNow: 'Retry now',
  connect: 'Connect',
  disconnect: 'Disconnect',
  closeCode: closeCodeName,
  received: 'Received',
  bytes: (count) => `${count} ${count === '1' ? 'byte' : 'bytes'}`,
  cut: (shown, total) => `${shown} of ${total} shown`,
  echoed: (milliseconds) => `echoed in ${milliseconds} ms`,
  queued: (count) => `${count} waiting`,
  queueFull: 'Not sent: no room.',
  discarded: (count) => `Not sent: ${count}.`,
  restore: 'Put back',
  'bad-configuration': ({ reason }) => `This cannot work: ${reason}.`,
  'bad-url': ({ address }) => `“${address}” is not a valid address: it should look like wss://example.com.`,
  'bad-protocol': ({ reason }) => `The subprotocols are not valid${reason && `: ${reason}`}.`,
  'mixed-content': () => 'The page is https and the address is ws: browsers block that. Use wss.',
  'blocked-by-csp': ({ address }) =>
    `This page’s Content-Security-Policy does not allow ${address} in connect-src.`,
  'local-network': ({ address }) => `No answer from ${address}. Local networks may need permission.`,
  offline: () => 'No network.',
  unreachable: ({ address }) => `Nothing answered at ${address}, or it refused.`,
  'timed-out': ({ address }) => `No answer${address && ` from ${address}`} in time.`,
  'went-silent': ({ address }) => `${address} went silent.`,
  dropped: ({ openFor }) => `The connection broke after ${openFor}.`,
  'closed-by-server': ({ code, reason }) => `The server closed it: ${code}${reason && ` — ${reason}`}.`,
  'provider-failed': ({ reason }) => `The page could not prepare the connection${reason && `: ${reason}`}.`,
  'gave-up': ({ cause }) => `Gave up. ${cause}`,
};

const zhCloseCodes: Readonly<Record<number, string>> = {
  1000: '正常關閉',
  1001: '離開',
  1002: '協定錯誤',
  1003: '不支援的資料',
  1005: '沒有狀態碼',
  1006: '異常關閉',
  1007: '訊息內容無效',
  1008: '違反政策',
  1009: '訊息太大',
  1010: '缺少必要的擴充',
  1011: '內部錯誤',
  1012: '服務重新啟動',
  1013: '請稍後再試',
  1014: '閘道錯誤',
  1015: 'TLS 交握失敗',
  3000: '未經授權',
  3003: '禁止存取',
  3008: '逾時',
};

const zh: Strings = {
  label: '傳送訊息',
  send: '傳送',
  sendMessage: '傳送訊息',
  empty: '還沒有訊息。',
  connecting: '正在連線…',
  open: '已連線',
  waiting: '等待重試',
  asleep: '休眠中',
  closing: '正在中斷連線…',
  closed: '未連線',
  noAddress: '沒有位址。',
  untilSeen: '有人看這個頁面時就會連線。',
  nextAttempt: (attempt, delay) => `${delay}第 ${attempt} 次重試。`,
  retryNow: '立即重試',
  connect: '連線',
  disconnect: '中斷連線',
  closeCode: (code) => zhCloseCodes[code] ?? '',
  received: '收到',
  bytes: (count) => `${count} 位元組`,
  cut: (shown, total) => `只顯示前 ${shown}，共 ${total}`,
  echoed: (milliseconds) => `${milliseconds} 毫秒後回聲`,
  queued: (count) => `${count} 則等待中`,
  queueFull: '沒有送出：佇列放不下。',
  discarded: (count) => `${count} 則沒有送出。`,
  restore: '放回輸入欄',
  'bad-configuration': ({ reason }) => `設定有誤：${reason}。`,
  'bad-url': ({ address }) => `「${address}」不是有效的 WebSocket 位址，應該像 wss://example.com。`,
  'bad-protocol': ({ reason }) => `子協定無效${reason && `：${reason}`}。`,
  'mixed-content': () => '頁面是 https，位址是 ws：瀏覽器會擋下。請改用 wss。',
  'blocked-by-csp': ({ address }) => `這個頁面的 Content-Security-Policy（connect-src）不允許 ${address}。`,
  'local-network': ({ address }) => `${address} 沒有回應。瀏覽器可能需要權限才能連到區域網路。`,
  offline: () => '沒有網路。',
  unreachable: ({ address }) => `${address} 沒有回應，或拒絕連線。`,
  'timed-out': ({ address }) => `${address && `${address} `}沒有及時回應。`,
  'went-silent': ({ address }) => `${address} 沒有聲息了。`,
  dropped: ({ openFor }) => `連線 ${openFor}後斷了。`,
  'closed-by-server': ({ code, reason }) => `伺服器關閉了連線：${code}${reason && `（${reason}）`}。`,
  'provider-failed': ({ reason }) => `頁面無法準備連線${reason && `：${reason}`}。`,
  'gave-up': ({ cause }) => `已放棄。${cause}`,
};

/** How much of an address or a reason is quoted in a sentence, in characters. */
const QUOTED_LENGTH = 200;

/** By language. Not among the translations of the localize library: other components keep theirs there, under the same names. */
const registered = new Map<string, Partial<Strings>>();

/**
 * Adds a language, or replaces strings of one: `registerStrings('de', { send: 'Senden' })`.
 * What is not given stays as built in: Chinese for languages that begin with `zh`, else English.
 */
export function registerStrings(lang: string, strings: Partial<Strings>): void {
  const code = tagOf(lang);
  registered.set(code, { ...registered.get(code), ...strings });
  update();
}

/** Finds the words in the language of its host: that of the nearest `lang`. */
export class StringsController extends LocalizeController {
  /** The language of the host; null before the first render. */
  #lang: string | null = null;
  /** The language of the words that were last asked for: numbers and times are asked for next, to stand among them. */
  #spoken = 'en';
  #isServed = false;

  override hostConnected(): void {
    super.hostConnected();
    // It may be another here.
    this.host.requestUpdate();
  }

  /** Looks for the language once a render. */
  hostUpdate(): void {
    this.#isServed = isServed(this.host);
    this.#lang = this.#isServed ? languageOf(this.host) || 'en' : nearestLang(this.host);
  }

  hostUpdated(): void {
    if (this.#isServed) queueMicrotask(() => this.host.requestUpdate());
  }

  /** The language of numbers and times. */
  override lang(): string {
    return this.#spoken;
  }

  /** The string or function for `key`. What is formatted after it is in its language. */
  get<K extends keyof Strings>(key: K): Strings[K] {
    const lang = (this.#lang ?? languageOf(this.host)) || super.lang();
    this.#spoken = lang;
    // From the narrowest to the widest: zh-hant-tw, zh-hant, zh.
    for (let code = lang; code !== ''; code = code.slice(0, Math.max(code.lastIndexOf('-'), 0))) {
      const string = registered.get(code)?.[key];
      if (string !== undefined) return string;
    }
    const isChinese = /^zh\b/.test(lang);
    if (isChinese) this.#spoken = 'zh-Hant';
    else if (!/^en\b/.test(lang)) this.#spoken = 'en';
    return (isChinese ? zh : en)[key];
  }

  /** A sentence that says why it failed, and what to check. */
  failure(diagnosis: Diagnosis): string {
    const { kind, code, reason, url, openFor, cause } = diagnosis;
    const name = this.get('closeCode')(code);
    const say = this.get(kind);
    const sentence = say({
      // What is no address is named whole.
      address: brief(kind === 'bad-url' ? url : shortAddress(url)),
      code: name ? `${code} ${name}` : String(code),
      reason: brief(reason),
      openFor: openFor === null ? '' : this.duration(openFor),
      cause: cause ? this.failure(cause) : '',
    });
    // A reason that ends as a sentence needs no other full stop.
    return sentence.replace(/([.。!！?？…])[.。]$/, '$1');
  }

  /** A span of time in words: `3 seconds`. */
  duration(milliseconds: number): string {
    const [value, unit] = inUnits(Math.max(milliseconds, 100));
    const maximumFractionDigits = unit === 'second' && value < 10 ? 1 : 0;
    return this.number(value, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits });
  }

  /** When something is due, in words: `in 3 seconds`, `now`. */
  delay(milliseconds: number): string {
    const [value, unit] = inUnits(Math.ceil(Math.max(milliseconds, 0) / 1_000) * 1_000);
    return this.relativeTime(Math.ceil(value), unit, { numeric: 'auto' });
  }

  /** A short time in milliseconds, as exact as it is of use: `3.2`. Coarse clocks may measure none. */
  milliseconds(time: number): string {
    return time > 0 ? this.number(time, { maximumSignificantDigits: time < 100 ? 2 : 3 }) : `< ${this.number(1)}`;
  }
}

/** `wss://example.com/feed?token=…` as `example.com/feed`: a query may hold a secret, and says nothing. What is no address stays as it is. */
export function shortAddress(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return /^(ws|http)s?:$/.test(protocol) ? host + (pathname === '/' ? '' : pathname) : url;
  } catch {
    return url;
  }
}

/** As much as fits into a sentence, without what would turn the writing of what follows. */
function brief(text: string): string {
  const plain = text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim();
  return plain.length > QUOTED_LENGTH ? `${plain.slice(0, QUOTED_LENGTH)}…` : plain;
}

/** The nearest `lang` that names a language, through shadow roots; `''` if there is none. */
function nearestLang(host: Element): string {
  for (let element: Element | undefined = host; element; element = parentOf(element)) {
    const tag = languageOf(element);
    if (tag) return tag;
  }
  return '';
}

function parentOf(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
}

/** `en_US`, as some write it, is `en-us`. */
function tagOf(lang: string): string {
  return lang.toLowerCase().replaceAll('_', '-');
}

/** The `lang` of an element itself; `''` if it has none, or one that names no language: `Intl` throws at those. */
function languageOf(element: Element): string {
  const lang = element.getAttribute('lang');
  // Most elements have none, and an exception is dear.
  if (!lang) return '';
  const tag = tagOf(lang);
  try {
    return Intl.getCanonicalLocales(tag).length > 0 ? tag : '';
  } catch {
    return '';
  }
}

function inUnits(milliseconds: number): [value: number, unit: 'second' | 'minute' | 'hour'] {
  if (milliseconds < 60_000) return [milliseconds / 1_000, 'second'];
  return milliseconds < 3_600_000 ? [milliseconds / 60_000, 'minute'] : [milliseconds / 3_600_000, 'hour'];
}
