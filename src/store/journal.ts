/**
 * Where changes go when the database cannot be written any more: a file of the origin's private file system, made at
 * enrolment (one that is made on the day of need may not survive a power cut). Each record is a length, a checksum and
 * JSON; what a torn write left behind ends at the last good record.
 */
import { hashOf } from '../spec/json.ts';
import { utf8 } from './base64.ts';
import { meta, write } from './database.ts';
import type { OutboxRow } from './database.ts';
import { journalFile } from './journal-file.ts';
import { predict } from './predict.ts';
import type { Predicting } from './predict.ts';

const headLength = 4 + 8;

/** One record: length (4 bytes, big-endian), first 8 bytes of the SHA-256 of the text, the text in UTF-8. */
export function recordOf(row: OutboxRow): Uint8Array<ArrayBuffer> {
  const text = utf8(JSON.stringify(row));
  const record = new Uint8Array(headLength + text.length);
  new DataView(record.buffer).setUint32(0, text.length);
  record.set(checksum(text), 4);
  record.set(text, headLength);
  return record;
}

function checksum(text: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, at) =>
    Number.parseInt(hashOf(text).slice(at * 2, at * 2 + 2), 16),
  );
}

/** Every whole record, in order; `length` is where the good ones end. */
export function readRecords(bytes: Uint8Array): { rows: OutboxRow[]; length: number } {
  const rows: OutboxRow[] = [];
  let at = 0;
  while (at + headLength <= bytes.length) {
    const size = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0);
    const text = bytes.subarray(at + headLength, at + headLength + size);
    const sum = checksum(text);
    if (text.length !== size || !sum.every((byte, index) => byte === bytes[at + 4 + index])) break;
    rows.push(JSON.parse(new TextDecoder().decode(text)) as OutboxRow);
    at += headLength + size;
  }
  return { rows, length: at };
}

/** Appends and reads back; true only if every record is in the file. Never creates the file. */
export async function appendToJournal(rows: readonly OutboxRow[]): Promise<boolean> {
  const handle = await journalFile();
  if (!handle) return false;
  try {
    const good = await readJournal();
    const writable = await handle.createWritable({ keepExistingData: true });
    await writable.truncate(good.length);
    await writable.seek(good.length);
    for (const row of rows) await writable.write(recordOf(row));
    await writable.close();
    const ids = new Set((await readJournal()).rows.map((row) => row.id));
    return rows.every((row) => ids.has(row.id));
  } catch {
    return false;
  }
}

export async function readJournal(): Promise<{ rows: OutboxRow[]; length: number }> {
  const file = await (await journalFile())?.getFile().catch(() => undefined);
  return file ? readRecords(new Uint8Array(await file.arrayBuffer())) : { rows: [], length: 0 };
}

/** Empties the file, once its rows are in the database. */
export async function clearJournal(): Promise<void> {
  const writable = await (await journalFile())?.createWritable();
  await writable?.truncate(0);
  await writable?.close();
}

/** Brings what was journalled into the database, then empties the journal. */
export async function recover(predicting: Predicting): Promise<void> {
  const { db, identity } = predicting;
  const { rows } = await readJournal();
  if (rows.length === 0) return;
  await write(db, [db.outbox, db.entries, db.procedures, db.documents], async () => {
    let n = (await meta<number>(db, 'n')) ?? 0;
    for (const row of rows) {
      if (!(await db.outbox.get(row.id))) await db.outbox.add(row);
      n = Math.max(n, row.n);
    }
    await db.meta.put({ key: 'n', value: n });
    // A kiosk's are sealed: there is nothing to show of them.
    if (identity.device.surface === 'kiosk') return;
    await predict(
      predicting,
      rows.map((row) => row.lane),
    );
  });
  await clearJournal();
}
