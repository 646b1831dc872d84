/** The set-up screens: one calm column. */
import { css } from 'lit';

export const setupStyles = css`
  :host {
    display: block;
    min-block-size: 100dvh;
    background: radial-gradient(circle at 50% -10%, var(--accent-soft), transparent 45rem);
  }
  .setup {
    display: flex;
    flex-direction: column;
    gap: var(--s5);
    max-inline-size: 40rem;
    margin-inline: auto;
    padding: var(--s5) var(--safe) var(--s7);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: var(--s2);
    color: var(--accent-text);
    font-size: var(--t-lg);
    font-weight: 700;
  }
  form.card {
    padding: clamp(var(--s4), 5vw, var(--s6));
    box-shadow: var(--shadow-2);
  }
  h1 {
    font-size: var(--t-xl);
    margin-block-end: var(--s1);
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: var(--t-md);
  }
  ol {
    margin-block-start: var(--s2);
    padding-inline-start: 1.4em;
    list-style: decimal;
  }
  .pair {
    display: grid;
    gap: var(--gap);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    align-items: end;
  }
  .pin {
    font-size: var(--t-lg);
    letter-spacing: 0.25em;
  }
  .input-group > .btn {
    flex: none;
    white-space: nowrap;
  }
`;
