// Stands for a CDN: a web server with the files of a folder, and with pages that a test writes.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSite, typeOf } from '../servers/site.mjs';

/** `pages` maps a path such as `/page` to HTML, and may change while the server runs. */
export function startFolder(folder, pages = {}) {
  return startSite(async (path) => {
    const headers = { 'access-control-allow-origin': '*' };
    if (path in pages) return [typeOf(path.endsWith('.js') ? path : 'page.html'), pages[path], headers];
    // A browser requests one with every page; without it, the console has an error.
    if (path === '/favicon.ico') return ['image/x-icon', ''];
    const text = await readFile(join(folder, path)).catch(() => undefined);
    return [typeOf(path), text, headers];
  });
}
