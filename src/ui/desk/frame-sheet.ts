/** The frame of the desk. */
import { css } from 'lit';

export const frameSheet = css`
  :host {
    display: block;
    min-block-size: 100dvh;
  }
  .frame {
    display: grid;
    grid-template-columns: 13.5rem minmax(0, 1fr);
    min-block-size: 100dvh;
  }
  .side {
    position: sticky;
    inset-block-start: 0;
    display: flex;
    flex-direction: column;
    gap: var(--s1);
    block-size: 100dvh;
    padding: var(--s4) var(--s3);
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
    overflow-y: auto;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: 0 var(--s2) var(--s3);
  }
  .brand > .mark-box {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.2rem;
    block-size: 2.2rem;
    border-radius: var(--r2);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 700;
  }
  .brand strong {
    line-height: 1.25;
  }
  .side a {
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: var(--control);
    padding: var(--s1) var(--s3);
    border-radius: var(--r2);
    color: var(--text);
    text-decoration: none;
  }
  .side a:hover {
    background: var(--hover);
  }
  .side a[aria-current='page'] {
    background: var(--accent-soft);
    color: var(--accent-text);
    font-weight: 600;
  }
  .side .badge {
    margin-inline-start: auto;
  }
  .side ul {
    display: flex;
    flex-direction: column;
    gap: 2px;
  }
  .side hr {
    inline-size: calc(100% - 2 * var(--s3));
    margin: var(--s2) auto;
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .me {
    display: flex;
    flex-direction: column;
    gap: var(--s2);
    margin-block-start: auto;
    padding: var(--s3) var(--s2) 0;
    border-block-start: 1px solid var(--line);
  }
  .me > .who {
    gap: 0;
    padding-inline: var(--s1);
    line-height: 1.4;
  }
  .switches {
    display: flex;
    justify-content: space-between;
  }
  .top {
    position: sticky;
    inset-block-start: 0;
    z-index: 10;
    padding: var(--s3) var(--s5);
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }
  .main {
    max-inline-size: 88rem;
    margin-inline: auto;
    padding: var(--s5) var(--s5) var(--s7);
  }
  .main:focus-visible {
    outline: none;
  }
  .skip {
    position: fixed;
    inset: var(--s2) auto auto var(--s2);
    z-index: 30;
    transform: translateY(-200%);
  }
  .skip:focus-visible {
    transform: none;
  }
  .menu-button {
    display: none;
  }
  .gate {
    display: grid;
    align-content: center;
    justify-content: center;
    grid-template-columns: minmax(0, 44rem);
    gap: var(--s5);
    min-block-size: 100dvh;
    padding: var(--s5) var(--safe);
  }
  .update {
    margin-block-end: var(--s4);
  }
  @media (max-width: 68rem) {
    .frame {
      grid-template-columns: 11rem minmax(0, 1fr);
    }
    .side {
      padding-inline: var(--s2);
    }
    .top,
    .main {
      padding-inline: var(--s4);
    }
  }
  @media (max-width: 46rem) {
    .frame {
      display: block;
    }
    .side {
      position: static;
      block-size: auto;
      padding: var(--s2) var(--s3);
      border-inline-end: 0;
      border-block-end: 1px solid var(--line);
    }
    .brand {
      padding: 0;
    }
    .menu-button {
      display: inline-flex;
      margin-inline-start: auto;
    }
    .side:not(.open) > :not(.brand, .skip) {
      display: none;
    }
    .top {
      position: static;
    }
    .top,
    .main {
      padding-inline: var(--s3);
    }
  }
  @media print {
    .frame {
      display: block;
    }
    .main {
      max-inline-size: none;
      margin: 0;
      padding: 0;
    }
  }
`;
