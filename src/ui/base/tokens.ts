/**
 * The tokens: every colour, size and distance of the interface as a custom property on `:root`, so that they reach into
 * each shadow root. Light and dark, contrast, density (`data-surface`) and text size (`data-text`) are switched here only.
 */
import { css } from 'lit';

const light = css`
  color-scheme: light;
  --bg: #faf6f0;
  --surface: #ffffff;
  --sunken: #f2ece3;
  --hover: #f5efe6;
  --text: #28221c;
  --muted: #574e44;
  --line: #dfd6c9;
  --line-strong: #857a6c;
  --accent: #b04425;
  --accent-hover: #963719;
  --on-accent: #ffffff;
  --accent-text: #8c3217;
  --accent-soft: #fbe7dd;
  --accent-line: #e3a88f;
  --focus: #1a56a8;
  --good: #12573a;
  --good-soft: #e0f1e7;
  --good-line: #5d9c7d;
  --warn: #694300;
  --warn-soft: #fbeccb;
  --warn-line: #b98a2c;
  --bad: #8f1d18;
  --bad-soft: #fce4e0;
  --bad-line: #cf6d63;
  --info: #1b4b73;
  --info-soft: #e1eef8;
  --info-line: #6c9cc4;
  --danger: #a8231c;
  --danger-hover: #8c1a14;
  --on-danger: #ffffff;
  --shade: 60 42 24;
  --shadow-1: 0 1px 2px rgb(var(--shade) / 8%), 0 1px 4px rgb(var(--shade) / 6%);
  --shadow-2: 0 2px 6px rgb(var(--shade) / 10%), 0 8px 24px rgb(var(--shade) / 10%);
  --shadow-3: 0 4px 12px rgb(var(--shade) / 14%), 0 20px 60px rgb(var(--shade) / 22%);
  --backdrop: rgb(40 30 20 / 48%);
`;

const dark = css`
  color-scheme: dark;
  --bg: #16130f;
  --surface: #211d18;
  --sunken: #110e0b;
  --hover: #2c2720;
  --text: #f4eee5;
  --muted: #cabfb0;
  --line: #3d362d;
  --line-strong: #93887a;
  --accent: #f39a70;
  --accent-hover: #ffb08a;
  --on-accent: #2a1105;
  --accent-text: #ffb391;
  --accent-soft: #42251a;
  --accent-line: #8d5238;
  --focus: #8fc1ff;
  --good: #9adbb8;
  --good-soft: #17372a;
  --good-line: #3f7f61;
  --warn: #f3ca73;
  --warn-soft: #3d2f10;
  --warn-line: #8a6c26;
  --bad: #ffb8ad;
  --bad-soft: #4a1d19;
  --bad-line: #a3524a;
  --info: #a9d2f5;
  --info-soft: #17324a;
  --info-line: #4a7ba3;
  --danger: #ffa499;
  --danger-hover: #ffbfb6;
  --on-danger: #3a0b07;
  --shade: 0 0 0;
  --shadow-1: 0 1px 2px rgb(0 0 0 / 40%);
  --shadow-2: 0 2px 6px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 40%);
  --shadow-3: 0 4px 12px rgb(0 0 0 / 50%), 0 20px 60px rgb(0 0 0 / 60%);
  --backdrop: rgb(0 0 0 / 64%);
`;

/** Stronger edges and pure grounds; on top of either theme. */
const contrastLight = css`
  --bg: #ffffff;
  --sunken: #f6f3ee;
  --text: #000000;
  --muted: #332d26;
  --line: #6d6357;
  --line-strong: #3a332b;
  --accent: #7c2910;
  --accent-hover: #5f1e0a;
  --accent-text: #6e230d;
  --accent-line: #7c2910;
  --danger: #7d130e;
`;
const contrastDark = css`
  --bg: #000000;
  --surface: #0c0a08;
  --text: #ffffff;
  --muted: #e9e1d6;
  --line: #9b9082;
  --line-strong: #d8cdbd;
  --accent: #ffb795;
  --accent-line: #ffb795;
`;

