/** Layout and text classes: stack, cluster, grid, split, page; muted, small, num, sr-only, print. */
import { css } from 'lit';

export const layout = css`
  .page {
    max-inline-size: 76rem;
    margin-inline: auto;
    padding: var(--s5) var(--safe) var(--s7);
  }
  .page.narrow {
    max-inline-size: 44rem;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: var(--gap);
  }
  .stack.tight {
    gap: var(--s2);
  }
  .stack.loose {
    gap: var(--s6);
  }
  .cluster {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
  }
  .cluster.end {
    justify-content: flex-end;
  }
  .split {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s4);
    flex-wrap: wrap;
  }
  .grid {
    display: grid;
    gap: var(--gap);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
  }
  .grid.wide {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
  }
  .grow {
    flex: 1 1 auto;
    min-inline-size: 0;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: var(--t-sm);
  }
  .tiny {
    font-size: var(--t-xs);
  }
  .large {
    font-size: var(--t-lg);
  }
  .strong {
    font-weight: 650;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .mono {
    font-family: var(--mono);
    font-size: 0.94em;
  }
  .one-line {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .center {
    text-align: center;
  }
  .eyebrow {
    color: var(--accent-text);
    font-size: var(--t-sm);
    font-weight: 650;
    letter-spacing: 0.04em;
  }
  .lead {
    font-size: var(--t-lg);
    color: var(--muted);
  }
  .divider {
    border: 0;
    border-block-start: 1px solid var(--line);
    margin: var(--s2) 0;
  }
  .sr-only {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .print-only {
    display: none;
  }
  @media print {
    .no-print {
      display: none !important;
    }
    .print-only {
      display: revert;
    }
    .avoid-break {
      break-inside: avoid;
    }
  }
`;
