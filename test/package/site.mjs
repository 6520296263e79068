// A web server: the files of a folder, as a CDN would give them, and pages that a test writes.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.map': 'application/json' };

/** `pages` maps a path such as `/page` to HTML, and may change while the server runs. */
export async function startSite(folder, pages = {}) {
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    void read(folder, pages, pathname).then(
      ([type, content]) => {
        response.writeHead(200, { 'content-type': `${type};charset=utf-8`, 'access-control-allow-origin': '*' }).end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  http.listen(0, 'localhost');
  await once(http, 'listening');
  return {
    url: `http://localhost:${http.address().port}`,
    close() {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(resolve));
    },
  };
}

async function read(folder, pages, pathname) {
  if (pathname in pages) return [TYPES[extname(pathname)] ?? TYPES['.html'], pages[pathname]];
  // A browser asks for one with every page; without it, the console has an error.
  if (pathname === '/favicon.ico') return ['image/x-icon', ''];
  return [TYPES[extname(pathname)] ?? 'text/plain', await readFile(join(folder, pathname))];
}
