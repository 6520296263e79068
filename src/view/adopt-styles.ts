import type { CSSResult } from 'lit';

/**
 * Styles `root` again: a style sheet belongs to the document that made it, and is lost in another, of a frame or a
 * window.
 */
export function adoptStyles(root: ShadowRoot | null, styles: readonly CSSResult[]): void {
  const { defaultView } = root?.ownerDocument ?? {};
  if (!root || !defaultView) return;
  root.adoptedStyleSheets = styles.map(({ cssText }) => {
    const sheet = new defaultView.CSSStyleSheet();
    sheet.replaceSync(cssText);
    return sheet;
  });
}
