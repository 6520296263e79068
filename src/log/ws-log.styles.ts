import { css } from 'lit';

/** The frame, the toolbar and the rows. */
export const styles = css`
  /* As high as the page says: rows come and go inside. */
  :host {
    --_mark: var(--ws-log-mark, light-dark(#ffe58a, #5c4a00));
    --_selected: var(--ws-log-selected, light-dark(#e3edfd, #1e2c44));
    box-sizing: border-box;
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: var(--ws-log-block-size, 25rem);
    min-inline-size: 0;
    max-inline-size: var(--ws-log-max-width, none);
    overflow: hidden;
    resize: vertical;
    resize: block;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_background);
    color: var(--_text);
    font: var(--ws-echo-font, 1rem / 1.5 system-ui, sans-serif);
    text-align: start;
  }

  /* In the place of the message it has the frame of the other element. */
  :host([slot='message']) {
    block-size: auto;
    min-block-size: 12rem;
    border: 0;
    border-radius: 0;
    resize: none;
  }

  /* Each text in its own direction, as in the other element. */
  :is(span, bdi, time, dd, button, [part='notice'], [part='note'], [part='empty']) {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  button {
    text-align: center;
  }

  #frame {
    container-type: inline-size;
    contain-intrinsic-inline-size: 14rem;
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }

  [part='toolbar'],
  [part='notice'] {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    padding: 6px var(--_padding);
    border-block-end: 1px solid var(--_border);
    font-size: 0.875em;
  }

  [part='notice'] {
    background: var(--_busy-surface);
    overflow-wrap: anywhere;
  }

  :is([part='toolbar'], [part='views'], [part='tree-actions'], [part='pager']) button {
    min-block-size: 28px;
    padding: 2px 9px;
    border-color: var(--_border);
    border-radius: 99px;
    color: inherit;
    font-weight: 400;
  }

  :is([part='toolbar'], [part='views']) button[aria-pressed='true'] {
    border-color: transparent;
    background: var(--_selected);
    color: var(--_accent);
    font-weight: 600;
  }

  [part='find'],
  [part='latest-path'],
  [part='order'] {
    min-block-size: 28px;
    padding: 2px 10px;
    border: 1px solid var(--_muted);
    border-radius: 8px;
    background: var(--_background);
    color: inherit;
    font: inherit;
  }

  /* A line of its own: the buttons stay where they are, whatever words come. */
  [part='find'] {
    flex: 1 1 100%;
    min-inline-size: 0;
    text-overflow: ellipsis;
  }

  [part='latest-path'] {
    inline-size: 9rem;
    font-family: ui-monospace, monospace;
  }

  :is([part='find'], [part='latest-path'])::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [part='chips'] {
    display: flex;
    gap: inherit;
  }

  [part='buttons'] {
    flex: 1 1 auto;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }

  [part='buttons'] > * {
    flex: none;
  }

  ::highlight(ws-echo-mark) {
    background: var(--_mark);
    color: var(--_text);
  }

  mark {
    background: var(--_mark);
    color: inherit;
  }

  [part='count'] {
    margin-inline-start: auto;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  /* Beside each other where there is room. */
  #panes {
    flex: 1;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
  }

  #panes.has-detail {
    grid-template-rows: minmax(0, 2fr) minmax(0, 3fr);
  }

  @container (inline-size >= 44rem) {
    #panes.has-detail {
      grid-template: minmax(0, 1fr) / minmax(0, 3fr) minmax(0, 2fr);
    }
  }

  [part='empty'] {
    padding: var(--_space) var(--_padding);
    color: var(--_muted);
  }

  [part='newer'] {
    position: absolute;
    inset-block-end: 10px;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    padding: 4px 16px;
    border-radius: 99px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.875em;
    box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
  }

  [part='keys'] {
    max-inline-size: min(28rem, calc(100vw - 32px));
    padding: 16px 20px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_background);
    color: var(--_text);
  }

  [part='keys']::backdrop {
    background: rgb(0 0 0 / 30%);
  }

  [part='keys'] h2 {
    margin: 0 0 8px;
    font-size: 1em;
  }

  [part='keys'] dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 16px;
    margin: 0 0 12px;
  }

  [part='keys'] dd {
    margin: 0;
  }

  kbd {
    padding: 0 6px;
    border: 1px solid var(--_border);
    border-radius: 4px;
    font: 0.875em / 1.5 ui-monospace, monospace;
  }

  @media (pointer: coarse) {
    :is([part='toolbar'], [part='views'], [part='tree-actions'], [part='pager']) button,
    :is([part='find'], [part='latest-path'], [part='order'], [part='close'], [part='newer']) {
      min-block-size: 36px;
      min-inline-size: 36px;
    }
  }

  @media print {
    :host {
      --_background: #fff;
      --_text: #000;
      --_muted: #333;
      --_border: #999;
      color-scheme: light;
    }

    button {
      display: none;
    }
  }

  @media (forced-colors: active) {
    :is([part='toolbar'], [part='views']) button[aria-pressed='true'] {
      forced-color-adjust: none;
      background: SelectedItem;
      color: SelectedItemText;
    }
  }
`;
