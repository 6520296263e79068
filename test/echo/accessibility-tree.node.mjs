// Snapshots of Chromium's accessibility tree, from which screen readers read the element, in each of its states.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../runner/chromium.mjs';
import { bundle, startSite } from '../servers/site.mjs';
import { startEchoServer } from '../servers/echo-server.mjs';

const chromium = findBrowser('chromium');
const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Tree</title><link rel="icon" href="data:,"><script type="module" src="/ws-echo.js"></script>';

describe(
  'Accessibility tree of <ws-echo> in Chromium',
  { skip: !chromium && 'there is no Chromium here', timeout: 60_000 },
  () => {
    let browser;
    let echoServer;
    let site;
    let page;
    let address;

    before(async () => {
      echoServer = await startEchoServer();
      site = await startSite({
        '/': ['text/html', html],
        '/ws-echo.js': ['text/javascript', await bundle('src/define.ts')],
      });
      browser = await launch(chromiumOptions(chromium.path));
    });

    after(async () => {
      await browser?.close();
      await Promise.all([site?.close(), echoServer?.close()]);
    });

    beforeEach(async () => {
      address = `${echoServer.url}/?id=${crypto.randomUUID()}`;
      page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      // The next attempt is as late as it may be.
      await page.evaluateOnNewDocument(() => (Math.random = () => 0.999));
      await page.goto(site.url);
      await page.waitForFunction(() => customElements.get('ws-echo'), { polling: 20 });
    });

    afterEach(() => page.close());

    /** Puts an element into the page, and waits until it shows this state. */
    async function enter(state, properties) {
      await page.evaluate(
        (given) => document.body.append(Object.assign(document.createElement('ws-echo'), given)),
        properties,
      );
      await reach(state);
    }

    /** Waits until the element is in this state, and nothing more is to be rendered or announced. */
    const reach = (state) =>
      page.waitForFunction(
        (wanted) => {
          const el = document.querySelector('ws-echo');
          return el.state === wanted && el.hasUpdated && !el.isUpdatePending;
        },
        { polling: 20 },
        state,
      );

    /** One line per node: its role, name and other properties. Values that differ from run to run are replaced. */
    async function tree() {
      // The live region changes once a second: its text depends on the time of the snapshot.
      await page.evaluate(() =>
        document.querySelector('ws-echo').shadowRoot.querySelector('#announcement').replaceChildren(),
      );
      const cdp = await page.createCDPSession();
      const { nodes } = await cdp.send('Accessibility.getFullAXTree');
      const byId = new Map(nodes.map((node) => [node.nodeId, node]));
      const found = [];
      const visit = (node, depth) => {
        const role = node.role?.value;
        const isTold = !node.ignored && !['RootWebArea', 'generic', 'none'].includes(role);
        if (isTold) found.push('  '.repeat(depth) + describeNode(node, role));
        // The children of these repeat their name or value.
        if (['button', 'textbox', 'LabelText', 'StaticText'].includes(role)) return;
        for (const id of node.childIds ?? []) visit(byId.get(id), isTold ? depth + 1 : depth);
      };
      visit(nodes[0], 0);
      return found
        .join('\n')
        .replaceAll(new URL(echoServer.url).host, 'localhost')
        .replace(/[\d:]+\s[AP]M/, 'TIME')
        .replace(/in [\d.<\s]+ ms/, 'in 1 ms')
        .replace(/in \d+ seconds/, 'in 20 seconds');
    }

    /** The snapshot below, without its indentation. */
    const lines = ([text]) => text.replace(/^\n|\n\s*$/g, '').replace(/^ {6}/gm, '');

    it('a connecting `<ws-echo>` exposes its state, a Disconnect button and a labelled input', async () => {
      await enter('closed', {});
      await page.evaluate(() => {
        document.querySelector('ws-echo').url = () => new Promise(() => {});
      });
      await reach('connecting');
      assert.equal(
        await tree(),
        lines`
      StaticText “Connecting…”
      button “Disconnect”
      form
        LabelText
        textbox “Send a message”, described by “Enter sends. Shift+Enter breaks the line.”
        button “Send”, described by “Send message”
      StaticText “No message yet.”
      status, live polite, atomic
    `,
      );
    });

    it('an open `<ws-echo>` exposes its state, the host and an enabled Send button', async () => {
      await enter('open', { url: address });
      assert.equal(
        await tree(),
        lines`
      StaticText “Connected”
      StaticText “localhost”
      button “Disconnect”
      form
        LabelText
        textbox “Send a message”, described by “Enter sends. Shift+Enter breaks the line.”
        button “Send”, described by “Send message”
      StaticText “No message yet.”
      status, live polite, atomic
    `,
      );
    });

    it('an open `<ws-echo>` exposes its message as a group named “Received”', async () => {
      await enter('open', { url: address });
      await page.locator('ws-echo >>> [part=input]').fill('Hello!');
      await page.locator('ws-echo >>> [part=send]').click();
      await page.waitForFunction(
        () => document.querySelector('ws-echo').shadowRoot.querySelector('bdi')?.textContent === 'Hello!',
        { polling: 20 },
      );
      assert.equal(
        await tree(),
        lines`
      StaticText “Connected”
      StaticText “localhost”
      button “Disconnect”
      form
        LabelText
        textbox “Send a message”, value “Hello!”, described by “Enter sends. Shift+Enter breaks the line.”, focused
        button “Send”, described by “Send message”
      group “Received”
        StaticText “Hello!”
      StaticText “TIME”
      StaticText “echoed in 1 ms”
      StaticText “6 bytes”
      button “Copy”
      status, live polite, atomic
    `,
      );
    });

    it('a waiting `<ws-echo>` exposes the reason, the delay and the number of queued messages', async () => {
      await enter('waiting', { url: `${address}&closeWith=1013` });
      await page.evaluate(() => document.querySelector('ws-echo').send('Hello!'));
      await reach('waiting');
      assert.equal(
        await tree(),
        lines`
      StaticText “Waiting”
      StaticText “localhost”
      button “Retry now”
      StaticText “The server closed it: 1013 try again later.”
      StaticText “Retry 1 in 20 seconds.”
      button “Stop”
      form
        LabelText
        textbox “Send a message”, described by “Enter sends. Shift+Enter breaks the line. 1 waiting”
        button “Send”, described by “Send message”
        StaticText “1 waiting”
      StaticText “No message yet.”
      status, live polite, atomic
    `,
      );
    });

    it('an asleep `<ws-echo>` exposes its state and a “Retry now” button', async () => {
      await enter('open', { url: address });
      await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
      await reach('asleep');
      assert.equal(
        await tree(),
        lines`
      StaticText “Asleep”
      StaticText “localhost”
      button “Retry now”
      StaticText “Connects when the page is visible.”
      form
        LabelText
        textbox “Send a message”, described by “Enter sends. Shift+Enter breaks the line.”
        button “Send”, described by “Send message”
      StaticText “No message yet.”
      status, live polite, atomic
    `,
      );
    });

    it('a `<ws-echo>` closed by the server exposes the close code, the reason and Send as disabled', async () => {
      await enter('closed', { url: `${address}&closeWith=1008&reason=not+today` });
      assert.equal(
        await tree(),
        lines`
      StaticText “Not connected”
      StaticText “localhost”
      button “Connect”
      StaticText “The server closed it: 1008 policy violation — not today.”
      form
        LabelText
        textbox “Send a message”, described by “Enter sends. Shift+Enter breaks the line.”
        button “Send”, described by “Send message”, disabled
      StaticText “No message yet.”
      status, live polite, atomic
    `,
      );
    });

    it('the link of `help-url` is exposed by its words, also as the question mark of `compact`', async () => {
      await enter('closed', { url: `${address}&closeWith=1008`, helpUrl: 'help.html' });
      for (const compact of [false, true]) {
        await page.evaluate(async (is) => {
          const el = document.querySelector('ws-echo');
          el.compact = is;
          await el.updateComplete;
        }, compact);
        assert.match(await tree(), /violation\.”\n *link “What to check”\n/);
      }
    });

    it('a `<ws-echo>` closed by the user exposes “Not sent: 1.” and a “Put back” button', async () => {
      await enter('waiting', { url: `${address}&closeWith=1013` });
      await page.evaluate(() => {
        const el = document.querySelector('ws-echo');
        el.send('Hello!');
        el.close();
      });
      await reach('closed');
      assert.equal(
        await tree(),
        lines`
      StaticText “Not connected”
      StaticText “localhost”
      button “Connect”
      form
        LabelText
        textbox “Send a message”, described by “Enter sends. Shift+Enter breaks the line. Not sent: 1.”
        button “Send”, described by “Send message”, disabled
        StaticText “Not sent: 1.”
        button “Put back”
      StaticText “No message yet.”
      status, live polite, atomic
    `,
      );
    });

    it('the input keeps its name when the page hides its label', async () => {
      await enter('open', { url: address });
      await page.addStyleTag({ content: 'ws-echo::part(label) { display: none }' });
      assert.match(await tree(), /textbox “Send a message”/);
    });

    it('a `readonly` `<ws-echo>` without an address exposes a disabled Connect button and no form', async () => {
      await enter('closed', { readonly: true });
      assert.equal(
        await tree(),
        lines`
      StaticText “Not connected”
      button “Connect”, disabled
      StaticText “There is no address.”
      StaticText “No message yet.”
      status, live polite, atomic
    `,
      );
    });
  },
);

/** `button “Send”, focused` */
function describeNode({ name, value, description, properties = [] }, role) {
  const told = properties
    .filter(
      ({ name: property, value: { value: is } }) => ['disabled', 'focused', 'live', 'atomic'].includes(property) && is,
    )
    .map(({ name: property, value: { value: is } }) => (is === true ? property : `${property} ${is}`));
  return [
    `${role}${name?.value ? ` “${name.value}”` : ''}`,
    ...(value?.value ? [`value “${value.value}”`] : []),
    ...(description?.value ? [`described by “${description.value}”`] : []),
    ...told,
  ].join(', ');
}
