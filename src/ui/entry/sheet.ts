/** Styles that the record parts share. */
import { css } from 'lit';

export const recordSheet = css`
  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .facts-section + .facts-section {
    margin-block-start: var(--s5);
    padding-block-start: var(--s4);
    border-block-start: 1px solid var(--line);
  }
  .facts-section > h3 {
    font-size: var(--t-md);
  }
  .facts > .whole {
    grid-column: 1 / -1;
  }
  .facts > dt {
    max-inline-size: 12rem;
  }
  .facts > dd {
    display: flow-root;
  }
  .ink {
    display: block;
    inline-size: min(100%, 15rem);
    color: var(--text);
  }
  .saved {
    color: var(--muted);
  }
  .saved.server {
    color: var(--good);
  }
  .timeline .words {
    margin-block-start: var(--s1);
    padding: var(--s2) var(--s3);
    border-radius: var(--r1);
    background: var(--sunken);
  }
  @media (max-width: 34rem) {
    .facts {
      grid-template-columns: 1fr;
      gap: 0;
    }
    .facts > dd {
      margin-block-end: var(--s3);
    }
  }
`;
