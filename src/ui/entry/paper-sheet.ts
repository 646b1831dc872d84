/** How paper looks, on the screen and printed. */
import { css } from 'lit';

export const paperSheet = css`
  .bar {
    margin-block-end: var(--s4);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    gap: 0.9em;
    margin-inline: auto;
    padding: 14mm 12mm;
    border: 1px solid var(--line);
    background: #fff;
    color: #000;
    color-scheme: light;
    font-size: 11pt;
    line-height: 1.55;
    box-shadow: var(--shadow-2);
  }
  .a4 {
    max-inline-size: 210mm;
    min-block-size: 200mm;
  }
  .slip {
    max-inline-size: 80mm;
    padding: 5mm 4mm;
    font-size: 10pt;
    text-align: center;
  }
  .p58mm {
    max-inline-size: 58mm;
    font-size: 9pt;
  }
  .sheet > header,
  .sheet > footer {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    font-size: 0.85em;
  }
  .slip > header,
  .slip > footer {
    flex-direction: column;
    gap: 0;
  }
  .sheet > footer {
    margin-block-start: auto;
    padding-block-start: 0.6em;
    border-block-start: 1px dashed #777;
    justify-content: flex-start;
  }
  .sheet h1 {
    font-size: 1.6em;
    text-align: center;
    letter-spacing: 0.06em;
  }
  .sheet h2 {
    font-size: 1.1em;
  }
  .sheet hr {
    inline-size: 100%;
    margin: 0;
    border: 0;
    border-block-start: 1px solid #000;
  }
  .paper-facts > div {
    display: grid;
    grid-template-columns: 7em 1fr;
  }
  .a4 .paper-facts {
    display: grid;
    grid-template-columns: 1fr 1fr;
    border-block-start: 1px solid #000;
    border-inline-start: 1px solid #000;
  }
  .a4 .paper-facts > div {
    border-inline-end: 1px solid #000;
    border-block-end: 1px solid #000;
    break-inside: avoid;
  }
  .a4 .paper-facts > div:last-child:nth-child(odd) {
    grid-column: 1 / -1;
  }
  .sheet .write-on td {
    block-size: 2.2em;
  }
  .a4 dt {
    padding: 0.35em 0.6em;
    border-inline-end: 1px solid #000;
  }
  .a4 dd {
    padding: 0.35em 0.6em;
    min-block-size: 2.2em;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .slip .paper-facts > div {
    grid-template-columns: 5.5em 1fr;
    text-align: start;
  }
  .slip dd {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .slip .table th,
  .slip .table td {
    padding: 0.25em 0.4em;
    text-align: start;
  }
  .sheet figure {
    align-self: center;
    text-align: center;
  }
  .qr {
    inline-size: 32mm;
    block-size: 32mm;
  }
  .sheet figcaption {
    font-family: var(--mono);
    font-size: 0.9em;
  }
  .signs {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(45mm, 1fr));
    gap: 1em;
    margin-block-start: 1em;
  }
  .sign {
    display: flex;
    flex-direction: column;
    break-inside: avoid;
  }
  .blank {
    block-size: 3em;
    border-block-end: 1px solid #000;
  }
  .sheet .ink {
    inline-size: 45mm;
    color: #000;
  }
  .sheet .table-wrap {
    border: 1px solid #000;
    border-radius: 0;
    background: none;
  }
  .sheet .table th,
  .sheet .table td {
    border: 1px solid #000;
    color: #000;
    background: none;
  }
  @media print {
    .sheet {
      padding: 0;
      border: 0;
      box-shadow: none;
      max-inline-size: none;
      min-block-size: 0;
    }
  }
`;
