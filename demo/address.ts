/** Whether a server stands behind the page: the one of `npm start`. */
export const isServed = import.meta.env.DEV;

/** The echo of that server. */
export const echoAddress = `${location.origin.replace(/^http/, 'ws')}/echo`;

/**
 * Where the elements of this page connect: the server's echo, or, in a page without a server, to the page itself. Tests
 * give an address in `?url=`; on a published site a link could have a visitor connect anywhere.
 */
export const address = isServed ? (new URLSearchParams(location.search).get('url') ?? echoAddress) : 'loopback:';

let tokens = 0;

/** The same address with a token that is new each time, as an app would get it from its own server. */
export async function freshAddress(): Promise<URL> {
  const url = new URL(address);
  tokens += 1;
  url.searchParams.set('token', String(tokens));
  return url;
}
