/**
 * What is going on at a site that everybody in the house should know: its emergencies, told without a word about a person.
 */
import type { Procedure } from '../../spec/procedure.ts';
import type { Entry } from '../../form/entry.ts';
import type { Alert } from '../../sync/documents.ts';
import type { Place, Tx } from './transaction.ts';

type Versions = ReadonlyMap<string, Procedure>;

async function emergencyVersions(tx: Tx, place: Place): Promise<Versions> {
  const rows = await tx
    .selectFrom('procedure_version')
    .select(['hash', 'doc'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('doc', 'like', '%"emergency":{%')
    .execute();
  return new Map(rows.map(({ hash, doc }) => [hash, JSON.parse(doc) as Procedure]));
}

/** Oldest first. */
export async function alertsOf(tx: Tx, place: Place): Promise<readonly Alert[]> {
  const versions = await emergencyVersions(tx, place);
  if (versions.size === 0) return [];
  const ids = [...new Set([...versions.values()].map(({ id }) => id))];
  const rows = await tx
    .selectFrom('entry')
    .select('doc')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('procedure', 'in', ids)
    .where('open', '=', 1)
    .execute();
  return rows
    .flatMap(({ doc }) => alertOf(JSON.parse(doc) as Entry, versions) ?? [])
    .toSorted((a, b) => a.since.localeCompare(b.since));
}

function alertOf(entry: Entry, versions: Versions): Alert | undefined {
  const emergency = versions.get(entry.version)?.emergency;
  if (!emergency?.active.includes(entry.stage) || entry.void) return undefined;
  const playbook = emergency.playbooks.find(({ kind }) => kind === entry.answers[emergency.kind]);
  if (!playbook) return undefined;
  const drill = entry.answers[emergency.drill] === true;
  const { icon, public: told } = playbook;
  return { entry: entry.id, since: entry.created, drill, icon, title: told.title, say: told.say };
}
