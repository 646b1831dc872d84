/**
 * Icons as inline SVG: `icon('check')` inside a template, sized by the text around it (class `icon` of `base`). They are
 * decoration: the words beside them, or the control's `aria-label`, say what is meant.
 */
import { svg, html } from 'lit';
import type { TemplateResult } from 'lit';
import { iconPaths } from './icon-paths.ts';

export type IconName = keyof typeof iconPaths;

export function isIconName(name: string): name is IconName {
  return Object.hasOwn(iconPaths, name);
}

/** `size`: `large` (2 em) or `huge` (3.2 em); a name that is not known, e.g. of a newer procedure, draws a page. */
export function icon(
  name: IconName | (string & {}),
  size: '' | 'large' | 'huge' = '',
): TemplateResult {
  const path = iconPaths[isIconName(name) ? name : 'file-text'];
  return html`<svg
    class=${size ? `icon ${size}` : 'icon'}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<path d=${path}></path>`}
  </svg>`;
}
