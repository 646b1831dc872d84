/** Surfaces and messages: card, tile, badge, banner, toolbar, tabs, dialog, popover menu, empty, dots, progress. */
import { css } from 'lit';

export const parts = css`
  :where(a.card, button.card) {
    display: block;
  }
  .card {
    padding: var(--s5);
    border: 1px solid var(--line);
    border-radius: var(--r3);
    background: var(--surface);
    color: inherit;
    box-shadow: var(--shadow-1);
  }
  .card.flat {
    box-shadow: none;
  }
  .card.sunken {
    background: var(--sunken);
    border-color: transparent;
    box-shadow: none;
  }
  .card.accent {
    border-color: var(--accent-line);
    background: var(--accent-soft);
  }
  a.card,
  button.card {
    text-align: start;
    text-decoration: none;
    cursor: pointer;
    transition:
      box-shadow var(--quick),
      border-color var(--quick);
  }
  a.card:hover,
  button.card:hover {
    border-color: var(--accent-line);
    box-shadow: var(--shadow-2);
  }
  a.card:focus-visible,
  button.card:focus-visible {
    border-radius: var(--r3);
  }
  /* A large way in: icon, title, one line. */
  .tile {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: var(--s2);
    inline-size: 100%;
    min-block-size: calc(var(--control) * 2.6);
    padding: var(--s5);
    border: 1px solid var(--line);
    border-radius: var(--r3);
    background: var(--surface);
    color: var(--text);
    text-align: start;
    text-decoration: none;
    box-shadow: var(--shadow-1);
    cursor: pointer;
    transition:
      box-shadow var(--calm) var(--ease),
      border-color var(--quick),
      transform var(--calm) var(--ease);
  }
  .tile:hover {
    border-color: var(--accent-line);
    box-shadow: var(--shadow-2);
  }
  .tile:active {
    transform: scale(0.985);
  }
  .tile:focus-visible {
    border-radius: var(--r3);
  }
  .tile > .icon,
  .tile-icon {
    color: var(--accent-text);
  }
  .tile-title {
    font-size: var(--t-lg);
    font-weight: 650;
    line-height: 1.3;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    padding: 0.1em 0.65em;
    border: 1px solid transparent;
    border-radius: var(--r-full);
    background: var(--sunken);
    color: var(--text);
    font-size: var(--t-xs);
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .badge.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .badge.warn,
  .badge.wait,
  .badge.yellow {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .badge.bad,
  .badge.red {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .badge.info,
  .badge.busy {
    background: var(--info-soft);
    color: var(--info);
  }
  .badge.green {
    background: var(--good-soft);
    color: var(--good);
  }
  .badge.accent {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .badge.solid {
    background: var(--danger);
    color: var(--on-danger);
  }
  .banner {
    display: flex;
    align-items: flex-start;
    gap: var(--s3);
    padding: var(--s3) var(--s4);
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--line-strong);
    border-radius: var(--r2);
    background: var(--surface);
    color: var(--text);
  }
  .banner > .icon {
    margin-block-start: 0.18em;
  }
  .banner.info {
    background: var(--info-soft);
    border-color: var(--info-line);
  }
  .banner.info > .icon {
    color: var(--info);
  }
  .banner.good {
    background: var(--good-soft);
    border-color: var(--good-line);
  }
  .banner.good > .icon {
    color: var(--good);
  }
  .banner.warn {
    background: var(--warn-soft);
    border-color: var(--warn-line);
  }
  .banner.warn > .icon {
    color: var(--warn);
  }
  .banner.bad {
    background: var(--bad-soft);
    border-color: var(--bad-line);
  }
  .banner.bad > .icon {
    color: var(--bad);
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
    padding: var(--s2) var(--s4);
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }
  .toolbar.sticky {
    position: sticky;
    inset-block-start: 0;
    z-index: 5;
  }
  .foot {
    position: sticky;
    inset-block-end: 0;
    z-index: 5;
    display: flex;
    gap: var(--s3);
    align-items: center;
    padding: var(--s3) var(--safe);
    padding-block-end: max(var(--s3), env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }
  .tabs {
    display: flex;
    gap: var(--s1);
    overflow-x: auto;
    border-block-end: 1px solid var(--line);
  }
  .tabs > * {
    display: inline-flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: var(--control);
    padding: var(--s1) var(--s4);
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: var(--muted);
    font-weight: 550;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
  }
  .tabs > *:hover {
    color: var(--text);
    background: var(--hover);
  }
  .tabs > *:focus-visible {
    outline-offset: calc(-1 * var(--ring));
  }
  .tabs > [aria-selected='true'],
  .tabs > [aria-current='page'] {
    color: var(--accent-text);
    border-block-end-color: var(--accent);
  }
  .menu[popover] {
    inset: auto;
    margin: 0;
    min-inline-size: 12rem;
    padding: var(--s1);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--shadow-3);
  }
  .menu > button,
  .menu > a {
    display: flex;
    align-items: center;
    gap: var(--s3);
    inline-size: 100%;
    min-block-size: var(--control);
    padding: var(--s1) var(--s3);
    border: 0;
    border-radius: var(--r1);
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .menu > :hover,
  .menu > [aria-selected='true'] {
    background: var(--hover);
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--s3);
    padding: var(--s7) var(--s5);
    border: 1px dashed var(--line);
    border-radius: var(--r3);
    color: var(--muted);
    text-align: center;
  }
  .empty > .icon {
    color: var(--line-strong);
  }
  .empty > h2,
  .empty > h3 {
    color: var(--text);
  }
  .dots {
    display: flex;
    align-items: center;
    gap: var(--s2);
  }
  .dots > * {
    inline-size: 0.6rem;
    block-size: 0.6rem;
    border-radius: var(--r-full);
    background: var(--line-strong);
    transition: inline-size var(--calm) var(--ease);
  }
  .dots > .done {
    background: var(--accent);
  }
  .dots > [aria-current='step'] {
    inline-size: 2rem;
    background: var(--accent);
  }
  progress {
    inline-size: 100%;
    block-size: 0.6rem;
    border: 0;
    border-radius: var(--r-full);
    background: var(--sunken);
    accent-color: var(--accent);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--sunken);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
    border-radius: var(--r-full);
  }
`;
