import { css } from 'lit';

/** The list and its rows. */
export const rowsStyles = css`
  #list {
    position: relative;
    min-block-size: 0;
    min-inline-size: 0;
  }

  [part='list'] {
    block-size: 100%;
    overflow: hidden auto;
    overflow-anchor: none;
    scrollbar-color: var(--_muted) transparent;
    cursor: default;
  }

  :is([part='list'], [part='content'], [part='tree']):focus-visible {
    outline-offset: -3px;
  }

  #rows {
    position: relative;
  }

  #spacer {
    overflow: clip;
    contain: strict;
  }

  [part~='row'],
  #probe {
    block-size: calc(1lh + 4px);
    block-size: round(up, 1lh + 4px, 1px);
    font: 0.8125em / 1.5 ui-monospace, monospace;
  }

  #probe {
    position: absolute;
    inset-block-start: 0;
    visibility: hidden;
  }

  [part~='row'] {
    display: flex;
    align-items: center;
    gap: 10px;
    padding-inline: var(--_padding);
    overflow: hidden;
    white-space: nowrap;
    border-block-end: 1px solid color-mix(in srgb, var(--_border) 40%, transparent);
  }

  [part~='row']:hover {
    background: var(--_surface);
  }

  [part~='row'][aria-selected='true'] {
    background: var(--_selected);
  }

  [part='time'],
  [part='size'],
  [part='source'] {
    flex: none;
    color: var(--_muted);
  }

  /* Beyond the direction, with which the name of a row begins. */
  [part='time'] {
    order: -1;
    inline-size: 12ch;
  }

  [part='direction'] {
    flex: none;
    display: flex;
    gap: 1ch;
    inline-size: 1.5ch;
    overflow: hidden;
    color: var(--_muted);
    font-weight: 600;
  }

  [part='size'] {
    inline-size: 7ch;
    margin-inline-end: 8px;
    text-align: end;
  }

  [part='key'] {
    flex: none;
    inline-size: 16ch;
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 600;
  }

  [part='number'],
  [part='rate'] {
    flex: none;
    inline-size: 9ch;
    overflow: hidden;
    text-align: end;
    color: var(--_muted);
  }

  [part~='latest'] [part='time'] {
    order: 0;
  }

  [part='source'] {
    max-inline-size: 16ch;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  [part='text'] {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  [part~='sent'] [part='direction'] {
    color: var(--_busy);
  }

  [part~='received'] [part='direction'] {
    color: var(--_good);
  }

  [part~='story'] [part='text'] {
    color: var(--_muted);
    font-family: system-ui, sans-serif;
  }

  [part~='open'] [part='direction'] {
    color: var(--_good);
  }

  [part~='failed'] [part='direction'] {
    color: var(--_bad);
  }

  .word {
    font-weight: 400;
  }

  @container (inline-size >= 36rem) {
    [part='direction'] {
      inline-size: 11ch;
    }
  }

  @container (inline-size < 36rem) {
    .word,
    [part~='story'] [part='size'] {
      display: none;
    }

    [part~='row'] {
      gap: 6px;
    }

    [part='size'] {
      margin-inline-end: 0;
    }

    [part='key'] {
      inline-size: 9ch;
    }

    [part~='latest'] [part='time'],
    [part='rate'] {
      display: none;
    }

    /* One line: it scrolls to the side. */
    [part='find'],
    [part='buttons'] {
      flex: 1 1 100%;
    }

    [part='buttons'] {
      flex-wrap: nowrap;
      min-inline-size: 0;
      margin-inline: calc(-1 * var(--_padding));
      padding: 3px var(--_padding);
      overflow-x: auto;
      scrollbar-width: none;
    }

    [part~='row'] {
      gap: 6px;
    }
  }

  @media (forced-colors: active) {
    [part~='row'][aria-selected='true'] {
      forced-color-adjust: none;
      background: SelectedItem;
    }

    [part~='row'][aria-selected='true'] * {
      color: SelectedItemText;
    }
  }
`;
