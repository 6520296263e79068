import '@angular/compiler';
import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { html, LitElement } from 'lit';
import { createEffect, createRoot } from 'solid-js';
import { mount, unmount } from 'svelte';
import { createApp, h } from 'vue';
import { injectFeed } from './angular.js';
import Feed from './feed.svelte';
import { FeedController } from './lit.js';
import { createFeed } from './solid.js';
import { useFeed } from './vue.js';

// Each function of docs/frameworks.md in its framework, which renders “open Hello!”. `stop[name]()` unmounts it.

const address = new URLSearchParams(location.search).get('url')!;
const stop: Record<string, () => unknown> = {};
const place = (name: string) => document.querySelector(`#${name}`)!;

const app = createApp({
  setup() {
    const { state, last } = useFeed(address);
    return () => h('p', [state.value, ' ', last.value as string]);
  },
});
app.mount('#vue');
stop['vue'] = () => app.unmount();

const feed = mount(Feed, { target: place('svelte'), props: { url: address } });
stop['svelte'] = () => unmount(feed);

createRoot((dispose) => {
  const { state, last } = createFeed(address);
  createEffect(() => (place('solid').textContent = `${state()} ${String(last())}`));
  stop['solid'] = dispose;
});

@Component({ selector: 'app-feed', template: '{{ feed.state() }} {{ feed.last() }}' })
class AppFeed {
  readonly feed = injectFeed(address);
}
void bootstrapApplication(AppFeed).then((ref) => (stop['angular'] = () => ref.destroy()));

class LitFeed extends LitElement {
  readonly feed = new FeedController(this, address);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): unknown {
    return html`${this.feed.connection.state} ${this.feed.last}`;
  }
}
customElements.define('lit-feed', LitFeed);
const lit = Object.assign(document.createElement('lit-feed'), { id: 'lit' });
document.body.append(lit);
stop['lit'] = () => lit.remove();

Object.assign(window, { stop });
