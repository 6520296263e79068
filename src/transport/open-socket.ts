import { Loopback } from './loopback.js';

/** True for an address that asks for the loopback: `loopback:`. */
export function isLoopbackUrl(url: string | URL): boolean {
  return /^\s*loopback:/i.test(String(url));
}

/** Opens a native WebSocket, or a {@link Loopback} for an address that asks for it. */
export function openSocket(url: string | URL, protocols: string | string[] = []): WebSocket {
  return isLoopbackUrl(url) ? new Loopback(url, protocols) : new WebSocket(url, protocols);
}
