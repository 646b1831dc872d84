/**
 * How an entry says that it came from a file: the text of the log line that the import wrote. So every desk that has the
 * entries knows the import too, with nothing else to keep in step.
 *
 *     import:<id of the import> <row> <name of the file>
 */
import type { Entry, LogLine } from '../form/entry.ts';

export interface ImportMark {
  /** Of the import. */
  readonly id: string;
  /** In the file, as a spreadsheet counts: from 1. */
  readonly row: number;
  readonly file: string;
}

const pattern = /^import:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,7}) (.*)$/su;

export function markText({ id, row, file }: ImportMark): string {
  return `import:${id} ${row} ${file.slice(0, 120)}`;
}

/** undefined for a line that no import wrote. */
export function readMark({ text }: Pick<LogLine, 'text'>): ImportMark | undefined {
  const match = text?.startsWith('import:') ? pattern.exec(text) : null;
  const [, id, row, file] = match ?? [];
  return id === undefined || file === undefined ? undefined : { id, row: Number(row), file };
}

/** The import that made this entry. */
export const madeBy = (entry: Pick<Entry, 'log'>): ImportMark | undefined =>
  entry.log[0]?.kind === 'create' ? readMark(entry.log[0]) : undefined;

/** As the row of an entry keeps them, to be found by. */
export function batchesOf(entry: Entry): { batches?: readonly string[] } {
  const ids = new Set(entry.log.flatMap((line) => readMark(line)?.id ?? []));
  if (ids.size === 0) return {};
  return { batches: [...ids].map((id) => (entry.void ? `${id}~` : id)) };
}
