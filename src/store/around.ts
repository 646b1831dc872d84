/**
 * Surroundings of a form opened now: time, place, person, shift, and what is open at the site where it is asked for.
 */
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import { shiftAt } from '../form/shift.ts';
import type { StaffDocument } from '../sync/documents.ts';
import type { DeviceClock } from './clock.ts';
import type { Database } from './database.ts';
import type { Forms } from './forms.ts';
import { happenedLines, listedLines, openLines, serialsOf, unitsOf, type Ground } from './lines.ts';
import { siteOf } from './site-document.ts';
import type { Device } from './store.ts';

export interface Surroundings {
  readonly db: Database;
  readonly forms: Forms;
  readonly clock: DeviceClock;
  readonly device: Device;
}

export async function aroundOf(
  place: Surroundings,
  form: Form,
  user: StaffDocument | undefined,
  /** The shift of the entry that is filled in; the one that is on where it is new. */
  of?: Around['shift'],
): Promise<Around> {
  const { db, forms, clock, device } = place;
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
      // What to dial is asked for with the site, not among its settings.
      settings: { ...(site?.phone ? { phone: site.phone } : {}), ...site?.settings },
    },
    ...(shift ? { shift } : {}),
    ...(await linesFor(form, {
      db,
      forms,
      clock,
      site,
      shift: of ?? shift,
      user: user?.id,
      people: needsLines(form) ? await namesOfStaff(db) : new Map(),
    })),
  };
}

const needsLines = (form: Form): boolean =>
  reads(form, 'open') ||
  reads(form, 'happened') ||
  form.sections.some(({ items }) => items.some((item) => item.type === 'table' && item.from));

async function namesOfStaff(db: Database): Promise<Map<string, string>> {
  const rows = await db.documents.where('kind').equals('staff').toArray();
  return new Map(rows.map(({ doc }) => [(doc as StaffDocument).id, (doc as StaffDocument).name]));
}

/** What a form reads of other entries; nothing that it does not name is recorded. */
async function linesFor(form: Form, ground: Ground): Promise<Partial<Around>> {
  const { db, site } = ground;
  const tables = form.sections
    .flatMap(({ items }) => items)
    .filter((item) => item.type === 'table');
  const lists = await Promise.all(
    tables.flatMap(({ id, from }) =>
      from ? [listedLines(ground, from).then((lines) => [id, lines] as const)] : [],
    ),
  );
  return {
    ...(lists.length > 0 ? { lists: Object.fromEntries(lists) } : {}),
    ...(reads(form, 'open') ? { open: await openLines(ground) } : {}),
    ...(reads(form, 'happened') ? { happened: await happenedLines(ground) } : {}),
    ...(reads(form, 'serials') ? { serials: await serialsOf(ground) } : {}),
    ...(reads(form, 'unsent') ? { unsent: await unsentIn(db, ground.clock.ms()) } : {}),
    ...(reads(form, 'units') ? { units: unitsOf(site) } : {}),
  };
}

const justNow = 60_000;

/** Changes that the server has not confirmed; what was typed a moment ago is on its way. */
async function unsentIn(db: Database, now: number): Promise<number> {
  const before = new Date(now - justNow).toISOString();
  const rows = await db.outbox.where('state').anyOf('ready', 'parked').toArray();
  return rows.filter(({ at }) => at < before).length;
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

const known = new WeakMap<Form, Map<string, boolean>>();

/** Whether an expression of the procedure names these surroundings; looked up once, as each save asks. */
export function reads(form: Form, name: string): boolean {
  const answers = known.get(form) ?? new Map<string, boolean>();
  known.set(form, answers);
  const answer = answers.get(name) ?? namesIn(form, name);
  answers.set(name, answer);
  return answer;
}

function namesIn(form: Form, name: string): boolean {
  const named = new RegExp(`(?<![.\\w'"])${name}\\b`);
  const names = (value: unknown, key: string): boolean => {
    if (typeof value === 'string') return expressionKeys.has(key) && named.test(value);
    if (Array.isArray(value)) return value.some((each) => names(each, key));
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(value).some(([name, member]) =>
      names(member, key === 'with' ? 'value' : name),
    );
  };
  return names(form.procedure, '');
}
