/** The quick line's look. */
import { css } from 'lit';

export const quickSheet = css`
  :host {
    display: block;
    position: relative;
  }
  .quick {
    display: flex;
    align-items: flex-end;
    gap: var(--s2);
    flex-wrap: wrap;
  }
  .what {
    display: grid;
    place-items: center;
    inline-size: var(--control);
    block-size: var(--control);
    border-radius: var(--r2);
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .box {
    display: flex;
    flex-direction: column;
    flex: 4 1 11rem;
    min-inline-size: 0;
    gap: 2px;
    line-height: 1.35;
  }
  .box.name {
    flex: 1 1 7rem;
  }
  .box.room {
    flex: 1 1 7rem;
  }
  .tick {
    display: inline-flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: var(--control);
    font-size: var(--t-sm);
  }
  .tick > input {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    accent-color: var(--accent);
  }
  #problems:not(:empty) {
    margin-block-start: var(--s1);
  }
  .beside {
    position: absolute;
    inset-block-start: calc(100% + var(--s2));
    inset-inline-start: 0;
    z-index: 20;
    display: flex;
    flex-direction: column;
    gap: var(--s2);
    inline-size: min(100%, 52rem);
    padding: var(--s3) var(--s4);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    box-shadow: var(--shadow-3);
  }
  .beside:not(:has(p, fd-hints[data-says])) {
    display: none;
  }
  .line {
    display: flex;
    align-items: center;
    gap: var(--s2);
    flex-wrap: wrap;
  }
  .line > a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--control-small);
    color: var(--text);
  }
  @media (min-width: 46rem) and (max-width: 80rem) {
    .more {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  @media (max-width: 46rem) {
    .beside {
      position: static;
      margin-block-start: var(--s2);
    }
  }
`;
