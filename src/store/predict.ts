/**
 * What people see of an entry: the server's state with this device's changes over it that it does not contain yet.
 */
import { predict as foretell } from '../sync/predict.ts';
import type { Pending } from '../sync/predict.ts';
import type { Who } from '../sync/apply.ts';
import type { Change } from '../sync/change.ts';
import type { Database } from './database.ts';
import { rowOf } from './entries.ts';
import type { Forms } from './forms.ts';
import type { Identity } from './identity.ts';
import { keyingOf } from './keying.ts';
import { staffMember } from './staff-document.ts';

export interface Predicting {
  readonly db: Database;
  readonly forms: Forms;
  readonly identity: Identity;
}

/**
 * Recomputes the row of an entry from the server's state and the outbox; inside a transaction over entries, outbox,
 * procedures and documents.
 */
export async function predict({ db, forms, identity }: Predicting, id: string): Promise<void> {
  const row = await db.entries.get(id);
  const changes = await db.outbox.where('lane').equals(id).sortBy('n');
  const waiting: Pending[] = [];
  for (const { state, bytes } of changes) {
    if (state === 'parked' || state === 'kept') continue;
    const change = JSON.parse(bytes) as Change;
    waiting.push({ change, who: await whoWrote(db, change, identity.device.surface) });
  }
  const version = row?.server?.version ?? waiting[0]?.change.procedure.split('@')[1];
  const form = await forms.version(version ?? row?.shown.version ?? '');
  // With nothing but a refused creation it stays in sight, as it was typed, beside the list of refused changes.
  const shown = (form && foretell(row?.server, waiting, form)) ?? row?.server ?? row?.shown;
  const pending = changes.some(({ state }) => state !== 'acked' && state !== 'kept');
  const { shapes } = await keyingOf(db);
  if (form && shown) await db.entries.put(rowOf(shown, form, row?.server, pending, shapes));
  else if (row && shown) await db.entries.update(id, { shown, pending: pending ? 1 : 0 });
}

async function whoWrote(db: Database, { author }: Change, surface: Who['surface']): Promise<Who> {
  const staff = author && (await staffMember(db, author.staff));
  return {
    staff: author?.staff ?? null,
    roles: author ? (staff?.roles ?? []) : ['visitor'],
    surface,
  };
}
