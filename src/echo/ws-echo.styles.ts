import { css } from 'lit';

export const styles = css`
  :host {
    box-sizing: border-box;
    position: relative;
    display: block;
    /* In a grid or a flex box it may be narrower than what it holds. */
    min-inline-size: 0;
    max-inline-size: var(--ws-echo-max-width, 40rem);
    padding: var(--ws-echo-padding, 16px);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_background);
    color: var(--_text);
    font: var(--ws-echo-font, 1rem / 1.5 system-ui, sans-serif);
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
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

  [part='form'] {
    margin: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 6px 8px;
  }

  [part='label'] {
    grid-column: 1 / -1;
    font-weight: 600;
    font-size: 0.875em;
  }

  [part='input'],
  button {
    min-block-size: 44px;
    border-radius: var(--_radius);
    font: inherit;
  }

  [part='input'] {
    min-inline-size: 0;
    padding: 8px 12px;
    border: 1px solid var(--_muted);
    background: var(--_background);
    color: inherit;
  }

  button {
    padding: 8px 18px;
    border: 1px solid transparent;
    font-weight: 600;
    cursor: pointer;
  }

  [part='send'] {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button:enabled:hover {
    box-shadow: inset 0 0 0 100vmax color-mix(in srgb, currentColor 8%, transparent);
  }

  button:enabled:active {
    box-shadow: inset 0 0 0 100vmax color-mix(in srgb, currentColor 16%, transparent);
  }

  button:disabled {
    border-color: var(--_border);
    background: var(--_surface);
    color: var(--_muted);
    cursor: default;
  }

  [part='action'],
  [part='restore'] {
    padding: 2px 10px;
    border-color: var(--_border);
    background: transparent;
    color: var(--_accent);
  }

  [part='action'] {
    min-block-size: 32px;
    min-inline-size: min(8em, 38cqi);
  }

  [part='restore'] {
    flex: none;
    min-block-size: 24px;
    padding-block: 0;
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  /* Where the element is as wide as what it holds, it is as wide as its form, whatever words and messages come. */
  [part='status'] {
    container-type: inline-size;
    contain-intrinsic-inline-size: 14rem;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 8px;
    margin-block-end: var(--_space);
    color: var(--_muted);
    font-size: 0.875em;
    line-height: 1.5;
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

  /* Room for the longest of our sentences, always: nothing jumps when the words change. */
  [part='reason'] {
    grid-area: 2 / 1 / auto / -1;
    min-block-size: 2lh;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }

  @container (inline-size < 24.5rem) {
    [part='reason'] {
      min-block-size: 3lh;
    }
  }

  @container (inline-size < 18.75rem) {
    [part='reason'] {
      min-block-size: 4lh;
    }
  }

  [part='notice'] {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    min-block-size: 24px;
    margin-block-end: 6px;
    color: var(--_muted);
    font-size: 0.875em;
  }

  [part='message'] {
    contain: inline-size;
    block-size: var(--ws-echo-message-size, 7.5em);
    padding: var(--_space);
    overflow: auto;
    scrollbar-color: var(--_muted) transparent;
    resize: block;
    border-radius: var(--_radius);
    background: var(--_surface);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  /* Code goes from left to right, whatever it quotes. */
  [data-json] bdi {
    direction: ltr;
    unicode-bidi: isolate;
  }

  /* The text, not its box: that stays as high as it is. */
  [data-bytes] bdi {
    font: 0.875em / 1.5 ui-monospace, monospace;
    white-space: pre;
  }

  [part='details'] {
    container-type: inline-size;
    margin-block-start: 6px;
    color: var(--_muted);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
    min-block-size: 1lh;
  }

  @container (inline-size < 28rem) {
    .facts {
      min-block-size: 2lh;
    }
  }

  slot[name='empty'] {
    color: var(--_muted);
  }

  /* For screen readers only. */
  #announcement {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    [part='message'] {
      border: 1px solid CanvasText;
    }

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
