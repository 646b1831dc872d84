/**
 * The site as this device knows it.
 */
import type { SiteDocument } from '../sync/documents.ts';
import type { Database } from './database.ts';

export async function siteOf(db: Database): Promise<SiteDocument | undefined> {
  const [row] = await db.documents.where('kind').equals('site').toArray();
  return row?.doc as SiteDocument | undefined;
}
