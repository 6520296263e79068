import { Connection } from '../../src/connection/connection.js';
import type { ConnectionOptions, ProviderContext } from '../../src/connection/options.js';
import { Clock } from '../clock.js';
import { ListenerCount, page } from './page-events.js';
import { ScriptedSockets, type ScriptedSocket } from './scripted-socket.js';

/** A call of the URL function that the walk has not answered yet. */
interface Call {
  readonly context: ProviderContext;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** The answers of the URL function, most of them right. */
const ANSWERS: readonly unknown[] = [
  'ws://scripted/',
  'ws://scripted/',
  'ws://scripted/',
  'ws://scripted/',
  null,
  '',
  {},
];

const CODES: readonly number[] = [1000, 1001, 1006, 1006, 1008, 1011, 1013];

/** Numbers from 0 up to but not including 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Walks at random over a connection: scripted sockets, page signals, slow and failing providers, and listeners that act
 * themselves. Throws, with the last steps, as soon as something holds no more that always has to hold. A new kind of step
 * is an entry in `#steps`; a new invariant goes to `#check`.
 */
export class RandomWalk {
  readonly #random: () => number;
  readonly #clock = new Clock();
  readonly #listeners = new ListenerCount();
  readonly #sockets = new ScriptedSockets();
  readonly #calls: Call[] = [];
  readonly #steps: readonly (readonly [name: string, weight: number, act: () => void])[];
  readonly #connection: Connection;
  readonly #log: string[] = [];
  readonly #accepted: string[] = [];
  readonly #announced: string[] = [];
  readonly #discarded: string[] = [];
  readonly #mathRandom = Math.random;
  #isNested = false;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    Math.random = this.#random;
    const options: ConnectionOptions = {
      retry: this.#pick([true, true, 3, false]),
      queueLimit: this.#pick([undefined, undefined, 3, 0]),
      connectTimeout: this.#pick([undefined, 2_000, 0]),
      idleTimeout: this.#pick([undefined, 5_000]),
      ping: this.#pick([null, { message: () => 'ping', interval: 3_000, isPong: ({ data }) => data === 'pong' }]),
      createSocket: (url, protocols) => {
        if (this.#random() < 0.05) throw new Error('bridge not ready');
        return this.#sockets.createSocket(url, protocols);
      },
    };
    this.#steps = [
      ['send', 8, () => this.#send()],
      ['accept', 6, () => this.#socket?.readyState === 0 && this.#socket.accept()],
      ['refuse', 2, () => this.#socket?.readyState === 0 && this.#socket.refuse()],
      ['end', 3, () => this.#socket && this.#socket.readyState > 0 && this.#socket.end(this.#pick(CODES))],
      ['receive', 4, () => this.#socket?.readyState === 1 && this.#socket.receive(this.#pick(['news', 'pong']))],
      ['start closing', 1, () => this.#socket?.readyState === 1 && this.#socket.startClosing()],
      ['answer', 8, () => this.#calls.shift()?.resolve(this.#pick(ANSWERS) as never)],
      ['reject', 1, () => this.#calls.shift()?.reject(this.#pick([new Error('no'), undefined, Object.create(null)]))],
      ['tick', 6, () => this.#clock.tick(Math.floor(this.#random() ** 3 * 40_000))],
      ['sleep', 1, () => this.#clock.sleep(Math.floor(this.#random() * 100_000))],
      ['set the clock', 0.2, () => this.#clock.setForward(Math.floor((this.#random() - 0.5) * 200_000))],
      ['hide', 1, page.hide],
      ['show', 2, page.show],
      ['online', 1, page.online],
      ['freeze', 0.5, page.freeze],
      ['resume', 1, page.resume],
      ['leave', 0.5, () => page.leave()],
      ['come back', 1, () => page.comeBack()],
      ['reconnect', 1, () => this.#connection.reconnect()],
      ['close', 0.5, () => this.#connection.close()],
    ];
    this.#connection = new Connection((context) => this.#ask(context), [], options);
    for (const type of ['statechange', 'open', 'message', 'send', 'error', 'close', 'discard'] as const) {
      this.#connection.addEventListener(type, () => this.#act(type));
    }
    this.#connection.addEventListener('send', ({ data }) => this.#announced.push(data as string));
    this.#connection.addEventListener('discard', ({ messages }) => this.#discarded.push(...(messages as string[])));
  }

  /** Makes so many steps, closes the connection, and checks what is left. */
  async run(steps: number): Promise<void> {
    try {
      for (let step = 0; step < steps; step++) {
        this.#step('');
        await microtasks();
        this.#check();
      }
      await this.#finish();
    } catch (error) {
      throw new Error(`${(error as Error).message}\nLast steps: ${this.#log.slice(-30).join(', ')}`, { cause: error });
    } finally {
      Math.random = this.#mathRandom;
      this.#clock.uninstall();
      this.#listeners.uninstall();
      page.restore();
    }
  }

  get #socket(): ScriptedSocket | undefined {
    return this.#sockets.made.at(-1);
  }

  #step(prefix: string): void {
    const total = this.#steps.reduce((sum, [, weight]) => sum + weight, 0);
    let place = this.#random() * total;
    const [name, , act] = this.#steps.find(([, weight]) => (place -= weight) < 0)!;
    this.#log.push(prefix + name);
    act();
  }

  /** A listener acts itself, now and then. */
  #act(type: string): void {
    this.#log.push(`(${type})`);
    if (this.#isNested || this.#random() > 0.04) return;
    this.#isNested = true;
    const act = this.#pick(['close', 'reconnect', 'send'] as const);
    this.#log.push(`in ${type}: ${act}`);
    if (act === 'send') this.#send();
    else this.#connection[act]();
    this.#isNested = false;
  }

  #send(): void {
    const message = `message ${this.#accepted.length}`;
    try {
      this.#accepted.push(message);
      this.#connection.send(message);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      // A refused message is still the caller's.
      this.#accepted[this.#accepted.indexOf(message)] = '';
    }
  }

  #ask(context: ProviderContext): Promise<string> {
    const out = this.#calls.filter((call) => !call.context.signal.aborted);
    if (out.length > 0) throw new Error('Two calls of the provider are out at once');
    if (this.#random() < 0.03) this.#connection.reconnect();
    return new Promise<never>((resolve, reject) => {
      this.#calls.push({ context, resolve, reject });
    });
  }

  #check(): void {
    const live = this.#sockets.made.filter(({ readyState, closeCalls }) => readyState < 2 && closeCalls.length === 0);
    if (live.length > 1) throw new Error(`${live.length} sockets are live`);
    const out = this.#calls.filter(({ context }) => !context.signal.aborted);
    if (out.length > 1) throw new Error(`${out.length} calls of the provider are out`);
    const sent = this.#sent;
    if (sent.join() !== this.#announced.join())
      throw new Error(`Sent ${sent.join()}, announced ${this.#announced.join()}`);
    const known = [...sent, ...this.#discarded].length + this.#connection.queued;
    const wanted = this.#accepted.filter(Boolean).length;
    if (known !== wanted) throw new Error(`Of ${wanted} messages ${known} are sent, queued or handed back`);
  }

  async #finish(): Promise<void> {
    this.#isNested = true;
    this.#connection.close();
    await microtasks();
    this.#sockets.endAll();
    this.#clock.tick(120_000);
    await microtasks();
    this.#check();
    const all = [...this.#sent, ...this.#discarded];
    if (new Set(all).size !== all.length) throw new Error(`A message is doubled: ${all.join()}`);
    if (this.#connection.state !== 'closed') throw new Error(`It is ${this.#connection.state} after close()`);
    if (this.#clock.timers > 0) throw new Error(`${this.#clock.timers} timers are left`);
    if (this.#listeners.count > 0) throw new Error(`${this.#listeners.count} listeners are left on the page`);
  }

  /** The messages that the sockets have, without pings, in the order in which the sockets were made. */
  get #sent(): string[] {
    return this.#sockets.made.flatMap(({ sent }) => sent as string[]).filter((message) => message !== 'ping');
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)]!;
  }
}

/** Lets pending promises settle: a provider passes through fewer than twenty. */
async function microtasks(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
