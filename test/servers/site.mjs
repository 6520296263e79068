// A web site of a few files, and modules with all that they import.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Serves `files`: by path, the content type, the text, and perhaps headers. With `tls`, over https. */
export async function startSite(files, tls) {
  const answer = (request, response) => {
    const [type = 'text/plain', text, headers] = files[new URL(request.url, 'http://localhost').pathname] ?? [];
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': type, ...headers }).end(text);
  };
  const server = tls ? createSecureServer(tls, answer) : createServer(answer);
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
