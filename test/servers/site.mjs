// A web site of a few files, and bundles of modules with their imports.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The content type of a file, by its extension. */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** The content type of a file. */
export function typeOf(path) {
  return `${TYPES[extname(path)] ?? 'text/plain'};charset=utf-8`;
}

/**
 * Serves `files`: by path, the content type, the text, and perhaps headers; or a function, sync or async, that returns
 * them for a path. With `tls`, over https.
 */
export async function startSite(files, tls) {
  const find = typeof files === 'function' ? files : (path) => files[path];
  const answer = async (request, response) => {
    const [type, text, headers] = (await find(new URL(request.url, 'http://localhost').pathname)) ?? ['text/plain'];
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': type, ...headers }).end(text);
  };
  const listener = (request, response) => void answer(request, response);
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `${tls ? 'https' : 'http'}://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One module with all that `entry`, a path from the top of the repository, imports. */
export async function bundle(entry) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry: fileURLToPath(new URL(`../../${entry}`, import.meta.url)), formats: ['es'] } },
  });
  return output[0].code;
}
