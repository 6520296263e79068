import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Connection } from '../connection/connection.js';
import type { Diagnosis } from '../connection/diagnosis.js';
import type { ConnectionState } from '../connection/lifecycle.js';
import type { UrlSource } from '../connection/options.js';
import { shortAddress } from '../connection/quote.js';
import type { StringsController } from '../view/strings-controller.js';

/** The host whose connection is shown. */
export interface StatusViewHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly isConnected: boolean;
  readonly baseURI: string;
  readonly url: UrlSource | null;
  readonly helpUrl: string;
  readonly connection: Connection | null;
  readonly state: ConnectionState;
  readonly diagnosis: Diagnosis | null;
  close(code: number): void;
  reconnect(): void;
}

/**
 * The anchor of a failure in a help page: the close code if the server closed it, as in `#1008`, otherwise the kind, as
 * in `#unreachable`. For `gave-up` it is that of the last failure.
 */
export function helpFragment({ kind, code, cause }: Diagnosis): string {
  if (cause) return helpFragment(cause);
  return kind === 'closed-by-server' ? String(code) : kind;
}

/** The address of a failure in the help page at `url`; `''` if that is empty, or no page, as with `javascript:`. */
function helpAddress(url: string | null, failure: Diagnosis, base: string): string {
  try {
    if (!url?.toString().trim()) return '';
    const address = new URL(url, base);
    address.hash = helpFragment(failure);
    return /^(https?|file):$/.test(address.protocol) ? address.href : '';
  } catch {
    return '';
  }
}

/** Renders the status of the connection: its state in words, its address, one button; and the reason, if any. */
export class StatusView implements ReactiveController {
  readonly #host: StatusViewHost;
  /** Returns the resolved URL of the connection; `''` until it is known. */
  readonly #resolvedUrl: () => string;
  readonly #strings: StringsController;
  /** True if the focus is on a part of the reason, which may be taken away. */
  #isReasonFocused = false;
  /** The timer of the countdown while waiting. */
  #countdown: ReturnType<typeof setTimeout> | undefined;

  constructor(host: StatusViewHost, resolvedUrl: () => string, strings: StringsController) {
    this.#host = host;
    this.#resolvedUrl = resolvedUrl;
    this.#strings = strings;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#countdown);
  }

  hostUpdate(): void {
    this.#isReasonFocused = this.#find('[part=reason] :focus') !== null;
  }

  hostUpdated(): void {
    // The button in the status would do something else; the status itself says what has become of it.
    if (this.#isReasonFocused && !this.#find('[part=reason] :focus')) this.#find('[part=status]')!.focus();
    clearTimeout(this.#countdown);
    const { isConnected, connection } = this.#host;
    if (!isConnected || !connection?.retryAt) return;
    // A clock that was set forward makes the attempt overdue.
    const untilNextSecond = Math.max(connection.retryAt - Date.now(), 0) % 1_000 || 1_000;
    this.#countdown = setTimeout(() => this.#host.requestUpdate(), untilNextSecond);
  }

  /** The state and the reason in words, without the countdown. */
  get text(): string {
    return [this.#strings.sentence(this.#host.state), this.#reason].filter(Boolean).join(' ');
  }

  render(): unknown {
    const { state, diagnosis } = this.#host;
    const isUp = state === 'open' || state === 'connecting';
    const action = isUp ? 'disconnect' : state === 'waiting' || state === 'asleep' ? 'retryNow' : 'connect';
    const words = this.#strings.sentence(state);
    return html`
      <div part="status" tabindex="-1">
        <div part="state" title=${words}><span part="indicator" aria-hidden="true"></span><span>${words}</span></div>
        <span part="address" title=${this.#address || nothing}>${this.#address}</span>
        <button
          part="action"
          type="button"
          ?disabled=${!this.#hasAddress || diagnosis?.kind === 'bad-configuration'}
          @click=${isUp ? this.#disconnect : this.#reconnect}
        >
          ${this.#strings.sentence(action)}
        </button>
      </div>
    `;
  }

  /** Renders the reason of the state, if there is one. */
  renderReason(): unknown {
    const reason = this.#reason;
    const next = this.#nextAttempt;
    if (!reason) return nothing;
    return html`
      <div part="reason" tabindex="-1" title=${`${reason} ${next}`.trim()}>
        <span>${reason}</span>${this.#renderHelp()}${next && html`<span class="next"> ${next}</span>`}
        ${
          this.#host.state === 'waiting'
            ? html`<button part="stop" type="button" @click=${this.#stop}>${this.#strings.sentence('stop')}</button>`
            : nothing
        }
      </div>
    `;
  }

  /** Renders the link to the help page, for a failure. */
  #renderHelp(): unknown {
    const { baseURI, helpUrl } = this.#host;
    const failure = this.#failure;
    const address = failure && helpAddress(helpUrl, failure, baseURI);
    if (!address) return nothing;
    const words = this.#strings.sentence('help');
    // In a new tab: this page would lose its queue, and the text in the input.
    return html` <a part="help" href=${address} title=${words} target="_blank" rel="noopener"
      ><span>${words}</span></a
    >`;
  }

  /** True if there are words about the state beside its name. */
  get hasReason(): boolean {
    return this.#reason !== '';
  }

  /** The reason of the state; `''` without one. */
  get #reason(): string {
    const strings = this.#strings;
    if (this.#failure) return strings.failure(this.#failure);
    if (this.#host.state === 'asleep') return strings.sentence('asleepHint');
    return this.#hasAddress ? '' : strings.sentence('noAddress');
  }

  /** The failure that is the reason of the state; null if something else is. */
  get #failure(): Diagnosis | null {
    const { state, diagnosis } = this.#host;
    return state === 'waiting' || state === 'closed' ? diagnosis : null;
  }

  get #nextAttempt(): string {
    const { attempt = 0, retryAt = null } = this.#host.connection ?? {};
    if (retryAt === null) return '';
    return this.#strings.sentence('nextAttempt', attempt + 1, (format) => format.delay(retryAt - Date.now()));
  }

  /** True if there is a URL to connect to. */
  get #hasAddress(): boolean {
    const { url } = this.#host;
    return typeof url === 'string' ? url.trim() !== '' : Boolean(url);
  }

  get #address(): string {
    const { url } = this.#host;
    const address = this.#resolvedUrl() || (typeof url === 'function' ? '' : String(url ?? ''));
    // “loopback:” would look cut off. A relative URL is not resolved yet.
    return shortAddress(address).replace(/:$/, '');
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector(selector);
  }

  /** Ignore the second click of a double click: the first one was on Connect, which has just turned into Disconnect. */
  readonly #disconnect = ({ detail }: MouseEvent): void => {
    if (detail < 2) this.#host.close(1000);
  };

  readonly #stop = (): void => this.#host.close(1000);

  readonly #reconnect = (): void => this.#host.reconnect();
}
