// The tests of properties and events that pass in every framework. The page is a fixture with two functions.
// `show(props)` renders one <ws-echo> with these props, or nothing for null, before its promise resolves.
// `toConfig(element)` returns the configuration that the element derives from its properties.
import assert from 'node:assert/strict';
import { it } from 'node:test';

const types = ['open', 'message', 'send', 'close', 'error', 'statechange', 'discard'];

/** The handlers by the names that the platform has for them. */
const lowerCase = Object.fromEntries(types.map((type) => [type, `on${type}`]));

/** The handlers by the names that JSX has for them. */
export const jsxNames = {
  open: 'onOpen',
  message: 'onMessage',
  send: 'onSend',
  close: 'onClose',
  error: 'onError',
  statechange: 'onStateChange',
  discard: 'onDiscard',
};

const itself = (name) => name;

/**
 * Declares the tests of the fixture at `path`, which `open` of `useSite()` opens. `names` are the names of the event
 * handlers in the framework. `property` returns its name of a property, `passing` that of one that is removed again.
 */
export function itBinds(open, path, names = lowerCase, property = itself, passing = property) {
  /** Opens the fixture. In it, `heard` lists the calls of handlers; `listeners(tag)` are handlers for all events. */
  async function openFixture() {
    const app = await open(
      path,
      (url, handlers) => {
        window.url = url;
        window.heard = [];
        window.listeners = (tag) =>
          Object.fromEntries(
            Object.values(handlers).map((name) => [
              name,
              (event) => window.heard.push(`${tag} ${event.constructor.name} ${event.type}`),
            ]),
          );
        window.echo = () => document.querySelector('ws-echo');
      },
      names,
    );
    await app.waitFor(() => window.show);
    return app;
  }

  const isState = (state) => window.echo().state === state;

  it(`\`${path}\` binds a handler to every event of \`<ws-echo>\``, async () => {
    const app = await openFixture();
    await app.page.evaluate((url) => window.show({ [url]: window.url, ...window.listeners('a') }), property('url'));
    await app.waitFor(isState, 'open');
    await app.page.evaluate(() => window.echo().send('Hello!'));
    await app.waitFor(() => window.heard.includes('a MessageEvent message'));
    await app.act({ close: 4400 });
    await app.waitFor(isState, 'closed');
    await app.page.evaluate(
      (url) => window.show({ [url]: 'ftp://localhost/', ...window.listeners('b') }),
      property('url'),
    );
    await app.waitFor(() => window.heard.includes('b Event error'));
    // An address that never comes.
    await app.page.evaluate(
      (url) => window.show({ [url]: () => new Promise(() => {}), ...window.listeners('c') }),
      property('url'),
    );
    await app.waitFor(isState, 'connecting');
    await app.page.evaluate(() => window.echo().send('Never sent'));
    await app.page.evaluate(() => window.echo().close());
    await app.waitFor(isState, 'closed');
    assert.deepEqual(
      new Set(await app.page.evaluate(() => window.heard)),
      new Set([
        'a Event statechange',
        'a Event open',
        'a MessageEvent message',
        'a MessageEvent send',
        'a CloseEvent close',
        'b Event statechange',
        'b Event error',
        'b CloseEvent close',
        'c Event statechange',
        'c CloseEvent close',
        'c DiscardEvent discard',
      ]),
    );
  });

  it(`\`${path}\` replaces and removes a \`message\` handler without a new socket`, async () => {
    const app = await openFixture();
    const showAndSend = async (tag, text) => {
      await app.page.evaluate(
        async (url, by, message) => {
          const { [message]: handler } = window.listeners(by);
          await window.show({ [url]: window.url, ...(by && { [message]: handler }) });
        },
        property('url'),
        tag,
        names.message,
      );
      await app.waitFor(isState, 'open');
      await app.page.evaluate((data) => window.echo().send(data), text);
      await app.waitFor((data) => window.echo().lastMessage?.data === data, text);
    };
    await showAndSend('a', '1');
    await showAndSend('b', '2');
    await showAndSend('', '3');
    await showAndSend('c', '4');
    const ofClass = 'MessageEvent message';
    assert.deepEqual(await app.page.evaluate(() => window.heard), [`a ${ofClass}`, `b ${ofClass}`, `c ${ofClass}`]);
    assert.equal((await app.server()).opened, 1);
  });

  it(`\`${path}\` sets values of every type as properties of \`<ws-echo>\``, async () => {
    const app = await openFixture();
    const values = await app.page.evaluate(async (written) => {
      const given = {
        url: () => window.url,
        protocols: ['chat'],
        binaryType: 'blob',
        retry: false,
        fatalCodes: [[4000, 4999]],
        connectTimeout: 0,
        idleTimeout: 60_000,
        pingMessage: '{"type":"ping"}',
        queueLimit: 0,
        manual: true,
        readonly: false,
        format: 'hex',
        label: 'Say',
      };
      await window.show(Object.fromEntries(Object.entries(given).map(([name, value]) => [written[name], value])));
      const element = window.echo();
      return Object.keys(given).map((name) => [name, element[name] === given[name]]);
    }, writtenAs(property));
    assert.deepEqual(
      values.filter(([, isSame]) => !isSame),
      [],
    );
    assert.equal(await app.page.evaluate(() => window.echo().state), 'closed');
    await app.page.evaluate(() => window.echo().reconnect());
    await app.waitFor(isState, 'open');
    assert.deepEqual((await app.server()).protocols, ['chat']);
  });

  it(`\`${path}\` opens a new socket when \`url\` changes, and closes it when \`url\` becomes null`, async () => {
    const app = await openFixture();
    const showUrl = (token) =>
      app.page.evaluate(
        (url, value) => window.show({ [url]: value && `${window.url}&token=${value}` }),
        property('url'),
        token,
      );
    await showUrl('a');
    await app.waitFor(isState, 'open');
    await showUrl('b');
    await app.server({ opened: 2, closed: 1 });
    await app.waitFor(isState, 'open');
    await showUrl(null);
    const { closes, tokens, live } = await app.server({ closed: 2 });
    const normal = { code: 1000, reason: '' };
    assert.deepEqual({ closes, tokens, live }, { closes: [normal, normal], tokens: ['a', 'b'], live: 0 });
  });

  it(`\`${path}\` keeps the socket of \`<ws-echo>\` while other properties change`, async () => {
    const app = await openFixture();
    const show = (props) =>
      app.page.evaluate(
        (url, others) => window.show({ [url]: window.url, ...others }),
        property('url'),
        Object.fromEntries(Object.entries(props).map(([name, value]) => [property(name), value])),
      );
    await show({});
    await app.waitFor(isState, 'open');
    await show({ label: 'Say', format: 'hex', binaryType: 'blob', retry: 5, idleTimeout: 60_000, manual: true });
    await app.waitFor(() => window.echo().shadowRoot.querySelector('label').textContent.includes('Say'));
    await app.page.evaluate(() => window.echo().send('Hello!'));
    const { opened, closes } = await app.server({ messages: 1 });
    assert.deepEqual({ opened, closes }, { opened: 1, closes: [] });
    const retry = await app.page.evaluate(() => window.echo().retry);
    assert.equal(retry, 5);
  });

  it(`\`${path}\` restores the default of a property of \`<ws-echo>\` that is removed`, async () => {
    const app = await openFixture();
    const [before, during, after] = await app.page.evaluate(async (written) => {
      const look = async () => {
        await window.echo().updateComplete;
        const label = window.echo().shadowRoot.querySelector('label')?.textContent.trim() ?? 'no form';
        return JSON.parse(JSON.stringify({ ...window.toConfig(window.echo()), label }));
      };
      const seen = [];
      const given = {
        protocols: ['chat'],
        binaryType: 'blob',
        retry: false,
        fatalCodes: [1000],
        connectTimeout: 0,
        idleTimeout: 60_000,
        pingMessage: 'ping',
        queueLimit: 0,
        manual: true,
        readonly: true,
        label: 'Say',
      };
      for (const props of [{}, given, {}]) {
        await window.show(Object.fromEntries(Object.entries(props).map(([name, value]) => [written[name], value])));
        seen.push(await look());
      }
      return seen;
    }, writtenAs(passing));
    assert.deepEqual([during.manual, during.label, during.options.retry], [true, 'no form', false]);
    assert.deepEqual(after, before);
  });

  it(`\`${path}\` closes the socket with 1000 when it unmounts \`<ws-echo>\``, async () => {
    const app = await openFixture();
    await app.page.evaluate((url) => window.show({ [url]: window.url }), property('url'));
    await app.waitFor(isState, 'open');
    await app.page.evaluate(() => window.show(null));
    const { opened, closes, live } = await app.server({ closed: 1 });
    assert.deepEqual({ opened, closes, live }, { opened: 1, closes: [{ code: 1000, reason: '' }], live: 0 });
  });
}

/** The names of all properties as the framework writes them. */
function writtenAs(property) {
  const names =
    'url protocols binaryType retry fatalCodes connectTimeout idleTimeout pingMessage queueLimit manual readonly format label';
  return Object.fromEntries(names.split(' ').map((name) => [name, property(name)]));
}
