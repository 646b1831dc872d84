/**
 * What a device may pull: its scopes as the sync core's `Source`. A kiosk has the public scope and nothing else.
 */
import type { Source } from '../../sync/ports.ts';
import type { FeedItem, ScopeName } from '../../sync/protocol.ts';
import type { DeviceDocument, SiteDocument } from '../../sync/documents.ts';
import type { Surface } from '../../spec/procedure.ts';
import type { Database } from './database.ts';
import type { Place, Tx } from './transaction.ts';
import { alertsOf } from './alerts.ts';
import { counter } from './feed.ts';
import { staffDocuments } from './staff.ts';
import { kioskHashes } from './library.ts';

const day = 86_400_000;
/** How long finished entries stay in a surface's window, counted from their last revision. Milliseconds. */
const windows: Readonly<Record<Exclude<Surface, 'kiosk'>, number>> = {
  tablet: 2 * day,
  desk: 90 * day,
};

export const scopesOf = (surface: Surface): readonly ScopeName[] =>
  surface === 'kiosk' ? ['public'] : ['public', 'work'];

interface FeedLine {
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
}

type Documents = ReadonlyMap<string, unknown>;

const idsOf = (lines: readonly FeedLine[], kind: string): string[] =>
  lines.filter((line) => line.kind === kind).map((line) => line.id);

async function procedures(tx: Tx, place: Place, ids: readonly string[]): Promise<Documents> {
  const rows = await tx
    .selectFrom('procedure_version')
    .select(['hash', 'doc', 'current'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('hash', 'in', ids)
    .execute();
  return new Map(
    rows.map(({ hash, doc, current }) => [
      hash,
      { hash, procedure: JSON.parse(doc) as unknown, current: current === 1 },
    ]),
  );
}

async function entries(tx: Tx, place: Place, ids: readonly string[]): Promise<Documents> {
  const rows = await tx
    .selectFrom('entry')
    .select(['id', 'doc'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, doc }) => [id, JSON.parse(doc) as unknown]));
}

async function devices(tx: Tx, place: Place, ids: readonly string[]): Promise<Documents> {
  const rows = await tx
    .selectFrom('device')
    .select(['id', 'code', 'name', 'surface', 'revoked', 'seen'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', 'in', ids)
    .execute();
  return new Map(
    rows.map(({ id, code, name, surface, revoked, seen }) => {
      const doc: DeviceDocument = { id, code, name, surface, revoked: revoked !== null };
      return [id, seen === null ? doc : { ...doc, seen }];
    }),
  );
}

export async function siteDocumentOf(tx: Tx, place: Place): Promise<SiteDocument> {
  const { doc } = await tx
    .selectFrom('site')
    .select('doc')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .executeTakeFirstOrThrow();
  return JSON.parse(doc) as SiteDocument;
}

async function load(
  tx: Tx,
  place: Place,
  lines: readonly FeedLine[],
): Promise<ReadonlyMap<string, Documents>> {
  const found = new Map<string, Documents>();
  const kinds = { procedure: procedures, entry: entries, device: devices, staff: staffDocuments };
  for (const [kind, read] of Object.entries(kinds)) {
    const ids = idsOf(lines, kind);
    if (ids.length > 0) found.set(kind, await read(tx, place, ids));
  }
  if (idsOf(lines, 'site').length > 0)
    found.set(
      'site',
      new Map([
        [place.site, { ...(await siteDocumentOf(tx, place)), alerts: await alertsOf(tx, place) }],
      ]),
    );
  return found;
}

export interface SourceOptions {
  readonly database: Database;
  readonly place: Place;
  readonly surface: Surface;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The scopes of a device, with the epoch as it is now. Scopes that its surface may not read are not among them. */
export async function sourcesFor(options: SourceOptions): Promise<ReadonlyMap<ScopeName, Source>> {
  const { database, place, surface } = options;
  const { epoch } = await database.inSite(place, (tx) => counter(tx, place));
  return new Map(
    scopesOf(surface).map((scope) => [
      scope,
      {
        epoch,
        read: (after, limit) =>
          database.inSite(place, (tx) => read(tx, options, scope, after, limit)),
      },
    ]),
  );
}

async function read(
  tx: Tx,
  { place, surface, now }: SourceOptions,
  scope: ScopeName,
  after: number,
  limit: number,
): Promise<{ items: readonly FeedItem[]; to: number; more: boolean }> {
  const since = new Date(now - (surface === 'kiosk' ? 0 : windows[surface])).toISOString();
  const lines = await tx
    .selectFrom('feed')
    .leftJoin('entry', (join) =>
      join
        .onRef('entry.company', '=', 'feed.company')
        .onRef('entry.site', '=', 'feed.site')
        .onRef('entry.id', '=', 'feed.id')
        .on('feed.kind', '=', 'entry'),
    )
    .select(['feed.kind', 'feed.id', 'feed.seq'])
    .where('feed.company', '=', place.company)
    .where('feed.site', '=', place.site)
    .where('feed.scope', '=', scope)
    .where('feed.seq', '>', after)
    .where((each) =>
      each.or([
        each('feed.kind', '!=', 'entry'),
        each('entry.open', '=', 1),
        each('entry.written', '>=', since),
      ]),
    )
    .orderBy('feed.seq')
    .limit(limit + 1)
    .execute();
  const page = lines.slice(0, limit);
  const documents = await load(tx, place, page);
  const atKiosk =
    surface === 'kiosk' && idsOf(page, 'procedure').length > 0
      ? await kioskHashes(tx, place)
      : undefined;
  const items = page.map(({ kind, id, seq }): FeedItem => {
    if (kind === 'procedure' && atKiosk && !atKiosk.has(id))
      return { seq, kind, id, gone: 'scope' };
    const doc = documents.get(kind)?.get(id);
    return doc === undefined ? { seq, kind, id, gone: 'scope' } : { seq, kind, id, doc };
  });
  const more = lines.length > limit;
  return { items, to: page.at(-1)?.seq ?? after, more };
}
