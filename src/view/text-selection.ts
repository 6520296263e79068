/** True if a person has selected some of the text in `node`, which may be in a shadow tree. */
export function hasSelection(node: Element): boolean {
  const root = node.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const selection = root.getSelection?.() ?? node.ownerDocument.getSelection?.();
  if (!selection || selection.rangeCount === 0) return false;
  // Not every engine has it; the others give the real nodes, or those of the shadow root.
  const composed = selection.getComposedRanges?.({ shadowRoots: [root] })[0];
  const { startContainer, startOffset, endContainer, endOffset } = composed ?? selection.getRangeAt(0);
  const isEmpty = startContainer === endContainer && startOffset === endOffset;
  return !isEmpty && (node.contains(startContainer) || node.contains(endContainer));
}
