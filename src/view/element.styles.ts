import { css } from 'lit';

/** The styles that every element has. */
export const elementStyles = css`
  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  button {
    padding: 8px 18px;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
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

  /* The outline is drawn inside: the element cuts off what is outside. */
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: -1px;
  }

  /* It takes the focus of a click on its words, which would move elsewhere. */
  [tabindex='-1'] {
    outline: none;
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
`;
