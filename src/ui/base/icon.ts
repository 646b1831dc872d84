/**
 * Icons as inline SVG: `icon('check')` inside a template, sized by the text around it (class `icon` of `base`). They are
 * decoration: the words beside them, or the control's `aria-label`, say what is meant.
 */
import { svg, html } from 'lit';
import type { TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { iconPaths } from './icon-paths.ts';

export type IconName = keyof typeof iconPaths;

const known: Readonly<Record<string, string>> = iconPaths;
let library: Readonly<Record<string, string>> | undefined;
let loading: Promise<Readonly<Record<string, string>>> | undefined;

/** The outlines that only procedures name: the same for all, so fetched once, when the first of them is drawn. */
function fetched(): Promise<Readonly<Record<string, string>>> {
  loading ??= import('./icon-library.ts').then(
    ({ iconLibrary }) => (library = iconLibrary),
    () => ((loading = undefined), {}),
  );
  return loading;
}

/** A name that is not known, e.g. of a newer procedure, draws a page. */
const pathIn = (all: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(all, name) ? (all[name] ?? '') : iconPaths['file-text'];

function path(name: string): unknown {
  if (Object.hasOwn(known, name)) return known[name];
  return library
    ? pathIn(library, name)
    : until(
        fetched().then((all) => pathIn(all, name)),
        '',
      );
}

/** `size`: `large` (2 em) or `huge` (3.2 em). */
export function icon(
  name: IconName | (string & {}),
  size: '' | 'large' | 'huge' = '',
): TemplateResult {
  return html`<svg
    class=${size ? `icon ${size}` : 'icon'}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<path d=${path(name)}></path>`}
  </svg>`;
}
