// The page of log.mjs: a <ws-log>, alone or in a <ws-echo>, or what it is compared with.
import { html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../../src/define-console.ts';

const address = `ws://${location.host}/`;
const stage = document.body.appendChild(document.createElement('main'));

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Stands for a connection that is open: its messages come when the benchmark says so. */
class Source extends EventTarget {
  state = 'open';
  diagnosis = null;
  url = 'wss://feed.example.com/ticks';

  receive(data) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** What a page author would write with Lit: the newest 200 messages, keyed, rendered once a frame. */
class LitList extends LitElement {
  static properties = { rows: { state: true } };
  #number = 0;

  constructor() {
    super();
    this.rows = [];
  }

  add(data) {
    this.rows = [...this.rows.slice(-199), { key: this.#number++, data, time: new Date() }];
  }

  render() {
    return html`<ul>
      ${repeat(
        this.rows,
        ({ key }) => key,
        ({ key, data, time }) => html`<li id=${key}>
          <span>${time.toISOString()}</span> <span>↓</span> <span>${data.length}</span> <span>${data}</span>
        </li>`,
      )}
    </ul>`;
  }
}
customElements.define('lit-list', LitList);

const source = new Source();
let receive = (data) => source.receive(data);
let sequence = 0;
let socket;

const message = () =>
  `{"type":"tick","symbol":"S${sequence % 500}","price":${(sequence++ % 997) / 10},"id":${sequence}}`;

const kinds = {
  log(limit) {
    const log = Object.assign(document.createElement('ws-log'), { source, limit, byteLimit: 1e9 });
    stage.append(log);
  },
  'lit-list'() {
    const list = stage.appendChild(document.createElement('lit-list'));
    receive = (data) => list.add(data);
  },
  async echo() {
    socket = Object.assign(document.createElement('ws-echo'), { url: address });
    stage.append(socket);
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  },
  async 'echo-log'(limit) {
    socket = Object.assign(document.createElement('ws-echo'), { url: address });
    const log = Object.assign(document.createElement('ws-log'), { slot: 'message', limit, byteLimit: 1e9 });
    socket.append(log);
    stage.append(socket);
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  },
};

window.bench = {
  open: (kind, limit) => kinds[kind](limit),

  /** Adds entries, without waiting for frames. */
  fill(count) {
    for (let added = 0; added < count; added++) receive(message());
  },

  /** Adds `count` messages in each of so many frames. */
  async frames(frames, count) {
    for (let number = 0; number < frames; number++) {
      bench.fill(count);
      await frame();
    }
  },

  /** Takes a flood of messages from the server, until all have come and are drawn. */
  async flood(count) {
    let received = 0;
    await new Promise((resolve) => {
      socket.addEventListener('message', function listener() {
        received += 1;
        if (received < count) return;
        socket.removeEventListener('message', listener);
        resolve();
      });
      socket.connection.send(`flood ${JSON.stringify({ count })}`);
    });
    await frame();
    await frame();
  },

  /** The tasks of more than 50 ms in a flood, longest first; in milliseconds. */
  async longTasks(count) {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask' });
    await bench.flood(count);
    tasks.push(...observer.takeRecords());
    observer.disconnect();
    return tasks.map(({ duration }) => duration).sort((a, b) => b - a);
  },

  /** Sets a property of the log. */
  set(name, value) {
    document.querySelector('ws-log')[name] = value;
  },

  /** Sets a query, and waits until its first result is drawn, or how far it has come. */
  async query(query) {
    const log = document.querySelector('ws-log');
    log.query = query;
    await log.updateComplete;
  },

  /** Waits until all is searched; returns the longest task over 50 ms meanwhile, in milliseconds, and what was found. */
  async searchAll(query) {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask' });
    await bench.query(query);
    const count = () => document.querySelector('ws-log').shadowRoot.querySelector('[part=count]').textContent;
    while (count().includes('searched')) await frame();
    tasks.push(...observer.takeRecords());
    observer.disconnect();
    return { longest: Math.max(0, ...tasks.map(({ duration }) => duration)), count: count() };
  },

  /** The text of the last row. */
  shown: () => document.querySelector('ws-log').shadowRoot.querySelector('[role=option]:last-child bdi').textContent,

  /** Fills a recording to its byte limit, and returns that. */
  fillBytes() {
    const { recorder } = document.querySelector('ws-log');
    const limit = 16_777_216;
    document.querySelector('ws-log').byteLimit = limit;
    while (recorder.letGo === 0) receive(message());
    return limit;
  },
};
