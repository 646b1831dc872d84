/**
 * What was to be done in its time and was not: slots of scheduled procedures that are over, without a finished entry.
 */
import { isFinished } from '../form/stage.ts';
import { slotsOver } from '../form/slot.ts';
import { scheduledId } from '../sync/schedule.ts';
import { siteOf } from './site-document.ts';
import type { Database } from './database.ts';
import { currentOf } from './current.ts';
import type { Forms } from './forms.ts';
import type { Device, Missed } from './store.ts';

const day = 86_400_000;
/** How far back is looked: further, nobody could still do anything about it. */
const back = { shift: 2 * day, day: 2 * day, week: 8 * day, month: 32 * day } as const;

export interface MissedOptions {
  readonly db: Database;
  readonly forms: Forms;
  readonly device: Device;
  /** Server-corrected milliseconds. */
  readonly now: number;
}

/** Oldest first. Nothing counts from before the first entry that is here: a new site has missed nothing. */
export async function missedSlots({ db, forms, device, now }: MissedOptions): Promise<Missed[]> {
  const [site, first] = [await siteOf(db), await db.entries.orderBy('created').first()];
  if (!site || !first) return [];
  const rows = await db.procedures.toArray();
  const missed: Missed[] = [];
  for (const [id, versions] of Map.groupBy(rows, (row) => row.id)) {
    const schedule = currentOf(versions)?.procedure.schedule;
    const form = schedule && (await forms.current(id))?.form;
    if (!schedule || !form) continue;
    const since = Math.max(Date.parse(first.created), now - back[schedule.each]);
    const [from, to] = [since, now].map((ms) => new Date(ms).toISOString()) as [string, string];
    const { shifts, zone } = site;
    const over = slotsOver(schedule, { since: from, now: to, zone, shifts });
    const ids = over.map((slot) => scheduledId(id, device.site.id, slot.id));
    const entries = await db.entries.bulkGet(ids);
    for (const [at, slot] of over.entries()) {
      const entry = entries[at]?.shown;
      if (entry && (entry.void || isFinished(form, entry.stage))) continue;
      missed.push({ procedure: id, title: form.procedure.title, slot, begun: entry?.id });
    }
  }
  return missed.toSorted((a, b) => a.slot.until.localeCompare(b.slot.until));
}
