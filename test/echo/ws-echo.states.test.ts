import { expect, fixture, html } from '@open-wc/testing';
import type { ConnectionState } from '../../src/connection/lifecycle.js';
import type { Diagnosis, DiagnosisKind } from '../../src/connection/diagnosis.js';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { Clock } from '../clock.js';
import { echoServer } from '../servers/echo-server.js';
import { details, find, mount, next, typeAndSend, waitForState, waitUntilShown } from './element-driver.js';
import { mountIn, situations } from './situations.js';

const states: ConnectionState[] = ['connecting', 'open', 'waiting', 'asleep', 'closing', 'closed'];

const url = 'ws://192.168.178.20:8080/ws';
const failure: Diagnosis = {
  kind: 'unreachable',
  code: 1008,
  reason: '',
  url,
  hasProtocols: false,
  openFor: 59_000,
  cause: null,
};
const passingKinds: readonly DiagnosisKind[] = [
  'local-network',
  'offline',
  'unreachable',
  'timed-out',
  'went-silent',
  'dropped',
  'closed-by-server',
];
const fatalKinds: readonly DiagnosisKind[] = ['bad-url', 'mixed-content', 'blocked-by-csp', 'closed-by-server'];

/** The states of the connection that CSS sees. */
function stylable(el: WsEcho): string[] {
  return states.filter((state) => el.matches(`:state(${state})`));
}

