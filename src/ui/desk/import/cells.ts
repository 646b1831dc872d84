/**
 * A table as a file holds it, before anybody knows what it means.
 */

/** Dates are local: their UTC parts are what the sheet shows. */
export type Cell = string | number | boolean | Date | null;

export interface Sheet {
  readonly name: string;
  /** Row 1 of the file is the first; merged cells are filled. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Workbook {
  readonly kind: 'csv' | 'xlsx';
  /** Of a CSV: `UTF-8`, `UTF-16`, `GB18030`. */
  readonly encoding?: string;
  /** Serial numbers count from 1904. */
  readonly from1904?: boolean;
  readonly sheets: readonly Sheet[];
}

export const most = {
  /** Bytes of a file. */
  bytes: 50 * 1024 * 1024,
  /** Bytes of its parts once inflated: more is a bomb. */
  inflated: 400 * 1024 * 1024,
  rows: 100_000,
  columns: 200,
} as const;

/** What a file that cannot be read is refused with. */
export class Unreadable extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, number>>;
  constructor(code: string, params: Readonly<Record<string, number>> = {}) {
    super(code);
    this.name = 'Unreadable';
    this.code = code;
    this.params = params;
  }
}

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');

/** A cell as a person reads it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return '';
  if (cell instanceof Date) {
    const [day = '', time = ''] = cell.toISOString().split('T');
    const clock = time.slice(0, 8);
    // A time alone is a day of 1899 in a sheet.
    if (cell.getUTCFullYear() < 1901) return clock.slice(0, 5);
    return clock === '00:00:00' ? day : `${day} ${clock.slice(0, 5)}`;
  }
  return typeof cell === 'string' ? cell.trim() : String(cell);
}

/** Rows without the empty ones at the end; refuses what is too much. */
export function trimmed(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  let end = rows.length;
  while (end > 0 && rows[end - 1]?.every(isBlank)) end--;
  if (end > most.rows + 20) throw new Unreadable('file-too-many-rows', { max: most.rows });
  return rows.slice(0, end);
}
