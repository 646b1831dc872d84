/**
 * Staff as this device knows them.
 */
import type { StaffDocument } from '../sync/documents.ts';
import type { Database } from './database.ts';

export async function staffMember(db: Database, id: string): Promise<StaffDocument | undefined> {
  return (await db.documents.get(['staff', id]))?.doc as StaffDocument | undefined;
}
