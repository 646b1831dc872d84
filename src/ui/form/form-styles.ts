/** How sections, items and buttons of a form stand on the page. */
import { css } from 'lit';

export const formStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .form {
    display: flex;
    flex-direction: column;
    gap: var(--s6);
  }
  .section > header {
    margin-block-end: var(--s4);
  }
  .section h2:focus-visible,
  .section h2:focus {
    outline: none;
  }
  [data-look='desk'] .section,
  [data-look='tablet'] .section {
    padding: var(--s5);
    border: 1px solid var(--line);
    border-radius: var(--r3);
    background: var(--surface);
  }
  [data-look='desk'] h2 {
    font-size: var(--t-lg);
  }
  [data-look='kiosk'] h2 {
    font-size: var(--t-2xl);
  }
  .items {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: var(--gap) var(--s5);
    align-items: start;
  }
  [data-look='kiosk'] .items {
    gap: var(--s6);
  }
  .items > .cell {
    grid-column: 1 / -1;
    scroll-margin-block: 6rem;
  }
  /* Not around what is being answered: a list that opens from it may stand over its neighbours. */
  [data-long] .items > .cell:not(:focus-within) {
    content-visibility: auto;
    contain-intrinsic-size: auto 5rem;
  }
  .section > header .hint {
    margin-block-start: var(--s1);
  }
  @container (min-width: 34rem) {
    [data-look]:not([data-look='kiosk']) .items > :is(.half, .third) {
      grid-column: span 3;
    }
  }
  @container (min-width: 50rem) {
    [data-look]:not([data-look='kiosk']) .items > .third {
      grid-column: span 2;
    }
  }
  .progress {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s4);
  }
  .summary ul {
    margin-block-start: var(--s1);
    padding-inline-start: 1.2em;
    list-style: disc;
  }
  .summary a {
    display: inline-block;
    padding-block: 0.15em;
    color: var(--bad);
  }
  .buttons {
    display: flex;
    justify-content: space-between;
    gap: var(--s4);
  }
  .buttons > .primary {
    flex: 0 1 auto;
    min-inline-size: 9rem;
  }
  :host([pages]) .buttons > .primary {
    flex: 1 1 auto;
  }
  @container (max-width: 24rem) {
    .buttons {
      flex-direction: column-reverse;
    }
    .buttons > .btn {
      inline-size: 100%;
    }
  }
`;
