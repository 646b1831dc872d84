/**
 * The component sheet that every shadow root shares: `static styles = [base, css`…`]`. Plain classes over native HTML;
 * README.md beside this file lists them.
 */
import { css } from 'lit';
import type { CSSResult } from 'lit';
import { controls } from './sheet-controls.ts';
import { layout } from './sheet-layout.ts';
import { parts } from './sheet-parts.ts';
import { records } from './sheet-records.ts';

const ground = css`
  :host {
    box-sizing: border-box;
    color: var(--text);
    font-family: var(--font);
    line-height: 1.6;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  legend {
    padding: 0;
  }
  h1,
  h2,
  h3,
  h4 {
    line-height: 1.35;
    font-weight: 650;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: var(--t-2xl);
    letter-spacing: -0.005em;
  }
  h2 {
    font-size: var(--t-xl);
  }
  h3 {
    font-size: var(--t-lg);
  }
  h4 {
    font-size: var(--t-md);
  }
  p {
    text-wrap: pretty;
  }
  a {
    color: var(--accent-text);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  a:hover {
    text-decoration-thickness: 2px;
  }
  :focus-visible {
    outline: var(--ring) solid var(--focus);
    outline-offset: 2px;
    border-radius: var(--r1);
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  img,
  video,
  canvas {
    max-inline-size: 100%;
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.22em;
  }
  .icon.large {
    inline-size: 2em;
    block-size: 2em;
    stroke-width: 1.6;
  }
  .icon.huge {
    inline-size: 3.2em;
    block-size: 3.2em;
    stroke-width: 1.3;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 1ms !important;
      scroll-behavior: auto !important;
    }
  }
`;

export const base: CSSResult[] = [ground, layout, controls, parts, records];
