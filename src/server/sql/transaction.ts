/**
 * A transaction about one site, and what it announced: `feed.ts` notes it, `database.ts` tells it after the commit.
 */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Owned, Tables } from './tables.ts';

export type Tx = Transaction<Tables>;
/** Which site, of which company. */
export type Place = Readonly<Owned>;
export type Engine = 'sqlite' | 'postgres';

/** Something new in a scope of a site. */
export interface News {
  readonly site: string;
  readonly scope: 'public' | 'work';
  readonly seq: number;
}

interface Noted {
  readonly engine: Engine;
  readonly place: Place;
  readonly news: Map<News['scope'], number>;
}

const open = new WeakMap<Tx, Noted>();

export function begin(tx: Tx, engine: Engine, place: Place): void {
  open.set(tx, { engine, place, news: new Map() });
}

/** On PostgreSQL the database itself tells every server, when and only when the transaction commits. */
export async function noteFeed(
  tx: Tx,
  scopes: ReadonlySet<News['scope']>,
  seq: number,
): Promise<void> {
  const noted = open.get(tx);
  if (!noted) throw new Error('not a transaction of inSite');
  for (const scope of scopes) {
    noted.news.set(scope, seq);
    if (noted.engine === 'postgres') {
      const news: News = { site: noted.place.site, scope, seq };
      await sql`select pg_notify('qiantai', ${JSON.stringify(news)})`.execute(tx);
    }
  }
}

export function newsOf(tx: Tx): readonly News[] {
  const noted = open.get(tx);
  return [...(noted?.news ?? [])].map(([scope, seq]) => ({
    site: noted?.place.site ?? '',
    scope,
    seq,
  }));
}
