import { html, LitElement } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import 'ws-echo';
import type { WsEcho } from 'ws-echo';

export class ChatElement extends LitElement {
  static override properties = { url: {}, last: { state: true } };
  declare url: string;
  declare last: string;
  readonly #echo = createRef<WsEcho>();

  override render() {
    return html`
      <ws-echo ${ref(this.#echo)} .url=${this.url} @message=${this.#hear}></ws-echo>
      <button @click=${() => this.#echo.value!.send('Hello!')}>Say hello</button>
      <output>${this.last}</output>
    `;
  }

  readonly #hear = ({ data }: MessageEvent<string>) => (this.last = data);
}
