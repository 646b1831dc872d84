/**
 * The refused rows as a file: the number in the file that was read, why, and the cells as they were, to be mended.
 */
import { words } from '../../words/words.ts';
import { cellText } from './cells.ts';
import type { Verdict } from './check.ts';
import { writeCsv } from './csv.ts';
import type { ImportTask } from './import-task.ts';
import { rowSaid } from './said.ts';

const t = words({ row: ['原行号', 'Row'], why: ['不导入的原因', 'Why it was refused'] });
const read = 500;

export async function refusedCsv(task: ImportTask, refused: readonly Verdict[]): Promise<string> {
  const { source } = task.options;
  const { sheet } = task.choices;
  const wanted = new Map(refused.map((verdict) => [verdict.row, verdict]));
  const rows: (readonly (string | number)[])[] = [[t.row(), t.why(), ...task.headings]];
  const count = source.head.sheets[sheet]?.count ?? 0;
  for (let from = 0; from < count; from += read)
    for (const [at, cells] of (await source.rows(sheet, from, from + read)).entries()) {
      const row = from + at + 1;
      const verdict = wanted.get(row);
      if (verdict)
        rows.push([
          row,
          rowSaid(task.form, verdict, task.written),
          ...cells.map((c) => cellText(c)),
        ]);
    }
  return writeCsv(rows);
}
