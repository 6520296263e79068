import { css } from 'lit';

/** The newest message, and the line under it. */
export const messageStyles = css`
  [part='message'] {
    flex: 1 0 auto;
    block-size: 0;
    min-block-size: calc(3lh + 2 * var(--_space));
    padding: var(--_space) var(--_padding);
    overflow: auto;
    scrollbar-color: var(--_muted) transparent;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  slot[name='empty'] {
    color: var(--_muted);
  }

  ::highlight(ws-echo-key) {
    color: var(--_json-key);
  }

  ::highlight(ws-echo-string) {
    color: var(--_json-string);
  }

  ::highlight(ws-echo-number),
  ::highlight(ws-echo-literal) {
    color: var(--_json-number);
  }

  ::slotted([slot='message']) {
    flex: 1;
    min-block-size: 0;
  }

  /* Code goes from left to right, whatever it quotes. */
  :is([data-format='json'], [data-format='hex']) bdi {
    direction: ltr;
    unicode-bidi: isolate;
    font: 0.875em / 1.5 ui-monospace, monospace;
  }

  [data-format='hex'] bdi {
    white-space: pre;
  }

  [part='details'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75em;
    min-block-size: 32px;
    padding: 0 var(--_padding) 4px;
    color: var(--_muted);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }

  :is([part='newer'], [part='copy']) {
    min-block-size: 24px;
    padding: 0 6px;
  }

  [part='copy'] {
    margin-inline-start: auto;
  }

  @media print {
    [part='message'] {
      block-size: auto;
      overflow: visible;
    }
  }

  /* A highlight would get the colours of a selection. */
  @media (forced-colors: active) {
    [data-format='json'] bdi {
      forced-color-adjust: none;
      color: CanvasText;
    }

    ::highlight(ws-echo-key),
    ::highlight(ws-echo-string),
    ::highlight(ws-echo-number),
    ::highlight(ws-echo-literal) {
      color: CanvasText;
    }
  }
`;
