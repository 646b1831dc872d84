/** How an emergency looks: loud where something is to be done, quiet everywhere else. */
import { css } from 'lit';

export const emergencySheet = css`
  dialog {
    inline-size: 100vw;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    padding: 0;
    border: 0;
    background: var(--bg);
    color: var(--text);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s4);
    padding: var(--s3) var(--s5);
    /* The same red by day and night: it is a sign, not a theme. */
    background: #a8231c;
    color: #fff;
  }
  .head h2 {
    flex: 1 1 12rem;
    font-size: var(--t-xl);
  }
  .head .btn {
    background: transparent;
    border-color: currentcolor;
    color: inherit;
  }
  .head .time {
    font-size: var(--t-xl);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .drill {
    padding: var(--s1) var(--s3);
    border: 2px solid currentcolor;
    border-radius: var(--r2);
    font-weight: 700;
  }
  .board {
    display: grid;
    gap: var(--s5);
    inline-size: min(100%, 64rem);
    margin-inline: auto;
    padding: var(--s5);
  }
  .board h3 {
    font-size: var(--t-lg);
  }
  .kinds {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11rem, 40%), 1fr));
    gap: var(--s4);
  }
  .kind {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--s2);
    min-block-size: 8.5rem;
    padding: var(--s4);
    border: 2px solid var(--danger);
    border-radius: var(--r3);
    background: var(--surface);
    color: var(--text);
    font-size: var(--t-lg);
    font-weight: 650;
    cursor: pointer;
  }
  .kind .icon {
    color: var(--danger);
  }
  .kind:hover {
    background: var(--bad-soft);
  }
  .step {
    display: grid;
    gap: var(--s4);
    padding: var(--s5);
    border: 3px solid var(--danger);
    border-radius: var(--r3);
    background: var(--surface);
    box-shadow: var(--shadow-2);
  }
  .step .do {
    font-size: var(--t-2xl);
    font-weight: 700;
    line-height: 1.3;
  }
  .step .say {
    padding: var(--s3) var(--s4);
    border-inline-start: 4px solid var(--accent-line);
    background: var(--accent-soft);
    font-size: var(--t-lg);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
  }
  .acts > .done {
    flex: 1 1 12rem;
  }
  ol.plain,
  ul.plain {
    display: grid;
    gap: 0;
    padding: 0;
    list-style: none;
  }
  .plain > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
    min-block-size: var(--control);
    padding-block: var(--s2);
    border-block-end: 1px solid var(--line);
  }
  .plain > li:last-child {
    border-block-end: 0;
  }
  .plain .grow {
    flex: 1 1 10rem;
  }
  .plain .at {
    min-inline-size: 3.6em;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  li.done .grow,
  li.skipped .grow {
    color: var(--muted);
  }
  li.late {
    color: var(--bad);
    font-weight: 650;
  }
  .number {
    font-variant-numeric: tabular-nums;
    font-weight: 650;
  }
  .two {
    display: grid;
    gap: var(--s5);
  }
  @media (min-width: 62rem) {
    .two {
      grid-template-columns: 1fr 1fr;
      align-items: start;
    }
  }
`;
