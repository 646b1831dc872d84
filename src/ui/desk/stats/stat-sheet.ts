/** Statistics on the screen and on paper. */
import { css } from 'lit';

export const statSheet = css`
  :host {
    display: block;
  }
  h1 {
    font-size: var(--t-xl);
  }
  h2 {
    font-size: var(--t-lg);
  }
  .input {
    inline-size: auto;
  }
  .headlines {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--gap);
  }
  .headlines .stat-number {
    font-size: var(--t-2xl);
  }
  .headlines .main .stat-number {
    font-size: var(--t-3xl);
  }
  .table th[scope='row'] {
    border-block-end: 1px solid var(--line);
    color: var(--text);
    white-space: normal;
  }
  .table tr:last-child > th[scope='row'] {
    border-block-end: 0;
  }
  section ul {
    padding-inline-start: 1.4em;
    list-style: disc;
  }
  td.value,
  th.value {
    text-align: end;
    white-space: nowrap;
  }
  .pick {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--control-small);
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent-text);
    font: inherit;
    font-weight: 600;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .pick:focus-visible {
    border-radius: var(--r1);
  }
  tr.here > * {
    background: var(--accent-soft);
  }
  .bad-text {
    color: var(--bad);
    font-weight: 650;
  }
  .formulas {
    columns: 22rem;
    column-gap: var(--s6);
    padding-inline-start: 1.8em;
    list-style: decimal;
  }
  .formulas > li {
    break-inside: avoid;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    gap: var(--gap);
  }
  .line {
    border-block-end: 1px solid var(--line-strong);
    block-size: 2.2rem;
  }
  @media print {
    h1 {
      font-size: 16pt;
      text-align: center;
    }
    .card,
    .table-wrap {
      border-radius: 0;
    }
    .card {
      padding: 3mm;
      break-inside: avoid;
    }
    .headlines {
      grid-template-columns: repeat(4, 1fr);
    }
    .headlines .stat-number,
    .headlines .main .stat-number {
      font-size: 18pt;
    }
    .table th,
    .table td {
      padding: 1mm 1.6mm;
      border: 1px solid #000;
      color: #000;
      font-size: 9pt;
      white-space: normal;
    }
    .pick {
      color: #000;
      text-decoration: none;
      min-block-size: 0;
    }
    .charts {
      grid-template-columns: 1fr 1fr;
    }
    .formulas {
      columns: 2;
      font-size: 8pt;
    }
  }
`;
