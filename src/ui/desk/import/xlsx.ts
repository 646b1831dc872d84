/**
 * XLSX: the sheets that are to be seen, with merged cells filled. What would inflate beyond all measure is refused
 * before anything is inflated: the reader stops at the sizes that the directory of the archive declares.
 */
import { Unreadable, most, trimmed } from './cells.ts';
import type { Cell, Sheet, Workbook } from './cells.ts';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;

/** Sum of the inflated sizes that a ZIP declares; Infinity for one that declares nonsense. */
export function inflatedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  const stop = Math.max(0, end - 65_535);
  while (end >= stop && view.getUint32(end, true) !== endMark) end--;
  if (end < stop) return Infinity;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let sum = 0;
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entryMark) return Infinity;
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    // Marked as "see elsewhere", or packed into nothing.
    if (size === 0xffffffff || (size === 0 && packed > 2)) return Infinity;
    sum += size;
    const extra = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    at += 46 + view.getUint16(at + 28, true) + extra;
  }
  return sum;
}

interface Merge {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

function filled(rows: Cell[][], merges: readonly Merge[]): Cell[][] {
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const value = rows[startRow]?.[startCol] ?? null;
    if (value === null) continue;
    const lastRow = Math.min(endRow, rows.length - 1);
    for (let row = startRow; row <= lastRow; row++)
      for (let col = startCol; col <= Math.min(endCol, most.columns - 1); col++) {
        const line = rows[row];
        if (!line) continue;
        while (line.length <= col) line.push(null);
        line[col] = value;
      }
  }
  return rows;
}

export async function readXlsxFile(bytes: Uint8Array): Promise<Workbook> {
  const size = inflatedSize(bytes);
  if (size === Infinity) throw new Unreadable('file-unreadable');
  if (size > most.inflated) throw new Unreadable('file-too-large', { max: 50 });
  const { readXlsx } = await import('hucre/xlsx');
  const workbook = await readXlsx(bytes, {
    sheets: (info) => !info.hidden && !info.veryHidden,
    maxRows: most.rows + 21,
  }).catch(() => {
    throw new Unreadable('file-unreadable');
  });
  const sheets = workbook.sheets.map(({ name, rows, merges = [] }): Sheet => {
    const own = rows.map((row) => row.slice(0, most.columns).map((cell) => cell ?? null));
    return { name, rows: trimmed(filled(own, merges)) };
  });
  const some = sheets.filter((sheet) => sheet.rows.length > 0);
  if (some.length === 0) throw new Unreadable('file-empty');
  const from1904 = workbook.dateSystem === '1904';
  return { kind: 'xlsx', sheets: some, ...(from1904 ? { from1904 } : {}) };
}
