/** Things one presses or types into: btn, input, chip, choice, switch, keypad, field, kbd. */
import { css } from 'lit';

export const controls = css`
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button,
  label,
  a,
  summary {
    touch-action: manipulation;
  }
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--s2);
    min-block-size: var(--control);
    min-inline-size: var(--control);
    padding: var(--s1) var(--s4);
    border: 1px solid var(--line-strong);
    border-radius: var(--r2);
    background: var(--surface);
    color: var(--text);
    font-weight: 550;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--quick),
      border-color var(--quick),
      transform var(--quick);
  }
  .btn:hover {
    background: var(--hover);
  }
  .btn:active {
    transform: translateY(1px);
  }
  .btn:focus-visible {
    border-radius: var(--r2);
  }
  .btn.primary {
    background: var(--accent);
    border-color: transparent;
    color: var(--on-accent);
    box-shadow: var(--shadow-1);
  }
  .btn.primary:hover {
    background: var(--accent-hover);
  }
  .btn.soft {
    background: var(--accent-soft);
    border-color: transparent;
    color: var(--accent-text);
  }
  .btn.soft:hover {
    border-color: var(--accent-line);
  }
  .btn.quiet {
    background: transparent;
    border-color: transparent;
    color: var(--accent-text);
  }
  .btn.quiet:hover {
    background: var(--hover);
  }
  .btn.danger {
    background: var(--danger);
    border-color: transparent;
    color: var(--on-danger);
  }
  .btn.danger:hover {
    background: var(--danger-hover);
  }
  .btn.small {
    min-block-size: var(--control-small);
    min-inline-size: var(--control-small);
    padding-inline: var(--s3);
    font-size: var(--t-sm);
  }
  .btn.big {
    min-block-size: calc(var(--control) * 1.25);
    padding-inline: var(--s6);
    border-radius: var(--r3);
    font-size: var(--t-lg);
    font-weight: 650;
  }
  .btn.block {
    display: flex;
    inline-size: 100%;
  }
  .btn.only {
    padding-inline: 0;
    aspect-ratio: 1;
  }
  .btn[disabled],
  .btn[aria-disabled='true'] {
    background: var(--sunken);
    border-color: var(--line);
    color: var(--muted);
    box-shadow: none;
    cursor: not-allowed;
    transform: none;
  }
  .input {
    display: block;
    inline-size: 100%;
    min-block-size: var(--control);
    padding: var(--s1) var(--s3);
    border: 1px solid var(--line-strong);
    border-radius: var(--r2);
    background: var(--surface);
    color: var(--text);
    transition: border-color var(--quick);
  }
  .input:hover {
    border-color: var(--text);
  }
  .input:focus-visible {
    outline-offset: 0;
    border-radius: var(--r2);
  }
  .input[aria-invalid='true'] {
    border-color: var(--bad-line);
    background: linear-gradient(var(--bad-soft), var(--bad-soft)) no-repeat left / 4px 100%
      var(--surface);
  }
  .input[readonly],
  .input[disabled],
  output.input {
    background: var(--sunken);
    border-color: var(--line);
  }
  textarea.input {
    padding-block: var(--s2);
    min-block-size: calc(var(--control) * 2);
    resize: vertical;
    field-sizing: content;
    max-block-size: 60dvh;
  }
  select.input {
    cursor: pointer;
  }
  .input-group {
    display: flex;
    align-items: stretch;
    gap: var(--s2);
  }
  .input-group > .btn,
  .input-group > fd-code > .btn {
    flex: none;
    white-space: nowrap;
  }
  .input-group > .input {
    flex: 1 1 auto;
    min-inline-size: 0;
  }
  .affix {
    display: inline-flex;
    align-items: center;
    color: var(--muted);
    white-space: nowrap;
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: var(--s2);
    min-inline-size: 0;
  }
  .label {
    display: block;
    font-weight: 600;
    line-height: 1.4;
  }
  .optional {
    color: var(--muted);
    font-weight: 400;
    font-size: var(--t-sm);
  }
  .hint {
    color: var(--muted);
    font-size: var(--t-sm);
  }
  .problem {
    display: flex;
    gap: var(--s2);
    align-items: baseline;
    color: var(--bad);
    font-size: var(--t-sm);
    font-weight: 550;
  }
  .problem.warn {
    color: var(--warn);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }
  /* A button, or a label around a visually hidden radio or checkbox. */
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--s2);
    min-block-size: var(--control);
    padding: var(--s1) var(--s4);
    border: 1px solid var(--line-strong);
    border-radius: var(--r-full);
    background: var(--surface);
    color: var(--text);
    line-height: 1.3;
    cursor: pointer;
    transition: background var(--quick);
  }
  .chip:hover {
    background: var(--hover);
  }
  .chip > input,
  .option > input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .chip:has(> :checked),
  .chip[aria-pressed='true'],
  .chip[aria-current='true'] {
    background: var(--accent-soft);
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    color: var(--accent-text);
    font-weight: 600;
  }
  .chip:has(> :focus-visible),
  .option:has(> :focus-visible) {
    outline: var(--ring) solid var(--focus);
    outline-offset: 2px;
  }
  .chip:has(> :disabled),
  .option:has(> :disabled) {
    cursor: not-allowed;
    border-style: dashed;
  }
  .options {
    display: flex;
    flex-direction: column;
    gap: var(--s2);
  }
  .options.tiles {
    display: grid;
    gap: var(--s3);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr));
  }
  /* A label around a hidden radio or checkbox; its mark is drawn by .mark. */
  .option {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: var(--control);
    padding: var(--s2) var(--s4);
    border: 1px solid var(--line-strong);
    border-radius: var(--r2);
    background: var(--surface);
    line-height: 1.4;
    cursor: pointer;
  }
  .option:hover {
    background: var(--hover);
  }
  .option:has(> :checked) {
    background: var(--accent-soft);
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 1.4em;
    block-size: 1.4em;
    border: 2px solid var(--line-strong);
    border-radius: 50%;
    background: var(--surface);
    color: transparent;
  }
  .mark.square {
    border-radius: 0.35em;
  }
  .mark > .icon {
    inline-size: 1em;
    block-size: 1em;
    stroke-width: 3;
  }
  :checked ~ .mark {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .tiles > .option {
    flex-direction: column;
    justify-content: center;
    text-align: center;
    gap: var(--s2);
    padding: var(--s4) var(--s3);
    min-block-size: calc(var(--control) * 1.9);
  }
  .keypad {
    display: grid;
    grid-template-columns: repeat(3, minmax(var(--keypad), 1fr));
    gap: var(--s2);
    max-inline-size: 24rem;
  }
  .keypad > .btn {
    min-block-size: var(--keypad);
    padding: 0;
    font-size: var(--t-xl);
    font-variant-numeric: tabular-nums;
    font-weight: 500;
  }
  .kbd {
    display: inline-block;
    min-inline-size: 1.6em;
    padding: 0 0.4em;
    border: 1px solid var(--line-strong);
    border-block-end-width: 2px;
    border-radius: var(--r1);
    background: var(--surface);
    font-family: var(--mono);
    font-size: 0.85em;
    text-align: center;
  }
  @media (forced-colors: active) {
    .chip:has(> :checked),
    .chip[aria-pressed='true'],
    .option:has(> :checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
