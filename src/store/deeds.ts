/**
 * What a person does to entries, in the name of whoever is signed in (a visitor on a kiosk).
 */
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { overdueOf } from '../form/overdue.ts';
import { slotAt } from '../form/slot.ts';
import { calendarOf } from '../sync/calendar.ts';
import { scheduledId } from '../sync/schedule.ts';
import { aroundOf } from './around.ts';
import type { DeviceClock } from './clock.ts';
import type { Drafts } from './drafts.ts';
import { findEntry } from './entries.ts';
import { handOf } from './hand.ts';
import { newId } from './new-id.ts';
import { firstAnswers, firstStage } from './plan.ts';
import type { Deed } from './plan.ts';
import type { TabSession } from './session.ts';
import { siteOf } from './site-document.ts';
import type { Result, Store } from './store.ts';
import { save } from './writer.ts';
import type { Extra, Writer } from './writer.ts';

export const problem = (code: string, params?: Record<string, unknown>) =>
  ({ ok: false, problems: [{ code, path: '', ...(params ? { params } : {}) }] }) as const;

export interface DeedsOptions {
  readonly writer: Writer;
  readonly clock: DeviceClock;
  readonly session: TabSession;
  readonly drafts: Drafts;
}

type Doings = Pick<
  Store,
  'around' | 'submit' | 'patch' | 'move' | 'note' | 'link' | 'void' | 'scheduled' | 'overdue'
>;

/**
 * Problems besides those of the form: `signed-out`, `unknown-entry`, `unknown-procedure`, `no-shift`, `not-saved`
 * (params.why, see `Health`), `photo-lost` (a kiosk that was reloaded between photo and submission).
 */
export function deedsOf({ writer, clock, session, drafts }: DeedsOptions): Doings {
  const { db, forms, identity } = writer;
  const { device } = identity;
  const kiosk = device.surface === 'kiosk';
  const place = { db, forms, clock, device };
  const around = (form: Form, entry?: Entry): Promise<Around> =>
    aroundOf(place, form, session.author()?.staff, entry?.around.shift);

  async function act(deed: Deed, extra?: Extra): Promise<Result<Entry>> {
    const writing = await handOf({ writer, clock, session }, deed.form);
    if (!writing) return problem('signed-out');
    const saved = await save(writer, writing, deed, extra);
    if (saved.ok && extra?.draft && kiosk) await drafts.drop(extra.draft);
    return saved;
  }

  /** A deed on an entry that is here. */
  async function on(
    id: string,
    deed: Omit<Deed, 'entry' | 'form' | 'around'>,
    extra?: Extra,
  ): Promise<Result<Entry>> {
    const found = await findEntry(db, forms, id);
    if (!found) return problem('unknown-entry');
    const { form } = found;
    return act({ ...deed, entry: id, form, around: await around(form, found.entry) }, extra);
  }

  /** A database that was closed or frozen meanwhile is a problem to tell, not a bug. */
  async function told(acting: Promise<Result<Entry>>): Promise<Result<Entry>> {
    try {
      return await acting;
    } catch (error) {
      const why = db.health.value;
      if (why === 'ok') throw error;
      return problem('not-saved', { why });
    }
  }

  async function scheduled(procedure: string): Promise<Result<Entry>> {
    const current = await forms.current(procedure);
    const schedule = current?.form.procedure.schedule;
    if (!current || !schedule) return problem('unknown-procedure');
    const { form } = current;
    const now = await around(form);
    const slot = slotAt(schedule, now)?.id;
    if (slot === undefined) return problem(schedule.each === 'shift' ? 'no-shift' : 'not-due');
    const entry = scheduledId(procedure, device.site.id, slot);
    const there = await db.entries.get(entry);
    if (there) return { ok: true, value: there.shown };
    return act({
      kind: 'create',
      entry,
      form,
      around: now,
      set: firstAnswers(form, now),
      stage: firstStage(form),
    });
  }

  async function overdue(id: string): Promise<Result<Entry>> {
    const found = await findEntry(db, forms, id);
    if (!found) return problem('unknown-entry');
    const calendar = calendarOf(await siteOf(db), clock.ms());
    const opening = overdueOf(found.form, found.entry, clock.now(), calendar);
    if (!opening) return problem('not-due');
    const there = await db.entries.get(opening.id);
    if (there) return { ok: true, value: there.shown };
    const target = await forms.current(opening.procedure);
    if (!target) return problem('unknown-procedure');
    const { form } = target;
    return act({
      kind: 'create',
      entry: opening.id,
      form,
      around: await around(form),
      set: opening.answers,
      stage: firstStage(form),
      cause: opening.cause,
      parent: id,
    });
  }

  return {
    around,
    submit: (form, answers, around, { id, draft } = {}) =>
      told(
        act(
          {
            kind: 'create',
            entry: id ?? newId(),
            form,
            around,
            set: answers,
            stage: firstStage(form),
          },
          { draft },
        ),
      ),
    patch: (entry, set, { settles } = {}) =>
      told(on(entry, { kind: 'patch', set, ...(settles ? { settles } : {}) })),
    move: (entry, to, set, { text, draft } = {}) =>
      told(on(entry, { kind: 'move', stage: to, set, ...(text ? { text } : {}) }, { draft })),
    note: (entry, text) => told(on(entry, { kind: 'note', text })),
    link: (entry, other, why) => told(on(entry, { kind: 'link', link: { entry: other, why } })),
    void: (entry, reason) => told(on(entry, { kind: 'void', text: reason })),
    scheduled: (procedure) => told(scheduled(procedure)),
    overdue: (entry) => told(overdue(entry)),
  };
}
