/** The page of a route. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Store } from '../../store/store.ts';
import type { Route } from '../entry/links.ts';
import type { Arrivals } from './arrivals.ts';

/** What brings the elements of a page: each is fetched when it is first gone to, or while nothing else is done. */
export const pages = {
  home: () => import('./fd-desk-home.ts'),
  cases: () => import('./fd-desk-cases.ts'),
  entry: () => import('../entry/fd-entry.ts'),
  new: () => import('./fd-desk-new.ts'),
  arrivals: () => import('./fd-desk-arrivals.ts'),
  rooms: () => import('./fd-desk-rooms.ts'),
  registers: () => import('./fd-desk-registers.ts'),
  verify: () => import('../entry/fd-verify.ts'),
  bundle: () => import('../entry/fd-room-bundle.ts'),
  print: () => import('../entry/fd-print.ts'),
  guide: () => import('../entry/fd-guide-sheet.ts'),
  sync: () => import('./fd-desk-sync.ts'),
  site: () => import('./fd-desk-site.ts'),
  staff: () => import('./fd-desk-staff.ts'),
  devices: () => import('./fd-desk-devices.ts'),
  import: () => import('./fd-desk-import.ts'),
} as const;
/** Pages that are shown by the element of another. */
const sameAs: Readonly<Record<string, keyof typeof pages>> = {
  room: 'rooms',
  draft: 'new',
  tasks: 'cases',
};

const fetcher = (page: string): (() => Promise<unknown>) =>
  Object.hasOwn(pages, page) ? pages[page as keyof typeof pages] : pages[sameAs[page] ?? 'home'];

export function pageOf(
  { page, parts, query }: Route,
  store: Store,
  arrivals: Arrivals,
): TemplateResult {
  const [first = '', second = ''] = parts;
  const fresh = [...arrivals.fresh];
  // Charts and files are fetched when somebody looks at numbers.
  if (page === 'stats') void import('./stats/fd-stats.ts');
  else void fetcher(page)();
  switch (page) {
    case 'entry':
      return html`<fd-entry .store=${store} entry=${first}></fd-entry>`;
    case 'room':
      return html`<fd-desk-rooms .store=${store} room=${first}></fd-desk-rooms>`;
    case 'rooms':
      return html`<fd-desk-rooms .store=${store}></fd-desk-rooms>`;
    case 'bundle':
      return html`<fd-room-bundle .store=${store} room=${first}></fd-room-bundle>`;
    case 'print':
      return html`<fd-print .store=${store} entry=${first} output=${second}></fd-print>`;
    case 'guide':
      return html`<fd-guide-sheet .store=${store} procedure=${first}></fd-guide-sheet>`;
    case 'new':
      return html`<fd-desk-new .store=${store} procedure=${first}></fd-desk-new>`;
    case 'draft':
      return html`<fd-desk-new .store=${store} draft=${first}></fd-desk-new>`;
    case 'arrivals':
      return html`<fd-desk-arrivals .store=${store} .fresh=${fresh}></fd-desk-arrivals>`;
    case 'cases':
      return html`<fd-desk-cases
        .store=${store}
        view=${first || 'open'}
        count=${query.get('count') ?? ''}
      ></fd-desk-cases>`;
    case 'tasks':
      return html`<fd-desk-cases
        .store=${store}
        commitments
        view=${first || 'open'}
      ></fd-desk-cases>`;
    case 'registers':
      return html`<fd-desk-registers
        .store=${store}
        procedure=${first}
        day=${second}
      ></fd-desk-registers>`;
    case 'stats':
      return html`<fd-stats .store=${store} view=${first || 'numbers'} .query=${query}></fd-stats>`;
    case 'import':
      return html`<fd-desk-import .store=${store} procedure=${first}></fd-desk-import>`;
    case 'devices':
      return html`<fd-desk-devices .store=${store}></fd-desk-devices>`;
    case 'staff':
      return html`<fd-desk-staff .store=${store}></fd-desk-staff>`;
    case 'site':
      return html`<fd-desk-site .store=${store}></fd-desk-site>`;
    case 'verify':
      return html`<fd-verify .store=${store}></fd-verify>`;
    case 'sync':
      return html`<fd-desk-sync .store=${store}></fd-desk-sync>`;
    default:
      return html`<fd-desk-home .store=${store} .fresh=${fresh}></fd-desk-home>`;
  }
}