describe('<ws-echo> states and layout', () => {
  for (const [name, situation] of Object.entries(situations)) {
    it(`\`state\` and \`:state()\` are equal in the situation “${name}”`, async () => {
      const el = await mountIn(situation);
      expect(el.state).to.equal(situation.state);
      expect(stylable(el)).to.deep.equal([situation.state]);
      el.remove();
    });
  }

  it('`<ws-echo>` keeps the same height in every state, at every width', async function () {
    // It has the element laid out a thousand times.
    this.timeout(60_000);
    const el = await mountIn(situations['open']!);
    const heights: Record<number, Record<string, number>> = {};
    const measure = (name: string) => {
      for (let width = 288; width <= 640; width += 10) {
        el.style.inlineSize = `${width}px`;
        (heights[width] ??= {})[name] = el.offsetHeight;
      }
    };
    const measureFailures = async (kinds: readonly DiagnosisKind[]) => {
      for (const kind of kinds) {
        // Stands for failures that take another page, network or quarter of an hour.
        Object.defineProperty(el, 'diagnosis', { configurable: true, value: { ...failure, kind } });
        for (el.lang of ['zh-Hant', 'en']) {
          el.requestUpdate();
          await el.updateComplete;
          measure(`${el.state}: ${kind}, ${el.lang}`);
        }
      }
    };
    measure('open');
    el.send(new Uint8Array(2_000));
    await waitUntilShown('the bytes', () => details(el).includes('2,000'));
    measure('bytes that are cut');
    el.send('x'.repeat(20_000));
    await waitUntilShown('the text', () => details(el).includes('20,000'));
    measure('a text that is cut');
    await mountIn(situations['waiting']!, el);
    measure('waiting');
    await measureFailures(passingKinds);
    el.queueLimit = 1;
    typeAndSend(el, 'one');
    await waitUntilShown('what waits', () => find(el, 'notice')!.textContent.includes('1 waiting'));
    typeAndSend(el, 'two');
    await waitUntilShown('that there is no room', () => find(el, 'notice')!.textContent.includes('no room'));
    measure('no room');
    el.close();
    await waitUntilShown('a way to get it back', () => find(el, 'restore') !== null);
    measure('not sent');
    await measureFailures(fatalKinds);
    el.remove();
    for (const [width, byName] of Object.entries(heights)) {
      expect(new Set(Object.values(byName)).size, `${width} px: ${JSON.stringify(byName)}`).to.equal(1);
    }
  });

  it('`<ws-echo>` with `display: inline-block` keeps its width when a long message arrives', async () => {
    const el = await mountIn(situations['open']!);
    for (el.readonly of [false, true]) {
      el.style.display = 'inline-block';
      await el.updateComplete;
      const { offsetWidth } = el;
      expect(offsetWidth).to.be.greaterThan(250);
      el.send(`${'a long word '.repeat(50)}${String(el.readonly)}`);
      await waitUntilShown('the message', () => find(el, 'message')!.textContent.trim().endsWith(String(el.readonly)));
      expect(el.offsetWidth).to.equal(offsetWidth);
    }
    el.remove();
  });

  it('`<ws-echo>` fits a narrow grid cell, as a grid item and inside another box', async () => {
    const grid = await fixture<HTMLElement>(html`
      <div style="display: grid; grid-template-columns: 1fr; inline-size: 288px"><ws-echo></ws-echo><div><ws-echo readonly></ws-echo></div></div>
    `);
    for (const el of grid.querySelectorAll('ws-echo')) {
      await el.updateComplete;
      expect(el.offsetWidth).to.equal(288);
    }
    grid.lastElementChild!.remove();
    grid.style.inlineSize = '200px';
    expect(grid.querySelector('ws-echo')!.offsetWidth).to.equal(200);
  });

  it('`:state()` is equal to `state` before `statechange` listeners run', async () => {
    const server = echoServer();
    const el = document.createElement('ws-echo');
    const seen: string[][] = [];
    el.addEventListener('statechange', () => seen.push([el.state, ...stylable(el)]));
    el.url = server.url;
    document.body.append(el);
    await next(el, 'open');
    const closed = next(el, 'close');
    await server.terminate();
    await closed;
    el.close();
    await next(el, 'close');
    expect(seen.map(([state]) => state)).to.deep.equal(['connecting', 'open', 'waiting', 'closing', 'closed']);
    for (const [state, ...shown] of seen) expect(shown).to.deep.equal([state]);
    el.remove();
  });

  it('`<ws-echo>` matches `:state(closed)` before it enters the page', () => {
    expect(stylable(document.createElement('ws-echo'))).to.deep.equal(['closed']);
  });

  it('`<ws-echo>` matches `:state(failed)` from a failure until it is open again', async () => {
    const server = echoServer();
    const el = await mount(server.url);
    expect(el.matches(':state(failed)')).to.equal(false);
    await waitForState(el, 'open');
    const closed = next(el, 'close');
    await server.terminate();
    await closed;
    expect(el.matches(':state(failed)')).to.equal(true);
    el.reconnect();
    await waitForState(el, 'open');
    expect(el.matches(':state(failed)')).to.equal(false);
    el.remove();
  });

  it('`<ws-echo>` reconnects by itself when the server drops the connection', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    await server.terminate();
    await server.opened(2);
    await waitForState(el, 'open');
    expect(el.diagnosis).to.equal(null);
  });

  it('only `reconnect()` opens a closed `<ws-echo>` again', async () => {
    const clock = new Clock();
    try {
      const server = echoServer({ closeWith: 1008 });
      const el = await mount(server.url);
      await waitForState(el, 'closed');
      el.close();
      el.send('too late');
      window.dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      clock.tick(3_600_000);
      expect(el.state).to.equal('closed');
      expect(await server.seen()).to.include({ opened: 1 });
      el.reconnect();
      await server.opened(2);
      el.remove();
    } finally {
      clock.uninstall();
    }
  });

  it('`close()` sends the given code and reason, and throws for a code that is not allowed', async () => {
    const server = echoServer();
    const el = await fixture<WsEcho>(html`<ws-echo url=${server.url}></ws-echo>`);
    await waitForState(el, 'open');
    expect(() => el.close(1001))
      .to.throw(DOMException)
      .with.property('name', 'InvalidAccessError');
    el.close(4000, 'enough');
    expect((await server.closed()).closes).to.deep.equal([{ code: 4000, reason: 'enough' }]);
  });

  it('the Send button is disabled only while the connection is closed', async () => {
    const canSend: Record<string, boolean> = {};
    for (const [name, situation] of Object.entries(situations)) {
      const el = await mountIn(situation);
      const send = find(el, 'send') as HTMLButtonElement | null;
      if (send) canSend[name] = !send.disabled;
      el.remove();
    }
    expect(canSend).to.deep.equal({
      connecting: true,
      open: true,
      'open, with a message': true,
      waiting: true,
      'waiting, with a help page': true,
      asleep: true,
      'closed by the user': false,
      'closed by the server': false,
      'closed by the server, with a help page': false,
      'failed for good': false,
      misconfigured: false,
      'without an address': false,
      manual: false,
    });
  });

  it('the notice part shows “not sent” when the form is submitted without a connection', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    (find(el, 'input') as HTMLInputElement).value = 'Hello!';
    (find(el, 'form') as HTMLFormElement).requestSubmit();
    await waitUntilShown('what happened', () => /not sent/i.test(find(el, 'notice')!.textContent));
    expect(find(el, 'notice')).not.to.contain.text('too much');
  });
});
