/** A register page on the screen and on paper. */
import { css } from 'lit';

export const bookSheet = css`
  .grid-lines td a {
    display: block;
    color: var(--text);
    min-block-size: var(--control-small);
  }
  .number {
    display: block;
  }
  .nowrap {
    white-space: nowrap;
  }
  .void {
    text-decoration: line-through;
  }
  .print-cell {
    display: none;
  }
  .grid-lines td {
    overflow-wrap: anywhere;
    min-inline-size: 4rem;
  }
  @media print {
    .book h2 {
      font-size: 16pt;
      text-align: center;
      letter-spacing: 0.1em;
    }
    .late {
      padding: 0;
      color: #000;
      background: none;
    }
    .print-cell {
      display: table-cell;
      min-inline-size: 18mm;
    }
    .table-wrap {
      border: 0;
      border-radius: 0;
      overflow: visible;
    }
    .grid-lines {
      font-size: 9.5pt;
    }
    .grid-lines th,
    .grid-lines td,
    .grid-lines tr:last-child > td {
      padding: 1.4mm 1.6mm;
      border: 1px solid #000;
      color: #000;
      vertical-align: top;
    }
    .grid-lines td a {
      color: #000;
      text-decoration: none;
      min-block-size: 0;
    }
    .book > footer {
      margin-block-start: 6mm;
      font-size: 10pt;
    }
    .book > footer .split {
      margin-block-end: 6mm;
    }
  }
`;
