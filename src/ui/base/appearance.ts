/**
 * How the page looks: installs the tokens and switches theme, density, text size and contrast on `:root`.
 */
import type { Surface } from '../../spec/procedure.ts';
import { tokens } from './tokens.ts';

export interface Appearance {
  readonly surface?: Surface;
  /** `auto` follows the device. */
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly text?: 1 | 2 | 3;
  readonly contrast?: 'normal' | 'more';
}

/** Sets what is given and leaves the rest; installs the tokens when called first. */
export function applyAppearance(next: Appearance): void {
  const sheet = tokens.styleSheet;
  if (sheet && !document.adoptedStyleSheets.includes(sheet))
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  const data = document.documentElement.dataset;
  if (next.surface) data['surface'] = next.surface;
  if (next.theme === 'auto') delete data['theme'];
  else if (next.theme) data['theme'] = next.theme;
  if (next.text) data['text'] = String(next.text);
  if (next.contrast === 'normal') delete data['contrast'];
  else if (next.contrast) data['contrast'] = next.contrast;
}
