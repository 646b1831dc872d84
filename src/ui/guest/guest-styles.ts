/** A phone in a hand: one column, buttons at the thumb. */
import { css } from 'lit';

export const guestStyles = css`
  :host {
    display: block;
    min-block-size: 100dvh;
    background: var(--bg);
  }
  .page {
    display: flex;
    flex-direction: column;
    gap: var(--s5);
    max-inline-size: 34rem;
    margin-inline: auto;
    padding: var(--s4) var(--s4) calc(var(--s7) + env(safe-area-inset-bottom));
  }
  .top {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--s3);
  }
  h1 {
    font-size: var(--t-xl);
    line-height: 1.3;
  }
  h2 {
    font-size: var(--t-lg);
  }
  .people {
    display: grid;
    gap: var(--s3);
  }
  .person {
    display: grid;
    gap: var(--s3);
    padding: var(--s4);
  }
  .name {
    font-size: var(--t-lg);
    font-weight: 650;
  }
  .code {
    justify-self: center;
    padding: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: #fff;
  }
  .code .qr {
    display: block;
    inline-size: min(70vw, 17rem);
    block-size: min(70vw, 17rem);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }
  .actions > .btn {
    flex: 1 1 auto;
  }
`;
