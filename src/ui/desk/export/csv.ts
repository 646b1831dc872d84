/**
 * CSV as spreadsheets open it: UTF-8 with a mark, CRLF. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front, which is how a spreadsheet itself marks text.
 */
import type { ColumnType, Sheet } from './cells.ts';

const formula = /^[\s]*[=+\-@\t\r＝＋－＠]/;

/** A text that no spreadsheet runs. */
export function safeText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function cellText(value: string | number | null | undefined, type: ColumnType): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number')
    return type === 'money' ? value.toFixed(2) : String(type === 'share' ? round(value) : value);
  return type === 'text' ? safeText(value) : value;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export function csvText({ columns, rows }: Sheet): string {
  const head = columns.map(({ label }) => quoted(safeText(label)));
  const lines = rows.map((row) =>
    columns.map(({ type }, at) => quoted(cellText(row[at], type))).join(','),
  );
  return `\uFEFF${[head.join(','), ...lines].join('\r\n')}\r\n`;
}
