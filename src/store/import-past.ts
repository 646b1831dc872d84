/**
 * The imports whose entries are on this device, newest first.
 */
import type { Database } from './database.ts';
import { readMark } from './import-mark.ts';
import type { PastImport } from './store.ts';

export async function pastImports(db: Database): Promise<PastImport[]> {
  const { entries } = db;
  const keys = (await entries.orderBy('batches').uniqueKeys()) as unknown as string[];
  const past: PastImport[] = [];
  for (const id of new Set(keys.map((key) => key.replace('~', '')))) {
    const there = await entries.where('batches').equals(id).count();
    const undone = await entries.where('batches').equals(`${id}~`).count();
    const row = await entries.where('batches').anyOf(id, `${id}~`).first();
    const line = row?.shown.log.find((each) => readMark(each)?.id === id);
    if (!row || !line) continue;
    past.push({
      id,
      procedure: row.procedure,
      file: readMark(line)?.file ?? '',
      at: line.at,
      by: line.by,
      device: line.device,
      there,
      undone,
    });
  }
  return past.sort((a, b) => (a.at < b.at ? 1 : -1));
}
