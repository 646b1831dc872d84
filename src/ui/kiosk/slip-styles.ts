/** How the slip looks on the screen: a ticket with a torn-off line. */
import { css } from 'lit';

export const slipStyles = css`
  :host {
    display: block;
    block-size: 100%;
    min-block-size: 0;
  }
  .screen {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  .middle {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow: hidden auto;
    display: flex;
    flex-direction: column;
    gap: var(--s6);
    padding: var(--s6) var(--edge);
  }
  .middle::before,
  .middle::after {
    content: '';
    margin: auto;
  }
  .thanks {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--s5);
    text-align: center;
  }
  .thanks h1 {
    font-size: var(--t-3xl);
    letter-spacing: 0.03em;
  }
  .thanks h1:focus {
    outline: none;
  }
  .tick {
    display: grid;
    place-items: center;
    inline-size: 7rem;
    block-size: 7rem;
    border-radius: 50%;
    background: var(--good-soft);
    color: var(--good);
    animation: arrive var(--calm) var(--ease);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: scale(0.7);
    }
  }
  .ticket {
    border: 1px solid var(--line);
    border-radius: calc(var(--r3) * 1.2);
    background: var(--surface);
    box-shadow: var(--shadow-2);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s5);
    padding: var(--s6);
    border-block-end: 3px dashed var(--line);
  }
  .head > .grow {
    flex: 1 1 50%;
  }
  :host([compact]) .thanks {
    flex-direction: row;
    text-align: start;
  }
  :host([compact]) .tick {
    flex: none;
    inline-size: 4rem;
    block-size: 4rem;
    font-size: 0.6em;
  }
  :host([compact]) h1 {
    font-size: var(--t-2xl);
  }
  :host([compact]) :is(.head, .next) {
    padding: var(--s4) var(--s5);
  }
  .head .eyebrow {
    font-size: var(--t-lg);
  }
  .number {
    font-size: var(--t-xl);
    font-weight: 700;
    letter-spacing: 0.02em;
    line-height: 1.35;
  }
  .code {
    padding: var(--s2);
    border-radius: var(--r2);
    background: #fff;
  }
  .code .qr {
    display: block;
    inline-size: min(9.5rem, 20cqi);
    block-size: min(9.5rem, 20cqi);
  }
  .next {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
    padding: var(--s6);
  }
  .next h2 {
    color: var(--accent-text);
    font-size: var(--t-lg);
  }
  .due {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s3) var(--s4);
    border-radius: var(--r2);
    background: var(--accent-soft);
    color: var(--accent-text);
    font-size: var(--t-lg);
    font-weight: 650;
  }
  .status {
    display: flex;
    gap: var(--s3);
    padding: 0 var(--s6) var(--s5);
    color: var(--muted);
  }
  .status > .icon {
    margin-block-start: 0.2em;
    color: var(--good);
  }
  .foot-row {
    display: flex;
    flex-direction: column;
    gap: var(--s2);
    padding: var(--s4) var(--edge);
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }
  .countdown {
    min-block-size: 1.6em;
    color: var(--muted);
    text-align: center;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s4);
  }
  .buttons > .btn {
    flex: 1 1 auto;
    min-block-size: 4.2rem;
    padding-inline: var(--s4);
  }
  .buttons > .primary {
    flex-grow: 2;
  }
  .print-only {
    display: none;
  }
  @media (max-height: 620px) {
    :host,
    .screen {
      block-size: auto;
    }
    .middle {
      overflow: visible;
    }
  }
  @media print {
    :host,
    .screen {
      block-size: auto;
    }
    .sheet.print-only {
      display: flex;
    }
  }
`;
