/** A host that a server may have rendered. */
export interface HydratableHost {
  readonly hasUpdated?: boolean;
  readonly shadowRoot?: ShadowRoot | null;
}

/**
 * True if a server rendered `host` and it has not rendered here yet. The first client render must produce the same
 * output as the server's: Lit assumes it does and does not repair differences.
 */
export function isServerRendered(host: HydratableHost): boolean {
  return !host.hasUpdated && Boolean(host.shadowRoot?.firstChild);
}
