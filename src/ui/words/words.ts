/**
 * Words of the interface: tables with both languages side by side, so that a missing one does not compile.
 *
 *     const t = words({ waiting: ['{n} 条待同步', '{n} waiting'] });
 *     t.waiting({ n: 3 })
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { L10n } from '../../spec/procedure.ts';
import type { Locale } from '../../form/summary.ts';

export type { Locale };
type Params = Readonly<Record<string, string | number>>;
type Table = Readonly<Record<string, readonly [zh: string, en: string]>>;

const changed = new EventTarget();
let current: Locale = 'zh-CN';

export function locale(): Locale {
  return current;
}

/** Switches every screen that has a `LocaleController`, and the document's `lang`. */
export function setLocale(next: Locale): void {
  if (next === current) return;
  current = next;
  document.documentElement.lang = next;
  changed.dispatchEvent(new Event('change'));
}

/** Re-renders its host when the language changes. */
export class LocaleController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #update = () => this.#host.requestUpdate();
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }
  hostConnected(): void {
    changed.addEventListener('change', this.#update);
  }
  hostDisconnected(): void {
    changed.removeEventListener('change', this.#update);
  }
}

export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export function words<T extends Table>(
  table: T,
): { readonly [K in keyof T]: (params?: Params) => string } {
  const said = {} as { [K in keyof T]: (params?: Params) => string };
  for (const name of Object.keys(table) as (keyof T)[]) {
    const pair = table[name] as readonly [string, string];
    said[name] = (params) => fill(pair[current === 'en' ? 1 : 0], params);
  }
  return said;
}

/** A text of a procedure in the current language; Chinese where the other is missing. */
export function say(text: L10n | undefined): string {
  if (!text) return '';
  return current === 'en' ? (text.en ?? text['zh-CN']) : text['zh-CN'];
}
