/**
 * What entries have to do with one another, as screens ask it while people type: hints, the same thing twice, what may be
 * opened from here, and search. All by the index of keys.
 */
import { isUnsigned, mayCreate } from '../sync/permit.ts';
import { secondsOf } from '../spec/value.ts';
import type { Json } from '../spec/json.ts';
import type { Hint } from '../spec/relation.ts';
import type { Answers } from '../form/answers.ts';
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import { duplicatesOf, hintsOf, type Duplicate, type Hinted, type Other } from '../form/hint.ts';
import { anywhereOf, offersOf } from '../form/offer.ts';
import type { Database, EntryRow } from './database.ts';
import { findEntries } from './entries.ts';
import { currentOf } from './current.ts';
import type { Forms } from './forms.ts';
import { keyingOf } from './keying.ts';
import { nameOf, searchKeys, shapeKey, type Shape } from './keys.ts';
import type { EntryQuery, Listed, OpeningChoice } from './store.ts';

export interface Copy {
  readonly db: Database;
  readonly forms: Forms;
}

/** Of one comparison no more are looked at than these, the newest. */
const most = 300;

export async function findHints(
  copy: Copy,
  form: Form,
  answers: Answers,
  around: Around,
  self?: string,
): Promise<Hinted[]> {
  const { hints = [] } = form.procedure;
  if (hints.length === 0 || around.surface === 'kiosk') return [];
  const rows = await Promise.all(hints.map((hint) => likeHint(copy, hint, answers, around)));
  const entry = self === undefined ? undefined : await copy.db.entries.get(self);
  const known = self === undefined ? {} : { self: entry?.shown ?? { id: self } };
  return hintsOf(form, answers, await othersOf(copy, rows.flat()), { around, ...known });
}

function likeHint(
  copy: Copy,
  hint: Hint,
  answers: Answers,
  around: Around,
): Promise<readonly EntryRow[]> {
  const shape = hint.same.map(({ theirs, by = 'equal' }) => ({ item: theirs, by }));
  const values = hint.same.map(({ mine }) => answers[mine]);
  const age = hint.within === undefined ? undefined : secondsOf(hint.within);
  const since =
    age === undefined ? '' : new Date(Date.parse(around.now) - age * 1000).toISOString();
  return like(copy, hint.procedure, { shape, values, since });
}

export async function findDuplicates(
  copy: Copy,
  form: Form,
  answers: Answers,
  self?: string,
): Promise<Duplicate[]> {
  const { unique = [], id } = form.procedure;
  const rows = await Promise.all(
    unique.map((items) => {
      const shape: Shape = items.map((item) => ({ item, by: 'equal' }));
      return like(copy, id, { shape, values: items.map((item) => answers[item]), since: '' });
    }),
  );
  return duplicatesOf(form, answers, await othersOf(copy, rows.flat()), self);
}

interface Likeness {
  readonly shape: Shape;
  readonly values: readonly (Json | undefined)[];
  /** ISO, '' for any time. */
  readonly since: string;
}

async function like(
  { db }: Copy,
  procedure: string,
  { shape, values, since }: Likeness,
): Promise<readonly EntryRow[]> {
  const key = shapeKey(procedure, shape, values);
  if (key === undefined) return [];
  const { shapes, stale } = await keyingOf(db);
  const keyed = shapes[procedure]?.some((each) => nameOf(each) === nameOf(shape)) ?? false;
  // While keys are being made the slow way is right too.
  if (!keyed || stale[procedure] !== undefined)
    return db.entries.where('procedure').equals(procedure).toArray();
  return db.entries
    .where('keys')
    .between(`${key}${since}`, `${key}\uffff`)
    .reverse()
    .limit(most)
    .toArray();
}

async function othersOf({ forms }: Copy, rows: readonly EntryRow[]): Promise<Other[]> {
  const each = new Map(rows.map((row) => [row.id, row]));
  const others: Other[] = [];
  for (const { shown } of each.values()) {
    const form = await forms.version(shown.version);
    if (form) others.push({ form, entry: shown });
  }
  return others;
}

/** What may be opened from an entry by whoever `around` names: its own offers, then what may be opened from anywhere. */
export async function findOpenings(
  { db, forms }: Copy,
  { form, entry }: Other,
  around: Around,
): Promise<OpeningChoice[]> {
  const { surface, user } = around;
  const who = { staff: user?.id ?? null, roles: user?.roles ?? [], surface };
  const mayOpen = (target: Form): boolean =>
    target.procedure.surfaces[surface] !== undefined && mayCreate(target, who) && !isUnsigned(who);
  const choices: OpeningChoice[] = [];
  for (const { offer, answers } of offersOf(form, entry, around)) {
    const target = await forms.current(offer.procedure);
    if (target && mayOpen(target.form))
      choices.push({ id: offer.id, label: offer.label, ...target, answers });
  }
  const rows = Map.groupBy(await db.procedures.toArray(), (row) => row.id);
  for (const row of [...rows.values()].map(currentOf)) {
    if (!row?.procedure.anywhere) continue;
    const target = await forms.current(row.id);
    const answers = target && mayOpen(target.form) && anywhereOf(target.form, form, entry);
    if (answers && !choices.some(({ form: { procedure } }) => procedure.id === row.id))
      choices.push({ id: `any:${row.id}`, label: row.procedure.title, ...target, answers });
  }
  return choices;
}

const newest = 2000;

/**
 * Entries by number, room, name, telephone or plate; then by any of their words, among recent ones or, of `procedures`
 * that are named, among all. Newest first.
 */
export async function search(
  { db, forms }: Copy,
  text: string,
  query: Omit<EntryQuery, 'text'>,
): Promise<Listed[]> {
  const [word = '', ...others] = text.trim().split(/\s+/);
  const limit = query.limit ?? most;
  const stale = Object.keys((await keyingOf(db)).stale).length > 0;
  if (word === '' || stale) return findEntries(db, forms, { ...query, text });
  const ids = new Set<string>();
  for (const key of searchKeys(word))
    for (const id of await db.entries.where('keys').startsWith(key).limit(most).primaryKeys())
      ids.add(id);
  const rows = (await db.entries.bulkGet([...ids])).filter((row) => row !== undefined);
  const within = { ...query, ...(others.length > 0 && { text: others.join(' ') }) };
  const found = await findEntries(db, forms, within, rows);
  if (found.length >= limit) return found.slice(0, limit);
  const recent = query.procedures
    ? undefined
    : await db.entries.orderBy('created').reverse().limit(newest).toArray();
  const read = await findEntries(db, forms, { ...query, text }, recent);
  const known = new Set(found.map(({ entry }) => entry.id));
  return [...found, ...read.filter(({ entry }) => !known.has(entry.id))].slice(0, limit);
}
