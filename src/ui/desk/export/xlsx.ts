/**
 * XLSX with typed cells. Nothing is ever written as a formula: texts are shared strings, whatever they begin with.
 */
import type { ColumnType, Sheet } from './cells.ts';

type Value = string | number | Date | null;

/** Dates are local: their UTC parts are what the sheet shows. */
function valueOf(cell: string | number | null | undefined, type: ColumnType): Value {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return cell;
  if (type === 'day' || type === 'stamp') {
    const at = new Date(`${cell.replace(' ', 'T')}${type === 'day' ? 'T00:00' : ''}Z`);
    return Number.isNaN(at.getTime()) ? cell : at;
  }
  // Control characters have no place in XML.
  // oxlint-disable-next-line no-control-regex
  return cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

const formats: Partial<Record<ColumnType, string>> = {
  share: '0.0%',
  money: '#,##0.00',
  day: 'yyyy-mm-dd',
  stamp: 'yyyy-mm-dd hh:mm',
};

/** Display columns that a text takes: a Chinese character two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0);

function columnWidth({ columns, rows }: Sheet, at: number): number {
  const { label = '', type = 'text' } = columns[at] ?? {};
  const least = type === 'stamp' ? 17 : type === 'day' ? 12 : 8;
  const longest = rows.slice(0, 200).map((row) => widthOf(String(row[at] ?? '')));
  return Math.min(48, Math.max(least, widthOf(label) + 2, ...longest.map((each) => each + 2)));
}

/** Names of sheets: no more than 31 characters, none of `[]:*?/\`, each once. */
function names(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }) => {
    const plain = name.replaceAll(/[[\]:*?/\\']/g, ' ').trim() || '1';
    let own = plain.slice(0, 31);
    for (let n = 2; taken.has(own); n++) own = `${plain.slice(0, 27)} ${n}`;
    taken.add(own);
    return own;
  });
}

export async function xlsxBytes(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const named = names(sheets);
  return writeXlsx({
    sheets: sheets.map((sheet, at) => ({
      name: named[at] ?? String(at + 1),
      columns: sheet.columns.map(({ type }, column) => ({
        width: columnWidth(sheet, column),
        ...(formats[type] && { numFmt: formats[type] }),
      })),
      rows: [
        sheet.columns.map(({ label }) => label),
        ...sheet.rows.map((row) =>
          sheet.columns.map(({ type }, column) => valueOf(row[column], type)),
        ),
      ],
      cells: new Map(
        sheet.columns.map(({ label }, column) => [
          `0,${column}`,
          { value: label, type: 'string' as const, style: { font: { bold: true } } },
        ]),
      ),
      freezePane: { rows: 1 },
    })),
  });
}
