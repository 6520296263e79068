import { css } from 'lit';

/** The pane with the whole message. */
export const detailStyles = css`
  [part='detail'] {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    border-block-start: 1px solid var(--_border);
    background: var(--_background);
    font-size: 0.875em;
  }

  @container (inline-size >= 44rem) {
    [part='detail'] {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
  }

  [part='detail-header'],
  [part='views'],
  [part='tree-actions'],
  [part='pager'],
  [part='note'] {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 4px var(--_padding);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  [part='detail-header'] {
    flex-wrap: nowrap;
    padding-inline-end: 6px;
    white-space: nowrap;
  }

  [part='detail-header'] span {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  :is([part='views'], [part='tree-actions'], [part='pager']) button {
    min-block-size: 24px;
    padding-block: 0;
    color: var(--_text);
    font-size: 0.9375em;
  }

  [part='close'] {
    min-block-size: 28px;
    min-inline-size: 28px;
    flex: none;
    margin-inline-start: auto;
    padding: 0;
    font-size: 1.25em;
    line-height: 1;
  }

  [part='views'] {
    padding-block: 0 6px;
  }

  [part='detail'] [part='copy'] {
    margin-inline-start: auto;
  }

  [part='content'],
  [part='tree'] {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding: 4px var(--_padding) 8px;
    scrollbar-color: var(--_muted) transparent;
    border-block: 1px solid color-mix(in srgb, var(--_border) 40%, transparent);
  }

  [part='content'] {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  [part='content'] bdi {
    display: block;
    unicode-bidi: plaintext;
  }

  [data-view='text'] bdi,
  [data-view='base64'] bdi,
  .bytes,
  [part='tree'] {
    font: 0.9375em / 1.55 ui-monospace, monospace;
  }

  /* Code goes from left to right, whatever it quotes. */
  .bytes,
  [part='tree'],
  [part='path'],
  [data-view='base64'] bdi {
    direction: ltr;
    text-align: left;
  }

  .bytes {
    display: flex;
    gap: 2ch;
  }

  @container (inline-size < 22rem) {
    .offsets {
      display: none;
    }

    :is([part='views'], [part='tree-actions'], [part='pager']) button {
      padding-inline: 6px;
    }
  }

  .bytes pre {
    margin: 0;
    font: inherit;
    white-space: pre;
    overflow-wrap: normal;
  }

  .offsets {
    color: var(--_muted);
    user-select: none;
  }

  ::highlight(ws-echo-bytes) {
    background: var(--_selected);
    color: var(--_accent);
  }

  [role='treeitem'] {
    white-space: pre;
    cursor: default;
  }

  [part='tree']:focus-visible [role='treeitem'][aria-selected='true'] {
    background: var(--_selected);
  }

  .key {
    color: var(--_json-key);
  }

  .string {
    color: var(--_json-string);
  }

  .number,
  .literal {
    color: var(--_json-number);
  }

  .index,
  .count,
  .more {
    color: var(--_muted);
  }

  [part='path'] {
    flex: 1 1 8em;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: 0.9375em / 1.5 ui-monospace, monospace;
  }
`;
