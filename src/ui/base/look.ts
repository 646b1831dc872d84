/** Language and theme of a staff device, remembered on it. */
import type { Surface } from '../../spec/procedure.ts';
import { applyAppearance } from './appearance.ts';
import { locale, setLocale } from '../words/words.ts';
import type { Locale } from '../words/words.ts';

export type Theme = 'auto' | 'light' | 'dark';
const keys = { locale: 'qiantai-locale', theme: 'qiantai-theme' } as const;

const isTheme = (text: string | null): text is Theme =>
  text === 'auto' || text === 'light' || text === 'dark';

export function theme(): Theme {
  const kept = localStorage.getItem(keys.theme);
  return isTheme(kept) ? kept : 'auto';
}
export function setTheme(next: Theme): void {
  localStorage.setItem(keys.theme, next);
  applyAppearance({ theme: next });
}

export function keepLocale(next: Locale): void {
  localStorage.setItem(keys.locale, next);
  setLocale(next);
}

/** Takes up what was chosen last time. */
export function startAppearance(surface: Surface): void {
  applyAppearance({ surface, theme: theme() });
  setLocale(localStorage.getItem(keys.locale) === 'en' ? 'en' : 'zh-CN');
  document.documentElement.lang = locale();
}

/** Dark as the page shows now, whatever was chosen. */
export function isDark(): boolean {
  const chosen = theme();
  return chosen === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}
