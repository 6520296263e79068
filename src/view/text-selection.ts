/** True if a person has selected some of the text in `node`, which may be in a shadow tree. */
export function hasSelection(node: Element): boolean {
  const range = selectedRange(node);
  return range !== null && (node.contains(range.startContainer) || node.contains(range.endContainer));
}

/** Returns the range that a person has selected, as seen from the tree of `node`; null if nothing is selected. */
export function selectedRange(node: Element): AbstractRange | null {
  const root = node.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const selection = root.getSelection?.() ?? node.ownerDocument.getSelection?.();
  if (!selection || selection.rangeCount === 0) return null;
  // Not every engine has it; the others give the real nodes, or those of the shadow root.
  const range = selection.getComposedRanges?.({ shadowRoots: [root] })[0] ?? selection.getRangeAt(0);
  const isEmpty = range.startContainer === range.endContainer && range.startOffset === range.endOffset;
  return isEmpty ? null : range;
}
