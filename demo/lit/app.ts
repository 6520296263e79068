import { html, LitElement, nothing } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import '../../src/define.js';
import type { WsEcho } from '../../src/index.js';
import { address, freshAddress } from '../address.js';

interface Message {
  readonly id: number;
  readonly text: string;
}

export class App extends LitElement {
  static override properties = {
    messages: { state: true },
    rooms: { state: true },
    isPaused: { state: true },
    isAway: { state: true },
  };

  declare messages: readonly Message[];
  declare rooms: readonly string[];
  declare isPaused: boolean;
  declare isAway: boolean;

  readonly #left = createRef<WsEcho>();

  constructor() {
    super();
    this.messages = [];
    this.rooms = ['Kitchen', 'Garden', 'Attic'];
    this.isPaused = false;
    this.isAway = false;
  }

  /** The styles of the page are those of the app. */
  override createRenderRoot(): this {
    return this;
  }

  override render() {
    return html`
      <section aria-labelledby="two">
        <h2 id="two">Two elements, side by side</h2>
        <div class="pair">
          <ws-echo
            id="left"
            ${ref(this.#left)}
            label="Left"
            .url=${address}
            @message=${this.isPaused ? nothing : this.#hearLeft}
          ></ws-echo>
          ${
            this.isAway
              ? nothing
              : html`<ws-echo id="right" label="Right" .url=${freshAddress} @message=${this.#hearRight}></ws-echo>`
          }
        </div>
        <div class="actions">
          <button id="pause" aria-pressed=${this.isPaused} @click=${this.#pause}>
            Mute the left
          </button>
          <button id="leave" aria-pressed=${this.isAway} @click=${this.#leave}>
            Leave the right
          </button>
        </div>
      </section>

      <section aria-labelledby="messages">
        <h2 id="messages">What the app says and hears</h2>
        <form id="say" @submit=${this.#say}>
          <label for="text">Say it on the left</label>
          <div class="row">
            <input id="text" name="text" autocomplete="off" required />
            <button type="submit">Say</button>
          </div>
        </form>
        <ol id="received">
          ${repeat(
            this.messages,
            ({ id }) => id,
            ({ id, text }) => html`<li value=${id}>${text}</li>`,
          )}
        </ol>
      </section>

      <section aria-labelledby="list">
        <h2 id="list">A list that reorders</h2>
        <ul id="rooms">
          ${repeat(
            this.rooms,
            (room) => room,
            (room) => html`<li><ws-echo label=${room} .url=${address}></ws-echo></li>`,
          )}
        </ul>
        <div class="actions">
          <button id="reverse" @click=${this.#reverse}>Reverse</button>
        </div>
      </section>
    `;
  }

  readonly #hearLeft = (event: MessageEvent) => this.#add('left', event);
  readonly #hearRight = (event: MessageEvent) => this.#add('right', event);

  readonly #pause = () => (this.isPaused = !this.isPaused);
  readonly #leave = () => (this.isAway = !this.isAway);
  readonly #reverse = () => (this.rooms = [...this.rooms].reverse());

  readonly #say = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.#left.value!.send(String(new FormData(form).get('text')));
    form.reset();
  };

  /** Keeps the last 50 messages. */
  #add(from: string, { data }: MessageEvent): void {
    const id = (this.messages.at(-1)?.id ?? 0) + 1;
    this.messages = [...this.messages, { id, text: `${from}: ${String(data)}` }].slice(-50);
  }
}
