/** A page that is read: heading, text that scrolls, buttons below. */
import { css } from 'lit';

export const pageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }
  .scroll {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: var(--s6) var(--edge);
    display: flex;
    flex-direction: column;
    gap: var(--s6);
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--s5);
  }
  .head .picture {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 5rem;
    block-size: 5rem;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  h1 {
    font-size: var(--t-2xl);
    line-height: 1.25;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: var(--t-xl);
  }
  .actions {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: var(--s4);
    padding: var(--s4) var(--edge);
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }
  .actions > .btn {
    flex: 1 1 auto;
    min-block-size: 4.2rem;
    border-radius: var(--r3);
  }
  .actions > .primary {
    flex-grow: 2;
  }
  .table {
    font-size: var(--t-lg);
  }
  @media (max-height: 620px) {
    :host {
      block-size: auto;
    }
    .scroll {
      overflow: visible;
    }
  }
  .print-only {
    display: none;
  }
  @media print {
    :host {
      display: block;
      block-size: auto;
    }
    .sheet.print-only {
      display: flex;
    }
  }
`;
