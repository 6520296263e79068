/** Whether there is a server behind the page. */
export const isServed = import.meta.env.DEV;

/** Where the elements of this page connect: what `?url=` says, else the demo's own echo. A built page has no server, so it talks to itself. */
export const address =
  new URLSearchParams(location.search).get('url') ??
  (isServed ? `${location.origin.replace(/^http/, 'ws')}/echo` : 'loopback:');

let tokens = 0;

/** The same address with a token that is new each time, as an app would get it from its own server. */
export async function freshAddress(): Promise<URL> {
  const url = new URL(address);
  tokens += 1;
  url.searchParams.set('token', String(tokens));
  return url;
}
