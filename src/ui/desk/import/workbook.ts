/**
 * A file by what is in it, whatever its name says.
 */
import { Unreadable, most } from './cells.ts';
import type { Workbook } from './cells.ts';
import { readCsv } from './csv.ts';
import { readXlsxFile } from './xlsx.ts';

const begins = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

/** Throws `Unreadable`: `file-too-large`, `file-empty`, `file-old-excel`, `file-unreadable`, `file-too-many-rows`. */
export async function readWorkbook(name: string, bytes: Uint8Array): Promise<Workbook> {
  if (bytes.length === 0) throw new Unreadable('file-empty');
  if (bytes.length > most.bytes) throw new Unreadable('file-too-large', { max: 50 });
  // Before 2007, or with a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Unreadable('file-old-excel');
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return readXlsxFile(bytes);
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46) || begins(bytes, 0x50, 0x4b))
    throw new Unreadable('file-unreadable');
  return readCsv(name, bytes);
}
