/** Looks of single fields, over the shared classes of `base`. */
import { css } from 'lit';

export const fieldStyles = css`
  fd-room,
  fd-photo,
  fd-sign,
  fd-scan,
  fd-ref,
  fd-ink {
    display: block;
  }
  .star {
    color: var(--bad);
  }
  .problems:empty {
    display: none;
  }
  .problem > .icon {
    align-self: flex-start;
    margin-block-start: 0.22em;
  }
  .why {
    font-size: var(--t-sm);
    color: var(--muted);
  }
  .why > summary {
    display: inline-flex;
    align-items: center;
    min-block-size: max(24px, 1.8rem);
    color: var(--accent-text);
    cursor: pointer;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }
  [data-look='kiosk'] .why > summary,
  [data-look='tablet'] .why > summary {
    min-block-size: var(--control-small);
  }
  .why[open] > :not(summary) {
    padding: var(--s2) var(--s3);
    border-inline-start: 3px solid var(--accent-line);
  }
  .shown {
    display: block;
    min-block-size: calc(var(--control) * 0.7);
    padding-block: 0.2em;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .note {
    color: var(--muted);
  }
  .note .strong {
    color: var(--text);
  }

  /* Kiosk: typed things are large, and labels read like questions. */
  [data-look='kiosk'] .line > .field > .label {
    font-size: var(--t-lg);
  }
  [data-look='kiosk'] .line > .field {
    gap: var(--s3);
  }
  .display {
    max-inline-size: 24rem;
    min-block-size: calc(var(--control) * 1.15);
    font-size: var(--t-xl);
    letter-spacing: 0.04em;
  }
  .display::placeholder {
    font-size: var(--t-md);
    letter-spacing: 0;
  }
  .input-group.number {
    max-inline-size: 22rem;
  }
  [data-look='desk'] .input-group.number {
    max-inline-size: 14rem;
  }
  .number:has(> .btn) > .input {
    text-align: center;
  }
  .input-group > .btn {
    flex: none;
    white-space: nowrap;
  }
  /* One pad at a time: that of the field last gone to. */
  .items:has(> [data-pad='on']) > .cell:not([data-pad='on']) .pad {
    display: none;
  }
  .short {
    inline-size: 8rem;
  }
  .picker {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s3);
    align-items: center;
  }
  .picker > .input {
    flex: 0 1 16rem;
    inline-size: auto;
  }
  .province {
    flex: 0 0 5rem !important;
  }
  .chips.even > .chip {
    min-inline-size: 6rem;
  }
  .clear {
    align-self: flex-start;
  }
  .letterpad {
    display: grid;
    grid-template-columns: repeat(10, minmax(0, 1fr));
    gap: var(--s2);
    max-inline-size: 46rem;
  }
  .letterpad > .btn {
    min-inline-size: 0;
    min-block-size: var(--keypad);
    padding: 0;
    font-size: var(--t-lg);
  }
  .letterpad > .wide {
    grid-column: span 2;
  }
  @container (max-width: 40rem) {
    .letterpad {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
  }

  /* A check is one line: what, and the verdict. */
  .type-check {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: center;
    padding-block: var(--s2);
  }
  .type-check > .verdict {
    min-block-size: var(--control);
    align-items: center;
  }
  @container (min-width: 30rem) {
    .type-check {
      grid-template-columns: minmax(0, 1fr) auto;
      column-gap: var(--s4);
    }
    .type-check > * {
      grid-column: 1 / -1;
    }
    .type-check > .label {
      grid-area: 1 / 1;
    }
    .type-check > .verdict {
      grid-area: 1 / 2;
      justify-content: flex-end;
    }
  }
  .items > .line:has(> .type-check) + .line:has(> .type-check) {
    border-block-start: 1px solid var(--line);
    padding-block-start: var(--s2);
    margin-block-start: calc(-0.5 * var(--gap));
  }
  .verdict > .badge {
    font-size: var(--t-sm);
  }
  .verdict-pass:has(> :checked) {
    background: var(--good-soft);
    border-color: var(--good-line);
    box-shadow: inset 0 0 0 1px var(--good-line);
    color: var(--good);
  }
  .verdict-fail:has(> :checked) {
    background: var(--bad-soft);
    border-color: var(--bad-line);
    box-shadow: inset 0 0 0 1px var(--bad-line);
    color: var(--bad);
  }
  .follow-ups {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
    padding: var(--s4);
    border-radius: var(--r2);
    border-inline-start: 4px solid var(--bad-line);
    background: var(--sunken);
  }
  .follow-up > .field > .label {
    font-size: var(--t-sm);
  }
  .follow-up .tick + * {
    display: none;
  }
  .tick {
    inline-size: fit-content;
  }
  .cell.follow-up:has(.tick) .label:not(.tick) {
    display: none;
  }
  .opens {
    display: flex;
    gap: var(--s2);
    align-items: center;
    color: var(--warn);
    font-size: var(--t-sm);
    font-weight: 550;
  }

  /* Tables */
  .table-field {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
  }
  .add {
    align-self: flex-start;
  }
  .cells td {
    min-inline-size: 8rem;
    padding: var(--s1) var(--s2);
    vertical-align: top;
  }
  .cells td.end {
    min-inline-size: 0;
    inline-size: 1%;
  }
  .cells td.td-text,
  .cells td.td-long {
    min-inline-size: 12rem;
  }
  .row-cards {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
  }
  .row-card {
    padding: var(--s3) var(--s4) var(--s4);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--bg);
  }

  /* Photos */
  .photos {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
    align-items: center;
  }
  .photo {
    position: relative;
    inline-size: 7.5rem;
    block-size: 7.5rem;
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--sunken);
    overflow: hidden;
  }
  .photo > img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .photo-missing {
    display: grid;
    place-items: center;
    block-size: 100%;
    color: var(--muted);
  }
  .photo > .btn {
    position: absolute;
    inset: 4px 4px auto auto;
    border-radius: var(--r-full);
    opacity: 0.94;
  }
  .photo-actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }
  .file {
    position: relative;
    overflow: hidden;
  }
  .file > input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    opacity: 0;
    cursor: pointer;
    font-size: 0;
  }
  .file:has(:focus-visible) {
    outline: var(--ring) solid var(--focus);
    outline-offset: 2px;
  }
  .viewfinder {
    display: block;
    inline-size: 100%;
    aspect-ratio: 4 / 3;
    border-radius: var(--r2);
    background: #000;
    object-fit: cover;
  }

  /* Signatures */
  .sign {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: var(--s3);
  }
  .sign > .field,
  .sign > fd-ink,
  .sign > details {
    inline-size: 100%;
    max-inline-size: 38rem;
  }
  .ink {
    position: relative;
    color: var(--text);
  }
  .ink > canvas {
    display: block;
    inline-size: 100%;
    aspect-ratio: 3 / 1;
    border: 1px solid var(--line-strong);
    border-radius: var(--r2);
    background: linear-gradient(var(--line), var(--line)) no-repeat center 78% / 84% 1px
      var(--surface);
    touch-action: none;
    cursor: crosshair;
  }
  .ink-here {
    position: absolute;
    inset: auto 0 30% 0;
    color: var(--muted);
    text-align: center;
    pointer-events: none;
  }
  .written > .ink-here {
    display: none;
  }
  .ink > .btn {
    position: absolute;
    inset: 4px 4px auto auto;
  }
  .signed {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s4);
    align-items: center;
  }
  .signed .icon {
    color: var(--good);
  }
  .ink-drawn {
    inline-size: min(18rem, 100%);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    fill: none;
    stroke: var(--text);
    stroke-width: 4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .signed-name {
    font-family: 'Kaiti SC', KaiTi, STKaiti, 'Noto Serif CJK SC', serif;
    font-size: var(--t-xl);
  }
`;
