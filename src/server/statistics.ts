/**
 * Numbers over everything a site has: the same tally as on the desk, fed from the database page by page.
 */
import { compile, type Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { Tally, type Behind } from '../form/tally.ts';
import { calendarOf } from '../sync/calendar.ts';
import type { StatisticsReply, StatisticsRequest } from '../sync/statistics.ts';
import type { Database } from './sql/database.ts';
import { entryAt, pagesOf } from './sql/entries.ts';
import { allVersions } from './sql/library.ts';
import { siteDocumentOf } from './sql/source.ts';
import { departmentsOf } from './sql/staff.ts';
import type { Place, Tx } from './sql/transaction.ts';

const mostRows = 500;

/** As of one moment; nobody waits for it. `now` in milliseconds since 1970. */
export function statisticsOf(
  database: Database,
  place: Place,
  request: StatisticsRequest,
  now: number,
): Promise<StatisticsReply> {
  return database.snapshot(place, (tx) => count(tx, place, request, now));
}

async function count(
  tx: Tx,
  place: Place,
  { from, to, by, rows }: StatisticsRequest,
  now: number,
): Promise<StatisticsReply> {
  const site = await siteDocumentOf(tx, place);
  const versions = await allVersions(tx, place);
  const departments = await departmentsOf(tx, place);
  const forms = versions
    .filter(({ procedure, current }) => current && procedure.measures)
    .map(({ procedure }) => compile(procedure));
  const pinned = pinnedForms(versions);
  const tally = new Tally({
    forms,
    period: { from, to },
    now: new Date(now).toISOString(),
    zone: site.zone,
    calendar: calendarOf(site, now),
    by,
    deptOf: (staff) => departments.get(staff),
    rows: rows !== undefined,
  });
  const procedures = forms.map(({ procedure }) => procedure.id);
  const alike = forms.filter(({ procedure }) => procedure.measures?.some((one) => one.alike));
  for await (const page of pagesOf(
    tx,
    place,
    alike.map(({ procedure }) => procedure.id),
  ))
    for (const entry of page) tally.know(entry);
  let entries = 0;
  for await (const page of pagesOf(tx, place, procedures)) {
    entries += page.length;
    for (const entry of page) {
      const form = pinned(entry);
      if (form) tally.add(entry, form);
    }
  }
  const results = tally.results();
  const measures = results.map(({ id, total, groups }) => ({
    id,
    total: { of: total.of, part: total.part },
    groups: Object.fromEntries([...groups].map(([key, { of, part }]) => [key, { of, part }])),
  }));
  if (!rows) return { entries, measures };
  const wanted = results.find(({ id }) => id === rows.measure);
  const cell = rows.group === undefined ? wanted?.total : wanted?.groups.get(rows.group);
  return { entries, measures, ...(await behind(tx, place, cell?.rows ?? [])) };
}

async function behind(
  tx: Tx,
  place: Place,
  all: readonly Behind[],
): Promise<Pick<StatisticsReply, 'rows' | 'more'>> {
  const rows: { entry: Entry; of: number; part: number }[] = [];
  for (const { entry: id, of, part } of all.slice(-mostRows)) {
    const entry = await entryAt(tx, place, id);
    if (entry) rows.push({ entry, of, part });
  }
  rows.sort((a, b) => (a.entry.created < b.entry.created ? 1 : -1));
  return { rows, more: Math.max(0, all.length - mostRows) };
}

type Version = Awaited<ReturnType<typeof allVersions>>[number];

/** The form of an entry's own version, compiled when it is first met. */
function pinnedForms(versions: readonly Version[]): (entry: Entry) => Form | undefined {
  const byHash = new Map(versions.map(({ hash, procedure }) => [hash, procedure]));
  return ({ version }) => {
    const procedure = byHash.get(version);
    return procedure && compile(procedure);
  };
}
