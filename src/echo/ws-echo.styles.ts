import { css } from 'lit';

export const styles = css`
  /* As high as the page says, whatever words and messages come: the message takes what the others leave. */
  :host {
    box-sizing: border-box;
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: var(--ws-echo-block-size, 22rem);
    min-inline-size: 0;
    max-inline-size: var(--ws-echo-max-width, 40rem);
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

  /* Each text in its own direction: an English full stop stays at its end in an Arabic page. */
  span,
  bdi,
  slot[name='empty'],
  [part='reason'],
  [part='input'] {
    unicode-bidi: plaintext;
  }

  /* A line of a message goes to its own side; an isolate inside a line has no say in that. */
  bdi,
  slot[name='empty'] {
    display: block;
  }

  /* Words stay at the side of what they belong to, as the dot. Chromium knows the first name only. */
  span,
  slot[name='empty'],
  [part='reason'] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  [part='send']:focus-visible {
    outline-offset: 2px;
  }

  /* Where the element is as wide as what it holds, it is as wide as this, whatever words and messages come. */
  [part='status'] {
    contain: inline-size;
    contain-intrinsic-inline-size: 14rem;
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 8px var(--_padding);
    border-block-end: 1px solid var(--_border);
    color: var(--_muted);
    font-size: 0.875em;
  }

  [part='state'] {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--_text);
    font-weight: 600;
  }

  [part='indicator'] {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border: 2px solid var(--_muted);
    border-radius: 50%;
  }

  :host(:state(open)) [part='indicator'] {
    border-color: var(--_good);
    background: var(--_good);
  }

  :host(:is(:state(connecting), :state(waiting), :state(closing))) [part='indicator'] {
    border-color: var(--_busy);
  }

  :host(:state(failed):state(closed)) [part='indicator'] {
    border-color: var(--_bad);
    background: var(--_bad);
  }

  [part='address'] {
    flex: 1 1 0;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  [part='action'] {
    flex: none;
    min-block-size: 32px;
    margin-inline-start: auto;
    padding: 3px 12px;
    border-color: var(--_border);
  }

  /* What is below the status scrolls where even three lines of the message have no room. */
  [part='body'] {
    contain: inline-size;
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    overflow: auto;
    scrollbar-color: var(--_muted) transparent;
  }

  [part='body'] > * {
    flex: none;
  }

  [part='reason'] {
    padding: 8px var(--_padding);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    font-size: 0.875em;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }

  :host(:state(failed)) [part='reason'] {
    background: var(--_busy-surface);
  }

  :host(:state(failed):state(closed)) [part='reason'] {
    background: var(--_bad-surface);
  }

  .next {
    color: var(--_muted);
  }

  [part='help'],
  [part='stop'] {
    margin-inline: -4px;
    padding: 0 4px;
    vertical-align: baseline;
    border: 0;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  [part='help'] {
    display: inline-block;
    color: var(--_accent);
    font-weight: 600;
  }

  [part='form'] {
    margin: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: 6px 8px;
    padding: var(--_space);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
  }

  [part='label'],
  [part='notice'] {
    grid-column: 1 / -1;
    font-size: 0.875em;
  }

  [part='label'] {
    padding-inline: 4px;
    font-weight: 600;
  }

  [part='input'],
  [part='send'] {
    min-block-size: 44px;
  }

  [part='input'] {
    display: block;
    inline-size: 100%;
    max-block-size: calc(8lh + 20px);
    padding: 9px 12px;
    resize: none;
    field-sizing: content;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_background);
    color: inherit;
    font: inherit;
    scrollbar-color: var(--_muted) transparent;
  }

  [part='input'].multiline {
    min-block-size: calc(3lh + 20px);
  }

  /* A touch screen has no Shift+Enter: the button is in the corner of the input. */
  .field {
    position: relative;
  }

  [part='line-break'] {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    display: none;
    min-block-size: 44px;
    padding: 0 12px;
  }

  @media (hover: none) and (pointer: coarse) {
    [part='line-break'] {
      display: block;
    }

    [part='input']:not(.multiline) {
      padding-inline-end: 44px;
    }
  }

  [part='input']::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [part='send']:enabled {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  /* Beside the input, which may grow. */
  [part='send'] {
    align-self: stretch;
  }

  [part='notice'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding-inline: 4px;
    color: var(--_muted);
  }

  [part='body'] > [part='notice'] {
    padding: 6px var(--_padding);
    border-block-end: 1px solid var(--_border);
  }

  [part='restore'],
  [part='resend'] {
    flex: none;
    min-block-size: 24px;
    padding: 0 10px;
    border-color: var(--_border);
    background: var(--_background);
  }

  @media (prefers-reduced-motion: no-preference) {
    [part='indicator'] {
      transition:
        background-color 0.2s,
        border-color 0.2s;
    }

    [part='reason'] {
      transition: translate 0.2s;

      @starting-style {
        translate: 0 -4px;
      }
    }
  }

  /* The state and the message, dark on light. */
  @media print {
    :host {
      --_background: #fff;
      --_surface: #fff;
      --_busy-surface: #fff;
      --_bad-surface: #fff;
      --_text: #000;
      --_muted: #333;
      --_border: #999;
      color-scheme: light;
      block-size: auto !important;
      break-inside: avoid;
    }

    button,
    .field,
    [part='help'],
    [part='form'] {
      display: none;
    }
  }

  @media (forced-colors: active) {
    [part='indicator'] {
      border-color: CanvasText;
    }

    :host(:state(open)) [part='indicator'] {
      background: Highlight;
    }

    :host(:state(failed):state(closed)) [part='indicator'] {
      background: CanvasText;
    }
  }
`;
