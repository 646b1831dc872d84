/** Pages of a supervisor. */
import { css } from 'lit';

export const adminSheet = css`
  :host {
    display: block;
  }
  h1 {
    font-size: var(--t-xl);
  }
  h2 {
    font-size: var(--t-lg);
  }
  .code {
    font-family: var(--mono);
    font-size: var(--t-2xl);
    letter-spacing: 0.08em;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .qr {
    display: block;
    inline-size: min(100%, 14rem);
    margin-inline: auto;
    border-radius: var(--r2);
  }
  .form-grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: var(--gap);
  }
  .table td {
    vertical-align: middle;
  }
  .table .input {
    min-inline-size: 4.5rem;
  }
  .nowrap {
    white-space: nowrap;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: var(--control);
  }
  .choice > input {
    inline-size: 1.3rem;
    block-size: 1.3rem;
    accent-color: var(--accent);
  }
`;
