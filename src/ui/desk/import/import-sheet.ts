/** Importing: the table of cells, the choices above it, numbers of what became of the rows. */
import { css } from 'lit';

export const importSheet = css`
  :host {
    display: block;
  }
  h1 {
    font-size: var(--t-xl);
  }
  h2 {
    font-size: var(--t-lg);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 16rem));
    gap: var(--gap);
    align-items: end;
  }
  .cells th {
    vertical-align: bottom;
    min-inline-size: 9.5rem;
  }
  .cells th:first-child {
    min-inline-size: 3rem;
  }
  .cells th.outcome {
    min-inline-size: 11rem;
  }
  .cells .heading {
    display: block;
    max-inline-size: 16rem;
    margin-block-end: var(--s1);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .cells td {
    max-inline-size: 16rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .cells td.outcome {
    min-inline-size: 11rem;
    white-space: normal;
  }
  .cells .off {
    color: var(--muted);
  }
  .cells td.wrong {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .refused th:first-child {
    inline-size: 5rem;
  }
  .drop {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--s3);
    padding: var(--s6) var(--s4);
    border: 2px dashed var(--line-strong);
    border-radius: var(--r3);
    background: var(--surface);
    text-align: center;
  }
  .drop.over {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 12rem));
    gap: var(--gap);
  }
`;
