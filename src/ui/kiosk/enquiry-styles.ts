/** The two numbers one above the other, the keypad beside or below them, and what is found. */
import { css } from 'lit';

export const enquiryStyles = css`
  .two {
    display: grid;
    gap: var(--s5);
  }
  .fields {
    display: grid;
    gap: var(--s4);
  }
  .ask {
    display: grid;
    gap: var(--s2);
    padding: var(--s4) var(--s5);
    border: 2px solid var(--line);
    border-radius: var(--r3);
    background: var(--surface);
    text-align: start;
    cursor: pointer;
  }
  .ask.on {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .ask .label {
    font-size: var(--t-lg);
  }
  .ask .input {
    border: 0;
    padding: 0;
    font-size: var(--t-2xl);
    font-weight: 600;
    letter-spacing: 0.12em;
    background: none;
  }
  .ask .input:focus-visible {
    outline: none;
  }
  .example {
    color: var(--muted);
  }
  .example b {
    color: var(--accent-text);
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  .keypad {
    max-inline-size: none;
  }
  .keypad > .btn {
    min-block-size: max(var(--keypad), 5.2rem);
    font-size: var(--t-2xl);
  }
  .result {
    display: grid;
    gap: var(--s5);
    padding: var(--s6);
    border: 1px solid var(--line);
    border-radius: calc(var(--r3) * 1.2);
    background: var(--surface);
    box-shadow: var(--shadow-2);
  }
  .result .stage {
    font-size: var(--t-3xl);
    font-weight: 700;
    line-height: 1.2;
  }
  .due {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s4);
    border-radius: var(--r2);
    background: var(--accent-soft);
    color: var(--accent-text);
    font-size: var(--t-lg);
    font-weight: 650;
  }
  @container (min-aspect-ratio: 5 / 4) {
    .two {
      grid-template-columns: 1fr minmax(20rem, 1fr);
      gap: var(--s6);
      align-items: start;
    }
    .ask {
      padding-block: var(--s2);
    }
    .ask .input {
      min-block-size: 2.6rem;
    }
    .keypad > .btn {
      min-block-size: var(--keypad);
    }
  }
`;
