import { css } from 'lit';

/** The custom properties that a page may set, under the private names that the styles of the elements use. */
export const tokens = css`
  :host {
    --_accent: var(--ws-echo-accent, light-dark(#0b57d0, #a8c7fa));
    --_on-accent: var(--ws-echo-on-accent, light-dark(#fff, #062e6f));
    --_background: var(--ws-echo-background, light-dark(#fff, #1b1c1f));
    --_surface: var(--ws-echo-surface, light-dark(#f4f6fa, #26282c));
    --_border: var(--ws-echo-border, light-dark(#c4c9d4, #4a4e57));
    --_text: var(--ws-echo-text, light-dark(#1b1c1f, #e6e8ee));
    --_muted: var(--ws-echo-muted, light-dark(#565b66, #a9aebb));
    --_good: var(--ws-echo-good, light-dark(#14713a, #7fd8a0));
    --_busy: var(--ws-echo-busy, light-dark(#8a5300, #ffc470));
    --_busy-surface: var(--ws-echo-busy-surface, light-dark(#fff6e5, #2b2415));
    --_bad-surface: var(--ws-echo-bad-surface, light-dark(#fdecea, #2d1a19));
    --_bad: var(--ws-echo-bad, light-dark(#b3261e, #ffb4ab));
    --_json-key: var(--ws-echo-json-key, light-dark(#7a3e9d, #d0a8ff));
    --_json-string: var(--ws-echo-json-string, light-dark(#14713a, #9ad8a8));
    --_json-number: var(--ws-echo-json-number, light-dark(#0b57d0, #a8c7fa));
    --_radius: var(--ws-echo-radius, 10px);
    --_space: var(--ws-echo-space, 10px);
    --_padding: var(--ws-echo-padding, 14px);
  }
`;
