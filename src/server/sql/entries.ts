/**
 * Entries found for people who have no copy of them.
 */
import type { Entry } from '../../form/entry.ts';
import type { Place, Tx } from './transaction.ts';

const most = 200;
const page = 500;

const read = (rows: readonly { readonly doc: string }[]): Entry[] =>
  rows.map(({ doc }) => JSON.parse(doc) as Entry);

/** Newest first, those whose number ends with these digits; finished ones only if written since (ISO). */
export async function numbered(
  tx: Tx,
  place: Place,
  digits: string,
  since: string,
): Promise<Entry[]> {
  if (!/^\d{1,12}$/.test(digits)) return [];
  const rows = await tx
    .selectFrom('entry')
    .select('doc')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where((row) => row.or([row('open', '=', 1), row('written', '>=', since)]))
    // The text may hold these digits elsewhere too; who asks looks at the number itself.
    .where('doc', 'like', `%"number":"%${digits}"%`)
    .orderBy('written', 'desc')
    .limit(most)
    .execute();
  return read(rows).filter(({ number }) => number?.endsWith(digits));
}

export async function entryAt(tx: Tx, place: Place, id: string): Promise<Entry | undefined> {
  const row = await tx
    .selectFrom('entry')
    .select('doc')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (JSON.parse(row.doc) as Entry);
}

/** Unfinished entries of a procedure that are in a stage. */
export async function openIn(
  tx: Tx,
  place: Place,
  procedure: string,
  stage: string,
): Promise<Entry[]> {
  const rows = await tx
    .selectFrom('entry')
    .select('doc')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('open', '=', 1)
    .where('procedure', '=', procedure)
    .where('stage', '=', stage)
    .execute();
  return read(rows);
}

/** Every entry of some procedures, in pages: never more than one page is in memory. */
export async function* pagesOf(
  tx: Tx,
  place: Place,
  procedures: readonly string[],
): AsyncGenerator<Entry[]> {
  if (procedures.length === 0) return;
  for (let after = ''; ;) {
    const rows = await tx
      .selectFrom('entry')
      .select(['id', 'doc'])
      .where('company', '=', place.company)
      .where('site', '=', place.site)
      .where('procedure', 'in', procedures)
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    if (rows.length === 0) return;
    yield read(rows);
    after = rows.at(-1)?.id ?? '';
  }
}
