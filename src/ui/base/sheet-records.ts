/** What is read: list and row, table, facts, timeline, stat. */
import { css } from 'lit';

export const records = css`
  .list {
    display: flex;
    flex-direction: column;
    border: 1px solid var(--line);
    border-radius: var(--r3);
    background: var(--surface);
    overflow: clip;
  }
  /* Stronger than .row, which has no border of its own. */
  .list > :not(:first-child) {
    border-block-start: 1px solid var(--line);
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--s3);
    inline-size: 100%;
    min-block-size: calc(var(--control) + var(--s3));
    padding: var(--s2) var(--s4);
    border: 0;
    background: none;
    color: var(--text);
    text-align: start;
    text-decoration: none;
  }
  a.row,
  button.row {
    cursor: pointer;
  }
  a.row:hover,
  button.row:hover,
  .row[aria-selected='true'],
  .row[aria-current='true'] {
    background: var(--hover);
  }
  .row:focus-visible {
    outline-offset: calc(-1 * var(--ring));
  }
  .row[aria-current='true'] {
    box-shadow: inset 4px 0 0 var(--accent);
  }
  .row.bad {
    box-shadow: inset 4px 0 0 var(--bad-line);
  }
  .row.warn {
    box-shadow: inset 4px 0 0 var(--warn-line);
  }
  .row-main {
    flex: 1 1 auto;
    min-inline-size: 0;
  }
  .row-title {
    display: block;
    font-weight: 600;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  .row-sub {
    display: block;
    color: var(--muted);
    font-size: var(--t-sm);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .row-end {
    display: flex;
    align-items: center;
    gap: var(--s2);
    flex: none;
    color: var(--muted);
    font-size: var(--t-sm);
    font-variant-numeric: tabular-nums;
  }
  .table-wrap {
    /* Holds what is hidden inside it, which would otherwise widen the page. */
    position: relative;
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--r3);
    background: var(--surface);
  }
  .table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .table th {
    padding: var(--s2) var(--s3);
    border-block-end: 1px solid var(--line-strong);
    color: var(--muted);
    font-size: var(--t-sm);
    font-weight: 600;
    text-align: start;
    white-space: nowrap;
  }
  .table td {
    padding: var(--s2) var(--s3);
    border-block-end: 1px solid var(--line);
    vertical-align: middle;
  }
  .table tr:last-child > td {
    border-block-end: 0;
  }
  .table tbody tr:hover {
    background: var(--hover);
  }
  .table .end {
    text-align: end;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(6rem, max-content) 1fr;
    gap: var(--s2) var(--s5);
  }
  .facts > dt {
    color: var(--muted);
  }
  .facts > dd {
    overflow-wrap: anywhere;
  }
  /* ol.timeline > li(.done|.now|.late) */
  .timeline {
    display: flex;
    flex-direction: column;
  }
  .timeline > li {
    position: relative;
    padding: 0 0 var(--s4) var(--s6);
  }
  .timeline > li::before {
    content: '';
    position: absolute;
    inset-block-start: 0.42em;
    inset-inline-start: 0.3rem;
    inline-size: 0.8rem;
    block-size: 0.8rem;
    border: 2px solid var(--line-strong);
    border-radius: 50%;
    background: var(--surface);
    z-index: 1;
  }
  .timeline > li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 0.6em -0.6em;
    inset-inline-start: calc(0.7rem - 1px);
    inline-size: 2px;
    background: var(--line);
  }
  .timeline > .done::before {
    border-color: var(--good-line);
    background: var(--good-line);
  }
  .timeline > .now::before {
    border-color: var(--accent);
    background: var(--accent);
    box-shadow: 0 0 0 4px var(--accent-soft);
  }
  .timeline > .late::before {
    border-color: var(--bad-line);
    background: var(--bad-soft);
  }
  .timeline-time {
    display: block;
    color: var(--muted);
    font-size: var(--t-sm);
    font-variant-numeric: tabular-nums;
  }
  .stat {
    display: flex;
    flex-direction: column;
    gap: 0;
  }
  .stat-number {
    font-size: var(--t-3xl);
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.01em;
    font-variant-numeric: tabular-nums;
  }
  .stat.bad .stat-number {
    color: var(--bad);
  }
  .stat.warn .stat-number {
    color: var(--warn);
  }
  .stat.good .stat-number {
    color: var(--good);
  }
  .stat-label {
    color: var(--muted);
    font-size: var(--t-sm);
  }
  @media print {
    .list,
    .table-wrap,
    .card {
      border-color: #000;
      box-shadow: none;
      overflow: visible;
    }
    .row,
    .table tr,
    .timeline > li {
      break-inside: avoid;
    }
    .table thead {
      display: table-header-group;
    }
  }
`;
