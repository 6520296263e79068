import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { UrlSource } from '../connection/attempt.js';
import type { Connection, ConnectionState } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import type { ConnectionController } from './connection-controller.js';
import { shortAddress, type StringsController } from './strings.js';

/** Whose connection it tells of. */
export interface StatusViewHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly url: UrlSource | null;
  readonly connection: Connection | null;
  readonly state: ConnectionState;
  readonly diagnosis: Diagnosis | null;
  close(code: number): void;
  reconnect(): void;
}

/** What is said of the connection: its state in words, why, when it is tried next, and the one thing to do about it. */
export class StatusView implements ReactiveController {
  readonly #host: StatusViewHost;
  readonly #controller: ConnectionController;
  readonly #strings: StringsController;
  /** Counts down while waiting. */
  #countdown: ReturnType<typeof setTimeout> | undefined;

  constructor(host: StatusViewHost, controller: ConnectionController, strings: StringsController) {
    this.#host = host;
    this.#controller = controller;
    this.#strings = strings;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#countdown);
  }

  hostUpdated(): void {
    clearTimeout(this.#countdown);
    const { isConnected, connection } = this.#host;
    if (!isConnected || !connection?.retryAt) return;
    // A clock that was set forward makes it overdue.
    const untilNextSecond = Math.max(connection.retryAt - Date.now(), 0) % 1_000 || 1_000;
    this.#countdown = setTimeout(() => this.#host.requestUpdate(), untilNextSecond);
  }

  /** The state in words, and why; without the countdown. */
  get text(): string {
    return [this.#strings.get(this.#host.state), this.#reason].filter(Boolean).join(' ');
  }

  render(): unknown {
    const { state, diagnosis } = this.#host;
    const isUp = state === 'open' || state === 'connecting';
    const action = isUp ? 'disconnect' : state === 'waiting' || state === 'asleep' ? 'retryNow' : 'connect';
    return html`
      <div part="status">
        <div part="state"><span part="indicator" aria-hidden="true"></span><span>${this.#strings.get(state)}</span></div>
        <div part="reason"><span>${this.#reason}</span> ${this.#nextAttempt}</div>
        <button
          part="action"
          type="button"
          ?disabled=${!this.#hasAddress || diagnosis?.kind === 'bad-configuration'}
          @click=${isUp ? this.#disconnect : this.#reconnect}
        >
          ${this.#strings.get(action)}
        </button>
      </div>
    `;
  }

  /** Why it is so, as far as there is a why; else what it is about. */
  get #reason(): string {
    const { state, diagnosis } = this.#host;
    const strings = this.#strings;
    if (diagnosis && (state === 'waiting' || state === 'closed')) return strings.failure(diagnosis);
    if (state === 'asleep') return strings.get('untilSeen');
    return this.#hasAddress ? this.#address : strings.get('noAddress');
  }

  get #nextAttempt(): string {
    const { attempt = 0, retryAt = null } = this.#host.connection ?? {};
    if (retryAt === null) return '';
    return this.#strings.get('nextAttempt')(attempt + 1, this.#strings.delay(retryAt - Date.now()));
  }

  /** Whether there is anything to connect to. */
  get #hasAddress(): boolean {
    const { url } = this.#host;
    return typeof url === 'string' ? url.trim() !== '' : Boolean(url);
  }

  get #address(): string {
    const { url } = this.#host;
    const address = this.#controller.address || (typeof url === 'function' ? '' : String(url ?? ''));
    // “loopback:” would look cut off. A relative address is still as it was written.
    return shortAddress(address).replace(/:$|\?.*/s, '');
  }

  /** The second click of two was meant for the button before: it connects, and becomes this one. */
  readonly #disconnect = ({ detail }: MouseEvent): void => {
    if (detail < 2) this.#host.close(1000);
  };

  readonly #reconnect = (): void => this.#host.reconnect();
}
