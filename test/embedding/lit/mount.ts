import { ChatElement } from './example.js';

/** In the page itself, where the test looks. */
class Chat extends ChatElement {
  override createRenderRoot(): this {
    return this;
  }
}

customElements.define('chat-element', Chat);
const chat = new Chat();
chat.url = new URLSearchParams(location.search).get('url')!;
document.querySelector('#app')!.append(chat);
