/**
 * Published procedures of a site: immutable versions named by content hash, one of each procedure current.
 */
import { canonicalJson } from '../../spec/json.ts';
import type { Published } from '../../spec/library.ts';
import type { Item, Procedure } from '../../spec/procedure.ts';
import type { Place, Tx } from './transaction.ts';
import { announce } from './feed.ts';

/** `1.10.0` is newer than `1.9.3`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/**
 * - `published`: it is current now
 * - `present`: these very bytes are already here
 * - `older`: a newer version, or other bytes under the same version, are current
 */
export type PublishOutcome = 'published' | 'present' | 'older';

/** Publishes and announces; the version that was current is announced again, as no longer current. */
export async function publishVersion(
  tx: Tx,
  place: Place,
  { hash, procedure }: Published,
  at: string,
): Promise<PublishOutcome> {
  const { id, version } = procedure;
  const rows = await tx
    .selectFrom('procedure_version')
    .select(['hash', 'version', 'current'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', '=', id)
    .execute();
  if (rows.some((row) => row.hash === hash)) return 'present';
  if (rows.some((row) => compareVersions(row.version, version) >= 0)) return 'older';
  const before = rows.find((row) => row.current === 1);
  await tx
    .updateTable('procedure_version')
    .set({ current: 0 })
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', '=', id)
    .execute();
  await tx
    .insertInto('procedure_version')
    .values({
      ...place,
      hash,
      id,
      version,
      doc: canonicalJson(procedure),
      published: at,
      current: 1,
    })
    .execute();
  // A kiosk that may now open these has to get them, so they are announced as well.
  const opened = await currentHashes(tx, place, opens(procedure));
  const changed = new Set([...(before ? [before.hash] : []), hash, ...opened]);
  await announce(
    tx,
    place,
    [...changed].map((each) => ({ kind: 'procedure', id: each })),
  );
  return 'published';
}

/** Procedures that an entry of this one may open. */
function opens(procedure: Procedure): string[] {
  const items: readonly Item[] = procedure.sections.flatMap((section) => section.items);
  const actions = items
    .flatMap((item) => (item.type === 'table' ? item.items : [item]))
    .flatMap((item) =>
      item.type === 'check' && item.fail?.action ? [item.fail.action.procedure] : [],
    );
  return [
    ...actions,
    ...(procedure.effects ?? []).flatMap(({ create }) => (create ? [create.procedure] : [])),
  ];
}

async function currentHashes(tx: Tx, place: Place, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('procedure_version')
    .select('hash')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', 'in', ids)
    .where('current', '=', 1)
    .execute();
  return rows.map(({ hash }) => hash);
}

/** Current versions that a kiosk offers, and those that their entries open. */
export async function kioskHashes(tx: Tx, place: Place): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('procedure_version')
    .select(['id', 'hash', 'doc'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('current', '=', 1)
    .execute();
  const current = new Map(
    rows.map(({ id, hash, doc }) => [id, { hash, procedure: JSON.parse(doc) as Procedure }]),
  );
  const wanted = [...current.values()].filter(({ procedure }) => procedure.surfaces.kiosk);
  const found = new Set<string>();
  for (const { hash, procedure } of wanted) {
    if (found.has(hash)) continue;
    found.add(hash);
    for (const id of opens(procedure)) {
      const opened = current.get(id);
      if (opened && !found.has(opened.hash)) wanted.push(opened);
    }
  }
  return found;
}

/** Every version by hash, with whether it is the current one of its procedure. */
export async function allVersions(
  tx: Tx,
  place: Place,
): Promise<{ readonly hash: string; readonly procedure: Procedure; readonly current: boolean }[]> {
  const rows = await tx
    .selectFrom('procedure_version')
    .select(['hash', 'doc', 'current'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .execute();
  return rows.map(({ hash, doc, current }) => ({
    hash,
    procedure: JSON.parse(doc) as Procedure,
    current: current === 1,
  }));
}
