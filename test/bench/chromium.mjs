// A Chromium of the benchmark's own, over a bare DevTools pipe. No driver: one that enables the Network domain
// sends every frame through DevTools, and measures that.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, installHints } from '../../scripts/browsers.mjs';

export async function launchChromium() {
  const found = findBrowser('chromium');
  if (!found) throw new Error(`No Chromium: ${installHints.chromium}`);
  const profile = await mkdtemp(join(tmpdir(), 'ws-echo-bench-'));
  const browser = spawn(
    found.path,
    [
      // Chromium refuses to sandbox itself as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--headless=new',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      '--js-flags=--expose-gc',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const send = speak(browser);
  const { product } = await send('Browser.getVersion');

  return {
    /** The name and the version, for a report. */
    version: `Chromium ${product.split('/')[1]}`,
    /** A page in a window and a renderer process of its own, once it has loaded: all of them are visible. */
    async openPage(url) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank', newWindow: true });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const page = new Page(
        (method, params) => send(method, params, sessionId),
        () => send('Target.closeTarget', { targetId }),
      );
      await page.load(url);
      return page;
    },
    async close() {
      const gone = once(browser, 'exit');
      void send('Browser.close');
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

class Page {
  #send;
  #close;

  constructor(send, close) {
    this.#send = send;
    this.#close = close;
  }

  async load(url) {
    // Thread time: what other programs on the machine take does not count.
    await this.#send('Performance.enable', { timeDomain: 'threadTicks' });
    await this.#send('Page.navigate', { url });
    await this.evaluate(
      'new Promise((resolve) => document.readyState === "complete" ? resolve() : addEventListener("load", resolve))',
    );
  }

  /** The value of an expression; a promise is waited for. */
  async evaluate(expression) {
    const answer = await this.#send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    const { exceptionDetails, result } = answer;
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** The main thread's time for all tasks, and for scripts, while `expression` is evaluated; in microseconds. */
  async measure(expression) {
    await this.evaluate('gc()');
    const before = await this.#metrics();
    const value = await this.evaluate(expression);
    const after = await this.#metrics();
    const spent = (name) => (after[name] - before[name]) * 1e6;
    return { value, cpu: spent('TaskDuration'), script: spent('ScriptDuration') };
  }

  /** The JavaScript heap in use after a collection, in bytes. */
  async heap() {
    await this.evaluate('gc()');
    await this.evaluate('gc()');
    const { usedSize } = await this.#send('Runtime.getHeapUsage');
    return usedSize;
  }

  /** The heap, and the buffers beside it, in bytes. */
  async memory() {
    await this.evaluate('gc()');
    await this.evaluate('gc()');
    const { usedSize, backingStorageSize = 0 } = await this.#send('Runtime.getHeapUsage');
    return usedSize + backingStorageSize;
  }

  close() {
    return this.#close();
  }

  async #metrics() {
    const { metrics } = await this.#send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }
}

/** Speaks the DevTools protocol over the pipe of `browser`: JSON, each message ended by a NUL. Answers `send`. */
function speak(browser) {
  const [, , , writing, reading] = browser.stdio;
  const pending = new Map();
  let id = 0;
  let rest = '';
  reading.setEncoding('utf8').on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    for (const message of messages) {
      const answer = JSON.parse(message);
      const call = pending.get(answer.id);
      if (!call) continue;
      pending.delete(answer.id);
      if (answer.error) call.reject(new Error(`${call.method}: ${answer.error.message}`));
      else call.resolve(answer.result);
    }
  });
  browser.on('exit', () => {
    for (const { method, reject } of pending.values()) reject(new Error(`${method}: Chromium has gone`));
  });

  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      pending.set(++id, { method, resolve, reject });
      writing.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}
