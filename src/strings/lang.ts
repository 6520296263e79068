/** The nearest `lang` that names a language, through shadow roots; `''` if there is none. */
export function nearestLang(host: Element): string {
  for (let element: Element | undefined = host; element; element = parentOf(element)) {
    const tag = ownLang(element);
    if (tag) return tag;
  }
  return '';
}

/** The `lang` of an element itself; `''` if it has none, or one that names no language: `Intl` throws at those. */
export function ownLang(element: Element): string {
  const lang = element.getAttribute('lang');
  // Most elements have none, and an exception is slow.
  if (!lang) return '';
  const tag = normalizeTag(lang);
  try {
    return Intl.getCanonicalLocales(tag).length > 0 ? tag : '';
  } catch {
    return '';
  }
}

/** A language tag in lower case with hyphens: `en_US`, as some write it, is `en-us`. */
export function normalizeTag(lang: string): string {
  return lang.toLowerCase().replaceAll('_', '-');
}

function parentOf(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
}
