/** The frame of every screen: corners above and below, the screen between; nothing scrolls sideways. */
import { css } from 'lit';

export const kioskStyles = css`
  :host {
    display: block;
    --edge: clamp(1rem, 5vw, 3rem);
    touch-action: pan-y;
  }
  .shell {
    display: flex;
    flex-direction: column;
    block-size: 100dvh;
    overflow: hidden;
    background: var(--bg);
  }
  .shell > fd-kiosk-corners {
    flex: none;
    position: relative;
    z-index: 2;
  }
  .shell > fd-kiosk-corners[place='bottom'] {
    background: var(--bg);
    border-block-start: 1px solid var(--line);
  }
  .screen {
    flex: 1 1 auto;
    min-block-size: 0;
    position: relative;
    container-type: size;
    overflow: hidden auto;
  }
  /* The picture of the home screen reaches behind the upper corners. */
  .on-home:not(.low) > fd-kiosk-corners[place='top'] {
    position: absolute;
    inset: 0 0 auto;
  }
  .on-home:not(.low) > .screen {
    --top: 4.5rem;
  }
  .sky {
    flex: none;
    position: relative;
    overflow: hidden;
    background: linear-gradient(var(--sky-1), var(--sky-2) 70%);
  }
  .low > .sky {
    block-size: 38dvh;
  }
  .low > fd-kiosk-corners[place='top'] {
    position: relative;
    order: 1;
    background: var(--bg);
  }
  .low > fd-kiosk-corners[place='bottom'] {
    order: 2;
  }
  .enter {
    animation: enter var(--calm) var(--ease);
  }
  @keyframes enter {
    from {
      opacity: 0;
      transform: translateY(10px);
    }
  }
  .desk {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: var(--s6);
    min-block-size: 100%;
    padding: var(--s6) var(--edge);
  }
  .desk h1 {
    font-size: var(--t-3xl);
  }
  .warning {
    display: flex;
    align-items: center;
    gap: var(--s5);
  }
  .count {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 6rem;
    block-size: 6rem;
    border: 5px solid var(--accent);
    border-radius: 50%;
    font-size: var(--t-2xl);
    font-weight: 650;
  }
  @media (max-width: 620px) {
    .on-home:not(.low) > fd-kiosk-corners[place='top'] {
      position: relative;
    }
    .on-home:not(.low) > .screen {
      --top: 0rem;
    }
  }
  @media (max-height: 620px) {
    .shell {
      block-size: auto;
      min-block-size: 100dvh;
      overflow: visible;
    }
    .screen {
      container-type: inline-size;
      overflow: visible;
    }
  }
  @media print {
    .shell,
    .screen {
      display: block;
      block-size: auto;
      overflow: visible;
      container-type: normal;
      background: none;
    }
  }
`;
