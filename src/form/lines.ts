/**
 * The lines that a table's `rows` expression gives, or the entries that its `from` asks for.
 */
import type { Table } from '../spec/procedure.ts';

/** Rows come from elsewhere: people neither add nor remove them. */
export function isAutomatic({ rows, from }: Table): boolean {
  return rows !== undefined || from !== undefined;
}

const rowId = /^[A-Za-z0-9-]{1,64}$/;

/** Row ids are a part of paths. */
export function isRowId(id: unknown): id is string {
  return typeof id === 'string' && rowId.test(id);
}

/** Lines by their `id`, in order; those without a usable one are left out, as nothing could be kept under them. */
export function linesOf(value: unknown): Map<string, unknown> {
  const lines = new Map<string, unknown>();
  if (!Array.isArray(value)) return lines;
  for (const line of value) {
    const id: unknown =
      line instanceof Map ? line.get('id') : (line as { id?: unknown } | null)?.id;
    if (isRowId(id)) lines.set(id, line);
  }
  return lines;
}
