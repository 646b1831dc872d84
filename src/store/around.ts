/**
 * Surroundings of a form opened now: time, place, person, shift, and what is open at the site where it is asked for.
 */
import { clockOf } from '../form/clock.ts';
import type { Around, OpenLine } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import { shiftAt } from '../form/shift.ts';
import { facetsOf, summarise } from '../form/summary.ts';
import { calendarOf } from '../sync/calendar.ts';
import type { SiteDocument, StaffDocument } from '../sync/documents.ts';
import type { DeviceClock } from './clock.ts';
import type { Database } from './database.ts';
import { findEntries } from './entries.ts';
import type { Forms } from './forms.ts';
import type { Device } from './store.ts';

export interface Surroundings {
  readonly db: Database;
  readonly forms: Forms;
  readonly clock: DeviceClock;
  readonly device: Device;
}

export async function siteOf(db: Database): Promise<SiteDocument | undefined> {
  const [row] = await db.documents.where('kind').equals('site').toArray();
  return row?.doc as SiteDocument | undefined;
}

export async function aroundOf(
  place: Surroundings,
  form: Form,
  user: StaffDocument | undefined,
): Promise<Around> {
  const { db, clock, device } = place;
  const site = await siteOf(db);
  const now = clock.now();
  const zone = site?.zone ?? 'Asia/Shanghai';
  const shift = site && shiftAt(site.shifts, zone, now);
  return {
    now,
    zone,
    surface: device.surface,
    ...(user
      ? {
          user: {
            id: user.id,
            name: user.name,
            roles: user.roles,
            ...(user.dept ? { dept: user.dept } : {}),
          },
        }
      : {}),
    site: {
      id: device.site.id,
      name: site?.name ?? device.site.name,
      settings: site?.settings ?? {},
    },
    ...(shift ? { shift } : {}),
    ...(readsOpen(form) ? { open: await openLines(place, now) } : {}),
  };
}

const expressionKeys = new Set([
  'show',
  'require',
  'default',
  'value',
  'ok',
  'rows',
  'when',
  'until',
]);

/** Whether an expression of the procedure names `open`. */
export function readsOpen(form: Form): boolean {
  const names = (value: unknown, key: string): boolean => {
    if (typeof value === 'string')
      return expressionKeys.has(key) && /(?<![.\w'"])open\b/.test(value);
    if (Array.isArray(value)) return value.some((each) => names(each, key));
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(value).some(([name, member]) =>
      names(member, key === 'with' ? 'value' : name),
    );
  };
  return names(form.procedure, '');
}

/** What a handover carries: everything unfinished, oldest first. */
async function openLines({ db, forms, clock }: Surroundings, now: string): Promise<OpenLine[]> {
  const calendar = calendarOf(await siteOf(db), clock.ms());
  const lines: OpenLine[] = [];
  for (const { entry, form } of (await findEntries(db, forms, { open: true })).toReversed()) {
    const { kind, carry } = form.procedure;
    if (!(carry ?? (kind === 'case' || kind === 'register'))) continue;
    lines.push({
      id: entry.id,
      number: entry.number ?? '',
      title: summarise(form, entry.answers, 'zh-CN'),
      procedure: entry.procedure,
      room: facetsOf(form, entry.answers).room ?? '',
      stage: form.stages.find(({ id }) => id === entry.stage)?.title['zh-CN'] ?? entry.stage,
      due: clockOf(form, entry, now, calendar)?.due ?? '',
    });
  }
  return lines;
}
