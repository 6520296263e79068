import { css } from 'lit';

/** An attribute, not a state: a server renders it, too. */
const compact = css`:host([compact]:not([compact='false']))`;

export const compactStyles = css`
  /* One line: dot, input, Send, the message or the reason, button. */
  ${compact} {
    container-type: inline-size;
    flex-direction: row;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2rem 8px;
    block-size: auto;
    min-block-size: 3.5rem;
    max-inline-size: var(--ws-echo-max-width, none);
    padding: 0.4375rem var(--_padding);
    resize: none;
  }

  ${compact} :is([part='status'], [part='body'], [part='form']) {
    display: contents;
  }

  ${compact} :is([part='label'], [part='help'] span) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  ${compact} [part='state'] {
    order: 1;
  }

  ${compact} [part='address'],
  ${compact} [part='details'],
  ${compact} .has-words [part='message'] {
    display: none;
  }

  ${compact} .field {
    order: 2;
    flex: 3 1 0;
    min-inline-size: 0;
  }

  ${compact} :is([part='input'], [part='send']) {
    min-block-size: 2.5rem;
    max-block-size: 2.5rem;
    padding-block: 0.375rem;
  }

  ${compact} [part='input'] {
    field-sizing: fixed;
  }

  ${compact} [part='send'] {
    order: 3;
    align-self: center;
    padding-inline: 14px;
  }

  ${compact} :is([part='message'], [part='reason'], [part='notice']) {
    order: 4;
    flex: 2 1 0;
    min-inline-size: 0;
    min-block-size: 0;
    block-size: auto;
    padding: 0;
    border: 0;
    overflow: hidden;
    background: transparent;
    white-space: nowrap;
    text-overflow: ellipsis;
    font-size: 0.875em;
  }

  ${compact} :is([part='reason'], [part='notice']) {
    display: flex;
    flex-wrap: nowrap;
    gap: 4px;
  }

  ${compact} :is([part='reason'] > span, #notice, [part='message'] bdi, slot[name='empty']) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* The sentence comes first, where there is no room for both. */
  ${compact} .next {
    flex-shrink: 100;
  }

  ${compact} :is([part='help'], [part='stop']) {
    flex: none;
    margin: 0;
    outline-offset: -3px;
  }

  /* A question mark in a circle. */
  ${compact} [part='help'] {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 1px solid;
    border-radius: 50%;
    line-height: 1;
    text-decoration: none;
  }

  ${compact} [part='help']::before {
    content: '?';
    content: '?' / '';
  }

  ${compact} [part='action'] {
    order: 5;
    padding-inline: 10px;
    font-size: 0.875em;
  }

  @container (inline-size < 40rem) {
    ${compact} [part='state'] span:last-child {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    ${compact} .next {
      display: none;
    }
  }

  /* Two lines: a box without a height ends the first. */
  @container (inline-size < 28rem) {
    ${compact}::before {
      content: '';
      order: 4;
      flex-basis: 100%;
    }

    ${compact} :is([part='message'], [part='reason'], [part='notice']) {
      order: 5;
      flex: 1 1 0;
    }

    ${compact} [part='action'] {
      order: 6;
    }
  }
`;
