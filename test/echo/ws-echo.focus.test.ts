import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import { echoServer } from '../servers/echo-server.js';
import { find, focused, inputOf, seeMessage, waitForState, waitUntilShown } from './element-driver.js';

describe('<ws-echo> focus', () => {
  it('`focus()` moves the focus to the input; without one, to the message', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo></ws-echo>`);
    el.focus();
    expect(focused(el)).to.equal('input');
    el.blur();
    el.readonly = true;
    await el.updateComplete;
    el.focus();
    expect(focused(el)).to.equal('message');
  });

  it('`<ws-echo>` takes no focus when it enters the page or is moved', async () => {
    const root = await fixture<HTMLElement>(html`<div><ws-echo url="loopback:"></ws-echo><p></p></div>`);
    const el = root.querySelector('ws-echo')!;
    await waitForState(el, 'open');
    root.querySelector('p')!.append(el);
    await el.updateComplete;
    await nextFrame();
    await nextFrame();
    expect(document.activeElement!.localName).to.equal('body');
  });

  it('`autofocus` moves the focus to the input', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo autofocus></ws-echo>`);
    await waitUntilShown('the focus', () => document.activeElement === el);
    expect(focused(el)).to.equal('input');
  });

  it('a click on a `<label for>` outside moves the focus to the input, which it names', async () => {
    const root = await fixture<HTMLElement>(
      html`<div><label for="labelled">Say it</label><ws-echo id="labelled"></ws-echo></div>`,
    );
    const el = root.querySelector('ws-echo')!;
    await el.updateComplete;
    root.querySelector('label')!.click();
    expect(focused(el)).to.equal('input');
    expect(inputOf(el).ariaLabel).to.equal('Say it');
    expect(find(el, 'label')!.hidden).to.equal(true);
  });

  it('a modal dialog moves the first focus to the input', async () => {
    const dialog = await fixture<HTMLDialogElement>(
      html`<dialog><ws-echo url="loopback:"></ws-echo><button id="done">Close</button></dialog>`,
    );
    const el = dialog.querySelector('ws-echo')!;
    await waitForState(el, 'open');
    await el.updateComplete;
    dialog.showModal();
    expect(focused(el)).to.equal('input');
    dialog.close();
  });

  it('the words of `<ws-echo>` can take the focus from a click, so that a click on them moves no focus to the input', async () => {
    const el = await fixture<WsEcho>(html`<ws-echo url=${echoServer({ greet: 'Welcome' }).url}></ws-echo>`);
    await seeMessage(el, 'Welcome');
    for (const part of ['status', 'message', 'details'] as const) {
      find(el, part)!.focus();
      expect(focused(el), part).to.equal(part);
    }
  });

  it('the input has an Enter key that says “send”, and the attributes of the element that belong to an input', async () => {
    const el = await fixture<WsEcho>(
      html`<ws-echo autocapitalize="off" autocorrect="off" inputmode="numeric" spellcheck="false"></ws-echo>`,
    );
    const attribute = (name: string) => inputOf(el).getAttribute(name);
    expect(attribute('enterkeyhint')).to.equal('send');
    expect(['autocapitalize', 'autocorrect', 'inputmode', 'spellcheck'].map(attribute)).to.deep.equal([
      'off',
      'off',
      'numeric',
      'false',
    ]);
    el.spellcheck = true;
    el.removeAttribute('inputmode');
    await el.updateComplete;
    expect(['spellcheck', 'inputmode'].map(attribute)).to.deep.equal(['true', null]);
  });
});
