// The page of element.mjs: one way of the asked kind to show what a WebSocket receives, and what is done with it. A
// library is loaded only where it is measured.
import { html, LitElement } from 'lit';
import '../../src/define.ts';

const address = `ws://${location.host}/`;
const stage = document.body.appendChild(document.createElement('main'));

let received = 0;
let wanted = Infinity;
let done;

/** The one listener that every kind has. */
function count() {
  received += 1;
  if (received === wanted) done();
}

function append(name, properties = {}) {
  return stage.appendChild(Object.assign(document.createElement(name), properties));
}

const opened = (target) => new Promise((resolve) => target.addEventListener('open', () => resolve(), { once: true }));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** What a page author would write with Lit in a minute: every message becomes an event and a render. */
class MinimalEcho extends LitElement {
  static properties = { text: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.socket = new WebSocket(address);
    this.socket.addEventListener('message', ({ data, origin }) => {
      this.text = data;
      this.dispatchEvent(new MessageEvent('message', { data, origin }));
    });
  }

  render() {
    return html`<output>${this.text}</output>`;
  }
}

/** Each opens a socket, counts its messages and, but for the first, shows them. Resolves with what asks the server. */
const kinds = {
  async counts() {
    const socket = new WebSocket(address);
    socket.addEventListener('message', count);
    await opened(socket);
    return (text) => socket.send(text);
  },

  async textContent() {
    const output = append('output');
    const socket = new WebSocket(address);
    socket.addEventListener('message', (event) => {
      output.textContent = event.data;
      count();
    });
    await opened(socket);
    return (text) => socket.send(text);
  },

  async 'ws-echo'() {
    const element = append('ws-echo', { url: address });
    element.addEventListener('message', count);
    await opened(element);
    return (text) => element.connection.send(text);
  },

  async lit() {
    customElements.define('minimal-echo', MinimalEcho);
    const element = append('minimal-echo');
    element.addEventListener('message', count);
    await opened(element.socket);
    return (text) => element.socket.send(text);
  },

  async react() {
    const { createElement } = await import('react');
    const { createRoot } = await import('react-dom/client');
    const { default: useWebSocket } = await import('react-use-websocket');
    return new Promise((resolve) => {
      function Echo() {
        const { lastMessage, sendMessage } = useWebSocket.default(address, {
          onMessage: count,
          onOpen: () => resolve(sendMessage),
        });
        return createElement('output', null, lastMessage?.data);
      }
      createRoot(stage).render(createElement(Echo));
    });
  },

  async turbo() {
    const { connectStreamSource } = await import('@hotwired/turbo');
    append('output', { id: 'out' });
    const socket = new WebSocket(address);
    connectStreamSource(socket);
    socket.addEventListener('message', count);
    await opened(socket);
    return (text) => socket.send(text);
  },

  async htmx() {
    window.htmx = (await import('htmx.org')).default;
    await import('htmx-ext-ws');
    append('div', { innerHTML: `<div hx-ext="ws" ws-connect="${address}"><output id="out"></output></div>` });
    document.body.addEventListener('htmx:wsAfterMessage', count);
    const ready = new Promise((resolve) =>
      document.body.addEventListener('htmx:wsOpen', ({ detail }) => resolve(detail.socketWrapper), { once: true }),
    );
    window.htmx.process(stage);
    const socket = await ready;
    return (text) => socket.sendImmediately(text);
  },
};

/** What the server writes around the number, where a library wants markup. */
const markup = {
  turbo: ['<turbo-stream action="update" target="out"><template>message ', '</template></turbo-stream>'],
  htmx: ['<output id="out">message ', '</output>'],
};

let open;
let send;

/** The frames of a flood, and how often the element's DOM changed in each. */
async function countUpdates(root, flood) {
  const updates = [];
  let inFrame = 0;
  const observer = new MutationObserver(() => {
    inFrame += 1;
  });
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  const state = { isOver: false };
  const over = flood().then(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    await frame();
    updates.push(inFrame);
    inFrame = 0;
  }
  await over;
  observer.disconnect();
  return { frames: updates.length, most: Math.max(...updates), withUpdate: updates.filter(Boolean).length };
}

/** The shadow tree of `<ws-echo>` as it is rendered, without bindings, in an element that has nothing else. */
async function defineCopy() {
  const original = append('ws-echo');
  await original.updateComplete;
  const copied = original.shadowRoot.innerHTML.replaceAll(/<!--.*?-->/g, '');
  const strings = Object.assign([copied], { raw: [copied] });
  original.remove();
  customElements.define(
    'lit-copy',
    class extends LitElement {
      static styles = original.constructor.styles;

      render() {
        return html(strings);
      }
    },
  );
}

window.bench = {
  async open(kind) {
    open = kind;
    send = await kinds[kind]();
  },

  /** Takes `messages` messages, and waits until what is due in the next frames is shown. */
  async flood(messages) {
    received = 0;
    wanted = messages;
    const over = new Promise((resolve) => {
      done = resolve;
    });
    const [before, after] = markup[open] ?? ['message ', ''];
    send(`flood ${JSON.stringify({ count: messages, before, after })}`);
    await over;
    await frame();
    await frame();
  },

  /** The text that is in the page now. */
  shown() {
    const root = stage.firstElementChild?.shadowRoot ?? stage;
    return root.querySelector('output, [part=message]')?.textContent ?? '';
  },

  /** The tasks of more than 50 ms in a flood, longest first; in milliseconds. */
  async longTasks(messages) {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask' });
    await bench.flood(messages);
    tasks.push(...observer.takeRecords());
    observer.disconnect();
    return tasks.map(({ duration }) => duration).sort((a, b) => b - a);
  },

  updates: (messages) => countUpdates(stage.firstElementChild.shadowRoot, () => bench.flood(messages)),

  defineCopy,

  /** Creates elements, waits until they are painted, and removes them. */
  async churn(name, elements, properties = {}) {
    const made = Array.from({ length: elements }, () => Object.assign(document.createElement(name), properties));
    stage.append(...made);
    await Promise.all(made.map((element) => element.updateComplete));
    await frame();
    await frame();
    stage.replaceChildren();
    await frame();
    await frame();
  },
};
