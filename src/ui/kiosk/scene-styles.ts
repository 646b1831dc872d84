/** Colours of the picture by `data-light`. */
import { css } from 'lit';

export const sceneStyles = css`
  [data-light] {
    --sky-1: #e6f0f2;
    --sky-2: #f8f4ec;
    --sun: #f7cf86;
    --halo: #fbe9c6;
    --cloud: #ffffff;
    --hill: #dfe6d6;
    --far: #e6ddd0;
    --mid: #ddcdb9;
    --near: #f3e6d6;
    --window: #c9b8a2;
    --lit: #e2a777;
    --lawn: #c6d0ac;
    --tree: #9db184;
    --trunk: #8b7355;
  }
  [data-light='morning'] {
    --sky-1: #fdeedd;
    --sky-2: #fbf6ee;
    --sun: #f5b885;
    --halo: #fbdfc6;
    --far: #ecdfd0;
    --lit: #eab184;
  }
  [data-light='evening'] {
    --sky-1: #fde5d3;
    --sky-2: #fbf1e6;
    --sun: #e98a5e;
    --halo: #f9cdb0;
    --cloud: #fff3ea;
    --hill: #e4d9c6;
    --far: #e8d3c0;
    --mid: #dcbfa6;
    --near: #f0dcc8;
    --window: #c4a78c;
    --lit: #f0a55f;
    --lawn: #c3c39e;
    --tree: #97a077;
  }
  [data-light='night'] {
    --sky-1: #15161f;
    --sky-2: #1d1a1a;
    --sun: #f2e3c2;
    --halo: #2a2932;
    --cloud: #22222c;
    --hill: #1f2220;
    --far: #24232a;
    --mid: #2b2829;
    --near: #38312c;
    --window: #2a2522;
    --lit: #f0c27c;
    --lawn: #23281f;
    --tree: #2d3527;
    --trunk: #3a3026;
  }
  .scene {
    position: absolute;
    inset: auto 0 0;
    inline-size: 100%;
    block-size: 52%;
    overflow: visible;
    pointer-events: none;
  }
  .sun {
    fill: var(--sun);
  }
  .halo {
    fill: var(--halo);
    opacity: 0.7;
  }
  .cloud {
    fill: var(--cloud);
    opacity: 0.75;
  }
  .hill {
    fill: var(--hill);
  }
  .far > rect {
    fill: var(--far);
  }
  .mid > rect {
    fill: var(--mid);
  }
  .near > rect {
    fill: var(--near);
  }
  .scene .window {
    fill: var(--window);
    opacity: 0.75;
  }
  .scene .lit {
    fill: var(--lit);
    opacity: 1;
  }
  .lawn {
    fill: var(--lawn);
  }
  .tree {
    fill: var(--tree);
  }
  .trunk {
    fill: var(--trunk);
  }
`;
