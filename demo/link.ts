/** The settings of the demo that its link keeps, in the page's fragment: it is never sent to a server. */
export interface Settings {
  readonly url: string;
  /** Separated by spaces. */
  readonly protocols: string;
  readonly format: string;
  readonly retry: string;
}

export const DEFAULTS: Settings = { url: '', protocols: '', format: 'auto', retry: 'on' };

/** The names of the settings, in the order of the form. */
export const NAMES = Object.keys(DEFAULTS) as (keyof Settings)[];

/** Reads a fragment, with or without its `#`. Null if it has no address. */
export function readLink(fragment: string): Settings | null {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  if (!values.get('url')) return null;
  return Object.fromEntries(NAMES.map((name) => [name, values.get(name) ?? DEFAULTS[name]])) as unknown as Settings;
}

/** Writes a fragment without its `#`. The query of the address, which may hold a token, is left out unless wanted. */
export function writeLink(settings: Settings, hasQuery: boolean): string {
  const url = hasQuery ? settings.url : settings.url.replace(/[?#].*/s, '');
  const values = { ...settings, url };
  return String(
    new URLSearchParams(NAMES.filter((name) => values[name] !== DEFAULTS[name]).map((name) => [name, values[name]])),
  );
}