export const tokens = css`
  :root {
    ${light}
    --font: 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Noto Sans CJK SC', 'Noto Sans SC',
      'Source Han Sans SC', 'Microsoft YaHei', system-ui, sans-serif;
    --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Noto Sans Mono', Menlo, Consolas, monospace;
    --base-size: 93.75%;
    --text-step: 1;
    --t-xs: 0.8rem;
    --t-sm: 0.875rem;
    --t-md: 1rem;
    --t-lg: 1.2rem;
    --t-xl: 1.5rem;
    --t-2xl: 2rem;
    --t-3xl: 2.75rem;
    --s1: 0.25rem;
    --s2: 0.5rem;
    --s3: 0.75rem;
    --s4: 1rem;
    --s5: 1.5rem;
    --s6: 2rem;
    --s7: 3rem;
    --s8: 4rem;
    --r1: 6px;
    --r2: 10px;
    --r3: 16px;
    --r-full: 999px;
    /* Least size of anything tapped, and of a digit on a keypad. */
    --control: max(36px, 2.4rem);
    --control-small: max(30px, 2rem);
    --keypad: max(48px, 3.2rem);
    --pad: var(--s3);
    --gap: var(--s4);
    --ring: 3px;
    --quick: 120ms;
    --calm: 220ms;
    --ease: cubic-bezier(0.2, 0.7, 0.2, 1);
    /* What other sheets may add to page edges on devices with notches. */
    --safe: max(var(--s4), env(safe-area-inset-left), env(safe-area-inset-right));
  }
  /* A Chinese font draws ’ and “ as wide as a character: in English, Latin fonts come first. */
  :root:lang(en) {
    --font:
      -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial,
      'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif;
  }
  @media (prefers-color-scheme: dark) {
    :root:not([data-theme='light']) {
      ${dark}
    }
  }
  :root[data-theme='dark'] {
    ${dark}
  }
  @media (prefers-contrast: more) {
    :root:not([data-theme='dark']) {
      ${contrastLight}
    }
    :root[data-theme='dark'] {
      ${contrastDark}
    }
  }
  :root[data-contrast='more'] {
    ${contrastLight}
  }
  @media (prefers-color-scheme: dark) {
    :root[data-contrast='more']:not([data-theme='light']) {
      ${dark}
      ${contrastDark}
    }
  }
  :root[data-contrast='more'][data-theme='dark'] {
    ${dark}
    ${contrastDark}
  }

  :root[data-surface='tablet'] {
    --base-size: 106.25%;
    --control: max(48px, 3rem);
    --control-small: max(48px, 2.8rem);
    --keypad: max(56px, 3.5rem);
    --pad: var(--s4);
  }
  :root[data-surface='kiosk'] {
    --base-size: 137.5%;
    --t-xs: 0.85rem;
    --t-sm: 0.9rem;
    --t-lg: 1.25rem;
    --t-xl: 1.7rem;
    --t-2xl: 2.2rem;
    --t-3xl: 3rem;
    --r2: 14px;
    --r3: 22px;
    --control: max(64px, 2.95rem);
    --control-small: max(60px, 2.73rem);
    --keypad: max(76px, 3.5rem);
    --pad: var(--s4);
    --gap: var(--s5);
    --ring: 4px;
  }
  /* 7:1 on the kiosk: a deeper accent under white text. */
  :root[data-surface='kiosk']:not([data-contrast='more'], [data-theme='dark']) {
    --accent: #93351a;
    --accent-hover: #7b2a13;
    --accent-text: #86300f;
    --muted: #51483e;
    --danger: #97201a;
  }
  @media (prefers-color-scheme: dark) {
    :root[data-surface='kiosk']:not([data-contrast='more'], [data-theme='light']) {
      --accent: #f39a70;
      --accent-hover: #ffb08a;
      --accent-text: #ffb391;
      --muted: #cabfb0;
      --danger: #ffa499;
    }
  }
  :root[data-text='2'] {
    --text-step: 1.18;
  }
  :root[data-text='3'] {
    --text-step: 1.37;
  }
  @media (prefers-reduced-motion: reduce) {
    :root {
      --quick: 1ms;
      --calm: 1ms;
    }
  }

  html {
    font-size: calc(var(--base-size) * var(--text-step));
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  body {
    margin: 0;
    min-block-size: 100dvh;
    background: var(--bg);
    color: var(--text);
    font-family: var(--font);
    font-size: var(--t-md);
    line-height: 1.6;
    -webkit-font-smoothing: antialiased;
    text-rendering: optimizeLegibility;
  }
  :root[data-surface='kiosk'] {
    -webkit-tap-highlight-color: transparent;
  }
  :root[data-surface='kiosk'] body {
    user-select: none;
    -webkit-user-select: none;
    overscroll-behavior: none;
  }
  @media print {
    :root,
    :root[data-theme],
    :root[data-contrast] {
      ${light}
      --bg: #ffffff;
      --sunken: #ffffff;
      --base-size: 12px;
      --text-step: 1;
      --shadow-1: none;
      --shadow-2: none;
    }
  }
`;
