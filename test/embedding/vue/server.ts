import { renderToString } from '@vue/server-renderer';
import { createSSRApp } from 'vue';
import Page from './page.vue';

/** The page as a server sends it. */
export function render(url: string): Promise<string> {
  return renderToString(createSSRApp(Page, { url }));
}
