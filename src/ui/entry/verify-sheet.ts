/** How a verdict looks: to be read at arm's length, by day and by torchlight. */
import { css } from 'lit';

export const verifySheet = css`
  :host {
    display: block;
  }
  .scan .btn {
    inline-size: 100%;
    min-block-size: calc(var(--control) * 2);
    justify-content: center;
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-size: var(--t-xl);
  }
  .scan fd-dialog .btn {
    min-block-size: var(--control);
    border-color: var(--line-strong);
    background: var(--surface);
    color: var(--text);
    font-size: inherit;
  }
  .scan .viewfinder {
    inline-size: 100%;
    border-radius: var(--r2);
    background: #000;
  }
  .typed {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(9rem, 2fr) auto;
    gap: var(--s3);
    align-items: end;
  }
  .typed .input {
    font-size: var(--t-lg);
  }
  @media (max-width: 40rem) {
    .typed {
      grid-template-columns: 1fr;
    }
  }
  .verdict {
    display: flex;
    align-items: center;
    gap: var(--s5);
    padding: var(--s5);
    border: 3px solid currentColor;
    border-radius: var(--r3);
  }
  .verdict.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .verdict.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .verdict h2 {
    font-size: var(--t-3xl);
    font-weight: 750;
    line-height: 1.2;
  }
  .verdict h2:focus {
    outline: none;
  }
  .verdict p {
    color: var(--text);
    font-size: var(--t-lg);
  }
  .says .big {
    font-size: var(--t-xl);
    font-weight: 650;
  }
  .told {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
    gap: var(--s3) var(--s5);
  }
  .told dt {
    color: var(--muted);
    font-size: var(--t-sm);
  }
  .told dd {
    font-size: var(--t-lg);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .says li {
    font-size: var(--t-lg);
  }
`;
