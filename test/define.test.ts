import { expect, fixture, html } from '@open-wc/testing';
import * as define from '../src/define.js';
import * as index from '../src/index.js';
import { WsEcho } from '../src/index.js';

/** A page of its own, which loads `define.ts` after `script` has run. */
async function page(script: string): Promise<Window & typeof globalThis> {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe title="a page"></iframe>`);
  const { contentWindow, contentDocument } = frame;
  const module = contentDocument!.createElement('script');
  module.type = 'module';
  module.src = new URL('../src/define.ts', import.meta.url).href;
  const first = contentDocument!.createElement('script');
  first.textContent = `window.mistakes = []; onerror = (message) => mistakes.push(message); ${script}`;
  const loaded = new Promise((resolve, reject) => {
    module.onload = resolve;
    module.onerror = reject;
  });
  contentDocument!.head.append(first, module);
  await loaded;
  return contentWindow as Window & typeof globalThis;
}

describe('define.ts', () => {
  it('`define.ts` registers `<ws-echo>` with the class `WsEcho`', () => {
    expect(customElements.get('ws-echo')).to.equal(WsEcho);
    expect(document.createElement('ws-echo')).to.be.instanceOf(WsEcho);
  });

  it('`define.ts` exports everything that `index.ts` exports', () => {
    expect(define).to.include.all.keys(Object.keys(index));
    expect(define.WsEcho).to.equal(WsEcho);
  });

  it('`define.ts` throws nothing when it is loaded a second time', async () => {
    const again = new URL('../src/define.ts?again', import.meta.url).href;
    await import(again);
    expect(customElements.get('ws-echo')).to.equal(WsEcho);
  });

  it('`define.ts` upgrades a `<ws-echo>` that is already in the page', async () => {
    const { document: other } = await page("document.body.innerHTML = '<ws-echo></ws-echo>'");
    expect(other.querySelector('ws-echo')!.shadowRoot).not.to.equal(null);
  });

  it('`define.ts` keeps the class that another version has registered for `<ws-echo>`', async () => {
    const other = await page("customElements.define('ws-echo', class Older extends HTMLElement {})");
    expect(other.customElements.get('ws-echo')!.name).to.equal('Older');
    expect(other).to.have.deep.property('mistakes', []);
  });
});
