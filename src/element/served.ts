/** A host that may have been rendered by a server. */
export interface ServedHost {
  readonly hasUpdated?: boolean;
  readonly shadowRoot?: ShadowRoot | null;
}

/**
 * Whether `host` is as a server rendered it, and its first render here is still to come. That one must come to the same:
 * Lit takes what is there for what it rendered, and would not see what differs.
 */
export function isServed(host: ServedHost): boolean {
  return !host.hasUpdated && Boolean(host.shadowRoot?.firstChild);
}
