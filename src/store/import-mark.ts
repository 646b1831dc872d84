/**
 * How an entry says that it came from a file: the text of the log line that the import wrote. So every desk that has the
 * entries knows the import too, with nothing else to keep in step.
 *
 *     import:<id of the import> <row> <name of the file>
 */
import type { Entry } from '../form/entry.ts';

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
export function readMark({ text }: { readonly text?: string | undefined }): ImportMark | undefined {
  const match = text?.startsWith('import:') ? pattern.exec(text) : null;
  const [, id, row, file] = match ?? [];
  return id === undefined || file === undefined ? undefined : { id, row: Number(row), file };
}

/** The import that made this entry. */
export const madeBy = (entry: Pick<Entry, 'log'>): ImportMark | undefined =>
  entry.log[0]?.kind === 'create' ? readMark(entry.log[0]) : undefined;

const undone = /^undo:([0-9a-f-]{36})$/;
/** Of a change that puts back what an import had changed. */
export const undoText = (id: string): string => `undo:${id}`;
export const isUndo = ({ text }: { readonly text?: string | undefined }): boolean =>
  undone.test(text ?? '');

/** As the row of an entry keeps them, to be found by. */
export function batchesOf(entry: Pick<Entry, 'log' | 'void'>): { batches?: readonly string[] } {
  const there = new Map<string, boolean>();
  for (const line of entry.log) {
    const id = readMark(line)?.id;
    const back = undone.exec(line.text ?? '')?.[1];
    if (id !== undefined) there.set(id, true);
    if (back !== undefined && there.has(back)) there.set(back, false);
  }
  if (there.size === 0) return {};
  return { batches: Array.from(there, ([id, on]) => (on && !entry.void ? id : `${id}~`)) };
}
