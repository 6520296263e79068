/** How many characters of a message are shown. */
export const SHOWN_LENGTH = 10_000;

/** The beginning of `text` that is shown; never half a surrogate pair. */
export function cutText(text: string): string {
  if (text.length <= SHOWN_LENGTH) return text;
  return text.slice(0, SHOWN_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
