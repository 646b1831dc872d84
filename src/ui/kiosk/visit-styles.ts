/** A page of a form, its notice, and the two buttons below. */
import { css } from 'lit';

export const visitStyles = css`
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
    padding: var(--s5) var(--edge) var(--s6);
    scroll-padding-block: 8rem var(--s6);
  }
  .what {
    display: flex;
    align-items: center;
    gap: var(--s3);
    margin-block-end: var(--s5);
    color: var(--accent-text);
    font-weight: 650;
  }
  .actions {
    display: flex;
    gap: var(--s4);
    padding: var(--s4) var(--edge);
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }
  .actions > .primary {
    flex: 1 1 auto;
  }
  .actions > .btn {
    min-block-size: 4.2rem;
    border-radius: var(--r3);
  }
  .notice {
    display: flex;
    flex-direction: column;
    gap: var(--s6);
  }
  .notice h1 {
    font-size: var(--t-2xl);
  }
  .notice h1:focus {
    outline: none;
  }
  .notice .text {
    padding: var(--s6);
    font-size: var(--t-lg);
    line-height: 1.8;
  }
  .decline {
    min-block-size: 4.6rem;
  }
  .banner {
    margin: 0 var(--edge) var(--s4);
  }
  /* A tall screen is read from further away. */
  @media (min-height: 1400px) and (min-width: 900px) {
    fd-form {
      --control: max(86px, 3.1rem);
      --control-small: max(66px, 2.73rem);
      --keypad: max(100px, 3.6rem);
      --t-sm: 1rem;
      --t-lg: 1.35rem;
      --t-2xl: 2.6rem;
      font-size: 1.12rem;
    }
    .notice h1 {
      font-size: 2.6rem;
    }
    .notice .text {
      font-size: 1.4rem;
    }
    .what {
      font-size: var(--t-lg);
    }
  }
  @media (max-height: 620px) {
    :host {
      block-size: auto;
    }
    .scroll {
      overflow: visible;
    }
  }
  @media (max-width: 480px) {
    .actions {
      flex-wrap: wrap;
    }
  }
`;
