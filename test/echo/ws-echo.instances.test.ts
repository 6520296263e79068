import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import { echoServer } from '../servers/echo-server.js';
import { seeMessage, shown, typeAndSend, waitForState, waitUntilShown } from './element-driver.js';

describe('Several <ws-echo> elements', () => {
  it('two `<ws-echo>` elements with different servers share no message and no socket', async () => {
    const [left, right] = [echoServer(), echoServer()];
    const root = await fixture(
      html`<div><ws-echo url=${left.url}></ws-echo><ws-echo url=${right.url}></ws-echo></div>`,
    );
    const [first, second] = root.querySelectorAll('ws-echo') as unknown as Iterable<HTMLElementTagNameMap['ws-echo']>;
    await Promise.all([waitForState(first!, 'open'), waitForState(second!, 'open')]);

    typeAndSend(first!, 'to the left');
    await seeMessage(first!, 'to the left');
    typeAndSend(second!, 'to the right');
    await seeMessage(second!, 'to the right');
    expect(shown(first!)).to.equal('to the left');
    expect((await left.seen()).messages).to.deep.equal(['to the left']);
    expect((await right.seen()).messages).to.deep.equal(['to the right']);

    first!.remove();
    await left.closed();
    typeAndSend(second!, 'still here');
    await seeMessage(second!, 'still here');
  });

  it('100 `<ws-echo>` elements open one socket each, and close it with 1000 when they are removed', async () => {
    const server = echoServer();
    const root = await fixture(html`<div></div>`);
    const elements = Array.from({ length: 100 }, () => {
      const el = document.createElement('ws-echo');
      el.url = server.url;
      return el;
    });
    root.append(...elements);
    expect(await server.opened(100)).to.include({ opened: 100, live: 100 });
    await Promise.all(elements.map((el) => waitForState(el, 'open')));

    for (const [index, el] of elements.entries()) el.send(`number ${index}`);
    await waitUntilShown('every number in its place', () =>
      elements.every((el, index) => shown(el) === `number ${index}`),
    );

    root.replaceChildren();
    const { closes, live } = await server.closed(100);
    expect(live).to.equal(0);
    expect(closes.filter(({ code }) => code === 1000)).to.have.length(100);
  });

  it('20 `<ws-echo>` elements keep their sockets when `replaceChildren()` moves them five times', async () => {
    const server = echoServer();
    const root = await fixture(html`<div></div>`);
    const elements = Array.from({ length: 20 }, () => {
      const el = document.createElement('ws-echo');
      el.url = server.url;
      return el;
    });
    root.append(...elements);
    await Promise.all(elements.map((el) => waitForState(el, 'open')));
    for (let round = 0; round < 5; round++) root.replaceChildren(...[...root.children].reverse());
    for (const el of elements) el.send('Hello!');
    expect(await server.received(20)).to.deep.include({ opened: 20, live: 20, closes: [] });
  });
});
